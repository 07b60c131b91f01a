"""`seo-engine corpus train-tagger`: the tagger's weights, learned from marked and unmarked titles."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from seo_engine.cli import options
from seo_engine.cli.command import ChineseCommand
from seo_engine.cli.corpus import texts
from seo_engine.cli.output import check_place, sum_up
from seo_engine.cli.progress import say
from seo_engine.errors import UsageError
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.report import write_whole
from seo_engine.tagging.hints import lexicon_words


@click.command(
    "train-tagger",
    cls=ChineseCommand,
    short_help="从人工标注的标题学出词类模型。",
    help="""从人工标注的标题学出词类模型;要先安装 torch。

    \b
    标注:JSON Lines,每行有 text 和 entities([开始, 结束, 代码])。
    先用未标注的标题和搜索词预训练,再教一个老师学标注;老师标三万条标题,
    最后的模型两样都学。
    写出的只有权重,还原不出标题。""",
)
@click.option("--full", type=options.FILE, required=True, help="词类标得全的标注(ner_jd 的代码)。")
@click.option("--sparse", type=options.FILE, required=True, help="只标产品、品牌、型号的标注(HCCX、HPPX、XH)。")
@click.option("--titles", type=options.FILE, required=True, help="未标注的标题:一行一个的 TXT,或标题表。")
@click.option("--queries", type=options.FILE, required=True, help="搜索词:一行一个的 TXT,或关键词表。")
@click.option("--encoder", type=options.FILE, help="预训练结果:已有就直接用,没有就写到这里。")
@click.option("--names", type=options.FILE, multiple=True, help="一行一个词的词表,其中的词不依赖标注;可写多次。")
@click.option("--output", "-o", type=options.FILE, required=True, help="写到哪个文件(gzip 压缩)。")
@click.option("--source", metavar="文字", required=True, help="数据来源,写进文件。")
@click.option("--licence", metavar="文字", required=True, help="数据许可,写进文件。")
@options.dictionary
@click.option("--as-of", type=options.DAY, default=options.today, help="写进文件的日期;默认今天。")
@options.quiet
def train_tagger(*, output: Path, quiet: bool, **inputs: Any) -> None:
    """Learn and write."""
    check_place(output, [inputs[name] for name in ("full", "sparse", "titles", "queries")])
    try:
        from seo_engine.tagging.training.course import Materials, taught  # noqa: PLC0415 - torch is optional
        from seo_engine.tagging.training.rows import read_marked  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError("训练要用 torch,还没有安装。请运行 pip install 'seo-engine[train]' 再试。") from error
    materials = Materials(
        marked=[*read_marked(inputs["full"], sparse=False), *read_marked(inputs["sparse"], sparse=True)],
        titles=list(texts(inputs["titles"], "listings")),
        queries=list(texts(inputs["queries"], "keywords")),
        words=lexicon_words(Lexicon.load(inputs["dictionary"])),
        names=[name for file in inputs["names"] for name in file.read_text("utf-8").split("\n")],
    )
    provenance = {"made": inputs["as_of"].isoformat(), "source": inputs["source"], "licence": inputs["licence"]}
    content = taught(materials, provenance, partial(say, quiet=quiet), inputs["encoder"])
    write_whole(output, lambda aside: _write(aside, content))
    sum_up(f"学了 {len(materials.marked)} 条标注,共 {len(content) / 1e6:.1f} MB", output, quiet=quiet)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
