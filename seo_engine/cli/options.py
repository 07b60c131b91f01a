"""Options that several commands share, as decorators; their texts are checked here, with Chinese messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from seo_engine.errors import UsageError, shorten
from seo_engine.load import read_keywords
from seo_engine.model import KeywordTable
from seo_engine.platforms import platform_codes
from seo_engine.runners import THRESHOLD, RunSpec

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

PERCENT = 100.0
MOST = 999_999
"""No option that counts something has a use for more."""
SHOWN = 20
"""Characters of a wrong value shown in a message."""


class Checked(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4 only
    """A value read by a function of our own, which raises UsageError in Chinese."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self.read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 - click passes them
        """Read a text of the command line; a default stays as it is."""
        return self.read(value) if isinstance(value, str) else value

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002 - click passes them
        """Show the name in the help."""
        return self.name


def read_date(text: str) -> date:
    """Read a day.

    >>> read_date("2026-11-22")
    datetime.date(2026, 11, 22)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"「{text}」不是日期。请写成 2026-11-22 这样。") from None


def read_mapping(text: str) -> tuple[str, str]:
    """Read header and field.

    >>> read_mapping("新品名=title")
    ('新品名', 'title')
    """
    header, equals, field = text.rpartition("=")
    if not (equals and header.strip() and field.strip()):
        raise UsageError(f"--map {text}:应写成 表头=字段,如 --map 新品名=title。")
    return header.strip(), field.strip()


def whole(least: int = 1) -> Callable[[str], int]:
    """Make a reader of whole numbers from *least* up.

    >>> whole()("12"), whole(0)("0")
    (12, 0)
    >>> whole()("0")
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 「0」不是 1 到 999999 的整数。请写 1、2、4 这样的数。
    """

    def read(text: str) -> int:
        # Long texts are not turned into numbers at all: that takes Python's leave and time.
        plain = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
        if not plain or int(text) < least:
            raise UsageError(f"「{shorten(text, SHOWN)}」不是 {least} 到 {MOST} 的整数。请写 1、2、4 这样的数。")
        return int(text)

    return read


def read_percent(text: str) -> float:
    """Read a similarity above 0 and up to 100.

    >>> read_percent("92.5")
    92.5
    """
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number <= PERCENT:
        raise UsageError(f"--threshold {text}:应是大于 0、不超过 100 的数,如 90。")
    return number


def read_share(text: str) -> float:
    """Read a share between 0 and 1, also written as percent.

    >>> read_share("0.9"), read_share("90"), read_share("90%")
    (0.9, 0.9, 0.9)
    """
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = -1.0
    share = number / PERCENT if number > 1 or text.endswith("%") else number
    if not 0 < share <= 1:
        raise UsageError(f"「{text}」不是 0–1 之间的数。请写成 0.9 或 90% 这样。")
    return share


def read_path(text: str) -> Path:
    """Read a path as given; whether it exists is for the reader to say."""
    return Path(text)


def choice(name: str, known: tuple[str, ...]) -> Callable[[str], str]:
    """Make a reader that takes the *known* words only."""

    def read(text: str) -> str:
        if text not in known:
            raise UsageError(f"没有{name}「{text}」。请用其中之一:{'、'.join(known)}。")
        return text

    return read


DAY = Checked("日期", read_date)
FILE = Checked("文件", read_path)
FOLDER = Checked("目录", read_path)


def today() -> date:
    """Give the day where the user sits."""
    return date.today()  # noqa: DTZ011 - the seller's own calendar


quiet = click.option("--quiet", "-q", is_flag=True, help="不显示进度条和小结。")
dictionary = click.option("--dictionary", type=FOLDER, help="自备词典目录,结构与自带词典相同,其中的词优先。")
mapping = click.option(
    "--map",
    "mapping",
    type=Checked("表头=字段", read_mapping),
    multiple=True,
    help="指明认不出的列,如 新品名=title;可写多次。",
)
demand_kind = click.option(
    "--demand-kind",
    type=Checked("口径", choice("口径", ("auto", "count", "index"))),
    default="auto",
    show_default=True,
    help="需求数字的口径:auto 按表头判断、count 次数、index 指数。",
)
COMMON = (
    click.option(
        "--platform",
        type=Checked("平台", choice("平台", platform_codes())),
        default="taobao",
        show_default=True,
        help=f"平台:{'、'.join(platform_codes())}。",
    ),
    click.option(
        "--output",
        "-o",
        type=FILE,
        help="结果文件(.xlsx、.csv、.jsonl);不给则显示在屏幕上,接管道时为 JSON Lines。",
    ),
    dictionary,
    mapping,
    click.option("--as-of", type=DAY, default=today, help="按哪一天判断年份是否过时;默认今天。"),
    quiet,
)
DEMAND = (
    click.option("--keywords", "-k", "files", type=FILE, multiple=True, help="关键词表;有几个就写几次 --keywords。"),
    demand_kind,
)


@dataclass(frozen=True, slots=True)
class Common:
    """The options that all commands over titles share."""

    platform: str
    output: Path | None
    dictionary: Path | None
    mapping: tuple[tuple[str, str], ...]
    as_of: date
    quiet: bool

    @property
    def headers(self) -> Mapping[str, str]:
        """Header → field, as the readers take it."""
        return dict(self.mapping)

    def spec(self, keywords: KeywordTable, threshold: float = THRESHOLD) -> RunSpec:
        """Put the run together."""
        return RunSpec(self.as_of, self.platform, self.dictionary, keywords, threshold, self.headers)


@dataclass(frozen=True, slots=True)
class Demand:
    """The options about keyword tables."""

    files: tuple[Path, ...]
    demand_kind: str

    def table(self, headers: Mapping[str, str]) -> KeywordTable:
        """Read all keyword files as one table."""
        return read_keywords(self.files, demand_kind=self.demand_kind, mapping=headers)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the common options; the command gets them as one value, *common*."""
    return gathered("common", Common, COMMON)(command)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the common options but ``--output``, for commands that print text."""
    return gathered("common", Common, COMMON[:1] + COMMON[2:])(command)


def demand(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about keyword tables; the command gets them as one value, *demand*."""
    return gathered("demand", Demand, DEMAND)(command)


def gathered(name: str, kind: type[Any], options: tuple[Decorator, ...]) -> Decorator:
    """Make a decorator that adds *options* and hands them to the command as one value of *kind*."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def gather(*args: Any, **values: Any) -> Any:
            own = {each.name: values.pop(each.name, None) for each in fields(kind)}
            return command(*args, **values, **{name: kind(**own)})

        gathered: Callable[..., Any] = update_wrapper(gather, command)
        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate
