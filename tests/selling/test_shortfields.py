"""The limits of the short fields are data of each marketplace, and judged as written."""

from __future__ import annotations

import pytest

from seo_engine.platforms import platform_codes
from seo_engine.shortfields import read_short_fields

KNOWN = {"taobao", "tmall", "jd", "kuaishou", "xiaohongshu", "wechat"}


@pytest.mark.parametrize("code", platform_codes())
def test_a_field_is_known_or_not_there(code: str) -> None:
    fields = read_short_fields(code)
    assert (fields.short_title is not None) == (code in KNOWN)
    for field in (fields.short_title, fields.selling_points):
        assert field is None or (field.evidence.source and field.evidence.as_of)


PASS = {
    "taobao": "法式雪纺收腰显瘦连衣裙",
    "jd": "云织里 法式雪纺连衣裙",
    "kuaishou": "法式雪纺连衣裙",
    "xiaohongshu": "法式雪纺连衣裙女",
    "wechat": "法式雪纺连衣裙女夏收腰",
}
FAIL = {
    "taobao": "法式雪纺收腰显瘦气质通勤长袖连衣裙",
    "jd": "连衣裙",
    "kuaishou": "【法式】连衣裙",
    "xiaohongshu": "法式 雪纺连衣裙",
    "wechat": "法式雪纺连衣裙女夏收腰显瘦气质通勤长袖",
}


@pytest.mark.parametrize(("code", "text"), PASS.items())
def test_short_titles_that_fit(code: str, text: str) -> None:
    field = read_short_fields(code).short_title
    assert field is not None
    assert field.problems(text) == ()


@pytest.mark.parametrize(("code", "text"), FAIL.items())
def test_short_titles_that_do_not(code: str, text: str) -> None:
    field = read_short_fields(code).short_title
    assert field is not None
    assert field.problems(text)


def test_selling_points_of_jd() -> None:
    field = read_short_fields("jd").selling_points
    assert field is not None
    assert field.problems(["雪纺面料", "收腰显瘦", "法式风格"]) == ()
    assert len(field.problems(["雪纺", "收腰显瘦遮肚减龄"])) == 2
    assert field.problems(["云织里雪纺", "收腰显瘦"], ["云织里"]) == ("京东营销卖点不写品牌「云织里」",)
