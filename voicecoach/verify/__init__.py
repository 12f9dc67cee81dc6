"""A file held against the cue sheet that it carries: decoded, listened to in one pass, and reported."""
