"""The command line with one more voice in its table, the one in ``engines.py`` beside this file."""

import engines

from voicecoach.cli import main
from voicecoach.voices.table import VOICE_MODULES

if __name__ == "__main__":
    VOICE_MODULES[engines.ENGINE] = engines.__name__
    main()
