"""Make a routine script of a text that somebody already has: a document, subtitles, a table of exercises, a timer.

A reader (``readers/``, one module a format; ``formats.py`` is the table) makes a :class:`~.document.Document` of
blocks, each with the line of the source. ``compose.py`` writes the blocks as a script, and reports what became of each.
"""
