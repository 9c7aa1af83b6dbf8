"""Published consultations: compared with their sources, written, indexed, and read for their pages."""
