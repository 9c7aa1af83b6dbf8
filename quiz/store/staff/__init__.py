"""The accounts of those who work here."""
