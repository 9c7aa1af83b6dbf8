"""Published consultations as pages."""
