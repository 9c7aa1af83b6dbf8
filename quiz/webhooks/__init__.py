"""What sites want to be told: built, signed, and delivered until they have it."""
