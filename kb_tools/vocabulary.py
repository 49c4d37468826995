"""The controlled vocabulary as plain words; free of imports, since every command starts here.

`facets` has the same values as types; a test holds the two together.
"""

from kb_tools.errors import KbError

SOURCE = "en"
LANGUAGES = ("en", "es", "sv", "el", "ar", "ka")
KINDS = ("situation", "tactic", "guide")
GROUPS = ("behaviour", "demand", "cause", "moment")
SEVERITIES = ("upset", "hostile", "abusive", "dangerous")
CHANNELS = ("in-person", "phone", "email", "chat")
STAGES = ("prepare", "steady", "listen", "resolve", "limit", "escalate", "recover")


def checked(name: str, value: str, values: tuple[str, ...]) -> str:
    """Return a value if it is one of those allowed, else raise a `KbError` with the nearest."""
    if value in values:
        return value
    from difflib import get_close_matches

    near = get_close_matches(value, values, 1, 0.5)
    mend = f"did you mean {near[0]}?" if near else f"one of {', '.join(values)}"
    raise KbError(f"unknown {name} {value!r}: {mend}")


def checked_language(code: str) -> str:
    """Return the language of a code such as `el` or `el_GR.UTF-8`, or raise a `KbError`."""
    lang = code.lower().replace("_", "-").split("-")[0]
    if lang not in LANGUAGES:
        raise KbError(f"unknown language {code!r}: one of {', '.join(LANGUAGES)}")
    return lang
