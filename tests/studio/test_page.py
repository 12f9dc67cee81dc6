"""The page in a real browser, used as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from voicecoach import folders

if TYPE_CHECKING:
    from pathlib import Path

    from studio_browser import Page

SCRIPT = """# Morning

<!-- A comment of mine. -->
- voice: tone

Breathe in. [2s]

## Bridge

- hold: 5s
- cue: Lift your hips.

## Twist

- sides: right, left
- hold: 5-10s

---

Done.
"""
HOSTILE = """# <img src=x onerror="document.hurt=1">

- voice: tone
- about: <script>document.hurt=1</script>

<img src=x onerror="document.hurt=1">

## <b onclick=1>Step</b>

- hold: 5s
- <svg onload=document.hurt=1>: 3
"""


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    browser.open()
    yield browser
    assert browser.complaints() == []


def file_of(name: str) -> Path:
    return folders.home() / "scripts" / f"{name}.md"


def write(name: str, text: str = SCRIPT) -> str:
    file_of(name).parent.mkdir(parents=True, exist_ok=True)
    file_of(name).write_text(text, encoding="utf-8")
    return f"script/{name}"


def open_text(page: Page, name: str, text: str = SCRIPT) -> None:
    page.go(write(name, text))
    page.click("#tab-text")


def type_over(page: Page, old: str, new: str) -> None:
    """Select some words of the text, and type others."""
    field = page.one("textarea.code")
    script = "const [f, old] = arguments; const at = f.value.indexOf(old); f.focus(); "
    page.run(script + "f.setSelectionRange(at, at + old.length)", field, old)
    field.send_keys(new)


def wait_saved(page: Page, name: str, words: str) -> None:
    page.wait("document.querySelector('.save-state').dataset.state === 'saved'")
    assert words in file_of(name).read_text(encoding="utf-8")


def test_a_ready_made_session_becomes_ones_own_and_goes_to_the_bin_and_back(page: Page) -> None:
    page.click("[data-name=desk-break] button")
    page.wait("location.hash === '#/script/my-desk-break'")
    page.go("")
    page.click("[data-name=my-desk-break] .routine-actions button:nth-child(3)")
    page.wait("!document.querySelector('[data-name=my-desk-break]')")
    assert not file_of("my-desk-break").exists()
    page.click(".notice button:not(.plain)")
    page.wait("document.querySelector('[data-name=my-desk-break]')")
    assert file_of("my-desk-break").exists()


def test_a_pasted_text_becomes_a_session_after_its_report(page: Page) -> None:
    page.click(".title-row button:nth-child(2)")
    page.one("dialog textarea").send_keys("Evening\n\nLie down.\n(Pause 3s)\nClose your eyes.\n")
    page.click("dialog button:not([type=submit]):not(footer button)")
    page.wait("document.querySelector('.report table')")
    assert any("pause 3s" in row for row in page.texts(".report tbody tr"))
    page.click("dialog button[type=submit]")
    page.wait("location.hash.startsWith('#/script/')")


def test_a_mistake_is_told_at_its_line_and_mended_by_a_click(page: Page) -> None:
    open_text(page, "broken")
    type_over(page, "hold", "hodl")
    page.wait("document.querySelector('.remarks .fix')")
    assert page.value("document.querySelector('.line.is-error').textContent").startswith("- ")
    page.click(".remarks .fix")
    page.wait("document.querySelector('.remarks .fine')")
    assert page.value("document.querySelector('.code').value") == SCRIPT
    wait_saved(page, "broken", SCRIPT)


def test_what_a_script_says_is_text_and_runs_nothing(page: Page) -> None:
    write("hostile", HOSTILE)
    page.open()
    page.wait("document.querySelector('[data-name=hostile]')")
    open_text(page, "hostile", HOSTILE)
    page.wait("document.querySelector('.remarks li')")
    assert "onerror" in page.value("document.querySelector('.backdrop').textContent")
    assert page.value("document.querySelectorAll('main img[src=x], main script, main b').length") == 0
    assert page.value("document.hurt") is None


def test_steps_are_reordered_by_keys_and_a_slider_writes_a_range_and_undo_takes_both_back(page: Page) -> None:
    page.go(write("cards"))
    names = "[...document.querySelectorAll('.card .card-name')].map((one) => one.textContent)"
    page.wait(f"{names}.length === 4")
    grip = page.one(".card:nth-child(2) .grip")
    grip.send_keys("\ue015")  # arrow down
    page.wait(f"{names}[1] === 'Twist'")
    assert page.value("document.activeElement.getAttribute('aria-label')") == "Move Bridge"
    page.click(".card:nth-child(2) .opener")
    page.one("[data-field=setting-hold] input[type=range]").send_keys("\ue014\ue014")  # arrow right
    page.wait("document.querySelector('.code').value.includes('- hold: 7-10s')")
    wait_saved(page, "cards", "## Twist\n\n- sides: right, left\n- hold: 7-10s\n\n## Bridge\n")
    assert "<!-- A comment of mine. -->" in file_of("cards").read_text(encoding="utf-8")
    page.click(".editor-head .actions button:nth-child(1)")
    page.wait("document.querySelector('.code').value.includes('- hold: 5-10s')")
    page.click(".editor-head .actions button:nth-child(1)")
    page.wait(f"{names}[1] === 'Bridge'")
    wait_saved(page, "cards", SCRIPT)


def test_another_phrase_is_heard_at_once_and_the_length_follows_a_slider(page: Page) -> None:
    page.go(write("heard"))
    page.wait("document.querySelector('.player').dataset.state === 'ready'")
    page.click("button.play")
    page.wait("document.querySelector('audio[data-player]').currentTime > 0.1")
    page.click("button.play")
    assert page.value("document.querySelector('audio[data-player]').paused")
    first = page.value("document.querySelector('.player').dataset.session")
    page.click(".card:nth-child(2) .opener")
    page.one("[data-field=setting-cue] textarea").send_keys(" Slowly, and breathe.")
    page.wait(f"document.querySelector('.player').dataset.session !== '{first}'")
    page.wait("document.querySelector('.player').dataset.state === 'ready'")
    page.click("[data-field=setting-cue] .hear")
    page.wait("document.querySelector('audio[data-snippet]').currentTime > 0.1")
    shown = "document.querySelector('.length-now').textContent"
    before = page.value(shown)
    page.one("[aria-label=Level], .choice:has(label) input[max='5']").send_keys("\ue014\ue014")
    page.wait(f"{shown} !== '{before}'")
    page.wait("document.querySelector('.code').value.includes('- level: 5')")
