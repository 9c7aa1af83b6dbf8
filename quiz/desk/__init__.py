"""The editors' desk: where a question that came in is edited, answered, published and withdrawn."""
