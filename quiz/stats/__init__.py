"""Statistics, pure: from tallies alone. A tally is a handful of integer counters that add in any order."""
