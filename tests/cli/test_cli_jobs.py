"""The number of processes, the hash seed and the order of work never change a result."""

from __future__ import annotations

from pathlib import Path

from cli_files import DAY, records, run_apart, written

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
# More than two chunks of rows, each listing four times over, so that the near-duplicate pass has work in every chunk.
COPIES = 5


def shop(folder: Path) -> str:
    header, *rows = (SAMPLE / "listings.csv").read_text(encoding="utf-8-sig").splitlines()
    copies = [f"{number}-{row}" for number in range(COPIES) for row in rows]
    return written(folder, "店铺.csv", "\n".join([header, *copies, ""]))


def test_jobs_give_the_same_bytes(tmp_path: Path) -> None:
    listings = shop(tmp_path)
    tables = [part for file in sorted(SAMPLE.glob("keywords_*.csv")) for part in ("-k", str(file))]
    outputs = []
    for jobs in ("1", "3"):
        done = run_apart("rewrite", listings, *tables, "--as-of", DAY, "--jobs", jobs, env={"PYTHONHASHSEED": jobs})
        assert done.returncode == 3, done.stderr.decode()
        outputs.append((done.stdout, done.stderr))
    assert outputs[0] == outputs[1]
    rows = records(outputs[0][0])
    assert len(rows) == COPIES * 27
    titles = [
        row["title"] for row in rows if row["title"] and not any(each["code"] == "D001" for each in row["findings"])
    ]
    assert len(set(titles)) == len(titles)
