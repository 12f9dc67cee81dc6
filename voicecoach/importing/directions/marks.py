"""The pattern of everything in a line that has brackets, stars or other marks around it."""

from __future__ import annotations

import re

_BREAK = r"<\s*(?:break|pause|silence|sil)\b[^<>]*>"
# Each kind begins with one of these; to look for that first takes a fifth of the time in a text that has few marks.
_FIRST = r"(?-i:(?=[<\[{(*_/#|`.…–—♪♫🎵\u23f8\u23ef\U0001f507\u23f3\u231b\u23f1\u23f2-]|\b[PS]|\s+[x×X\d]))"
MARKED = re.compile(
    _FIRST + r"(?:(?P<tag>" + _BREAK + r")"
    r"|(?P<square>\[[^\[\]\n]{1,160}\](?!\())|(?P<curly>\{\{[^{}\n]{1,80}\}\}|\{[^{}\n]{1,160}\})"
    r"|(?P<round>\([^()\n]{1,200}\))|(?P<strong>\*{2,3}[^*\n]{1,200}\*{2,3}|__[^_\n]{1,200}__)"
    r"|(?P<star>(?<![\w*])\*[^*\n]{1,200}\*(?![\w*]))"
    r"|(?P<line>(?<![\w_])_[^_\n]{1,200}_(?![\w_]))"
    r"|(?P<angle>(?<!<)<\s*(?:\d{1,3}(?:[.,]\d+)?\s*(?:s|sec|ms)?|[^<>\n/]{1,40})\s*>(?!>))"
    r"|(?P<slash>(?<![\w/.])/(?:\d{1,3}(?:[.,]\d+)?\s?(?:s|sec|m|min)\b|(?:pause|pausa|pauze)\b(?!/)))"
    r"|(?P<hash>#\d{1,3}(?:[.,]\d+)?\s?(?:s|sec|m|min)?#)"
    r"|(?P<symbol>[\u23f8\u23ef\U0001f507]\ufe0f?\s*[*_(`]*(?:(?:paus[ae]|pauze|silen[a-zê]{2,3})[:\s]\s*\(?)?\d{1,3}\s?(?:s|secs?|seconds?|sek|seg|min|segundos?|secondes?|"
    r"secondi|seconden|sekunden|minut[eosi]{1,2}|minuten)?\b[*_)`]*"
    r"|[\u23f3\u231b\u23f1\u23f2]\ufe0f?\s*[*_(`]*\d{1,3}\s?(?:s|secs?|seconds?|sek|seg|segundos?|secondes?|secondi|"
    r"seconden|sekunden)\b[*_)`]*)|(?P<again>(?<=[.!?…])\s+(?:[x×]\s?\d{1,2}|\d{1,2}\s?[x×])(?=\s*$))"
    r"|(?P<code>`[^`\n]{1,60}`)"
    r"|(?P<capitals>(?-i:\b(?:PAUS[AE]|PAUZE|SILENCE|STILLE|SILENCIO|SILÊNCIO|SILENZIO|STILTE))\s*[:=–—-]?\s*\d{1,3}\s*"
    r"(?:(?:s|secs?|seconds?|sekunden|sek|seg|segundos?|secondes?|secondi|seconden|min|minutes?)\b)?)"
    # "……… 3 sec." and "_____ 10 s"
    r"|(?P<leader>(?<![.…_–—-])(?:(?:(?<!\w)|(?=\.{4}))\.(?:\s?\.){3,20}|…(?:\s?[.…]){1,20}|[_–—-]{3,20})\s*\d{1,3}(?:[.,]\d+)?\s?"
    r"(?:s|secs?|seconds?|sek|sekunden|seg|segundos?|secondes?|secondi|seconden|min|minut[eosi]{1,2}|minuten|″|\"|'')"
    r"(?!\w)\.?(?=\s|$))|(?P<song>[♪♫🎵][^♪♫🎵\n]{0,160}[♪♫🎵]+)"
    r"|(?P<pipe>\|+\s*\d{1,3}(?:[.,]\d+)?\s?s\s*\|+)"
    r"|(?P<dash>(?<=[.!?…])\s*[-–—]{1,3}\s*(?:[Pp]aus[ae]|PAUS[AE]|[Pp]auze)\s*[-–—]{1,3}(?=\s|$)(?!\s*\d)))",
    re.IGNORECASE,
)
"""Each kind of mark is a group; :mod:`voicecoach.importing.directions.stage_directions` reads what is inside."""
