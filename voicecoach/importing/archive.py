"""Read members of a ZIP archive and parse XML, within limits: both come from strangers."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from voicecoach.errors import SourceError

LARGEST_MEMBER_BYTES = 30_000_000
_MOST_MEMBERS = 20_000
_DEEPEST_XML_LEVELS = 300
_MOST_XML_TAGS = 1_500_000
_IS_ENCRYPTED = 0x1


class Archive:
    """A ZIP archive whose members are read within limits.

    Args:
        data: The archive.
        shown: The source's name, for messages.

    Raises:
        SourceError: It is damaged, has a password, or has too many members.
    """

    def __init__(self, data: bytes, shown: str) -> None:
        self._shown = shown
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        self.names = [found.filename for found in self._zip.infolist()]
        self._left_bytes = LARGEST_MEMBER_BYTES
        if len(self.names) > _MOST_MEMBERS:
            raise SourceError(shown, f"it holds more than {_MOST_MEMBERS:,} files", "export it as a text document")

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            SourceError: It is missing, damaged or encrypted, or unpacks to more than 30 MB together with those before.
        """
        try:
            found = self._zip.getinfo(name)
        except KeyError as error:
            missing = name or "the list of its chapters"
            raise SourceError(self._shown, f"{missing} is missing from it", "open it and save it again") from error
        if found.flag_bits & _IS_ENCRYPTED:
            raise SourceError(self._shown, "it is protected with a password", "save a copy without a password")
        too_large = SourceError(
            self._shown, f"{name} in it unpacks to more than 30 MB", "save the text without pictures"
        )
        if found.file_size > self._left_bytes:
            raise too_large
        try:
            with self._zip.open(found) as member:
                data = member.read(self._left_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise self._damaged() from error
        if len(data) > self._left_bytes:
            raise too_large
        self._left_bytes -= len(data)
        return data

    def xml(self, name: str) -> Element:
        """Return the root element of an XML member.

        Raises:
            SourceError: As for :meth:`read`, or it is not XML that can be trusted.
        """
        return parse_xml(self.read(name), self._shown)

    def _damaged(self) -> SourceError:
        return SourceError(self._shown, "the file is damaged or incomplete", "open it in its program and save it again")


def parse_xml(data: bytes, shown: str) -> Element:
    """Return the root element of XML that declares no entities.

    Raises:
        SourceError: It declares entities (an XML bomb, or a reference to another file), or is not well formed.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if data.count(b"<") > _MOST_XML_TAGS:
        raise SourceError(shown, f"it has more than {_MOST_XML_TAGS:,} XML tags", "save its text as plain text")
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise entities_refused(shown) from error
    except (ParseError, ValueError, LookupError) as error:
        raise SourceError(shown, "its XML is damaged", "open it in its program and save it again") from error
    _check_depth(root, shown)
    return root


def _check_depth(root: Element, shown: str) -> None:
    """Refuse XML with far more levels than any document has: readers go down one call a level."""
    level = [root]
    for _ in range(_DEEPEST_XML_LEVELS):
        level = [child for element in level for child in element]
        if not level:
            return
    raise SourceError(shown, "it is nested too deeply", "save its text as plain text")


def entities_refused(shown: str) -> SourceError:
    """Return the error of XML that declares entities."""
    reason = "it declares XML entities, which can be used to attack a computer"
    return SourceError(shown, reason, "remove the <!DOCTYPE …> lines, or save it as plain text")
