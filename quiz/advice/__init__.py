"""Consultations as values, and choosing those that help with a result."""
