"""Tags and text of a page, in one pass whatever the page looks like.

The parser of the standard library takes time that grows with the square of the length on pages of unfinished tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal

Token = tuple[Literal["start", "end", "text"], str, str]
"""Kind, name in lower case without prefix (or the text), and what stands behind the name."""

LONGEST_TEXT = 1 << 17
"""Characters in which entities are read; no cell is as long, and they cost a hundred times the memory of their text."""
# Quoted values may hold a >; a quote that is never closed would swallow the tags behind it, so they hold no <.
_TAG = re.compile(
    r"</?\s*+(?:[\w-]+:)?([a-zA-Z][\w-]*+)((?:[^<>\"'=]++|=\s*+\"[^\"<]{0,2000}+\"|=\s*+'[^'<]{0,2000}+'|[\"'=])*+)>"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_RAW_END = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}


def tokens(page: str) -> Iterator[Token]:
    """Cut a page into tags and text; comments and what stands within scripts and styles are left out.

    >>> list(tokens("<td rowspan=2>裙 &amp; 裤<br/></td><!-- a -->1<2"))[:3]
    [('start', 'td', ' rowspan=2'), ('text', '裙 & 裤', ''), ('start', 'br', '/')]
    >>> next(tokens('<a title="1>0">'))
    ('start', 'a', ' title="1>0"')
    """
    at = close = 0
    while (opened := page.find("<", at)) >= 0:
        if opened > at:
            yield "text", _unescaped(page[at:opened]), ""
        if page.startswith("<!--", opened):
            end = page.find("-->", opened)
            at = len(page) if end < 0 else end + 3
            continue
        if match := _TAG.match(page, opened):
            name, at = match[1].lower(), match.end()
            yield ("end" if page[opened + 1] == "/" else "start"), name, match[2]
            if name in _RAW_END and page[opened + 1] != "/":
                raw = _RAW_END[name].search(page, at)
                at = raw.start() if raw else len(page)
            continue
        close = close if close > opened else page.find(">", opened)
        if close < 0:
            at = opened
            break
        following = page.find("<", opened + 1, close)
        if following >= 0:
            # A sign within text: 1<2.
            yield "text", page[opened:following], ""
        at = following if following >= 0 else close + 1
    if at < len(page):
        yield "text", _unescaped(page[at:]), ""


def _unescaped(text: str) -> str:
    return html.unescape(text) if len(text) <= LONGEST_TEXT else text


def attributes(rest: str) -> dict[str, str]:
    """Read what stands behind the name of a tag; names without prefix, in lower case.

    >>> attributes(' ss:Index="3" colspan=2')
    {'index': '3', 'colspan': '2'}
    """
    if "=" not in rest:
        return {}
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in _ATTRIBUTE.finditer(rest)
    }
