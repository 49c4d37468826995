"""Run `kb` as `python -m kb_tools`."""

import sys

from kb_tools.cli import main

if __name__ == "__main__":
    sys.exit(main())
