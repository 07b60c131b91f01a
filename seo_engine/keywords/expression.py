"""Formulas over columns, as the user writes them: parsed with `ast`, checked against a short list, run on arrays.

Nothing is ever handed to `eval`. An expression may use + - * / ** and comparisons, `a if b else c`, the functions of
`FUNCTIONS`, numbers, and the names of columns in English or Chinese (see `columns.py`). ×, ÷ and full-width signs are
read as the operators they mean. Unknown is contagious, and what cannot be computed (division by 0, logarithm of 0) is
unknown, never infinite.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.errors import UsageError
from seo_engine.keywords.ranks import percentiles

Floats = NDArray[np.float64]
# Far beyond any formula in use (the longest published one has 6 names); every node costs one pass over the table.
MOST_CHARACTERS = 500
MOST_NODES = 120
MOST_DEPTH = 20
MOST_POWER = 10.0
MOST_DIGITS = 15

_SIGNS = str.maketrans("×÷（），＋－＊／\u3000", "*/(),+-*/ ")
_OPERATORS: dict[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Floats, Floats], NDArray[np.bool_]]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function of expressions: its Chinese name, how many values it takes (None: two and more), what it does."""

    chinese: str
    values: int | None
    run: Callable[..., Floats]


FUNCTIONS: dict[str, Function] = {
    "log": Function("对数", 1, np.log),
    "log10": Function("常用对数", 1, np.log10),
    "sqrt": Function("开方", 1, np.sqrt),
    "abs": Function("绝对值", 1, np.abs),
    "round": Function("四舍五入", 1, np.round),
    "min": Function("最小", None, lambda *values: np.minimum.reduce(np.broadcast_arrays(*values))),
    "max": Function("最大", None, lambda *values: np.maximum.reduce(np.broadcast_arrays(*values))),
    "percentile": Function("百分位", 1, percentiles),
}
_BY_NAME = {**FUNCTIONS, **{function.chinese: function for function in FUNCTIONS.values()}}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression; *names* are the columns it needs, by their English names.

    >>> expression = parse("搜索量 ÷ 在线商品数", {"搜索量": "demand", "在线商品数": "supply"})
    >>> expression.names
    ('demand', 'supply')
    >>> expression.run({"demand": np.array([10.0, 10.0]), "supply": np.array([4.0, 0.0])}).tolist()
    [2.5, nan]
    """

    text: str
    names: tuple[str, ...]
    tree: ast.expr

    def run(self, columns: Mapping[str, Floats]) -> Floats:
        """Values of the expression, one a row; NaN is unknown. *columns* hold every name of *names*."""
        size = max((len(column) for column in columns.values()), default=0)
        with np.errstate(all="ignore"):
            found = np.broadcast_to(np.asarray(_run(self.tree, columns), dtype=np.float64), (size,))
        return np.where(np.isfinite(found), found, np.nan)


def parse(text: str, aliases: Mapping[str, str]) -> Expression:
    """Check *text* and make it an `Expression`; *aliases* maps every usable name to its column.

    Raises UsageError saying what is wrong and what may be used.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"公式有 {len(text)} 个字符,最多 {MOST_CHARACTERS} 个。请写短些。")
    source = text.translate(_SIGNS).strip()
    if not source:
        raise UsageError("公式是空的。请写成如「搜索人气 / 在线商品数」。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of what is refused below anyway (1 is 1)
            tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise UsageError(f"公式「{text}」写法不对。请检查括号和运算符,写成如「搜索人气 / 在线商品数」。") from None
    checked = _Check(aliases)
    tree = checked.node(tree, 0)
    return Expression(text, tuple(sorted(checked.used)), tree)


class _Check:
    """Walks a tree, refuses what is not listed, and puts column names in place of aliases."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.aliases = aliases
        self.used: set[str] = set()
        self.nodes = 0

    def node(self, node: ast.expr, depth: int) -> ast.expr:
        self.nodes += 1
        if self.nodes > MOST_NODES or depth > MOST_DEPTH:
            raise UsageError(f"公式太长或括号太深(最多 {MOST_NODES} 项、{MOST_DEPTH} 层)。请拆开写。")
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name():
                return self.name(node)
            case ast.Call(func=ast.Name(id=name), keywords=[]):
                return self.call(node, name, depth)
        return self.operation(node, depth + 1)

    def operation(self, node: ast.expr, depth: int) -> ast.expr:
        match node:
            case ast.BinOp() if type(node.op) in _OPERATORS:
                if isinstance(node.op, ast.Pow) and not _small_number(node.right):
                    raise UsageError(f"乘方的指数只能是 {MOST_POWER:g} 以内的数字。请改小。")
                return ast.BinOp(self.node(node.left, depth), node.op, self.node(node.right, depth))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                operand = self.node(node.operand, depth)
                return ast.UnaryOp(node.op, operand) if isinstance(node.op, ast.USub) else operand
            case ast.Compare(ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
                return ast.Compare(self.node(node.left, depth), [op], [self.node(right, depth)])
            case ast.IfExp():
                return ast.IfExp(*(self.node(each, depth) for each in (node.test, node.body, node.orelse)))
        raise UsageError(f"公式里不能用「{ast.unparse(node)[:40]}」。{self.usable()}")

    def number(self, node: ast.Constant) -> ast.expr:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise UsageError(f"公式里不能用「{str(node.value)[:40]}」。{self.usable()}")
        if not abs(node.value) < 10**MOST_DIGITS:
            raise UsageError(f"公式里的数字最多 {MOST_DIGITS} 位。请改小。")
        return ast.Constant(float(node.value))

    def name(self, node: ast.Name) -> ast.expr:
        column = self.aliases.get(node.id)
        if column is None:
            raise UsageError(f"公式里的「{node.id[:40]}」不是列名。{self.usable()}")
        self.used.add(column)
        return ast.Name(column, ast.Load())

    def call(self, node: ast.Call, name: str, depth: int) -> ast.expr:
        function = _BY_NAME.get(name)
        if function is None:
            raise UsageError(f"公式里没有函数「{name[:40]}」。{self.usable()}")
        least = function.values or 2
        if len(node.args) < least or (function.values and len(node.args) > least):
            raise UsageError(
                f"函数「{name}」要 {least} 个{'' if function.values else '或更多'}值,写了 {len(node.args)} 个。"
            )
        return ast.Call(ast.Name(name, ast.Load()), [self.node(each, depth + 1) for each in node.args], [])

    def usable(self) -> str:
        columns = "、".join(dict.fromkeys(name for name in self.aliases if not name.isascii()))
        functions = "、".join(_BY_NAME)
        return f"可用:+ - * / **、比较、「甲 if 条件 else 乙」、函数 {functions}、列 {columns}。"


def _small_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        node = node.operand
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and abs(node.value) <= MOST_POWER


def _run(node: ast.expr, columns: Mapping[str, Floats]) -> Floats:
    match node:
        case ast.Constant(value=value):
            return np.full((), value)
        case ast.Name(id=name):
            return columns[name]
        case ast.Call(func=ast.Name(id=name), args=args):
            return _BY_NAME[name].run(*(_run(each, columns) for each in args))
        case ast.IfExp(test=test, body=body, orelse=other):
            chosen = _run(test, columns)
            found = np.where(chosen != 0, _run(body, columns), _run(other, columns))
            return np.where(np.isnan(chosen), np.nan, found)
    return _operated(node, columns)


def _operated(node: ast.expr, columns: Mapping[str, Floats]) -> Floats:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_run(left, columns), _run(right, columns))
        case ast.UnaryOp(operand=operand):
            return np.negative(_run(operand, columns))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(_COMPARISONS[type(op)], _run(left, columns), _run(right, columns))
    raise AssertionError(ast.dump(node))  # `_Check` lets nothing else through


def _compared(operator: Callable[[Floats, Floats], NDArray[np.bool_]], left: Floats, right: Floats) -> Floats:
    """1 where it holds, 0 where not, unknown where one side is."""
    return np.where(np.isnan(left) | np.isnan(right), np.nan, operator(left, right).astype(np.float64))
