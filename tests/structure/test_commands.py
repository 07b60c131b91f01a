"""Every command and option works, speaks Chinese in --help, and nothing is announced that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from seo_engine.cli import main

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|default:|required|exit)\b")


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))


COMMANDS = list(commands(main))
OPTIONS = [
    (path, option) for path, command in COMMANDS for option in command.params if isinstance(option, click.Option)
]


def shown(path: tuple[str, ...]) -> str:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize(
    ("path", "command"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_help_is_chinese(path: tuple[str, ...], command: click.Command) -> None:
    text = shown(path)
    assert CHINESE.search(command.help or "")
    assert CHINESE.search(command.get_short_help_str())
    assert not ENGLISH.search(text), ENGLISH.search(text)
    assert text.startswith("用法:seo-engine")


@pytest.mark.parametrize(("path", "option"), OPTIONS, ids=lambda each: getattr(each, "name", None) or " ".join(each))
def test_every_option_has_a_chinese_sentence(path: tuple[str, ...], option: click.Option) -> None:
    assert CHINESE.search(option.help or "")
    assert (option.help or "").endswith("。")
    assert option.opts[0] in shown(path)


@pytest.mark.parametrize("path", [path for path, _ in COMMANDS])
def test_help_fits_a_terminal(path: tuple[str, ...]) -> None:
    assert max(cell_len(line) for line in shown(path).splitlines()) <= 80 + 40


def test_the_commands_of_now() -> None:
    paths = {" ".join(path) for path, _ in COMMANDS}
    assert paths == {
        *("", "demo", "rewrite", "score", "explain", "check", "keywords", "tag", "compare", "attributes", "selling"),
        "dedupe",
        *("corpus", "corpus build", "corpus train-tagger"),
    }


@pytest.mark.parametrize("arguments", [[], ["corpus"]])
def test_without_a_command_the_help_is_wrong_use(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout, "命令:" in result.stderr) == (2, "", True)
