"""A knowledge base for handling difficult customers: its index, its `kb` command, its checks."""

__version__ = "0.1.0"
