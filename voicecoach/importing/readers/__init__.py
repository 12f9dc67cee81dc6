"""One module for each format: each has a function ``read(data, shown)`` that returns a document."""
