"""The commands of `kb`: each parses nothing, makes one call, prints, and returns its exit code."""
