"""Whether a title says that its goods fit other makers' devices: 适用华为, 支持苹果手机, 安卓通用."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.brandnames import BrandNames
from seo_engine.compliance.subject import Subject

# Characters between 支持 and the device it speaks of.
NEAR = 8


@dataclass(frozen=True)
class Fitting:
    """The words of `brands.toml` ([accessory]) that mark a brand as what the goods fit."""

    names: BrandNames

    @property
    def _table(self) -> dict[str, Any]:
        return dict(self.names.data["accessory"])

    def marked(self, chars: str) -> bool:
        """Whether 适用 or the like is written; 支持 and 通用 tell of a device only where one follows (not 支持快充)."""
        return self.written(chars) or self._of_device.search(chars) is not None

    def marked_before(self, chars: str) -> bool:
        """Whether 适用 or the like stands close to the end of what comes before a brand."""
        near = chars[-NEAR:]
        return self.written(near) or any(re.search(word, near) for word in self._table["fitting_before"])

    def written(self, chars: str) -> bool:
        """Whether one of the words stands there that always mark what the goods fit."""
        return any(word in chars for word in self._table["fitting"])

    def fits_many(self, subject: Subject) -> bool:
        """Whether the category is that of accessories, or 通用 stands behind the names of devices."""
        category = subject.product.category or ""
        if any(part in category for part in self._table["categories"]):
            return True
        return "通用" in subject.plain.chars and self._for_all.search(subject.plain.chars) is not None

    @cached_property
    def _of_device(self) -> re.Pattern[str]:
        before = "|".join(self._table["fitting_before"])
        anywhere = "|".join(self._table["fitting_anywhere"])
        return re.compile(f"(?:{before}).{{0,{NEAR}}}?(?:{self._devices})|(?:{anywhere})")

    @cached_property
    def _for_all(self) -> re.Pattern[str]:
        # One character a turn: a repeated run of runs would try every way to cut a long row of letters.
        return re.compile(f"(?:{self._devices})(?:手机|电脑|平板|笔记本|车型|系列|安卓|[a-z0-9/+])*通用(?![量过])")

    @property
    def _devices(self) -> str:
        return "|".join(re.escape(name) for name in self.names.devices)
