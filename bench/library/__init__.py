"""The bench of the Q&A site: a large one is published, then its pages and its search are asked for."""
