"""Threads that want the same name take turns; those of other names do not wait."""

from __future__ import annotations

import threading

from patience import PATIENCE_S

from voicecoach.voices.one_at_a_time import OneAtATime


def test_the_same_name_takes_turns_and_another_does_not_wait() -> None:
    turns, order = OneAtATime(), list[str]()
    is_inside, may_leave = threading.Event(), threading.Event()

    def first() -> None:
        with turns.of("a"):
            is_inside.set()
            may_leave.wait(PATIENCE_S)
            order.append("first")

    def second() -> None:
        with turns.of("a"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert is_inside.wait(PATIENCE_S)
    threads[1].start()
    with turns.of("b"):
        order.append("other")
    may_leave.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == ["other", "first", "second"]
