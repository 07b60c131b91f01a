"""The group of all commands."""

from __future__ import annotations

import click

from seo_engine import __version__
from seo_engine.cli.attributes import attributes
from seo_engine.cli.check import check
from seo_engine.cli.command import ChineseGroup, show_version
from seo_engine.cli.compare import compare
from seo_engine.cli.corpus import corpus
from seo_engine.cli.dedupe import dedupe
from seo_engine.cli.demo import demo
from seo_engine.cli.explain import explain
from seo_engine.cli.keywords import keywords
from seo_engine.cli.rewrite import rewrite
from seo_engine.cli.score import score
from seo_engine.cli.selling import selling
from seo_engine.cli.tag import tag
from seo_engine.cli.train import train_tagger


@click.group(
    cls=ChineseGroup,
    name="seo-engine",
    help="用搜索词数据和商品属性改写电商标题,每个词都说明依据。",
    epilog="退出状态:0 完成;1 有「错误」级问题;2 用法或输入有误;3 部分行被拒绝。",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version(f"seo_engine {__version__}"),
    help="显示版本并退出。",
)
def main() -> None:
    """Everything hangs below this group."""


for command in (
    demo, rewrite, score, explain, check, keywords, tag, dedupe, compare, attributes, selling, corpus,
):  # fmt: skip
    main.add_command(command)
corpus.add_command(train_tagger)
