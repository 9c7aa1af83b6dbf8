"""What `make` runs: setting up the folder, renewing the locks, finding a browser. Standard library only."""

import sys

# Here, because it comes before any module that an older Python could not even parse.
if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer, and %s is %d.%d; name a newer one, for example: make run PYTHON=python3.12"
        % (sys.executable, sys.version_info[0], sys.version_info[1])
    )
