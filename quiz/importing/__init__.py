"""A publisher's own Q&As: read from files, pages and feeds, checked, and handed to the store; and written back."""
