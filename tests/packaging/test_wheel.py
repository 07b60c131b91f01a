"""sdist → wheel → an empty environment → the demo from outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from seo_engine import __version__

ROOT = Path(__file__).parents[2]
DATA = "seo_engine/_data"
# Names of every folder that only this machine has; nothing of the kind may be in a package.
STRAY = ("__pycache__", ".pyc", ".venv", ".git/", ".mypy_cache", ".pytest_cache", "tests/")
SDIST_ONLY = ("tests/", "Makefile", "pyproject.toml", "README.md", "LICENSE", "requirements-dev.lock")

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(
        os.environ.get("SEO_ENGINE_PACKAGING") != "1", reason="slow; .ci/run sets SEO_ENGINE_PACKAGING=1"
    ),
    # One worker builds; the others would build the same again.
    pytest.mark.xdist_group("packaging"),
]


def checked(*command: str | Path, cwd: Path) -> str:
    # Outside the checkout and without its paths, or the test would import what it is meant to install.
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PIP_CONSTRAINT"}}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the sdist, and the wheel from the sdist, as an index would."""
    folder = tmp_path_factory.mktemp("dist")
    checked(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel with its dependencies into an empty environment; gives its folder of programs."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    pins = ["-c", str(ROOT / "requirements-dev.lock")] if (ROOT / "requirements-dev.lock").is_file() else []
    checked(programs / "python", "-m", "pip", "install", "--quiet", *pins, packages[1], cwd=folder)
    return programs


def shipped(*folders: str) -> set[str]:
    files = (file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file())
    names = {file.relative_to(ROOT).as_posix() for file in files}
    return {name for name in names if "__pycache__" not in name and not name.endswith(".pyc")}


def test_the_wheel_holds_package_and_data_and_nothing_else(packages: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(packages[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    data = {f"{DATA}/{name}" for name in shipped("dictionaries", "corpora")}
    assert names == shipped("seo_engine") | data
    assert "seo_engine/py.typed" in names
    assert f"{DATA}/corpora/sample/listings.csv" in names


def test_the_wheel_states_licence_and_command(packages: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(packages[1]) as wheel:
        info = f"seo_engine-{__version__}.dist-info"
        metadata = wheel.read(f"{info}/METADATA").decode()
        assert "License-Expression: Apache-2.0" in metadata
        assert "Requires-Python: >=3.11" in metadata
        assert "seo-engine = seo_engine.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
        assert "Apache License" in wheel.read(f"{info}/licenses/LICENSE").decode()


def test_the_sdist_can_be_tested_and_holds_no_stray_files(packages: tuple[Path, Path]) -> None:
    with tarfile.open(packages[0]) as sdist:
        names = {PurePosixPath(*PurePosixPath(name).parts[1:]).as_posix() for name in sdist.getnames()}
    assert not [name for name in names for stray in STRAY[:-1] if stray in name]
    assert all(any(name.startswith(each) for name in names) for each in SDIST_ONLY)
    assert shipped("seo_engine", "dictionaries", "corpora") <= names


def test_the_demo_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    program = shutil.which("seo-engine", path=str(installed))
    assert program is not None
    shown = checked(program, "demo", cwd=tmp_path)
    assert "新标题" in shown
    assert {file.name for file in (tmp_path / "seo-engine-demo").iterdir()} == {"改写结果.xlsx", "改写结果.jsonl"}
    where = checked(installed / "python", "-c", "import seo_engine; print(seo_engine.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where


def test_only_the_declared_dependencies_are_needed(installed: Path, tmp_path: Path) -> None:
    code = "import seo_engine.cli, seo_engine.runners, seo_engine.statistics.count"
    checked(installed / "python", "-W", "error::DeprecationWarning:seo_engine", "-c", code, cwd=tmp_path)
    version = checked(installed / "python", "-m", "seo_engine", "--version", cwd=tmp_path)
    assert version.strip() == f"seo_engine {__version__}"
