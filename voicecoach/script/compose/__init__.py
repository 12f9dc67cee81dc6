"""One routine out of several scripts: ``include`` and ``based on``."""
