"""Write a file's tags: one set of tags for all formats, and a writer for each kind of tag."""
