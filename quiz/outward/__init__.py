"""Out to addresses that somebody typed: only to public machines, and for a bounded time."""
