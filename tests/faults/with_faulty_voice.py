"""The command line with one more voice in its table, the one in ``engines.py`` beside this file."""

import engines

from voicecoach.cli import main
from voicecoach.voices.base import Engine
from voicecoach.voices.table import ENGINES

if __name__ == "__main__":
    ENGINES[engines.ENGINE] = Engine(engines.__name__)
    main()
