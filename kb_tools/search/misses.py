"""What was asked and not found: the local log, off unless `KB_LOG` names a file, and its reading.

A miss is a query that was refused or that matched weakly. Adding it to a phrases file mends it.
"""

from __future__ import annotations

import os

from kb_tools.search.ranking import WEAK_SCORE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.search.querying import Answer


def log_miss(answer: Answer) -> None:
    """Append a query to the file that `KB_LOG` names, if it was refused or matched weakly."""
    path = os.environ.get("KB_LOG")
    if not path or (answer.answered and answer.score >= WEAK_SCORE):
        return
    import json

    from kb_tools.errors import KbError

    line = {"query": answer.query, "query_lang": answer.query_lang, "answered": answer.answered}
    try:
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123 - no pathlib on this path
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise KbError(f"cannot write the log {path}: {error.strerror}; mend KB_LOG") from error
