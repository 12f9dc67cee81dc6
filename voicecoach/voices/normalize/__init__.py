"""Written text normalized for a voice, with the words of four languages."""
