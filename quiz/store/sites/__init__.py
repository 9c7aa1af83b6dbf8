"""The sites that may embed: who they are, and what they are told."""
