"""The calls about a text: remarks with fixes, cards and their edits, the language."""

from __future__ import annotations

from typing import Any

import pytest
from studio_client import Client


def looked_at(page: Client, text: str) -> dict[str, Any]:
    status, found = page.send("POST", "/api/look", {"text": text, "options": {"voice": "tone"}})
    assert status == 200, found
    return dict(found)


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("- hodl: 30s", "- hold: 30s"),
        ("- hold 30s", "- hold: 30s"),
        ("- sides: rigt, left", "- sides: right, left"),
        ("- chimes: begn bowl", "- chimes: begin bowl"),
        ("- chimes: begin bowll", "- chimes: begin bowl"),
        ("- bed: rian", "- bed: rain"),
        ("- hold: 30s\n\nHi (pause 3s) there.", "Hi [pause 3s] there."),
        ("- hold: 30s\n\nHi [pase 3s] {zzz}.", "Hi [pause 3s] {zzz}."),
        ("- hold: 30s\n\nHi [10] there.", "Hi [10s] there."),
        ("- hold: 30s\n\n##Next", "## Next"),
        ("- breathe: in 4 hold 4", None),  # the hint is an example
        ("- pase: 0.9", None),  # the hint has another value
        ("- hold: long", None),
    ],
)
def test_a_fix_is_what_the_hint_says_and_leaves_one_problem_less(page: Client, line: str, fixed: str | None) -> None:
    text = f"# T\n\nWelcome.\n\n## Bridge\n\n{line}\n"
    before = looked_at(page, text)
    fixes = [one for one in before["problems"] if one["fix"]]
    assert len(fixes) == (fixed is not None), before["problems"]
    if fixed is None:
        return
    (change,) = fixes[0]["fix"]["changes"]
    lines = text.split("\n")
    assert lines[change["line"] - 1] == change["before"]
    assert change["after"] == fixed
    lines[change["line"] - 1] = change["after"]
    after = looked_at(page, "\n".join(lines))
    told = [one["message"] for one in after["problems"]]
    assert fixes[0]["message"] not in told


def test_all_fixes_at_once_and_several_on_one_line(page: Client) -> None:
    text = "# T\n\n- guidance: ful\n\nHi [pase 3s] {nme} [10].\n\n## Bridge\n\n- hodl: 30s\n"
    status, found = page.send("POST", "/api/fix", {"text": text})
    assert status == 200
    assert found["text"] == "# T\n\n- guidance: full\n\nHi [pause 3s] {nme} [10s].\n\n## Bridge\n\n- hold: 30s\n"
    assert [one["message"] for one in found["problems"]] == ['unknown variable "{nme}"']


def test_two_versions_are_merged_and_only_the_same_lines_are_asked_about(page: Client) -> None:
    versions = {"base": "# T\n\nHi.\n", "mine": "# Mine\n\nHi you.\n", "theirs": "# T\n\nHi all.\n\nBye.\n"}
    status, found = page.send("POST", "/api/merge", versions)
    assert status == 200
    assert [one["text"] for one in found["pieces"]] == [["# Mine"], [""], None, [""]]
    assert (found["pieces"][2]["mine"], found["pieces"][2]["theirs"]) == (["Hi you."], ["Hi all.", "", "Bye."])
    assert page.send("POST", "/api/merge", {**versions, "base": None})[0] == 400


def test_a_mistake_in_another_file_is_not_here(page: Client) -> None:
    page.send("POST", "/api/scripts", {"name": "warm", "text": "# Warm\n\nHi {nme}.\n"})
    (problem,) = looked_at(page, "# T\n\n[include warm]\n")["problems"]
    assert (problem["is_here"], problem["path"], problem["fix"]) == (False, "warm.md", None)


def test_edits_of_cards_keep_what_was_written_by_hand(page: Client) -> None:
    text = "# T\n\n<!-- mine -->\nHi.\n\n## A\n\n- hold: 10s  <!-- was 20 -->\n\n\n## B\n\n- hold: 20s\n"
    edits = [
        {"op": "set", "at": 1, "key": "hold", "value": "40s"},
        {"op": "move", "at": 1, "to": 2},
        {"op": "add-step", "name": "C", "settings": [["hold", "5s"]]},
    ]
    status, found = page.send("POST", "/api/edit", {"text": text, "edits": edits})
    assert status == 200, found
    assert [card["name"] for card in found["cards"]] == ["T", "B", "A", "C"]
    assert "<!-- mine -->\nHi." in found["text"]
    assert "- hold: 40s <!-- was 20 -->" in found["text"]
    status, refused = page.send("POST", "/api/edit", {"text": text, "edits": [edits[0], {**edits[0], "value": "long"}]})
    assert (status, refused["kind"]) == (422, "script")
    for wrong in ("set", [{}], [{"op": "set"}], [{"op": 3}], [{"op": "nothing"}]):
        assert page.send("POST", "/api/edit", {"text": text, "edits": wrong})[0] in {400, 422}


def test_every_setting_of_the_language_has_its_help_and_its_limits(page: Client) -> None:
    found = page.fields("/api/language")
    settings = {(one["key"], one["argument"] is not None): one for one in found["settings"]}
    assert (settings["pace", False]["least"], settings["pace", False]["most"]) == (0.5, 2)
    assert settings["guidance", False]["values"] == ["full", "brief", "names", "chimes"]
    assert settings["hold", False]["unit"] == "s"
    assert [settings[key, False]["option"] for key in ("pitch", "pause factor", "pauses")] == ["pitch", "pauses", None]
    assert settings["cue", False]["is_spoken"]
    assert settings["wording", True]["argument"] == {"form": "half", "example": "half"}
    assert all(one["help"] and one["example"] and one["scope"] for one in found["settings"])
    assert "[pause 10s]" in [one["form"] for one in found["actions"]]
    assert {one["form"].strip("[]").split()[0] for one in found["actions"]} >= {"chime", "wait", "repeat", "bed"}
