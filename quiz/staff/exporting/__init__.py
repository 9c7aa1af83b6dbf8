"""What is on the screen, as files: the same tables, with nothing added and nothing that the screen hides."""
