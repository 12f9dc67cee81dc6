"""The page for a language model has the whole language, and examples without a remark."""

from __future__ import annotations

import re

import pytest

from voicecoach.pipeline.library import check_script
from voicecoach.script import settings as table
from voicecoach.script.guide_for_ai import EXAMPLES, guide_for_ai

PAGE = guide_for_ai()


def test_every_setting_and_the_task_are_on_the_page() -> None:
    assert all(f"- {spec.key}" in PAGE for spec in table.TABLE)
    assert "Answer with the script only" in PAGE


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_check_clean(name: str) -> None:
    _, _, after = PAGE.partition(f"# Example: {name}.md\n\n")
    lines = re.match(r"(?:(?:    .*)?\n)+", after)
    assert lines is not None
    text = re.sub(r"(?m)^    ", "", lines[0])
    assert check_script("example", text=text).diagnostics == ()
