"""The lengths that sessions can have, asked for by several requests at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import cast

from voicecoach.api.session import GuidedSession
from voicecoach.studio.fits import Fit, Fits


class SlowSession:
    """Counts how often its lengths are computed, which takes a moment; all requests begin together."""

    def __init__(self, requests: int) -> None:
        self.computed = 0
        self.begun = threading.Barrier(requests, timeout=10)

    def possible_ms(self) -> tuple[int, int]:
        self.computed += 1
        time.sleep(0.05)
        return 1_000, 2_000


def test_requests_at_once_compute_the_lengths_once() -> None:
    requests = 4
    fits, session = Fits(), SlowSession(requests)

    def ask(_: int) -> Fit | None:
        session.begun.wait()
        return fits.of(cast("GuidedSession", session), "a")

    with ThreadPoolExecutor(requests) as threads:
        found = list(threads.map(ask, range(requests)))
    assert found == [Fit(1_000, 2_000)] * requests
    assert session.computed == 1
