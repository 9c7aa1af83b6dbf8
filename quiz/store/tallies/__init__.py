"""Tallies in the database: folded from attempts, published in cells, read by who shows them."""
