"""`python -m guide` is the `guide` command."""

import sys

from guide.cli import main

sys.exit(main())
