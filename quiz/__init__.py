"""The interview-readiness diagnostic (面接力診断)."""

__version__ = "0.1.0"
