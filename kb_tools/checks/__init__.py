"""What must hold of the content: one rule, one function, one code."""
