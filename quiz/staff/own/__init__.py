"""One's own account: what it may do, its password, and a second step."""
