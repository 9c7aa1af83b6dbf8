"""What is on the screen, as files: its tables, with the interval of every figure, and nothing that the screen hides."""
