"""What a rewritten title keeps, adds and never does: one behaviour a case."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.model import RewriteResult, Status
from seo_engine.text import form_of
from seo_engine.titles.search import repeated_words


def rewritten(engine: Engine, title: str, attributes: dict[str, str | list[str]], *rows: tuple[str, float]) -> str:
    table = KeywordTable(tuple(Keyword(text, demand=value) for text, value in rows))
    result: RewriteResult = engine.rewrite(Product("1", title, attributes=attributes), table)
    assert result.status is not Status.REJECTED
    return form_of(result.title or "")


CROWDED = "控油止痒蓬松柔顺滋润修护清爽" * 2
KEPT = [
    ("官方旗舰店", "美加净护手霜官方旗舰店保湿", {"品牌": "美加净"}, ("护手霜旗舰店", 90.0)),
    ("白云山", f"白云山洗发水去屑{CROWDED}", {"品名": "白云山洗发水"}, ("洗发水去屑", 9.0)),
]


@pytest.mark.parametrize(("word", "title", "attributes", "row"), KEPT, ids=["shop", "opening name"])
def test_kept(
    engine: Engine, word: str, title: str, attributes: dict[str, str | list[str]], row: tuple[str, float]
) -> None:
    assert word in rewritten(engine, title, attributes, row)


def test_two_names_of_a_brand_keep_their_sign(engine: Engine) -> None:
    product = Product("1", "Midea/美的微波炉家用特价", attributes={"品牌": "Midea/美的"})
    result = engine.rewrite(product, KeywordTable((Keyword("微波炉家用", demand=9.0),)))
    assert (result.title or "").startswith("Midea/美的")
    assert [word.text for word in result.words][:2] == ["Midea/", "美的"]


def test_an_unknown_word_said_twice_is_a_repetition(engine: Engine) -> None:
    assert repeated_words("珑瑚补水珑瑚面膜", (), engine.rewriter.tools) == ["珑瑚"]
    assert repeated_words("珑瑚补水面膜", (), engine.rewriter.tools) == []


def test_a_shop_word_is_never_added(engine: Engine) -> None:
    assert "旗舰店" not in rewritten(engine, "护手霜保湿", {}, ("护手霜旗舰店", 900.0), ("护手霜保湿", 1.0))


def test_a_size_is_spelled_as_the_table_asks(engine: Engine) -> None:
    title = rewritten(engine, "15.6寸笔记本电脑轻薄", {}, ("笔记本电脑15.6英寸", 900.0), ("笔记本电脑轻薄", 90.0))
    assert "15.6英寸" in title
    assert "15.6寸" not in title


def test_a_searched_word_that_cannot_stand_alone_brings_its_value(engine: Engine) -> None:
    title = rewritten(engine, "智能手表男运动", {"功能": "睡眠监测"}, ("智能手表睡眠监测", 900.0), ("智能手表男", 90.0))
    assert "睡眠监测" in title


def test_a_part_that_contradicts_its_word_is_not_written(engine: Engine) -> None:
    title = rewritten(engine, "半高领毛衣女宽松", {"领型": "半高领"}, ("毛衣高领", 900.0), ("毛衣女", 90.0))
    assert "半高领" in title


def test_part_of_a_word_for_people_is_not_written(engine: Engine) -> None:
    title = rewritten(engine, "大码连衣裙女胖妹妹显瘦", {}, ("连衣裙妹妹", 900.0), ("连衣裙女", 90.0))
    assert title.count("妹妹") == title.count("胖妹妹")


def test_the_kind_that_attribute_names_tell_stays(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"咖啡机类型": "意式", "品牌": "Bear/小熊"}
    title = rewritten(engine, "Bear/小熊咖啡机家用迷你咖啡壶", attributes, ("咖啡家用", 900.0), ("咖啡壶", 90.0))
    assert "咖啡机" in title


def test_a_series_that_segmentation_cuts_stays(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"品牌": "Asus/华硕", "系列": "天选", "型号": "游戏本"}
    rows = (("笔记本电脑游戏本", 900.0), ("笔记本电脑电竞", 90.0))
    assert "天选" in rewritten(engine, f"Asus/华硕天选游戏本电竞笔记本电脑{'高清轻薄便携商务' * 3}", attributes, *rows)


def test_a_model_that_names_another_product_is_not_added(engine: Engine) -> None:
    assert "餐桌33" not in rewritten(engine, "北欧茶几客厅", {"型号": "餐桌33"}, ("茶几餐桌", 900.0), ("茶几客厅", 9.0))


def test_a_word_the_attributes_deny_goes(engine: Engine) -> None:
    assert "变频" not in rewritten(
        engine, "变频微波炉家用", {"是否变频": "否"}, ("变频微波炉", 900.0), ("微波炉家用", 9.0)
    )


def test_an_attribute_nobody_titles_is_not_added(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"鞋底制作工艺": "胶粘鞋", "鞋垫材质": "超纤皮"}
    rows = (("板鞋超纤皮", 900.0), ("板鞋男", 9.0))
    assert "超纤皮" not in rewritten(engine, "板鞋男休闲", attributes, *rows)


def test_another_brand_in_an_attribute_is_not_added(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"风格": "耐克", "品牌": "优衣库", "功能": "小米监测"}
    title = rewritten(engine, "连衣裙女宽松", attributes, ("连衣裙女", 9.0), ("连衣裙监测", 900.0))
    assert "耐克" not in title
    assert "小米" not in title


def test_a_denied_word_is_not_added(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"是否变频": "否", "功能": "变频加热"}
    assert "变频" not in rewritten(engine, "微波炉家用", attributes, ("变频微波炉", 900.0), ("微波炉家用", 9.0))


def test_a_leading_character_is_not_torn_off(engine: Engine) -> None:
    title = "蓝牙耳机入耳式超长续航低延迟电竞游戏专用重低音"
    assert "续航低电" not in rewritten(engine, title, {}, ("蓝牙耳机", 90.0), ("手机耳机", 9.0))


def test_names_that_leave_no_title_give_way(engine: Engine) -> None:
    rewritten(engine, "苹果13手机壳透明防摔新款手机保护套", {}, ("手机壳透明", 90.0), ("苹果手机", 900.0))


def test_the_series_counts_and_the_noun_does_not(engine: Engine) -> None:
    attributes: dict[str, str | list[str]] = {"品牌": "Asus/华硕", "型号": "游戏本", "系列": "魔霸"}
    crowd = "高清轻薄便携商务" * 3
    rows = (("笔记本电脑游戏本", 900.0), ("笔记本电脑电竞", 90.0))
    assert "魔霸" in rewritten(engine, f"华硕游戏本电竞笔记本电脑魔霸{crowd}", attributes, *rows)
