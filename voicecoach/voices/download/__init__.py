"""Voices fetched because a person asks for one; the only code that opens a connection."""
