"""What programs send and get, as pydantic models: the API's document is made from them, and nothing else.

Whoever imports them waits a sixth of a second and pays some megabytes: only the document does, when it is asked for.
"""
