"""`python -m mmwave_sim` is the `mmwave` command."""

import sys

from mmwave_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
