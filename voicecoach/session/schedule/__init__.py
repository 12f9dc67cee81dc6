"""Place sections in a timeline in whole milliseconds, and fit them to a length."""
