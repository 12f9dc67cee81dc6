"""Controls of a live session: keys of the terminal, and media keys of the desktop."""
