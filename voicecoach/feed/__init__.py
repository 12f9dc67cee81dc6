"""Sessions as a podcast: the feed itself, and a folder that any web space serves.

:mod:`~voicecoach.feed.rss` writes the feed, :mod:`~voicecoach.feed.folder` keeps a folder of sessions true to it.
``voicecoach phone`` serves the same feed.
"""
