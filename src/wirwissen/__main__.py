"""`python -m wirwissen` is the command `wirwissen`."""

import sys

from wirwissen.cli import main

sys.exit(main())
