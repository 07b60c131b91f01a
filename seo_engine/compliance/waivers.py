"""Findings a person has dealt with: exempted line by line with a reason, or recorded in a baseline file.

Such a finding stays in the result as a note that says why it no longer counts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from seo_engine.compliance.tables import compact_form
from seo_engine.errors import DataError
from seo_engine.model import Finding

WAIVED, RECORDED = "已豁免:", "基线已记录:"
FORMAT = 1
EVERYTHING = "*"
_ENTRY = re.compile(r"[;；\n]+")
_REASON = re.compile(r"[:：=]")


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exemption of one line: of a rule's code, of a word, or of everything (``*``)."""

    what: str
    reason: str

    def covers(self, finding: Finding, title: str) -> bool:
        """Whether the finding is meant."""
        shown = "" if finding.span is None else title[slice(*finding.span)]
        return self.what in {EVERYTHING, finding.code} or (
            shown != "" and compact_form(self.what) == compact_form(shown)
        )


def read_waivers(text: str) -> tuple[Waiver, ...]:
    """Read an exemption cell: ``规则码或词:理由``, several separated by semicolons.

    >>> read_waivers("C004:商标注册证第 123 号;极致=系列名")
    (Waiver(what='C004', reason='商标注册证第 123 号'), Waiver(what='极致', reason='系列名'))
    >>> read_waivers("C004")
    (Waiver(what='C004', reason=''),)
    """
    found = []
    for entry in _ENTRY.split(text):
        parts = _REASON.split(entry.strip(), maxsplit=1)
        if parts[0].strip():
            found.append(Waiver(parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""))
    return tuple(found)


def policy_waivers(entries: Iterable[Mapping[str, Any]], row_id: str, title: str, as_of: date) -> tuple[Waiver, ...]:
    """Exemptions of a policy file (``[[exempt]]``) that are meant for this row and still hold."""
    return tuple(
        Waiver(str(entry.get("code") or entry.get("word") or EVERYTHING), str(entry.get("reason", "")))
        for entry in entries
        if row_id == str(entry.get("id", "")) or title == entry.get("title")
        if not isinstance(entry.get("until"), date) or entry["until"] >= as_of
    )


def waive(findings: Sequence[Finding], waivers: Sequence[Waiver], title: str) -> tuple[Finding, ...]:
    """Turn exempted findings into notes; an exemption without a reason exempts nothing and is a warning.

    >>> found = [Finding("C004", "soft-superlative", "warning", "「极致」…", (0, 2))]
    >>> [(each.level, each.exemption) for each in waive(found, read_waivers("极致:系列名"), "极致面膜")]
    [('info', '已豁免:系列名')]
    """
    left: list[Finding] = []
    for finding in findings:
        waiver = next((each for each in waivers if each.reason and each.covers(finding, title)), None)
        left.append(finding if waiver is None else _settled(finding, WAIVED + waiver.reason))
    left += [
        Finding("C090", "exemption-without-reason", "warning", f"豁免「{each.what}」没有写理由,不生效", None,
                "写成「规则码或词:理由」", "本工具的豁免格式")
        for each in waivers
        if not each.reason
    ]  # fmt: skip
    return tuple(left)


def _settled(finding: Finding, why: str) -> Finding:
    return replace(finding, level="info", exemption=why)


def is_settled(finding: Finding) -> bool:
    """Whether a person has dealt with the finding."""
    return finding.exemption.startswith((WAIVED, RECORDED))


Mark = tuple[str, str, str]


def mark_of(row_id: str, finding: Finding, title: str) -> Mark:
    """Tell a finding again in a later version of the file: by row, rule and word, not by place."""
    return row_id, finding.code, "" if finding.span is None else title[slice(*finding.span)]


@dataclass
class Baseline:
    """Findings that are known already; each one settles one finding of the same mark."""

    made: str
    marks: Counter[Mark] = field(default_factory=Counter)

    @classmethod
    def read(cls, file: Path) -> Baseline:
        """Read a baseline file; raises DataError where it is none."""
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            rows = [(row["id"], row["code"], row["text"]) for row in data["findings"]]
            return cls(str(data["made"]), Counter(rows))
        except OSError as error:
            raise DataError(f"打不开基线文件「{file}」。请检查路径,或先用 --write-baseline 生成。") from error
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"「{file}」不是基线文件({error})。请用 --write-baseline 重新生成。") from error

    def settle(self, row_id: str, findings: Sequence[Finding], title: str) -> tuple[Finding, ...]:
        """Turn recorded findings into notes."""
        left = []
        for finding in findings:
            mark = mark_of(row_id, finding, title)
            known = finding.level != "info" and self.marks[mark] > 0
            if known:
                self.marks[mark] -= 1
            left.append(_settled(finding, RECORDED + self.made) if known else finding)
        return tuple(left)


def baseline_text(marks: Iterable[Mark], made: date) -> str:
    """Write a baseline file.

    >>> print(baseline_text([("A1", "C001", "最佳")], date(2026, 11, 22)))
    {
     "format": 1,
     "made": "2026-11-22",
     "findings": [
      {
       "id": "A1",
       "code": "C001",
       "text": "最佳"
      }
     ]
    }
    """
    rows = [{"id": row_id, "code": code, "text": text} for row_id, code, text in marks]
    return json.dumps({"format": FORMAT, "made": str(made), "findings": rows}, ensure_ascii=False, indent=1)
