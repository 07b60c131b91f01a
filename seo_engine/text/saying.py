"""The one rule by which a text says a word: how must-have and never words are read and checked everywhere."""

from __future__ import annotations

import re
from functools import lru_cache

from seo_engine.text.normalise import form_of


def says(text: str, word: str) -> bool:
    """Whether *text* holds *word* in matching form; Latin words only as a whole.

    >>> says("冰丝连衣裙", "冰丝"), says("Pro max手机壳", "PRO"), says("Promax手机壳", "pro"), says("裙", "")
    (True, True, False, False)
    """
    form = form_of(word).strip()
    if not form:
        return False
    if form.isascii():
        return bool(_whole(form).search(form_of(text)))
    return form.replace(" ", "") in form_of(text).replace(" ", "")


@lru_cache(maxsize=1000)
def _whole(form: str) -> re.Pattern[str]:
    body = r"\s*".join(map(re.escape, form.split()))
    return re.compile(rf"(?<![a-z0-9]){body}(?![a-z0-9])")
