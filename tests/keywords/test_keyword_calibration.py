"""The curve index → count: the published points, the user's own file, what is refused."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from seo_engine.errors import UsageError
from seo_engine.keywords.calibration import calibration_from_file, calibration_from_points, reference_calibration
from seo_engine.keywords.curve import Curve

PUBLISHED = [(100, 4.5), (500, 51), (1000, 154), (5000, 2187), (10_000, 7100), (50_000, 116_267), (100_000, 396_083)]


@pytest.mark.parametrize(("index", "count"), [*PUBLISHED, (1_000_000, 24_900_000)])
def test_the_published_points(index: float, count: float) -> None:
    estimate = reference_calibration().estimate(index)
    assert estimate.value == pytest.approx(count)
    assert not estimate.extrapolated
    assert (estimate.low, estimate.high) == (pytest.approx(count / 1.3), pytest.approx(count * 1.3))


@pytest.mark.parametrize("left_out", range(1, 7))
def test_without_one_inner_point_the_curve_misses_it_by_little(left_out: int) -> None:
    """The figure in the header of the data file."""
    points = reference_calibration().points
    others = np.log([point for at, point in enumerate(points) if at != left_out])
    missed = float(Curve(others[:, 0], others[:, 1]).values(math.log(points[left_out][0])))
    assert abs(math.exp(missed - math.log(points[left_out][1])) - 1) < 0.0125


def test_edges() -> None:
    curve = reference_calibration()
    assert curve.counts(0.0) == 0.0
    assert np.isnan(curve.counts(np.nan))
    assert curve.estimate(50.0).extrapolated
    assert curve.estimate(50.0).high == pytest.approx(curve.estimate(50.0).value * 1.3**2)
    assert curve.estimate(2e6).extrapolated
    assert not curve.estimate(0.0).extrapolated
    assert curve.counts([[100.0, 500.0], [1000.0, 0.0]]).shape == (2, 2)


def test_a_range_widens_the_band() -> None:
    estimate = reference_calibration().estimate(7500.0, 5000.0, 10_000.0)
    assert estimate.low == pytest.approx(2187 / 1.3)
    assert estimate.high == pytest.approx(7100 * 1.3)


FILES = [
    ("index,count\n100,10\n1000,200\n10000,5000\n", "utf-8"),
    ("指数\t人数\n100\t10\n1000\t200\n10000\t5000\n", "utf-8-sig"),
    ("指数，人数\n10000，5000\n\n# 备注\n100，10\n1000，200\n", "gb18030"),
    ("100 10\n1000 200\n10000 5000", "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), FILES)
def test_own_files(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "曲线.csv"
    file.write_bytes(text.encode(encoding))
    curve = calibration_from_file(file)
    assert curve.counts([100, 1000, 10_000]).tolist() == pytest.approx([10, 200, 5000])
    assert "曲线.csv" in curve.sentence


REFUSED = [
    ("", "至少要有两个"),
    ("100,10\n", "至少要有两个"),
    ("100,10\n100,20\n", "至少要有两个"),
    ("100,10\n1000,约两百\n", "第 2 行.*约两百"),
    ("100,10,3\n1000,20\n", "第 1 行"),
    ("100,10\n-5,20\n", "第 2 行.*大于 0"),
    ("100,10\n1000,0\n", "第 2 行.*大于 0"),
    ("100,10\n1000,inf\n", "第 2 行.*大于 0"),
    ("100,1000\n1000,10\n", "是否写反"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refused_files(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "曲线.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        calibration_from_file(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"打不开.*请检查路径"):
        calibration_from_file(tmp_path / "没有.csv")


def test_noisy_points_give_a_rising_curve_with_a_wider_band() -> None:
    rng = np.random.default_rng(3)
    indices = np.geomspace(100, 1e5, 40)
    exact = reference_calibration().counts(indices)
    noisy = calibration_from_points(
        zip(indices.tolist(), (exact * np.exp(rng.normal(0, 0.3, 40))).tolist(), strict=True), name="自备"
    )
    found = noisy.counts(np.geomspace(100, 1e5, 500))
    assert (np.diff(found) > 0).all()
    assert noisy.spread > 1.2
    inside = np.abs(np.log(noisy.counts(indices) / exact)) < math.log(noisy.spread)
    assert inside.mean() > 0.8
