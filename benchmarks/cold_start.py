"""How fast does an answer come? Medians and ratios of one run, on the articles as they are.

Compares whole processes: the bare interpreter, `kb search`, the same query through Whoosh, and
through SQLite FTS5 over the same articles; and the same query in a running process.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kb_tools.corpus import Corpus
from kb_tools.languages import read_interface
from kb_tools.search.analysis import words
from kb_tools.search.fields import documents
from kb_tools.search.querying import Index, search

ROOT = Path(__file__).parent.parent
QUERY = "the caller keeps screaming at me and will not let me finish"
RUNS = 60
WARM_RUNS = 300

FTS5 = """
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(
    "select id from articles where articles match ? order by bm25(articles) limit 5", (sys.argv[2],)
).fetchall()
print(rows)
"""


def median_ms(run: Callable[[], object], runs: int) -> float:
    """Return the median time of a call in milliseconds, after one that is not counted."""
    run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def process(*command: str) -> Callable[[], object]:
    """Return a call that runs a command to its end and checks that it went well."""
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def fts5_database(folder: str) -> str:
    """Put the same articles into SQLite FTS5; return its file."""
    path = str(Path(folder, "articles.sqlite"))
    connection = sqlite3.connect(path)
    connection.execute("create virtual table articles using fts5(id unindexed, text)")
    found = documents(Corpus(ROOT), read_interface(ROOT, "en"))
    rows = [(d.id, "\n".join(text for _, text in d.passages)) for d in found]
    connection.executemany("insert into articles values (?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def main() -> None:
    """Print the table."""
    kb = str(Path(sys.executable).with_name("kb"))
    index = Index(str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        database = fts5_database(folder)
        fts_query = " OR ".join(words(QUERY))
        measured = {
            "python -c pass": process(sys.executable, "-c", "pass"),
            "kb search": process(kb, "search", QUERY),
            "kb search --json": process(kb, "search", QUERY, "--json"),
            "kb search --engine whoosh": process(kb, "search", QUERY, "--engine", "whoosh"),
            "SQLite FTS5": process(sys.executable, "-c", FTS5, database, fts_query),
        }
        medians = {name: median_ms(run, RUNS) for name, run in measured.items()}
    bare = medians["python -c pass"]
    print(f"Cold, median of {RUNS} whole processes (Python {sys.version.split()[0]}):")
    for name, median in medians.items():
        print(f"  {name:28}{median:8.1f} ms  {median / bare:5.2f} x")
    warm = median_ms(lambda: search(index, QUERY, "en"), WARM_RUNS)
    print(f"Warm, median of {WARM_RUNS} queries in one process:\n  {'search':28}{warm:8.1f} ms")


if __name__ == "__main__":
    os.environ.pop("KB_LANG", None)
    main()
