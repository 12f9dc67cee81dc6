"""The page in a real browser, used as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import LONG

from voicecoach import folders
from voicecoach.api.language import SettingForm, language

if TYPE_CHECKING:
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
MARKS = """
library routine make-mine new import text cards step step-up step-down hear player timeline position length problems fix
voice pace level fit bed bed-level pauses undo redo saved export format record recorded phone
"""
HOSTILE = """# <img src=x onerror="document.hurt=1">

- voice: tone
- about: <script>document.hurt=1</script>

<img src=x onerror="document.hurt=1">

## <b onclick=1>Step</b>

- hold: 5s
- <svg onload=document.hurt=1>: 3
"""
CARD_NAMES = "[...document.querySelectorAll('.card .card-name')].map((one) => one.textContent)"


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    yield browser
    assert browser.complaints() == []


def file_of(name: str) -> Path:
    return folders.home() / "scripts" / f"{name}.md"


def write(name: str, text: str = SCRIPT) -> str:
    file_of(name).parent.mkdir(parents=True, exist_ok=True)
    file_of(name).write_text(text, encoding="utf-8")
    return f"script/{name}"


def open_text(page: Page, name: str, text: str = SCRIPT) -> None:
    page.open(write(name, text))
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


@LONG
def test_a_ready_made_session_becomes_ones_own_is_renamed_and_goes_to_the_bin_and_back(page: Page) -> None:
    page.open()
    page.click("[data-name=desk-break] button")
    page.wait("location.hash === '#/script/my-desk-break'")
    assert file_of("my-desk-break").read_text(encoding="utf-8").startswith("# My Desk break\n")
    page.go("")
    page.click("[data-name=my-desk-break] .routine-actions button:nth-child(1)")
    page.one("dialog input").clear()
    page.one("dialog input").send_keys("At my desk")
    page.one("dialog .field:nth-child(2) input").send_keys("-2")
    page.click("dialog button[type=submit]")
    page.wait("document.querySelector('[data-name=my-desk-break-2] h3')?.textContent === 'At my desk'")
    page.click("[data-name=my-desk-break-2] .routine-actions button:nth-child(3)")
    page.wait("!document.querySelector('[data-name=my-desk-break-2]')")
    assert not file_of("my-desk-break-2").exists()
    page.click(".notice button:not(.plain)")
    page.wait("document.querySelector('[data-name=my-desk-break-2]')")
    assert file_of("my-desk-break-2").exists()


@LONG
def test_several_files_become_sessions_and_one_that_is_no_text_is_told(page: Page, tmp_path: Path) -> None:
    for name, content in {"one.txt": b"Lie down.", "two.txt": b"Sit up.", "photo.jpg": bytes(range(256))}.items():
        (tmp_path / name).write_bytes(content)
    page.open()
    page.click(".title-row button:nth-child(2)")
    page.one("dialog input[type=file]").send_keys("\n".join(map(str, sorted(tmp_path.iterdir()))))
    page.wait("document.querySelectorAll('.report section').length === 3")
    page.click("dialog button[type=submit]")
    page.wait("document.querySelectorAll('.report section').length === 1")
    assert "photo.jpg cannot be imported" in page.texts(".report .problem")[0]
    assert (file_of("one").exists(), file_of("two").exists()) == (True, True)
    page.click("dialog footer button")


def test_a_pasted_text_becomes_a_session_after_its_report(page: Page) -> None:
    page.open()
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


def test_every_setting_has_a_field_with_its_help_and_values_are_completed(page: Page) -> None:
    known = [one for one in language().settings if not one.is_old]
    of_head = [one for one in known if "session" in one.scopes]
    of_step = [one for one in known if one.scopes == ("step",) and one.key not in ("off", "phase")]
    others = [one for one in known if "step" in one.scopes and (one not in of_step or one.argument_form)]

    def key_of(one: SettingForm) -> str:
        return f"{one.key} {one.argument_example}" if one.argument_form else one.key

    def lines(some: list[SettingForm]) -> str:
        return "".join(f"- {key_of(one)}: {one.example}\n" for one in some)

    page.open(write("all", f"# All\n\n{lines(of_head)}\n## Step\n\n{lines(of_step)}"))
    for card, some in ((1, of_head), (2, of_step)):
        page.click(f".card:nth-child({card}) .opener")
        shown = f"[...document.querySelectorAll('.card:nth-child({card}) [data-field^=setting-]:has(.hint)')]"
        fields = page.value(f"{shown}.map((one) => one.dataset.field.slice('setting-'.length))")
        assert {key_of(one) for one in some} <= set(fields)
    page.click(".card:nth-child(2) .card-actions button")
    page.wait("document.querySelector('dialog select')")
    assert page.value("document.querySelector('dialog select').options.length") == len(others)
    page.click("dialog footer button")
    page.click("#tab-text")
    for typed, offered in (("- bed: ra", "rain"), ("- chimes: end bell, half wo", "half wood"), ("- log: o", "on")):
        type_over(page, "# All", f"# All\n{typed}")
        page.wait(f"document.querySelector('.completion:not([hidden]) li')?.textContent.startsWith('{offered}')")
        page.one("textarea.code").send_keys("\ue004")  # Tab
        page.wait(f"document.querySelector('.code').value.includes('{offered}')")


def test_what_a_script_says_is_text_and_runs_nothing(page: Page) -> None:
    write("hostile", HOSTILE)
    page.open()
    page.wait("document.querySelector('[data-name=hostile]')")
    open_text(page, "hostile", HOSTILE)
    page.wait("document.querySelector('.remarks li')")
    assert "onerror" in page.value("document.querySelector('.backdrop').textContent")
    assert page.value("document.querySelectorAll('main img[src=x], main script, main b').length") == 0
    assert page.value("document.hurt") is None


@LONG
def test_steps_are_reordered_by_keys_and_a_slider_writes_a_range_and_undo_takes_both_back(page: Page) -> None:
    page.open(write("cards"))
    names = CARD_NAMES
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


def test_steps_are_dragged_with_a_mouse_and_with_a_finger_on_a_narrow_screen(page: Page) -> None:
    page.open(write("dragged"))
    page.drag(".card:nth-child(2) .grip", ".card:nth-child(3)")
    page.wait(f"{CARD_NAMES}[1] === 'Twist'")
    wait_saved(page, "dragged", "## Twist\n\n- sides: right, left\n- hold: 5-10s\n\n## Bridge\n")
    with page.as_phone(360):
        page.drag(".card:nth-child(2) .grip", ".card:nth-child(3)", pointer="touch")
        page.wait(f"{CARD_NAMES}[1] === 'Bridge'")
        wait_saved(page, "dragged", SCRIPT)
        assert page.value("document.documentElement.scrollWidth") == 360


def test_nothing_moves_for_a_person_who_asks_for_that(page: Page) -> None:
    page.open(write("still"))
    page.run("document.body.append(Object.assign(document.createElement('button'), {className: 'play is-waiting'}))")
    moving = "document.getAnimations({subtree: true}).length"
    page.wait(moving)
    with page.preferring("prefers-reduced-motion", "reduce"):
        page.wait(f"!{moving}")
        styles = "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
        kinds = f"[...new Set({styles}.map((one) => `${{one.transitionDuration}} ${{one.scrollBehavior}}`))]"
        assert page.value(kinds) == ["0s auto"]


@LONG
def test_another_phrase_is_heard_at_once_and_the_length_follows_a_slider(page: Page) -> None:
    page.open(write("heard"))
    page.wait("document.querySelector('.player').dataset.state === 'ready'")
    page.click("button.play")
    page.wait("document.querySelector('audio[data-player]').currentTime > 0.1")
    page.click("button.play")
    assert page.value("document.querySelector('audio[data-player]').paused")
    page.wait("document.querySelectorAll('[data-test=timeline] [data-role=cue][data-start-ms]').length > 1")
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


def test_a_killed_studio_loses_no_word_and_the_page_goes_on_with_the_next_one(page: Page) -> None:
    open_text(page, "killed")
    first = page.driver.current_window_handle
    page.studio.stop()
    type_over(page, "Breathe in.", "Breathe out.")
    page.wait("document.querySelector('.save-state').dataset.state === 'lost'")
    page.wait("Object.values(localStorage).some((kept) => kept.includes('Breathe out.'))")
    assert "Breathe out." not in file_of("killed").read_text(encoding="utf-8")
    page.studio.start()
    page.driver.switch_to.new_window("tab")
    try:
        page.driver.get(page.studio.address)  # as the command does
    finally:
        page.driver.close()
        page.driver.switch_to.window(first)
    wait_saved(page, "killed", "Breathe out.")


def change_both(page: Page, name: str, old: str, mine: str, theirs: str) -> None:
    """Type words in the page while another program writes the file; the page finds both when it is back."""
    open_text(page, name)
    # Cut off, the page cannot hear of the other change before there are words of its own that it has not saved.
    page.cut_off(is_cut_off=True)
    type_over(page, old, mine)
    page.wait("document.querySelector('.save-state').dataset.state === 'lost'")
    write(name, theirs)
    page.cut_off(is_cut_off=False)


@LONG
def test_changes_of_other_lines_elsewhere_are_merged_and_undo_takes_them_out(page: Page) -> None:
    theirs = SCRIPT.replace("# Morning", "# Early\n\n- level: 2").replace("Done.", "Done elsewhere.")
    change_both(page, "shared", "Breathe in.", "Breathe out.", theirs)
    wait_saved(page, "shared", theirs.replace("Breathe in.", "Breathe out."))
    page.one("textarea.code").send_keys(" And rest.")  # the caret is where it was
    wait_saved(page, "shared", theirs.replace("Breathe in.", "Breathe out. And rest."))
    undo = ".editor-head .actions button:nth-child(1)"
    page.click(undo)
    page.click(undo)
    wait_saved(page, "shared", SCRIPT.replace("Breathe in.", "Breathe out."))
    page.click(".editor-head .actions button:nth-child(2)")
    wait_saved(page, "shared", theirs.replace("Breathe in.", "Breathe out."))


@LONG
def test_a_text_that_the_browser_kept_is_merged_when_the_script_is_opened_again(page: Page) -> None:
    open_text(page, "kept")
    page.cut_off(is_cut_off=True)
    type_over(page, "Breathe in.", "Breathe out.")
    page.wait("Object.values(localStorage).some((kept) => kept.includes('Breathe out.'))")
    page.driver.get("about:blank")
    page.cut_off(is_cut_off=False)
    write("kept", SCRIPT.replace("Done.", "Done elsewhere."))
    page.driver.get(f"{page.studio.address}#/script/kept")
    page.wait("document.querySelector('.save-state')")
    wait_saved(page, "kept", SCRIPT.replace("Breathe in.", "Breathe out.").replace("Done.", "Done elsewhere."))


@LONG
def test_only_the_same_lines_are_asked_about_and_both_are_shown(page: Page) -> None:
    theirs = SCRIPT.replace("Breathe in.", "Breathe twice.").replace("Done.", "Done elsewhere.")
    change_both(page, "asked", "Breathe in.", "Breathe out.", theirs)
    page.wait("document.querySelector('.versions')")
    assert page.texts(".versions pre") == ["Breathe out. [2s]", "Breathe twice. [2s]"]
    both = page.one(".conflict button[value=both]")
    # Another change of another line, meanwhile: the button under the pointer is still the same.
    theirs = theirs.replace("hold: 5s", "hold: 6s")
    write("asked", theirs)
    page.wait("document.querySelector('.save-state').dataset.state === 'conflict'")
    type_over(page, "Lift your hips.", "Lift them.")
    both.click()
    theirs = theirs.replace("Lift your hips.", "Lift them.")
    wait_saved(page, "asked", theirs.replace("Breathe twice.", "Breathe out. [2s]\nBreathe twice."))
    assert page.value("document.querySelector('.conflict').hidden")


@LONG
def test_a_card_and_another_tab_are_merged(page: Page) -> None:
    page.open(write("tabs"))
    page.click(".card:nth-child(3) .opener")
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    try:
        page.open("script/tabs")
        page.click("#tab-text")
        type_over(page, "## Bridge", "## Warm up\n\nLie down.\n\n## Bridge")
        wait_saved(page, "tabs", "## Warm up")
    finally:
        page.driver.close()
        page.driver.switch_to.window(first)
    cue = ".card:nth-child(4) [data-field=setting-cue] textarea"
    page.one(cue).send_keys("Turn.")
    page.wait("document.querySelector('.code').value.includes('- cue: Turn.')")
    page.one(cue).send_keys(" Slowly.")  # the field goes on where it was, with what is typed
    page.wait("document.querySelector('.code').value.includes('- cue: Turn. Slowly.')")
    wait_saved(page, "tabs", "## Twist\n\n- sides: right, left\n- hold: 5-10s\n- cue: Turn. Slowly.\n")
    page.one(cue).send_keys("\ue009z")  # Ctrl+Z, in the field itself
    page.wait(f"!document.querySelector('{cue}').value.includes('Slowly')")


def test_a_phrase_is_recorded_a_file_is_made_and_verified_and_goes_to_the_phone(page: Page) -> None:
    page.open(write("mine"))
    page.click("#tab-own")
    page.click("#panel-own form button")
    page.wait("document.querySelectorAll('.takes li').length >= 3")
    page.click("button.record")
    page.wait("document.querySelector('button.record').dataset.state === 'recording'")
    page.wait("document.querySelector('meter').value > -20")
    page.wait("document.querySelector('meter').value < -40")
    page.click("button.record")
    page.wait("document.querySelector('.takes li').textContent.startsWith('✓')")
    assert (folders.home() / "voices" / "me" / "1.wav").read_bytes()[:4] == b"RIFF"
    page.click("#tab-export")
    page.click("[data-test=export]")
    page.one("[data-test=download]")
    page.click(".export-result .actions button")
    page.wait("document.querySelector('.verified .fine')")
    assert (folders.home() / "exports" / "mine.mp3").stat().st_size > 10_000
    page.click(".to-phone button")
    # A machine without any network shows why it cannot be reached.
    page.wait(
        "document.querySelector('img.qr')?.naturalWidth > 100 || document.querySelector('.phone-result .problem')"
    )


def test_axe_finds_nothing_in_any_view_and_programs_find_their_marks(page: Page) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    source = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    marks: set[str] = set()
    page.open()
    page.run(source)

    def check(view: str, seen: str = "main") -> None:
        page.run(f"document.querySelectorAll('{seen} details').forEach((one) => (one.open = true))")
        marks.update(page.value("[...document.querySelectorAll('[data-test]')].map((one) => one.dataset.test)"))
        run = f"const done = arguments[0]; axe.run({seen!r}, {{resultTypes: ['violations']}}).then(done, done)"
        found = page.driver.execute_async_script(run)  # type: ignore[no-untyped-call]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], view

    check("library", "html")
    page.go(write("seen", SCRIPT.replace("hold: 5s", "hodl: 5s")))
    page.click(".card:nth-child(2) .opener")
    page.wait("document.querySelector('.samples li')")
    check("cards and choices")
    page.click("#tab-text")
    check("text", "#panel-text")
    page.click("#tab-own")
    check("own voice", "#panel-own")
    page.click("#tab-export")
    check("file", "#panel-export")
    assert set(MARKS.split()) - marks == set()


def test_of_many_steps_only_those_that_change_are_drawn_anew(page: Page) -> None:
    count = 60
    steps = "".join(f"## Step {number}\n\n- hold: 5s\n- cue: Hold it.\n\n" for number in range(1, count + 1))
    # With a mistake, so that its session is not spoken beside the page.
    page.open(write("long", f"# Long\n\n- voise: tone\n\n{steps}"))
    page.wait(f"document.querySelectorAll('.card').length === {count + 1}")
    page.run("document.querySelectorAll('.card .opener').forEach((one) => (one.isOld = true))")
    page.click(".card:last-child .opener")
    page.one(".card:last-child [data-field=setting-cue] textarea").send_keys(" Let go.")
    page.wait("document.querySelector('.code').value.endsWith('Hold it. Let go.\\n\\n')")
    page.click("#tab-text")
    type_over(page, "## Step 30", "## Half of it")
    page.click("#tab-cards")
    page.wait(f"{CARD_NAMES}[30] === 'Half of it'")
    drawn_anew = "[...document.querySelectorAll('.card .opener')].filter((one) => !one.isOld)"
    assert page.value(f"{drawn_anew}.map((one) => one.querySelector('.card-name').textContent)") == [
        "Half of it",
        f"Step {count}",
    ]
