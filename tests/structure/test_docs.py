"""The documents are true of the code: commands, options, examples, modules, constants, columns exist as written."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import seo_engine
from seo_engine.cli import main
from seo_engine.platforms import platform_codes
from seo_engine.report import xlsx
from seo_engine.report.wording import STATUS
from seo_engine.scoring.rules import RULES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "seo_engine"
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (*READMES, "ARCHITECTURE.md", "CHANGELOG.md")

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]+)")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
MODULE = re.compile(r"`([a-z_]+(?:/[a-z_]+)*\.py)`")
DOTTED = re.compile(r"`(seo_engine(?:\.[a-z_]+)+)(?:\.[A-Z]\w*)?`")
CONSTANT = re.compile(r"^\| `([a-z_/]+)\.py` \| ((?:`[A-Z_]+`(?:, )?)+) \|", re.MULTILINE)
DATA = re.compile(r"`((?:dictionaries|corpora|tests)/[^`*]*)`")
SAMPLE = re.compile(r"^<!-- sample: .*?-->\n(.*?)^<!-- sample end -->$", re.MULTILINE | re.DOTALL)
# A change of the engine changes the shown titles: with this set to 1 the test writes them anew, for you to read.
RENEW = "SEO_ENGINE_RENEW_DOCS"
SHOWN = ("D01", "D03", "D04", "D08")
# Options of pip, git and the like would stand here; there are none.
FOREIGN: frozenset[str] = frozenset()


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, *languages: str) -> list[str]:
    return [body for language, body in BLOCK.findall(text(name)) if language in languages]


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))
    else:
        yield path, command


def names_of(command: click.Command) -> set[str]:
    options = (option for option in command.params if isinstance(option, click.Option))
    return {name for option in options for name in option.opts} | {"--help"}


COMMANDS = dict(commands(main))
OPTIONS = {name for command in (main, *COMMANDS.values()) for name in names_of(command)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    assert [link for link in LINK.findall(text(name)) if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_documented(name: str) -> None:
    assert [path for path in COMMANDS if f"seo-engine {' '.join(path)}" not in text(name)] == []


@pytest.mark.parametrize("name", READMES)
def test_every_option_is_documented(name: str) -> None:
    assert sorted(option for option in OPTIONS if f"`{option}`" not in text(name)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_option_is_invented(name: str) -> None:
    assert sorted(set(OPTION.findall(text(name))) - OPTIONS - FOREIGN) == []


def shell_lines(name: str) -> list[list[str]]:
    lines = [line for block in blocks(name, "sh") for line in block.replace("\\\n", " ").splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.strip()]


@pytest.mark.parametrize("name", READMES)
def test_shown_commands_exist(name: str) -> None:
    shown = [words[1:] for words in shell_lines(name) if words and words[0] == "seo-engine"]
    assert shown
    for words in shown:
        path = next(path for path in sorted(COMMANDS, key=len, reverse=True) if tuple(words[: len(path)]) == path)
        strange = {word for word in words if word.startswith("-")} - names_of(COMMANDS[path])
        assert not strange, words
        # Parsing alone finds wrong values and missing arguments; nothing is run.
        COMMANDS[path].make_context(" ".join(path), words[len(path) :], resilient_parsing=False)


@pytest.mark.parametrize("name", READMES)
def test_shown_make_targets_exist(name: str) -> None:
    targets = {words[1] for words in shell_lines(name) if words and words[0] == "make"}
    assert targets
    assert targets <= set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("name", READMES)
def test_python_examples_run(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    examples = blocks(name, "python")
    for number, source in enumerate(examples, start=1):
        exec(compile(source, f"{name} example {number}", "exec"), {"__name__": "example"})  # noqa: S102 - our own document
    assert capsys.readouterr().out or not examples


@pytest.mark.parametrize("name", READMES)
def test_the_shown_demands_are_obeyed(name: str, tmp_path: Path) -> None:
    (shown,) = blocks(name, "toml")
    (tmp_path / "要求.toml").write_text(shown, encoding="utf-8")
    sample = ROOT / "corpora/sample"
    table = str(sample / "keywords_连衣裙.csv")
    result = CliRunner().invoke(
        main, ["rewrite", str(sample / "listings.csv"), "-k", table, "--controls", str(tmp_path / "要求.toml")]
    )
    assert result.exit_code == 3, result.stderr
    records = {record["id"]: record for record in map(json.loads, result.stdout.splitlines())}
    changed = [record["title"] for record in records.values() if record["status"] == "rewritten"]
    assert len(changed) > 5
    assert [title for title in changed if not title.startswith("云织里") or "韩版" in title] == []
    assert {records[number]["status"] for number in ("D08", "D09")} == {"unchanged"}


def test_there_is_a_python_example_of_every_public_job() -> None:
    shown = "\n".join(blocks("README.md", "python"))
    jobs = ("for_platform", "Product", "read_keywords", "read_listings", "rewrite", "rewrite_all", "score", "replay")
    assert [job for job in jobs if not re.search(rf"\b{job}\(", shown)] == []


@cache
def sample_rows() -> list[str]:
    """Rows of the before/after table as the command above it in the README gives them."""
    command = next(words for words in shell_lines("README.md") if "corpora/sample/listings.csv" in words)
    at = command.index("--output")
    result = CliRunner().invoke(main, [str(ROOT / word) if "/" in word else word for word in command[1:at]])
    assert result.exit_code == 3, result.stderr
    records = {record["id"]: record for record in map(json.loads, result.stdout.splitlines())}
    return [_row(records[number]) for number in SHOWN]


def _row(record: dict[str, object]) -> str:
    cells = (
        record["id"],
        record["original_title"],
        record["title"],
        f"{record['units']}/{record['limit']}",
        f"{record['score_before']} → {record['score_after']}",
        f"{record['demand_before']:,.0f} → {record['demand_after']:,.0f}",
        f"{record['optimality']:.1%}",
    )
    return f"| {' | '.join(map(str, cells))} |"


@pytest.mark.parametrize("name", READMES)
def test_before_and_after_is_what_the_command_gives(name: str) -> None:
    found = SAMPLE.search(text(name))
    assert found is not None
    lines = found[1].splitlines()
    head = [line for line in lines if not line.startswith("| D")]
    fresh = "\n".join([*head, *sample_rows()]) + "\n"
    if os.environ.get(RENEW) == "1":
        (ROOT / name).write_text(text(name).replace(found[1], fresh), encoding="utf-8")
    else:
        assert found[1] == fresh, f"{RENEW}=1 writes these rows:\n{fresh}"


@pytest.mark.parametrize("name", READMES)
def test_result_fields_are_documented(name: str) -> None:
    from seo_engine.model import RewriteResult, Status  # noqa: PLC0415 - only here
    from seo_engine.report import result_record  # noqa: PLC0415 - only here

    fields = result_record(RewriteResult("A1", Status.REJECTED, "", "", None, 0, 60))
    assert [field for field in fields if f"`{field}`" not in text(name)] == []


@pytest.mark.parametrize("name", READMES)
def test_platforms_are_documented(name: str) -> None:
    assert [code for code in platform_codes() if f"`{code}`" not in text(name)] == []


def test_every_sheet_and_column_is_explained_to_operators() -> None:
    tables = (xlsx.OTHERS, xlsx.REVIEW, xlsx.WORDS, xlsx.CALENDAR, xlsx.REJECTED, xlsx.SUMMARY)
    headers = {column.header for table in tables for column in table}
    wanted = {*headers, "改写审核", "逐词依据", "发布日历", "备选标题", "未处理", "汇总", *STATUS.values()}
    assert sorted(word for word in wanted if word not in text("README.zh-CN.md")) == []


def test_every_part_of_the_score_is_explained_to_operators() -> None:
    assert [rule.title for rule in RULES if f"| {rule.title} |" not in text("README.zh-CN.md")] == []


def test_every_header_alias_is_listed_for_operators() -> None:
    data = tomllib.loads((ROOT / "dictionaries/headers.toml").read_text(encoding="utf-8"))
    aliases = [
        alias for role in ("listings", "keywords", "history") for names in data[role].values() for alias in names
    ]
    assert [alias for alias in aliases if f"`{alias}`" not in text("README.zh-CN.md")] == []


def test_modules_named_in_the_architecture_exist() -> None:
    named = MODULE.findall(text("ARCHITECTURE.md"))
    assert len(named) > 30
    assert sorted({each for each in named if not ((PACKAGE / each).exists() or (ROOT / each).exists())}) == []
    for each in DOTTED.findall(text("ARCHITECTURE.md")):
        importlib.import_module(each)


def test_every_package_has_its_paragraph() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert sorted(each for each in packages if f"**`{each}/`**" not in text("ARCHITECTURE.md")) == []


def test_constants_named_in_the_architecture_exist() -> None:
    rows = CONSTANT.findall(text("ARCHITECTURE.md"))
    assert len(rows) > 10
    for module, names in rows:
        found = importlib.import_module("seo_engine." + module.replace("/", "."))
        assert [name for name in re.findall(r"`(\w+)`", names) if not hasattr(found, name)] == [], module


@pytest.mark.parametrize("name", DOCUMENTS)
def test_data_files_named_exist(name: str) -> None:
    assert [path for path in DATA.findall(text(name)) if not (ROOT / path).exists()] == []


def test_the_layers_are_those_that_are_enforced() -> None:
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert "\n".join(layers) in text("ARCHITECTURE.md")


def test_the_changelog_has_this_version() -> None:
    assert f"## {seo_engine.__version__}" in text("CHANGELOG.md")
