"""Beds: endless ambience under a session, made from a seed or looped from a person's file."""
