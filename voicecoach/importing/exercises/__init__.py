"""Exercises with their figures, told apart from the words around them."""
