"""A session that plays and answers: its timeline as it grows, variants, announcements, bookmarks.

``play.play_live`` opens device and keys and plays a ``session.LiveSession``, which is a playback source. A
``producer`` has the sections of its ``timeline`` spoken and placed while the first ones are heard.
"""
