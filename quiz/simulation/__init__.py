"""Synthetic attempts of known truth, pure: the graded response model, cohorts, seasons, retakes, planted faults.

What staff pages say of them can be held against the truth. Nothing here knows a database; the same seed, number, last
day and bank give the same attempts.
"""
