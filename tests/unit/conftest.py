"""How properties are tried: without a time limit, since a busy machine proves nothing about the code.

With CI=true the examples are the same each time, so that a change is judged by what it changes; at a desk they are
new each time, and what they find is mended there.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("desk", PATIENT)
settings.register_profile("ci", PATIENT, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")
