"""Figures for career staff: aggregates that can be trusted, and never a person."""
