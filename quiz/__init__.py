"""The interview-readiness diagnostic (面接力診断)."""
