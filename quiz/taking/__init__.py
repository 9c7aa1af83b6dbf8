"""The student's way: quiz page, submit, result."""
