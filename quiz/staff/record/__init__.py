"""The record of who signed in, saw figures, and took them along."""
