"""The speech engines: one module or folder each, named in ``voices/table.py``."""
