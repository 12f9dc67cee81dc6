"""Hooks of the documentation site: pages of the project's root, sounds, pictures of the display, and ``llms.txt``.

MkDocs calls the functions ``on_…`` (https://www.mkdocs.org/dev-guide/plugins/#events). What the program can make is
made anew in each build, so that the site cannot differ from the program.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from display import display_svg
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sounds import EXAMPLES, export_examples
from voicecoach.script.guide_for_ai import guide_for_ai

_ROOT = Path(__file__).resolve().parents[2]
# Files of the project's root, and the page that each becomes.
_PAGES = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "LICENSE": "license.md",
}
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#|mailto:)(?:\.\./)?(?:docs/)?([^)#\s]+)(#[^)\s]*)?\)")
_FOR_AI = "# For a language model\n\n`voicecoach guide --for-ai` prints this page.\n\n````text\n{}\n````\n"
_DISPLAY = "images/display.svg"
# Pages for a language model, with what each is for.
_ABOUT = {
    "for-ai": "the whole script language on one page; give it to a model, with your wish",
    "index": "install, first session, every command and option",
    "recipes": "commands for what people ask for most",
    "scripts": "the reference of the script language",
    "import": "turn a document, subtitles, a table or a timer into a script",
    "own-voice": "record the phrases of a session, and use them",
    "studio": "the page in the browser, and its JSON interface",
    "phone": "from the file to the phone: QR code, podcast feed, players",
    "libraries": "Audiobookshelf, Home Assistant, a NAS, and presets for uploads",
    "batch": "many sessions from a table: a row for each",
    "scale": "batches on many machines: Dask, GNU parallel, Kubernetes; measured costs",
    "devices": "sound devices, sound servers and Bluetooth",
    "proof": "what verify finds in an exported file, and what it misses",
    "api": "the Python API",
    "adding-a-voice": "a package that adds a speech engine",
    "design": "how the program is built",
    "glossary": "the words of scripts, code and command line",
    "licences": "licences of what is shipped and used",
}
_scratch = tempfile.TemporaryDirectory()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and media that are no files in ``docs``."""
    for source, page in _PAGES.items():
        files.append(File.generated(config, page, content=_ROOT.joinpath(source).read_text("utf-8")))
    files.append(File.generated(config, "for-ai.md", content=_FOR_AI.format(guide_for_ai())))
    files.append(File.generated(config, _DISPLAY, content=display_svg()))
    for sound in export_examples(Path(_scratch.name)):
        files.append(File.generated(config, f"sounds/{sound.name}", abs_src_path=str(sound)))
    files.append(File.generated(config, "listen.md", content=_listen()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between files of the project into links between pages; what is no page is named without a link."""
    known = {file.src_uri for file in files}

    def linked(match: re.Match[str]) -> str:
        target = _PAGES.get(match[2], match[2])
        return f"[{match[1]}]({target}{match[3] or ''})" if target in known else match[1]

    return _LINK.sub(linked, markdown)


def on_post_build(config: MkDocsConfig) -> None:
    """Write ``llms.txt`` (https://llmstxt.org): the pages for a language model, with a line about each."""
    site = Path(config.site_dir)
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", "", "## Pages", ""]
    lines += [f"- [{name}]({name}.html): {about}" for name, about in _ABOUT.items()]
    missing = {path.stem for path in Path(config.docs_dir).glob("*.md")} - _ABOUT.keys()
    if missing:
        raise PluginError(f"llms.txt says nothing about {', '.join(sorted(missing))}: add a line to _ABOUT")
    site.joinpath("llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _listen() -> str:
    """Return the page with the examples of sound."""
    parts = ["# Listen", "", "Made by voicecoach when this site was built, each by the command below it."]
    for each in EXAMPLES:
        parts += ["", f"## {each.title}", "", each.about, ""]
        parts += [f'<audio controls preload="none" src="sounds/{each.file_name}"></audio>', ""]
        parts += ["```sh", each.command, "```"]
    parts += ["", "## The display", "", f"![The display during a hold]({_DISPLAY})"]
    return "\n".join(parts) + "\n"
