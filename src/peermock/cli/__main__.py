"""Run `peermock` as `python -m peermock.cli`."""

import sys

from peermock.cli import main

sys.exit(main())
