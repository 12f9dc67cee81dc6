"""Text to speech: engines in a table, phrases finished at one level, and the cache of phrases.

A session has one :class:`~voicecoach.voices.speaker.Speaker` for each voice. Below it,
:mod:`~voicecoach.voices.table` opens a voice by name, :mod:`~voicecoach.voices.rendering` makes a finished phrase of
its speech, and :mod:`~voicecoach.voices.cache` stores that. :mod:`~voicecoach.voices.base` has the steps to add an
engine.
"""

import os

# From 1.29 on, onnxruntime, which hibari and Piper use, reports to Microsoft unless this is set when it is loaded.
# Nothing of a session leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
