"""The bench of what a host's reader pays: bytes and time of the element in a real browser, beside a bare page."""
