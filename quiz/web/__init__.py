"""The HTTP toolkit of the anonymous surface: documents, headers, errors, rendering and static files."""
