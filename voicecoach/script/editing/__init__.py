"""Change a script line by line, so that everything that a person wrote by hand stays as it was."""
