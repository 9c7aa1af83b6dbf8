// The element <interview-diagnostic>: a frame with the diagnostic in somebody else's page.
