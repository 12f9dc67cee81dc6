"""Written text as it is read aloud: numbers, units, short forms; one table for each language."""
