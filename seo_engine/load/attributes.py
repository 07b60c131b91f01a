"""Attributes of a product in every accepted spelling, as ordered name/value pairs."""

from __future__ import annotations

import json
import re

from seo_engine.errors import RowError
from seo_engine.load.rows import cell_text
from seo_engine.model import Pairs

REMEDY = '请写成 材质:雪纺;风格:法式,或 JSON:{"材质": "雪纺"}'

_PIECE = re.compile(r"[;\uff1b\r\n]+")
_COLON = re.compile("[:\uff1a]")
_PAIR = 2


def read_attributes(cell: object) -> Pairs:
    """Read the pairs of a cell: JSON object, list of pairs, or text; names may repeat, a value list stays one value.

    >>> read_attributes("材质:雪纺,棉;风格:法式")
    (('材质', '雪纺,棉'), ('风格', '法式'))
    >>> read_attributes([["适用场景", "求婚"], ["适用场景", "婚礼"]])
    (('适用场景', '求婚'), ('适用场景', '婚礼'))

    Raises RowError for a shape that is none of these.
    """
    if cell is None:
        return ()
    if isinstance(cell, str):
        return _from_text(cell.strip())
    if isinstance(cell, dict):
        return tuple(pair for name, value in cell.items() for pair in _pairs(name, value))
    if isinstance(cell, list):
        return tuple(pair for item in cell for pair in _from_item(item))
    raise _unreadable(cell)


def _from_text(text: str) -> Pairs:
    if text.startswith(("{", "[")):
        try:
            return read_attributes(json.loads(text))
        except (ValueError, RecursionError):
            raise _unreadable(text) from None
    return tuple(pair for piece in _PIECE.split(text) if piece.strip() for pair in _from_piece(piece))


def _from_piece(piece: str) -> Pairs:
    name, colon, value = _split(piece)
    if not colon or not name:
        raise RowError(f"属性「{piece.strip()}」里没有「名称:值」", remedy=REMEDY)
    return _pairs(name, value)


def _split(piece: str) -> tuple[str, bool, str]:
    parts = _COLON.split(piece, maxsplit=1)
    return parts[0].strip(), len(parts) == _PAIR, parts[-1].strip()


def _from_item(item: object) -> Pairs:
    if isinstance(item, list) and len(item) == _PAIR:
        return _pairs(item[0], item[1])
    if isinstance(item, dict) and {"name", "value"} <= item.keys():
        return _pairs(item["name"], item["value"])
    raise _unreadable(item)


def _pairs(name: object, value: object) -> Pairs:
    """Pair one name with its values; null and blank values say nothing and are left out."""
    if not isinstance(name, str) or not name.strip():
        raise _unreadable(name)
    values = value if isinstance(value, list) else [value]
    if any(isinstance(each, dict | list) for each in values):
        raise _unreadable(value)
    return tuple((name.strip(), text) for each in values if (text := cell_text(each).strip()))


def _unreadable(cell: object) -> RowError:
    shown = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    return RowError("看不懂这些属性", remedy=REMEDY, value=shown)
