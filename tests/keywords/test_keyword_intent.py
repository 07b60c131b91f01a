"""Intent by table of cases, and the opportunity score by stage."""

from __future__ import annotations

import pytest
from keyword_helpers import report

from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.opportunity import WEIGHTS
from seo_engine.model import DemandKind, Keyword, Stage

INTENTS = [
    ("连衣裙", "category"),
    ("手机壳", "category"),
    ("养石乳蜡", "category"),
    ("雪纺连衣裙", "attribute"),
    ("双c手链", "attribute"),
    ("连衣裙女", "attribute"),
    ("法式", "attribute"),
    ("新款连衣裙", "category"),
    ("新款", "attribute"),
    ("飞利浦剃须刀刀头", "attribute"),
    ("海尔空调遥控器", "attribute"),
    ("米其林轮胎", "navigational"),
    ("专用面膜", "category"),
    ("智能手表电话", "category"),
    ("加绒加厚保暖裤女冬", "long_tail"),
    ("大码胖mm显瘦碎花连衣裙", "long_tail"),
    ("耐克官方旗舰店", "navigational"),
    ("骆驼旗舰店官网女鞋", "navigational"),
    ("海尔冰箱", "navigational"),
    ("优衣库", "navigational"),
    ("阿里健康大药房", "navigational"),
    ("华为手机壳", "attribute"),
    ("适用华为充电器", "attribute"),
    ("空调维修", "other"),
    ("面膜多少钱", "other"),
    ("相机说明书", "other"),
    ("爱奇艺会员", "other"),
    ("蓝牙耳机怎么样", "other"),
    ("论文查重", "other"),
    ("代缴社保", "other"),
    ("川贝功效", "other"),
    ("浴缸国家补贴", "category"),
    ("二胡厂家直销", "category"),
    ("双十一", "other"),
    ("★", "other"),
]


@pytest.mark.parametrize(("text", "intent"), INTENTS)
def test_intents(analyst: Analyst, text: str, intent: str) -> None:
    (row,) = report(analyst, Keyword(text, demand=5.0)).rows
    assert row.judged.intent.value == intent
    assert row.reasons[0].startswith(row.judged.intent.chinese)


def test_a_table_gives_away_names_of_shops(analyst: Analyst) -> None:
    rows = (
        Keyword("沐沐川官方旗舰店", demand=9.0),
        Keyword("沐沐川防晒衣", demand=5.0),
        Keyword("女鞋旗舰店", demand=5.0),
    )
    more = (Keyword("女鞋", demand=5.0), Keyword("白色沐沐川防晒衣", demand=5.0))
    found = {row.text: row.judged for row in report(analyst, *rows, *more).rows}
    assert found["白色沐沐川防晒衣"].intent.value == "attribute"
    assert found["沐沐川防晒衣"].intent.value == "navigational"
    assert found["女鞋"].intent.value == "category"


SIZES = (("连衣裙", 9000.0, 90_000.0), ("雪纺连衣裙", 900.0, 5000.0), ("法式碎花雪纺连衣裙", 90.0, 200.0))


def order(analyst: Analyst, stage: Stage) -> list[str]:
    rows = [Keyword(text, demand=demand, supply=supply) for text, demand, supply in SIZES]
    return [row.text for row in report(analyst, *rows, stage=stage).rows]


def test_stages_lead_from_the_long_tail_to_the_head(analyst: Analyst) -> None:
    assert order(analyst, Stage.NEW)[0] == "法式碎花雪纺连衣裙"
    assert order(analyst, Stage.GROWTH)[0] == "雪纺连衣裙"
    assert order(analyst, Stage.BESTSELLER)[0] == "连衣裙"


def test_weights_are_shares() -> None:
    assert all(sum(weights) == pytest.approx(1.0) for weights in WEIGHTS.values())


def test_what_cannot_be_used_has_the_reason_instead_of_a_score(analyst: Analyst) -> None:
    rows = (
        Keyword("海尔冰箱", demand=9.0),
        Keyword("冰箱", demand=5.0),
        Keyword("冰箱维修", demand=99.0),
        Keyword("冷柜"),
    )
    found = report(analyst, *rows)
    assert found.rows[0].text == "冰箱"
    told = {row.text: row.opportunity.sentence for row in found.rows[1:]}
    assert "不是自家品牌" in told["海尔冰箱"]
    assert "不是找商品" in told["冰箱维修"]
    assert "需求未知" in told["冷柜"]
    own = report(analyst, *rows, own_brands=("Haier",))
    assert next(row for row in own.rows if row.text == "海尔冰箱").opportunity.score is not None


def test_missing_parts_are_said_and_cost_nothing(analyst: Analyst) -> None:
    (row,) = report(analyst, Keyword("连衣裙", demand=5.0)).rows
    assert row.opportunity.score is not None
    assert "空间未知、转化未知" in row.opportunity.sentence
    notes = report(analyst, Keyword("连衣裙", demand=5.0)).notes
    assert any("转化取自无(文件没有点击率和转化率)" in note for note in notes)


def test_a_term_gains_nothing_by_not_being_known(analyst: Analyst) -> None:
    known = [("连衣裙", 9000.0, 0.03), ("雪纺连衣裙", 500.0, 0.02), ("法式连衣裙", 400.0, 0.06)]
    rows = [Keyword(text, demand=demand, ctr=0.5, cvr=cvr) for text, demand, cvr in known]
    found = report(analyst, *rows, Keyword("碎花连衣裙", demand=800.0), stage=Stage.BESTSELLER)
    assert found.rows[0].text == "连衣裙"
    unknown = next(row for row in found.rows if row.text == "碎花连衣裙")
    assert "转化未知" in unknown.opportunity.sentence


def test_a_better_conversion_is_a_better_opportunity(analyst: Analyst) -> None:
    rows = [Keyword(text, demand=500.0, cvr=cvr, clicks=5000.0) for text, cvr in (("衬衫", 0.01), ("连衣裙", 0.09))]
    assert [row.text for row in report(analyst, *rows).rows] == ["连衣裙", "衬衫"]


def test_notes_say_how_indices_became_counts(analyst: Analyst) -> None:
    found = report(analyst, Keyword("连衣裙", demand=1000.0), kind=DemandKind.INDEX)
    assert "2019" in found.notes[0]
    assert "非官方" in found.notes[0]
    estimate = found.rows[0].merged.estimate
    assert estimate is not None
    assert estimate.low < 154 == round(estimate.value) < estimate.high
