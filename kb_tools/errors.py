"""The error that stops a command; free of imports, since every command starts here."""


class KbError(Exception):
    """A command cannot go on; its message is shown to the user as it is.

    The message is one line that says what is wrong and what to do.
    """
