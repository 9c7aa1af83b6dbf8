"""The bench of the staff's figures: attempts are simulated, folded and released, then every statistic is timed."""
