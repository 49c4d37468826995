"""Tables for editors: how good the search is, what got better or worse, what was not found."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kb_tools.corpus import Status
from kb_tools.errors import KbError
from kb_tools.search import ranking
from kb_tools.search.analysis import words
from kb_tools.search.evaluation import DEPTH, MEASURES, Result, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kb_tools.editing import Change
    from kb_tools.search.querying import Index

COLUMNS = (*MEASURES, "wrongly refused", "wrongly answered")
NEAREST = 3


def table(rows: Iterable[list[str]]) -> str:
    """Lay out rows in columns: the first to the left, the others to the right."""
    found = list(rows)
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in found
    )


def evaluation_report(results: list[Result], varied: dict[str, list[Result]]) -> str:
    """Lay out the measures per language, per type of query, and for variants of the queries."""
    parts = [
        _grouped("language", results, lambda result: result.judged.lang),
        _grouped("type", results, lambda result: result.judged.type),
    ]
    for name, changed in varied.items():
        parts.append(_grouped(name, changed, lambda result: result.judged.lang))
    return "\n\n".join(parts)


def _grouped(name: str, results: list[Result], key: Callable[[Result], str]) -> str:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result)
    rows = [[name, "queries", *COLUMNS]]
    rows += [_row(group, groups[group]) for group in sorted(groups)]
    return table([*rows, _row("all", results)])


def _row(name: str, results: list[Result]) -> list[str]:
    summary = Summary.of(results)
    values = (summary.measures[column] for column in COLUMNS)
    return [
        name,
        str(summary.queries),
        *("-" if value is None else f"{value:.3f}" for value in values),
    ]


Run = dict[str, dict[str, object]]
"""For each query, by id, what was found and how it measured."""


def run_of(results: list[Result]) -> Run:
    """Return a run to compare others with, or to save."""
    return {
        result.judged.id: {
            "query": result.query,
            "found": result.found[:DEPTH],
            "quality": _quality(result),
        }
        for result in results
    }


def run_object(results: list[Result]) -> str:
    """Write a run as JSON."""
    return json.dumps(run_of(results), ensure_ascii=False, indent=1) + "\n"


def read_run(path: Path) -> Run:
    """Read a run that `kb evaluate --save` wrote; raise a `KbError` if it is none."""
    try:
        run = json.loads(path.read_text("utf-8"))
        return {id_: {"quality": float(each["quality"])} | each for id_, each in run.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise KbError(f"{path} is not a run: write one with `kb evaluate --save`") from error


def _quality(result: Result) -> float:
    """One number to compare runs by: nDCG, or whether the refusal was right."""
    if not result.judged.judgments:
        return float(not result.found)
    return round(result.measures["ndcg@10"], 4)


def compare(before: Run, results: list[Result]) -> str:
    """Tell which queries got better or worse than in a saved run, the largest change first."""
    changes = []
    for result in results:
        old = before.get(result.judged.id)
        if old:
            change = _quality(result) - float(str(old["quality"]))
            if abs(change) > 1e-4:
                changes.append((change, result, old))
    if not changes:
        return "No query got better or worse."
    changes.sort(key=lambda each: (each[0] > 0, -abs(each[0])))
    lines = []
    for change, result, old in changes:
        was, now = _first(old["found"]), _first(result.found)
        verdict = "better" if change > 0 else "worse"
        lines.append(f"{verdict} {change:+.3f}  {result.query}  ({was} -> {now})")
    return "\n".join(lines)


def _first(found: object) -> str:
    return str(found[0]) if isinstance(found, list | tuple) and found else "nothing"


def changes_text(path: Path, found: list[Change], lang: str, article_id: str) -> str:
    """Tell a translator what changed in English, part by part, and what to do then."""
    if not found:
        return f"{path} is up to date."
    parts = []
    for change in found:
        if change.status is Status.ORPHAN:
            text = "English has no such section any longer: delete it."
        else:
            text = change.text
        parts.append(f"{change.part} ({change.status})\n{text}")
    done = f"Mend {path}, then: kb translate {lang} {article_id} --done"
    return "\n\n".join([*parts, done])


def misses_report(index: Index, path: Path) -> str:
    """List what was asked and not found, the most frequent first, with the nearest articles."""
    try:
        lines = path.read_text("utf-8").splitlines()
        logged = [json.loads(line) for line in lines if line.strip()]
        asked = Counter(
            (each["query_lang"], " ".join(words(each["query"])), each["query"]) for each in logged
        )
    except OSError as error:
        raise KbError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise KbError(f"{path} is not a log of misses: KB_LOG names the file to write") from error
    counts: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], str] = {}
    for (lang, normal, query), count in asked.items():
        counts[lang, normal] += count
        shown.setdefault((lang, normal), query)
    rows = [["times", "lang", "query", "nearest articles"]]
    for (lang, normal), count in counts.most_common():
        nearest = _nearest(index, lang, normal.split())
        rows.append([str(count), lang, shown[lang, normal], " ".join(nearest) or "-"])
    return "\n".join("\t".join(row) for row in rows) if counts else ""


def _nearest(index: Index, lang: str, typed: list[str]) -> list[str]:
    postings = index.postings(lang)
    ranked, _ = ranking.rank(postings, typed)
    return [postings.articles[each.article].id for each in ranked[:NEAREST]]
