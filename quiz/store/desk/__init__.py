"""Entries as the desk and their askers see them."""
