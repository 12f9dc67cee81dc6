"""Files that cannot be imported get one clear error, soon, and nothing is written."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.importing.documents import archive, bomb, docx, epub, odt, pdf, protected_pdf, with_password
from tests.support.counts import is_in_proportion
from voicecoach.errors import SourceError
from voicecoach.importing.convert import convert

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><speak>&c;</speak>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><speak>&b;</speak>'
YAML_BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n".encode()
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)
TAGS = b"<a>" + b"<b/>" * 1_600_000 + b"</a>"
DRM = {"META-INF/encryption.xml": '<e><m Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'}


def _nested(name: str) -> str:
    return f"<text:p>Hi {f'<{name}>' * 2_000}{f'</{name}>' * 2_000}</text:p>"


BAD: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("scan", "scan.pdf", lambda: pdf("", ""), "it is a scan"),
    ("PDF with a password", "a.pdf", lambda: protected_pdf("Hello."), "protected with a password"),
    ("half a PDF", "a.pdf", lambda: pdf("Hello there.")[:150], "damaged"),
    ("PDF in name alone", "a.pdf", lambda: b"\x00\x01\x02\x03" * 500, "not a text"),
    ("half a Word file", "a.docx", lambda: docx("Hello." * 500)[:-40], "damaged"),
    ("Word file with a password", "a.docx", lambda: with_password(docx("Hello.")), "protected with a password"),
    (
        "Word file with a password of Office",
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    ("old Word file", "a.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old Office file"),
    ("OpenDocument with a password", "a.odt", lambda: odt("", manifest="<m><encryption-data/></m>"), "password"),
    ("protected book", "a.epub", lambda: epub("<p>Hi.</p>", extra=DRM), "copy-protected"),
    ("zip bomb", "a.docx", lambda: bomb(60_000_000), "unpacks to more than 30 MB"),
    ("archive of anything", "a.zip", lambda: archive({"a.txt": "Hello."}), "not a document"),
    ("entities in Word", "a.docx", lambda: archive({"word/document.xml": ENTITIES}), "entities"),
    ("levels without end in Word", "a.docx", lambda: docx("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000), "nested too deeply"),
    ("levels without end in OpenDocument", "a.odt", lambda: odt(_nested("text:span")), "nested too deeply"),
    ("a head of nothing but tags", "a.docx", lambda: docx("Hi.", extra={"word/header1.xml": TAGS}), "XML tags"),
    ("spreadsheet", "a.xlsx", lambda: archive({"xl/workbook.xml": "<a/>"}), "it is a spreadsheet"),
    ("presentation", "a.pptx", lambda: archive({"ppt/presentation.xml": "<a/>"}), "it is a presentation"),
    ("tags that never end", "a.html", lambda: b"<html><body>" + b"<a " * 400_000, "longer than 1 MB"),
    ("comments that never end", "a.html", lambda: b"<html><body>" + b"<!--" * 300_000, "contains no text"),
    ("breaks alone", "a.ssml", lambda: b'<speak><break time="1s"/></speak>' * 20_000, "15,000 paragraphs"),
    ("brackets alone", "a.txt", lambda: b"[" * 30_000, "contains nothing to speak"),
    ("bullets alone", "a.txt", lambda: b"- " * 400_000, "contains nothing to speak"),
    ("notes that never end", "a.rtf", lambda: rb"{\rtf1 " + rb"{\footnote " * 100_000, "contains no text"),
    ("a long list in YAML", "a.yaml", lambda: b"- a: 1\n" * 100_000, "characters of YAML"),
    ("a page of many letters", "a.pdf", lambda: pdf("\n".join("a" * 60_000)), "pieces of text"),
    ("XML bomb", "a.ssml", lambda: ENTITIES, "entities"),
    ("external entity", "a.xml", lambda: OUTSIDE, "entities"),
    ("YAML bomb", "a.yaml", lambda: YAML_BOMB, "too many values"),
    ("JSON nested too deeply", "a.json", lambda: b"[" * 200_000, "nested too deeply"),
    ("damaged JSON", "a.json", lambda: b'{"name": "x", ', "line 1"),
    ("200 MB", "a.txt", lambda: b"Breathe. " * 2_500_000, "larger than 20 MB"),
    ("much text", "a.txt", lambda: b"Breathe in and out.\n\n" * 100_000, "longer than 1 MB"),
    ("picture", "a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a picture (PNG)"),
    ("sound", "a.txt", lambda: b"ID3\x04\x00" + bytes(range(256)) * 40, "a sound (MP3)"),
    ("random bytes", "a", lambda: bytes((n * 7919 + n // 3) % 256 for n in range(9_000)), "not a text"),
    ("empty", "a.txt", lambda: b" \n \n", "the file is empty"),
    ("only a comment", "a.md", lambda: b"<!-- nothing -->\n", "contains nothing to speak"),
    ("only signs", "a.md", lambda: b"*** \n\n --- \n", "contains nothing to speak"),
]


@pytest.mark.parametrize(("_kind", "name", "made", "reason"), BAD, ids=[row[0] for row in BAD])
def test_says_what_is_wrong_soon(_kind: str, name: str, made: Callable[[], bytes], reason: str) -> None:
    data = made()

    def refuse() -> None:
        with pytest.raises(SourceError, match=r"cannot be imported") as caught:
            convert(data, name)
        assert reason in caught.value.message
        assert caught.value.hint
        assert "\n" not in caught.value.message

    assert is_in_proportion(refuse, lambda: _try(data[: len(data) // 2], name))


def test_numbers_that_are_none_in_a_document_are_one() -> None:
    data = odt('<text:h text:outline-level="z">Rest</text:h><text:p>Lie<text:s text:c="many"/>down.</text:p>')
    assert convert(data, "a.odt").text.endswith("# Rest\n\n- language: en\n\nLie down.\n")


def test_a_chapter_that_is_listed_often_is_read_once() -> None:
    spine = '<itemref idref="c0"/>'
    data = archive({**_members(epub("<p>Breathe in.</p>")), "OPS/book.opf": _package(spine * 5_000)})
    assert convert(data, "a.epub").text.count("Breathe in.") == 1


def _package(spine: str) -> str:
    item = '<item id="c0" href="c0.xhtml" media-type="application/xhtml+xml"/>'
    return f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{item}</manifest><spine>{spine}</spine></package>'


def _members(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_a_large_book_below_the_limits_is_read_in_proportion_to_its_length() -> None:
    text = "\n\n".join(f"Breathe in, and count to {n}. (pause {n % 9 + 1}s)" for n in range(300))

    def read() -> None:
        assert convert(text.encode(), "long.txt").text.count("[pause") == 300

    assert is_in_proportion(read, lambda: _try(text[: len(text) // 2].encode()))


def _try(data: bytes, name: str = "long.txt") -> None:
    with contextlib.suppress(SourceError):
        convert(data, name)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    from voicecoach.pipeline.import_script import read_source

    for path, reason in ((tmp_path, "it is a folder"), (tmp_path / "no.txt", "no such file here")):
        with pytest.raises(SourceError, match=reason):
            read_source(path)


@pytest.mark.parametrize(
    "text",
    [
        "«" * 60_000 + " hola ",
        "Inspira por la nariz sin parar " * 2_000,
        "Let go now. " + "Pause. " * 4_000,
        "Let go now.\n\n" + "*rest*\n\n" * 1_200,
    ],
    ids=["marks", "verbs", "pauses", "short lines"],
)
def test_a_long_text_that_repeats_itself_is_read_in_proportion_to_its_length(text: str) -> None:
    def read() -> None:
        assert convert(text.encode(), "long.txt").text

    assert is_in_proportion(read, lambda: _try(text[: len(text) // 2].encode()))
