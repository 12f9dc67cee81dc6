"""How many examples hypothesis tries for a property, as a share of the profile in use (see ``tests/conftest.py``).

A property without one of these decorators is tried with as many examples as the profile says.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

_OF_THE_PROFILE = settings().max_examples

IS_DEEP = _OF_THE_PROFILE > 100
"""Whether much time is given (``--hypothesis-profile deep``): rows of a table that cost seconds each are tried, too."""

LONG = pytest.mark.skipif(not IS_DEEP, reason="it takes long: .ci/full and --hypothesis-profile deep run it")
"""For a test of many seconds whose fault others would tell as well, or which only a rare change could break."""

FEW_EXAMPLES = settings(max_examples=max(5, _OF_THE_PROFILE // 5))
"""For a property of which one example takes a tenth of a second or more: sound is encoded, a session exported."""

MANY_EXAMPLES = settings(max_examples=4 * _OF_THE_PROFILE)
"""For a property of which one example takes a few milliseconds, and many can fail: text is parsed."""
