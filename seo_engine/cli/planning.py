"""Options that say how titles are to be made, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from seo_engine.cli import options
from seo_engine.load import checked, read_budget, read_controls, read_lock, read_slots
from seo_engine.model import Controls

CONTROLS = (
    click.option("--controls", "file", type=options.FILE, help="要求文件(TOML):下面六项都可写在里面。"),
    click.option("--must", metavar="词", multiple=True, help="每个新标题必须有的词;可写多次。"),
    click.option("--never", metavar="词", multiple=True, help="新标题不得出现的词;可写多次。"),
    click.option("--prefix", metavar="文字", default="", help="新标题一律以这段文字开头,如品牌。"),
    click.option(
        "--slots",
        type=options.Checked("词类,词类…", read_slots),
        help="词类的先后,如 品牌,风格,材质,商品词,人群;没写到的在最后,或写 其余。",
    ),
    click.option(
        "--budget",
        "budgets",
        type=options.Checked("词类=个数", read_budget),
        multiple=True,
        help="某类词最多几个,如 风格=2;可写多次。",
    ),
    click.option("--lock", "locks", metavar="商品ID|文件", multiple=True, help="不改这些商品;可写多次。"),
)


@dataclass(frozen=True, slots=True)
class ControlOptions:
    """The user's demands as given on the command line."""

    file: Path | None
    must: tuple[str, ...]
    never: tuple[str, ...]
    prefix: str
    slots: tuple[str, ...] | None
    budgets: tuple[tuple[str, int], ...]
    locks: tuple[str, ...]

    def read(self) -> Controls:
        """Put file and options together, the options before the file where only one can be.

        Raises InputError or UsageError for what cannot be read and for demands that contradict each other.
        """
        of_file = read_controls(self.file) if self.file is not None else Controls()
        locked = frozenset(each for entry in self.locks for each in read_lock(entry))
        own = Controls(
            tuple(word.strip() for word in self.must if word.strip()),
            tuple(word.strip() for word in self.never if word.strip()),
            self.prefix.strip(),
            self.slots or (),
            dict(self.budgets),
            locked,
        )
        return checked(of_file.joined(own))

    @property
    def files(self) -> tuple[Path, ...]:
        """The files these options name, which no result may replace."""
        return tuple(path for path in (self.file, *map(Path, self.locks)) if path is not None and path.is_file())


def controls(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about the user's demands; the command gets them as one value, *controls*."""
    return options.gathered("controls", ControlOptions, CONTROLS)(command)
