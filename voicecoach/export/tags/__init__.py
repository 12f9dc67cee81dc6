"""What a file says about itself: one table of tags, and a writer for each kind of file."""
