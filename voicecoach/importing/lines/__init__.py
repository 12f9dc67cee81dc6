"""One line of a text: its figures, labels and names, and which lines belong together."""
