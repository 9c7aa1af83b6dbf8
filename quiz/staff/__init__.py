"""What only those who work here see: signing in and out, and their own account."""
