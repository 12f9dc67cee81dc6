"""The glossary has the words of the code, and no others."""

from __future__ import annotations

import ast
import re
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
GLOSSARY = (CHECKOUT / "docs" / "glossary.md").read_text(encoding="utf-8")
MODULES = sorted((CHECKOUT / "voicecoach").rglob("*.py"))
TERMS = [
    term.strip()
    for row in re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.MULTILINE)
    for term in row.split(",")
    if term.strip() not in {"word", "---"}
]

ORDINARY = set((CHECKOUT / "tests" / "ordinary_words.txt").read_text(encoding="utf-8").split())
"""Words of any program, or of the trade that is named beside them, which need no explanation."""


def test_every_word_of_it_is_used_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES).lower()
    unused = []
    for term in TERMS:
        stem = (
            re.escape(term.lower().removesuffix("e").removesuffix("y"))
            .replace(r"\ ", r"[\s_-]+")
            .replace(r"\-", "[_-]")
        )
        # Looked for without what may stand before it, which takes a twentieth of the time.
        if all("a" <= code[found.start() - 1] <= "z" for found in re.finditer(stem, code)):
            unused.append(term)
    assert unused == []


def test_every_word_stands_in_it_once() -> None:
    assert sorted({term for term in TERMS if TERMS.count(term) > 1}) == []


def test_what_a_type_of_the_package_is_called_is_explained() -> None:
    """A public type's last word is a term of the glossary, or a word that anybody knows."""
    known = {word.lower() for term in TERMS for word in re.split(r"[\s-]+", term)} | ORDINARY
    unexplained = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                last = re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[A-Z]\d+", node.name)[-1].lower()
                if not {last, last.removesuffix("s"), f"{last}s"} & known:
                    unexplained[node.name] = str(path.relative_to(CHECKOUT))
    assert unexplained == {}
