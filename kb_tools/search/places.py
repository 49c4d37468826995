"""Where the knowledge base and its index are, and whether the articles changed since it was built.

Imported by every `kb search`, so paths are strings here and nothing heavy is imported.
"""

from __future__ import annotations

import os
import zlib

from kb_tools.errors import KbError

FOLDERS = ("situations", "tactics", "guides")
FORMAT = "1"
"""Raised when an index built by an older version must not be read."""


def find_root() -> str:
    """Return the folder of the knowledge base: `KB_ROOT`, else the current folder or one above.

    Raises `KbError` if there is none.
    """
    named = os.environ.get("KB_ROOT")
    start = os.path.abspath(named or os.curdir)  # noqa: PTH100 - no pathlib on this path
    folder = start
    while not os.path.isdir(os.path.join(folder, "docs", FOLDERS[0])):  # noqa: PTH112, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if named or above == folder:
            where = "KB_ROOT" if named else "here or above"
            raise KbError(
                f"no knowledge base {where} ({start}): go to its folder or set KB_ROOT to it"
            )
        folder = above
    return folder


def index_folder(root: str) -> str:
    """Return the folder of the index: `KB_INDEX`, else `.kb-index` in the knowledge base."""
    return os.environ.get("KB_INDEX") or f"{root}/.kb-index"


def postings_path(root: str, lang: str) -> str:
    """Return where the exported postings of a language are."""
    return f"{index_folder(root)}/{lang}.postings"


def texts_path(root: str, lang: str) -> str:
    """Return where the texts of the passages of a language are."""
    return f"{index_folder(root)}/{lang}.texts"


def cards_path(root: str, lang: str) -> str:
    """Return where the cards of a language are."""
    return f"{index_folder(root)}/{lang}.cards"


def whoosh_path(root: str, lang: str) -> str:
    """Return where the Whoosh index of a language is."""
    return f"{index_folder(root)}/whoosh/{lang}"


def fingerprint(root: str, lang: str) -> str:
    """Return what tells whether anything that the index of a language is made from has changed.

    It covers the name, size and time of change of every file of the language and of English, and
    of the modules that build the index.
    """
    own = f"{root}/translations/{lang}"
    folders = [root + "/docs", own, f"{root}/translations/en", os.path.dirname(__file__)]  # noqa: PTH120
    folders += [f"{parent}/{kind}" for parent in (root + "/docs", own) for kind in FOLDERS]
    seen = [FORMAT]
    for folder in folders:
        try:
            with os.scandir(folder) as found:
                for each in found:
                    if each.name.endswith((".md", ".txt", ".yml", ".py")):
                        state = each.stat()
                        seen.append(f"{each.name}\t{state.st_mtime_ns}\t{state.st_size}")
        except FileNotFoundError:
            continue
    seen.sort()
    return f"{zlib.crc32(chr(10).join(seen).encode()):08x}{len(seen):04x}"
