"""The page on the phone: its HTML, in the phone's language."""

from __future__ import annotations

import importlib.resources
from html import escape
from urllib.parse import quote

from voicecoach.phone.shelf import FEED, SharedSession, Shelf
from voicecoach.phone.words import WORDS
from voicecoach.serving.resource import Resource, bytes_resource
from voicecoach.text import megabytes
from voicecoach.units import SECOND_MS, format_clock

STATIC = {
    "page.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The files beside the page, and their types."""

# Apps that fetch a feed from the phone itself: those that fetch from their own servers do not reach this network.
_APPS = {"AntennaPod": "antennapod-subscribe", "Apple Podcasts": "podcast"}

PAGE_TYPE = "text/html; charset=utf-8"


def static_files() -> dict[str, Resource]:
    """Return the files beside the page, by name."""
    folder = importlib.resources.files("voicecoach.phone") / "page"
    return {name: bytes_resource((folder / name).read_bytes(), kind) for name, kind in STATIC.items()}


def page_html(shelf: Shelf, base_url: str, language: str) -> bytes:
    """Return the page.

    Args:
        shelf: What it shows.
        base_url: Its address, with a slash at its end.
        language: One of :data:`voicecoach.phone.words.WORDS`.
    """
    words = {key: escape(text) for key, text in WORDS[language].items()} | {"language": language}
    feed = f"{base_url}{FEED}"
    heading = escape(shelf.sessions[0].file.title) if len(shelf.sessions) == 1 else words["heading"]
    links = "\n".join(
        f'<p><a class="button" href="{escape(link)}">{app}</a></p>' for app, link in _subscribe_links(feed).items()
    )
    sessions = "\n".join(
        _session_html(shared, words, "h1" if len(shelf.sessions) == 1 else "h2") for shared in shelf.sessions
    )
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{heading}</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="page.css">
<link rel="alternate" type="application/rss+xml" title="voicecoach" href="{FEED}">
<script src="page.js" defer></script>
</head>
<body>
<main>
{"" if len(shelf.sessions) == 1 else f"<h1>{heading}</h1>"}
{sessions}
<section class="subscribe">
<h2>{words["subscribe"]}</h2>
{links}
<p><label>{words["address"]}<br><input class="feed" type="url" readonly value="{escape(feed)}"></label></p>
</section>
<p class="note">{words["ends"]}</p>
</main>
</body>
</html>
""".encode()


def _session_html(shared: SharedSession, words: dict[str, str], element: str) -> str:
    """Return the part of the page that shows and plays one session."""
    file = shared.file
    title, audio, language = escape(file.title), quote(shared.address), escape(file.language)
    cover = f'<img class="cover" src="{quote(shared.cover)}" alt="" width="1400" height="1400">' if shared.cover else ""
    about = f"<p>{escape(file.about)}</p>" if file.about else ""
    marks = "\n".join(
        f'<li><button type="button" data-start-ms="{one.start_ms}"><span>{escape(one.title)}</span> '
        f"<time>{format_clock(one.start_ms)}</time></button></li>"
        for one in file.chapters
    )
    chapters = f"<details open><summary>{words['chapters']}</summary><ol>{marks}</ol></details>" if marks else ""
    length_s = file.duration_ms // SECOND_MS
    facts = f'data-title="{title}" data-length-ms="{file.duration_ms}"'
    return f"""<article lang="{language}" aria-labelledby="{audio}" {facts}>
{cover}
<{element} id="{audio}" dir="auto">{title}</{element}>
<p class="facts"><time>{format_clock(file.duration_ms)}</time> · {megabytes(file.path.stat().st_size)}</p>
{about}
<audio preload="metadata" src="{audio}"></audio>
<div class="player" lang="{words["language"]}">
<button type="button" class="back" aria-label="{words["back"]}">-15</button>
<button type="button" class="play" aria-label="{words["play"]}" data-pause="{words["pause"]}">▶</button>
<button type="button" class="forward" aria-label="{words["forward"]}">+30</button>
<input class="seek" type="range" min="0" max="{length_s}" step="1" value="0" aria-label="{words["position"]}">
<span class="position">0:00</span>
</div>
<p class="fails" role="alert" lang="{words["language"]}" data-text="{words["fails"]}"></p>
{chapters}
<p><a class="button save" href="{audio}?save" download="{escape(shared.saved_as)}">{words["download"]}</a></p>
</article>"""


def _subscribe_links(feed: str) -> dict[str, str]:
    """Return the links that open a podcast app with a feed, by the app's name.

    Each app puts ``http://`` in the place of its own scheme.

    >>> _subscribe_links("http://192.168.1.5:8710/x/feed.xml")["Apple Podcasts"]
    'podcast://192.168.1.5:8710/x/feed.xml'
    """
    place = feed.partition("://")[2]
    return {app: f"{scheme}://{place}" for app, scheme in _APPS.items()}
