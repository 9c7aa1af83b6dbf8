"""The JSON API: banks, attempts and results, under /api/v1."""
