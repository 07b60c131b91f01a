"""Commands that speak Chinese: help, wrong use, and every error of this package, translated in this one place."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Any

import click
from rich.cells import cell_len

from seo_engine.errors import SeoEngineError

DONE, FOUND_ERRORS, WRONG_USE, SOME_REJECTED = 0, 1, 2, 3
# What shells report for a program ended by Ctrl-C (128 + SIGINT).
INTERRUPTED = 130

# The layout of the help, in columns: the longest name beside which its text still starts, the gap, the least text.
FIRST_COLUMN, GAP, MIN_TEXT = 24, 2, 20
# A Latin word with the punctuation behind it, or one character with the punctuation behind it.
_PIECES = re.compile(r"(?:[!-~]+|[^!-~\s])[,。;:、)」』?!]*\s*")


class WideFormatter(click.HelpFormatter):
    """Lays out help by the width on screen, where a Chinese character takes two columns."""

    def write_dl(
        self, rows: Iterable[tuple[str, str | None]], col_max: int = FIRST_COLUMN, col_spacing: int = GAP
    ) -> None:
        """Write names and texts in two columns."""
        every = list(rows)
        first = min(max((cell_len(name) for name, _ in every), default=0), col_max)
        indent = " " * (self.current_indent + first + col_spacing)
        for name, text in every:
            lines = wrapped(text or "", max(MIN_TEXT, self.width - len(indent)))
            pad = first - cell_len(name)
            break_line = f"\n{indent}"
            lead = name + (" " * (pad + col_spacing) if pad >= 0 else break_line)
            self.write(f"{' ' * self.current_indent}{lead}{break_line.join(lines)}".rstrip() + "\n")


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines by screen width: between Chinese characters, or at spaces of Latin words.

    >>> wrapped("平台:taobao、tmall", 9)
    ['平台:', 'taobao、', 'tmall']
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


class WideContext(click.Context):
    """A context with the wide formatter."""

    formatter_class = WideFormatter


class ChineseHelp(click.Command):
    """A command whose help has Chinese headings."""

    context_class = WideContext

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法:")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name options and arguments in Chinese."""
        pieces = super().collect_usage_pieces(ctx)
        names = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}
        return [" ".join(names.get(word, word) for word in piece.split()) for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Chinese heading."""
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        rows = [(name, _chinese_extra(text)) for name, text in filter(None, records)]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help`` a Chinese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助并退出。"
        return option


class ChineseCommand(ChineseHelp):
    """A single command."""

    # Arguments too many are refused below, in Chinese.
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that no parameter takes."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"多出了「{' '.join(rest)}」", ctx)
        return rest


class ChineseGroup(ChineseHelp, click.Group):
    """A group of commands; as the outermost one it turns errors into messages and exit statuses."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in the order in which they were added."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which there are."""
        if self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"没有命令「{args[0]}」(可用的有 {'、'.join(self.commands)})", ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command, show the help, as wrong use."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(WRONG_USE)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which the commands were added."""
        del ctx
        return list(self.commands)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **options: Any) -> Any:
        """Run and end the process with the exit status of the contract."""
        options["standalone_mode"] = False
        try:
            with interrupted_once():
                status = super().main(args, prog_name or "seo-engine", **options)
        except (SeoEngineError, click.ClickException) as error:
            complain(error)
            status = WRONG_USE
        except (click.Abort, KeyboardInterrupt):
            click.echo("已中断,没有写出结果文件。", err=True)
            status = INTERRUPTED
        sys.exit(status if isinstance(status, int) else DONE)


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Let only the first Ctrl-C through: a second one while things are put away would leave workers behind."""
    if current_thread() is not main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def complain(error: SeoEngineError | click.ClickException) -> None:
    """Say on stderr what is wrong and what to do about it."""
    message = str(error) if isinstance(error, SeoEngineError) else _chinese_problem(error)
    click.echo(f"错误:{message}", err=True)
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(f"用法见:{context.command_path} --help", err=True)


def _chinese_problem(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项「{error.option_name}」。{_similar(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少「{_name(error)}」。请补上。"
        case click.BadOptionUsage():
            return f"选项「{error.option_name}」后面缺少值,或不该有值。请改正。"
        case click.BadParameter():
            return f"「{_name(error)}」的值不对({error.message})。请改正。"
    return f"{error.message}。请对照 --help 检查命令。"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return (
        error.param.make_metavar(error.ctx)
        if isinstance(error.param, click.Argument) and error.ctx
        else error.param.opts[0]
    )


def _similar(names: Sequence[str] | None) -> str:
    return f"是不是 {'、'.join(sorted(names))}?" if names else "请用 --help 查看可用的选项。"


def _chinese_extra(text: str) -> str:
    return text.replace("[default: ", "[默认 ").replace("[required]", "[必填]").replace("  [", " [")


def show_version(text: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    """Make the callback of ``--version``."""

    def callback(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click passes it so
        if value and not ctx.resilient_parsing:
            click.echo(text)
            ctx.exit()

    return callback
