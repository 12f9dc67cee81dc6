"""Sections to timeline: everything placed in whole milliseconds, and fitted to a length."""
