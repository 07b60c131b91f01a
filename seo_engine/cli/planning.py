"""Options that say how titles are to be made, as decorators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from seo_engine.cli import options
from seo_engine.errors import UsageError
from seo_engine.load import (
    Demands,
    Histories,
    checked,
    lock_file,
    read_budget,
    read_controls,
    read_history,
    read_lock,
    read_slots,
)
from seo_engine.model import Controls, Mode, Plan, Stage

EDITS = 3


def read_mode(text: str) -> Mode:
    """Read a mode.

    >>> read_mode("edit").value
    'edit'
    """
    try:
        return Mode(text)
    except ValueError:
        raise UsageError(f"--mode {text}:只能是 rewrite(整体改写)或 edit(小改)。") from None


EDITING = (
    click.option(
        "--mode",
        type=options.Checked("方式", read_mode),
        help="rewrite 整体改写、edit 只改几处;默认:历史数据里有成交的商品小改,其余改写。",
    ),
    click.option(
        "--max-edits",
        type=options.Checked("个数", options.whole()),
        default=EDITS,
        show_default=True,
        help="小改时一个标题最多增、删、换几个词。",
    ),
    click.option(
        "--history",
        type=options.FILE,
        multiple=True,
        help="历史数据:每个商品每个搜索词的访客、收藏、加购、支付买家数;可写多次,合起来算。",
    ),
    click.option(
        "--per-day",
        type=options.Checked("个数", options.whole()),
        help="发布日历一天最多发几个新标题;默认分 10 天发完。",
    ),
)


@dataclass(frozen=True, slots=True)
class EditOptions:
    """The options about edits as given on the command line."""

    mode: Mode | None
    max_edits: int
    history: tuple[Path, ...]
    per_day: int | None

    def histories(self, headers: Mapping[str, str]) -> Histories:
        """Read the history files; InputError when none can be read."""
        return read_history(self.history, mapping=headers) if self.history else Histories({})

    def into(self, plan: Plan, past: Histories) -> Plan:
        """The same plan with these wishes."""
        return replace(plan, mode=self.mode, max_edits=self.max_edits, histories=past.by_id, per_day=self.per_day)


def editing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about edits; the command gets them as one value, *editing*."""
    return options.gathered("editing", EditOptions, EDITING)(command)


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

    def read(self, headers: Mapping[str, str]) -> Demands:
        """Put file and options together, the options before the file where only one can be.

        Raises InputError or UsageError for what cannot be read and for demands that contradict each other.
        """
        of_file = read_controls(self.file, headers) if self.file is not None else Demands()
        own = Controls(
            tuple(word.strip() for word in self.must if word.strip()),
            tuple(word.strip() for word in self.never if word.strip()),
            self.prefix.strip(),
            self.slots or (),
            dict(self.budgets),
            frozenset(each for entry in self.locks for each in read_lock(entry, mapping=headers)),
        )
        lists = (each for each in map(lock_file, self.locks) if each is not None)
        return Demands(checked(of_file.controls.joined(own)), (*of_file.files, *lists))


def controls(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about the user's demands; the command gets them as one value, *controls*."""
    return options.gathered("controls", ControlOptions, CONTROLS)(command)


def read_stage(text: str) -> Stage:
    """Read a stage.

    >>> read_stage("new").value
    'new'
    """
    try:
        return Stage(text)
    except ValueError:
        known = "、".join(stage.value for stage in Stage)
        raise UsageError(f"没有阶段「{text}」。请用其中之一:{known}。") from None


AIMING = (
    click.option(
        "--stage",
        type=options.Checked("阶段", read_stage),
        help="商品阶段:new 新品重长尾词、growth 成长期重腰部词、bestseller 爆款重头部词且只小改;默认不分。",
    ),
    click.option(
        "--candidates",
        type=options.Checked("个数", options.whole(0)),
        default=0,
        help="另给几个备选标题(只给整体改写的商品),主攻头部、长尾、人群、场景等不同的词,各有得失;默认不给。",
    ),
    click.option("--shop", is_flag=True, help="商品表是一个店铺:搜索词在各标题间分工,标题两两不雷同。"),
)


@dataclass(frozen=True, slots=True)
class AimOptions:
    """The options about what titles are made for."""

    stage: Stage | None
    candidates: int
    shop: bool

    def into(self, plan: Plan) -> Plan:
        """The same plan with these wishes."""
        return replace(plan, stage=self.stage, candidates=self.candidates, order_cost=True)


def aiming(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about what titles are made for; the command gets them as one value, *aiming*."""
    return options.gathered("aiming", AimOptions, AIMING)(command)


@dataclass(frozen=True, slots=True)
class Wishes:
    """All options that say how titles are to be made."""

    controls: ControlOptions
    editing: EditOptions
    aiming: AimOptions

    def plan(self, demands: Controls, past: Histories) -> Plan:
        """Put the plan of a run together."""
        return self.aiming.into(self.editing.into(Plan(controls=demands), past))


def wishes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add all options that say how titles are to be made; the command gets them as one value, *wishes*."""

    def gather(*args: Any, controls: ControlOptions, editing: EditOptions, aiming: AimOptions, **values: Any) -> Any:
        return command(*args, wishes=Wishes(controls, editing, aiming), **values)

    gathered: Callable[..., Any] = update_wrapper(gather, command)
    return controls(editing(aiming(gathered)))
