"""Routine to sections: steps chosen, repeats unrolled, texts worded."""
