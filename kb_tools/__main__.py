"""Run `kb` as `python -m kb_tools`."""

from kb_tools.cli import run

if __name__ == "__main__":
    run()
