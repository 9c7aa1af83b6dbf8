"""What is told to sites: noted where it comes true, and lent to who delivers it."""
