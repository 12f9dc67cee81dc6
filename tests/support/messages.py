"""List every text of the program that a person may read, found in the syntax of its source.

``python -m tests.support.messages`` prints the list, to be read in one sitting; ``voicecoach/cli`` behind it chooses a
folder. A value that is filled in is shown as its expression in braces.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORDS = re.compile(r"[^\W\d_]{2,}[\"'”)]?[,;:.]? [\"'“(]?(?:[^\W\d_]|\{)|\} [^\W\d_]{2,}")
_NO_WORDS = re.compile(r"\(\?[:P!=<i]|\\[sdbwW]|\[\^|^[A-Z]+ [A-Z]+$")
_HELP_DECORATORS = frozenset({"command", "group"})


@dataclass(frozen=True, slots=True)
class Message:
    """A text in the source.

    Attributes:
        module: Its module below the package's folder.
        line: Its line.
        text: The text, with its values as expressions in braces.
        form: The text with an empty pair of braces for each value, and its own braces doubled.
    """

    module: str
    line: int
    text: str
    form: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.text}"


def package_folder() -> Path:
    """Return the folder of the installed package, which may be a checkout or a wheel's."""
    spec = importlib.util.find_spec("voicecoach")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def messages(folder: Path, within: tuple[str, ...] = ("",)) -> Iterator[Message]:
    """Yield the texts of the modules in a folder, in the order of the source: messages, hints, help, display.

    Args:
        folder: The folder.
        within: Only modules whose names begin with one of these.
    """
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(within):
            continue
        texts = _Texts()
        texts.visit(ast.parse(path.read_text("utf-8")))
        yield from (Message(name, *found) for found in sorted(texts.found))


class _Texts(ast.NodeVisitor):
    """Collects texts with at least two words; docstrings count where they are the help of a command."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, str]] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring, or an attribute's
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        is_list = (
            isinstance(called, ast.Attribute) and called.attr == "split" and isinstance(called.value, ast.Constant)
        )
        if not is_list:  # words that are looked for, in one string
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        names = {part.attr for one in node.decorator_list for part in ast.walk(one) if isinstance(part, ast.Attribute)}
        if names & _HELP_DECORATORS and (text := ast.get_docstring(node)):
            self._keep(node.lineno, text, _doubled(text))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._keep(node.lineno, node.value, _doubled(node.value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._keep(node.lineno, "".join(map(_template, node.values)), "".join(map(_form, node.values)))
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def _keep(self, line: int, text: str, form: str) -> None:
        shown = " ".join(text.split())
        if _WORDS.search(shown) and not _NO_WORDS.search(shown):
            self.found.append((line, shown, " ".join(form.split())))


def _template(piece: ast.expr) -> str:
    if isinstance(piece, ast.FormattedValue):
        return f"{{{ast.unparse(piece.value)}}}"
    assert isinstance(piece, ast.Constant)
    return str(piece.value)


def _form(piece: ast.expr) -> str:
    return "{}" if isinstance(piece, ast.FormattedValue) else _doubled(_template(piece))


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for chosen in sys.argv[1:] or [package_folder()]:
        for message in messages(Path(chosen)):
            sys.stdout.write(f"{message}\n")
