"""The floor of an edit: start Python with the voice, and speak one phrase.

Usage: one_phrase.py TEXT
"""

from __future__ import annotations

import sys

from hibari import Hibari

if __name__ == "__main__":
    if not len(Hibari(threads=1)(sys.argv[1], speed=0.9, seed=0)):
        raise SystemExit("nothing was spoken")
