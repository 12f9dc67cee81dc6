"""Small files of the formats of word processors and readers, made from nothing but their texts."""

from __future__ import annotations

import io
import zipfile
import zlib

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(members: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return data.getvalue()


def docx(*paragraphs: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """Return a Word file; a paragraph such as ``Heading1|Words`` has that style, ``i|Words`` is in italics."""
    body = "".join(_docx_paragraph(paragraph) for paragraph in paragraphs)
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(extra or {})})


def _docx_paragraph(paragraph: str) -> str:
    if paragraph.startswith("<w:"):
        return paragraph
    style, bar, words = paragraph.partition("|")
    words = words if bar else paragraph
    words = words.replace("\n", "</w:t><w:br/><w:t>")
    if not bar:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    if style == "i":
        return f"<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
    if style == "list":
        return f"<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def odt(body: str, *, manifest: str = "<manifest/>", styles: str = "") -> bytes:
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    )
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {namespaces}>{inside}</office:document-content>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {namespaces}>{styles}</office:document-styles>",
            "META-INF/manifest.xml": manifest,
        }
    )


def epub(*chapters: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>A small book</dc:title><dc:language>en-GB</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    texts = {f"OPS/c{n}.xhtml": f"<html><body>{text}</body></html>" for n, text in enumerate(chapters)}
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            **texts,
            **(extra or {}),
        }
    )


def pdf(*pages: str) -> bytes:
    """Return a PDF with a line of Helvetica for each line; a page without text is an empty one."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        lines = "".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td\n"
            for line in page.split("\n")
        )
        stream = f"BT /F1 12 Tf 72 700 Td\n{lines}ET" if page else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def printed_pdf(*lines: tuple[str, int, int, int]) -> bytes:
    """Return a PDF of one page; each line has its words, its place from the left and from below, and its size."""
    stream = "".join(
        f"BT /F{'2' if words.startswith('*') else '1'} {size} Tf {x} {y} Td "
        f"({words.strip('*').replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"
        for words, x, y, size in lines
    )
    data = pdf("Hello").decode("latin-1")
    begin, end = data.index("<< /Length"), data.index("endstream")
    data = data[:begin] + f"<< /Length {len(stream)} >>\nstream\n{stream}\n" + data[end:]
    italic = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Oblique >>"
    return data.replace("/F1 3 0 R", f"/F1 3 0 R /F2 {italic}").encode("latin-1")


def protected_pdf(page: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(page))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def with_password(data: bytes) -> bytes:
    """Return an archive whose members are marked as encrypted."""
    marked = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = marked.find(magic)
        while begin >= 0:
            marked[begin + offset] |= 1
            begin = marked.find(magic, begin + 4)
    return bytes(marked)


def bomb(size_bytes: int) -> bytes:
    """Return a Word file whose text unpacks to this many bytes."""
    assert zlib
    return archive({"word/document.xml": b"<a>" + b" " * size_bytes + b"</a>"})
