"""The servers that the product is measured beside."""
