"""The handout of a script: its session, planned but not spoken, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import Diagnostic
from voicecoach.handout.compose import PATIENT_VALUES, HandoutSource, handout_of
from voicecoach.handout.html import html_page
from voicecoach.handout.page import Handout
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.week_names import session_name
from voicecoach.session.options import Choices
from voicecoach.store.atomic import write_output


@dataclass(frozen=True, slots=True)
class ScriptHandout:
    """A handout with what is needed to write it.

    Attributes:
        name: The name of its script.
        handout: The handout.
        diagnostics: The warnings about the script.
    """

    name: str
    handout: Handout
    diagnostics: tuple[Diagnostic, ...]

    def html(self, *, has_lines: bool = False, paper: str = "") -> str:
        """Return the page; the arguments are those of :func:`voicecoach.handout.html.html_page`."""
        return html_page(self.handout, has_lines=has_lines, paper=paper)

    def write(self, path: Path, *, has_lines: bool = False, paper: str = "A4") -> None:
        """Write the page, as a PDF on that paper where the file's name ends in ``.pdf``.

        Raises:
            ExportError: There is no browser that makes a PDF, or the file cannot be written.
        """
        if path.suffix.lower() == ".pdf":
            from voicecoach.handout.pdf import write_pdf

            write_pdf(path, self.html(has_lines=has_lines, paper=paper))
        else:
            write_output(path, self.html(has_lines=has_lines))


def make_handout(name_or_path: str, choices: Choices, *, text: str | None = None, link: str = "") -> ScriptHandout:
    """Return the handout of a script.

    Nothing is spoken, unless the session is fitted to a length: then its holds depend on the lengths of the words.

    Args:
        name_or_path: The script as a person names it; ignored with a text.
        choices: The person's choices.
        text: The script itself, in place of a file.
        link: The address for a QR code; empty for none.

    Raises:
        VoicecoachError: As for a session, or the link is too long for a QR code.
    """
    script = load_script(name_or_path, choices, text=text, needs_voices=False, other_values=PATIENT_VALUES)
    with Session(script, choices) as session:
        sections, timeline, is_exact = session.cached_sections()
        if script.options.fit_ms is not None and not is_exact:
            session.timeline()
            sections, timeline, _ = session.cached_sections()
        source = HandoutSource(
            script.title,
            script.routine,
            script.options,
            script.wording,
            sections,
            [step.end_ms - step.start_ms for step in timeline.steps],
            timeline.duration_ms,
            choices.values,
        )
        return ScriptHandout(session_name(script), handout_of(source, link=link), tuple(script.report.diagnostics))
