"""Results as JSON Lines, exactly in the shape other programs rely on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TextIO

from seo_engine.model import Edit, Finding, QueryCover, RewriteResult, Score, TitleWord

_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")

Record = dict[str, Any]


def result_record(result: RewriteResult) -> Record:
    """Give the record of a rewritten listing (``rewrite`` contract); a rejected one has null figures.

    >>> from seo_engine.model import Status
    >>> record = result_record(RewriteResult("A1", Status.REJECTED, "标题为空。请填写商品标题", "", None, 0, 60))
    >>> record["status"], record["title"], record["optimality"]
    ('rejected', None, None)
    """
    return {
        "id": result.id,
        "status": result.status.value,
        "reason": result.reason,
        "original_title": result.original_title,
        "title": result.title,
        "units": result.units,
        "limit": result.limit,
        "score_before": None if result.score_before is None else result.score_before.value,
        "score_after": None if result.score_after is None else result.score_after.value,
        "demand_before": result.demand_before,
        "demand_after": result.demand_after,
        "demand_best": result.demand_best,
        "optimality": None if result.title is None else result.optimality,
        "gained": [_cover(cover) for cover in result.gained],
        "lost": [_cover(cover) for cover in result.lost],
        "words": [_word(word) for word in result.words],
        "edits": [_edit(edit) for edit in result.edits],
        "findings": [finding_record(finding) for finding in result.findings],
        "candidates": list(result.candidates),
        "signature": result.signature,
        "candidate_details": [asdict(choice) for choice in result.choices],
        "stage": None if result.staged is None else asdict(result.staged),
        "contiguous_after": result.contiguous_after,
        "contiguous_best": result.contiguous_best,
        "expected_gain": None if result.expected_gain is None else {**asdict(result.expected_gain), "days": 7},
        "publish_on": None if result.publish_on is None else result.publish_on.isoformat(),
        "score_parts": [] if result.score_after is None else score_parts(result.score_after),
    }


def score_record(id: str, title: str, score: Score, findings: Iterable[Finding] = (), signature: str = "") -> Record:  # noqa: A002 - the contract names the field so
    """Give the record of a scored title (``score`` contract).

    >>> tree = Score("总分", 3.0, 4.0, "各项之和", (Score("长度", 3.0, 4.0, "用了 45/60 字节"),))
    >>> record = score_record("A1", "连衣裙女夏", tree)
    >>> record["score"], record["grade"], record["parts"][0]["name"]
    (75.0, 'B', '长度')
    """
    return {
        "id": id,
        "title": title,
        "score": score.value,
        "grade": score.grade,
        "parts": score_parts(score),
        "findings": [finding_record(finding) for finding in findings],
        "signature": signature,
    }


def score_parts(score: Score) -> list[Record]:
    """Give the tree below a score: name, points, of, why, and parts of their own."""
    return [
        {"name": part.name, "points": part.points, "of": part.of, "why": part.why, "parts": score_parts(part)}
        for part in score.parts
    ]


def finding_record(finding: Finding) -> Record:
    """Give a finding as it stands in every contract."""
    return {**asdict(finding), "span": None if finding.span is None else list(finding.span)}


def json_line(record: Mapping[str, Any]) -> str:
    r"""Write a record as one line; half characters, which no encoding can write, as escapes.

    >>> json_line({"title": "连衣裙"}), json_line({"title": "\ud83d"})
    ('{"title": "连衣裙"}\n', '{"title": "\\ud83d"}\n')
    >>> json_line({"title": "连衣\u2028裙"}).splitlines()
    ['{"title": "连衣\\u2028裙"}']
    """
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    # Some readers end a line at these characters too.
    line = _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(record, allow_nan=False)
    return line + "\n"


def write_jsonl(stream: TextIO, results: Iterable[RewriteResult]) -> None:
    """Write a line for every result as it comes."""
    stream.writelines(json_line(result_record(result)) for result in results)


def _cover(cover: QueryCover) -> Record:
    return {"query": cover.query, "demand": cover.demand, "covered": cover.covered}


def _word(word: TitleWord) -> Record:
    return {"text": word.text, "class": word.word_class, "evidence": asdict(word.evidence)}


def _edit(edit: Edit) -> Record:
    return asdict(edit)
