"""Tables as people have them: encodings, separators, JSON Lines; and what is wrong with some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from voicecoach.batch import table as tables
from voicecoach.batch.table import read_table
from voicecoach.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [(2, {"script": "a", "set.patient": "Zoë Müller"}), (4, {"script": "b", "level": "2"})]
CSV = 'Script{0}Level{0}Set.Patient{0}# phone\na{0}{0}Zoë Müller{0}0123\n{0}{0}{0}\n"b"{0}2{0}{0}\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_table_is_read_as_it_comes(tmp_path: Path, encoding: str, separator: str, line_end: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(CSV.format(separator).replace("\n", line_end).encode(encoding))
    table = read_table(path)
    assert [(row.number, row.cells) for row in table.rows] == ROWS
    assert table.mistakes == []
    assert table.column("level") == "B (Level)"


def test_excel_may_name_its_separator(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("sep=;\nscript;set.note\na;b, c, d, e\n", encoding="utf-8")
    assert [row.cells for row in read_table(path).rows] == [{"script": "a", "set.note": "b, c, d, e"}]


@pytest.mark.parametrize("is_list", [False, True])
def test_json_lines_are_rows(tmp_path: Path, *, is_list: bool) -> None:
    found = [
        {"script": "a", "level": 2, "set": {"patient": "Anna"}, "only": ["Bridge", "Cat Cow"]},
        {"script": "b", "handout": True, "fit": None},
    ]
    path = tmp_path / "table.jsonl"
    path.write_text(json.dumps(found) if is_list else "\n".join(map(json.dumps, found)), encoding="utf-8")
    assert [(row.number, row.cells) for row in read_table(path).rows] == [
        (1, {"script": "a", "level": "2", "set.patient": "Anna", "only": "Bridge, Cat Cow"}),
        (2, {"script": "b", "handout": "yes"}),
    ]


@pytest.mark.parametrize(
    ("text", "mistake", "hint"),
    [
        ("script,levle\na,1\n", 'row 1, column B (levle): there is no column called "levle"', 'did you mean "level"?'),
        ("script,patient\na,A\n", "row 1, column B (patient)", 'write "set.patient"'),
        ("level\n1\n", "row 1: the column script is missing", "one of them is script"),
        ("script,level,LEVEL\na,1,2\n", "row 1, column C (LEVEL): this column appears twice", "remove"),
        ("script,tag.artits\na,1\n", "row 1, column B (tag.artits)", 'did you mean "artist"?'),
        ("script\na,b\n", "row 2, column B: this row has more cells", "quotation marks"),
        ('{"script": "a"}\n{"script": \n', "row 2: this line is not valid JSON", "one object per line"),
        ('{"script": "a"}\n7\n', "row 2: this is not an object", ""),
    ],
)
def test_a_mistake_in_the_form_is_told_by_row_and_column(tmp_path: Path, text: str, mistake: str, hint: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    (told,) = read_table(path).mistakes
    assert str(told).startswith(mistake)
    assert hint in told.hint


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it has no rows"),
        (b"script,out\n", "it has no rows"),
        (b'script,out\na,b\nc,"d\n', "damaged from row 3"),
        (b"PK\x03\x04 and so on", "a spreadsheet"),
        (b"\x89PNG\x00\x01\x02\x03", "a picture"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=reason):
        read_table(path)


def test_a_table_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    path = tmp_path / "table.csv"
    path.write_text("script\n" + "a\n" * 4, encoding="utf-8")
    with pytest.raises(TableError, match="more than 3 rows"):
        read_table(path)
