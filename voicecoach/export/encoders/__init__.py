"""Encode and decode audio files: one module for each library."""
