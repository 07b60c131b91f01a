"""Words that follow a pattern rather than a list: measures (500ml*2), years (2026年), models (K70 Pro, HC0142DT)."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBER = r"\d+(?:\.\d+)?"
YEAR = re.compile(r"(?:19|20)\d\d年?(?!\d|[a-z])")
# A run of Latin letters and digits with inner joints: hc0142dt, wh-1000xm5, type-c, 9400f.
LATIN = re.compile(r"[a-z0-9]+(?:[-_.'&][a-z0-9]+)*\+?")
# Words that continue a model after a space: k70 pro, mate 60 pro+.
MODEL_TAIL = re.compile(r"(?:pro|max|plus|mini|ultra|lite|air|turbo|promax|se|fe|neo|ti|super)\+?")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+")


def measure_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """Pattern of a measure with its multiples and ranges, over the *units* of the dictionary.

    >>> pattern = measure_pattern(["ml", "g", "片", "斤"])
    >>> [pattern.fullmatch(text) is not None for text in ("500ml*2", "13gx30片", "5+2片", "200-300斤", "500")]
    [True, True, True, True, False]
    """
    unit = "|".join(re.escape(word) for word in sorted(units, key=lambda word: (-len(word), word))) or "(?!)"
    # A unit must not run on into further letters or digits (203v5lsb2 is a model, 5gb is not 5 g).
    tail = rf"(?:{unit})(?!(?!x\d)[a-z0-9])"
    return re.compile(rf"{NUMBER}(?:[-~+x×*/]{NUMBER})*{tail}(?:[*x×/+]{NUMBER}(?:{tail})?)*")


def is_model(form: str) -> bool:
    """Whether a Latin run is a model code: letters and digits together, or several digits.

    >>> is_model("hc0142dt"), is_model("k70 pro"), is_model("haier"), is_model("12")
    (True, True, False, False)
    """
    has_digit = any(char.isdigit() for char in form)
    has_letter = any(char.isalpha() for char in form)
    return has_digit and (has_letter or len(form) >= MODEL_DIGITS)


MODEL_DIGITS = 4
"""A bare number this long is a code (6018), a shorter one a count or a generation (苹果 12)."""
