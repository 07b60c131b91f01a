"""Ctrl-C, even an impatient second one, ends the run with its workers and leaves no file behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_files import inputs

ROWS = "商品ID,标题,类目,属性\n" + "".join(f"A{at},连衣裙女夏第{at}款,女装>连衣裙,材质:雪纺\n" for at in range(20_000))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c(tmp_path: Path, times: int) -> None:
    target = tmp_path / "结果.jsonl"
    command = [sys.executable, "-m", "seo_engine", *inputs(tmp_path, ROWS), "--jobs", "2", "--output", str(target)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        # The file aside appears when the first results are asked for.
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(".*.jsonl")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.02)
        _, messages = process.communicate(timeout=60)
    assert (process.returncode, "已中断" in messages) == (130, True), messages
    assert {file.name for file in tmp_path.iterdir()} == {"词.csv", "店铺.csv"}
