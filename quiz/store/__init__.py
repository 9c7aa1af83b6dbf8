"""What is kept, and the only SQL: attempts and the banks that they were made with."""
