"""``python -m clusterlib`` is the command ``clusterlib``."""

import sys

from clusterlib.cli import main

sys.exit(main())
