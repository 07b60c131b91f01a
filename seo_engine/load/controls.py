"""The user's demands from a TOML file or from texts of options → `Controls`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Any

from seo_engine.errors import InputError, UsageError
from seo_engine.lexicon.classnames import read_class
from seo_engine.load.locks import lock_file, read_lock
from seo_engine.model import FREE, Controls
from seo_engine.text.saying import says

KEYS = {
    "must": "must",
    "必含词": "must",
    "never": "never",
    "禁用词": "never",
    "prefix": "prefix",
    "固定前缀": "prefix",
    "slots": "slots",
    "词序": "slots",
    "budget": "budget",
    "词数上限": "budget",
    "lock": "lock",
    "锁定": "lock",
}
EXAMPLE = 'must = ["显瘦"]、prefix = "云织里"、slots = ["品牌", "风格"]、[budget] "风格" = 2'
MOST_WORDS = 30
"""A title holds at most 128 characters: a budget above this says nothing."""
_SEPARATORS = re.compile(r"[、,\uff0c;\uff1b|>\uff1e→\s]+")
"""Between class names of an order."""
_BUDGET = re.compile(r"\s*(.+?)\s*(?:=|≤|<=|:|\uff1a)\s*(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class Demands:
    """Demands as read, and every file they came from, which no result may replace."""

    controls: Controls = FREE
    files: tuple[Path, ...] = ()


def read_controls(path: Path, mapping: Mapping[str, str] | None = None) -> Demands:
    r"""Read a controls file; *mapping* (header → field) is for the tables of locked listings it names.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "要求.toml"
    ...     _ = file.write_text('must = ["显瘦"]\nslots = "品牌>商品词"\n[budget]\n"风格" = 2', encoding="utf-8")
    ...     controls = read_controls(file).controls
    >>> controls.must_have, controls.slots, dict(controls.budgets)
    (('显瘦',), ('brand', 'product'), {'style': 2})

    Raises InputError for a file that is no TOML, UsageError, naming file, key and value, for what it demands.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        # Besides its own error the TOML reader lets through those of very long numbers and very deep brackets.
        raise InputError(f"读不了控制文件「{path}」({error})。请照这个样子写成 UTF-8 的 TOML:{EXAMPLE}。") from error
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name not in KEYS:
            near = get_close_matches(name, KEYS, n=1)
            hint = f"是不是 {near[0]}?" if near else ""
            raise UsageError(f"{path.name}:不认识「{name}」。{hint}可以写 must、never、prefix、slots、budget、lock。")
        values[KEYS[name]] = _located(f"{path.name} 的「{name}」", _READERS[KEYS[name]], value)
    entries = values.get("lock", ())
    locked = frozenset(each for entry in entries for each in read_lock(entry, path.parent, mapping))
    controls = Controls(
        values.get("must", ()),
        values.get("never", ()),
        values.get("prefix", ""),
        values.get("slots", ()),
        values.get("budget", {}),
        locked,
    )
    lists = (lock_file(entry, path.parent) for entry in entries)
    return Demands(checked(controls), (path, *(each for each in lists if each is not None)))


def read_slots(value: object) -> tuple[str, ...]:
    """Read an order of word classes.

    >>> read_slots("品牌>风格>材质>商品词>人群")
    ('brand', 'style', 'material', 'product', 'audience')

    Raises UsageError for an unknown class or one that stands twice.
    """
    names = [each for each in _SEPARATORS.split(value) if each] if isinstance(value, str) else list(_texts(value))
    classes = tuple(map(read_class, names))
    for one, two in combinations(range(len(classes)), 2):
        if classes[one] == classes[two]:
            raise UsageError(f"词序里「{names[one]}」和「{names[two]}」是同一个词类。请去掉一个。")
    return classes


def read_budget(text: str) -> tuple[str, int]:
    """Read how many words of a class a title may hold.

    >>> read_budget("风格=2"), read_budget("季节≤1")
    (('style', 2), ('season', 1))
    """
    match = _BUDGET.fullmatch(text)
    if match is None:
        raise UsageError(f"词数上限「{text}」看不懂。请写成 词类=个数,如 风格=2。")
    return _budget(match[1], int(match[2]))


def checked(controls: Controls) -> Controls:
    """Pass on demands that do not contradict each other; UsageError for those that do.

    >>> checked(Controls(must_have=("冰丝裤",), never=("冰丝",)))
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 必含词「冰丝裤」含有禁用词「冰丝」。请去掉其中一个。
    >>> checked(Controls(must_have=("Promax",), never=("pro",))).never
    ('pro',)
    """
    for never in controls.never:
        for name, words in (("必含词", controls.must_have), ("固定前缀", (controls.prefix,))):
            for word in words:
                if says(word, never):
                    raise UsageError(f"{name}「{word}」含有禁用词「{never}」。请去掉其中一个。")
    return controls


def _located(place: str, read: Callable[[object], Any], value: object) -> Any:
    try:
        return read(value)
    except UsageError as error:
        raise UsageError(f"{place}:{error}") from None


def _texts(value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        raise UsageError(f'「{value}」应是一串文字,如 ["显瘦", "法式"]。请改正。')
    return tuple(each.strip() for each in values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f'「{value}」应是文字,如 "云织里"。请改正。')
    return value.strip()


def _budgets(value: object) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise UsageError(f'「{value}」应写成 [budget] 下面一行一个 "风格" = 2。请改正。')
    return dict(_budget(name, number) for name, number in value.items())


def _budget(name: str, number: object) -> tuple[str, int]:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST_WORDS:
        raise UsageError(f"「{name}」的词数上限「{number}」应是 0 到 {MOST_WORDS} 的整数。请改正。")
    word_class = read_class(name)
    if word_class == "*":
        raise UsageError("「其余」不是一个词类,不能有词数上限。请写具体的词类。")
    return word_class, number


_READERS: Mapping[str, Callable[[object], Any]] = {
    "must": _texts,
    "never": _texts,
    "prefix": _text,
    "slots": read_slots,
    "budget": _budgets,
    "lock": _texts,
}
