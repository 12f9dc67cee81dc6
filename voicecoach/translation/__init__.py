"""The program's texts in other languages: a file of translations for each, and the search in it."""
