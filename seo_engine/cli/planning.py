"""Options that say how titles are to be made, as decorators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from seo_engine.cli import options
from seo_engine.errors import UsageError
from seo_engine.load import Histories, read_history
from seo_engine.model import Mode, Plan

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
        type=options.Checked("个数", options.read_whole),
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
        type=options.Checked("个数", options.read_whole),
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
