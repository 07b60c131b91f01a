"""JSON Lines and CSV keep to their contracts."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import all_results, boots, dress, refused, score

from seo_engine.model import Edit, Finding, RewriteResult, Status, replay
from seo_engine.report import json_line, result_record, score_record, write_csv, write_jsonl
from seo_engine.report.changes import new_pieces, old_pieces, reasons, words_added, words_deleted

REWRITE_KEYS = [
    *("id", "status", "reason", "original_title", "title", "units", "limit"),
    *("score_before", "score_after", "demand_before", "demand_after", "demand_best", "optimality"),
    *("gained", "lost", "words", "edits", "findings", "candidates", "signature"),
]


def test_a_record_has_the_keys_of_the_contract_in_order() -> None:
    assert list(result_record(dress()))[: len(REWRITE_KEYS)] == REWRITE_KEYS


def test_nested_values_have_their_contract_shape() -> None:
    record = result_record(dress())
    assert record["gained"][0] == {"query": "法式连衣裙", "demand": 1312.0, "covered": "contiguous"}
    assert record["words"][0] == {
        "text": "法式",
        "class": "style",
        "evidence": {"kind": "attribute", "name": "风格", "value": "法式"},
    }
    assert record["edits"][0] == {"op": "delete", "start": 0, "end": 3, "text": "", "why": "促销词,占字节而不带搜索"}
    assert record["findings"][0]["span"] is None
    assert (record["score_before"], record["score_after"]) == (41.2, 78.5)
    assert [part["name"] for part in record["score_parts"]] == ["长度", "覆盖"]
    assert result_record(boots())["findings"][0]["span"] == [0, 2]


def test_edits_replay_from_the_record() -> None:
    for result in (dress(), boots()):
        record = json.loads(json_line(result_record(result)))
        assert replay(record["original_title"], [Edit(**edit) for edit in record["edits"]]) == record["title"]


def test_a_rejected_listing_has_a_line_too() -> None:
    stream = io.StringIO()
    write_jsonl(stream, all_results())
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [record["status"] for record in records] == ["rewritten", "edited", "unchanged", "rejected"]
    assert (records[3]["title"], records[3]["score_after"], records[3]["optimality"]) == (None, None, None)


def test_score_record() -> None:
    finding = Finding("L02", "length", "warning", "标题太短", (0, 3))
    record = score_record("A1", "连衣裙", score(78.5), [finding], "签名")
    assert list(record) == ["id", "title", "score", "grade", "parts", "findings", "signature"]
    assert (record["score"], record["grade"], record["parts"][0]["of"]) == (78.5, "B", 50.0)


def rows_of(results: list[RewriteResult]) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_csv(stream, results)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_csv_shows_the_change() -> None:
    row = rows_of([dress()])[0]
    assert (row["新增词"], row["删除词"], row["达成率"], row["原分"], row["新覆盖"]) == (
        "法式 雪纺",
        "包邮 特价",
        "97.9%",
        "41.2",
        "3467",
    )
    assert rows_of([refused()])[0]["原因"].endswith("请填写商品标题")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_runs_no_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    row = rows_of([RewriteResult("A1", Status.UNCHANGED, "", text, text, 9, 60)])[0]
    assert row["原标题"] == f"'{text}"


TEXTS = st.text(max_size=30)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_comes_back(id_: str, old: str, new: str) -> None:
    result = RewriteResult(
        id_, Status.REWRITTEN, "", old, new, 9, 60, edits=(Edit("replace", 0, len(old), new, "重写"),)
    )
    record = json.loads(json_line(result_record(result)))
    assert (record["id"], record["original_title"], record["title"]) == (id_, old, new)
    assert rows_of([result])[0]["原标题"].removeprefix("'") == old.removeprefix("'")
    assert "".join(piece.text for piece in old_pieces(result)) == old
    assert "".join(piece.text for piece in new_pieces(result)) == new


def test_a_moved_word_is_neither_new_nor_lost() -> None:
    assert (words_added(boots()), words_deleted(boots())) == (["秋冬加绒"], [])
    assert [piece.text for piece in old_pieces(boots()) if piece.moved] == ["真皮"]
    assert reasons(boots())[0] == "移「真皮」:材质移到句首"


def test_edits_that_do_not_replay_show_the_plain_title() -> None:
    edits = (Edit("delete", 0, 2, "", ""),)
    result = RewriteResult("A1", Status.EDITED, "", "连衣裙", "半身裙", 6, 60, edits=edits)
    assert [tuple(piece) for piece in new_pieces(result)] == [("半身裙", False, False)]
