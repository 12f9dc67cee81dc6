"""A session that plays and answers: its timeline as it grows, variants, announcements, bookmarks."""
