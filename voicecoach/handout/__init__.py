"""A session on paper: its steps as a page to print, in HTML or as a PDF file."""
