"""Voices that a person asks to fetch; the only code that opens a connection."""
