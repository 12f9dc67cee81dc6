"""Unroll a routine into sections: choose its steps, repeat sides, sets and reps, and word its texts."""
