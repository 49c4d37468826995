"""How good is the search? Judged queries, and the field's standard measures.

A judgment grades an article for a query: 3 is the right one, 2 helps, 1 is marginal; a query of
the type `none` has no right article, and the right answer is to refuse. Success@k is the share of
queries with an article of grade 2 or 3 among the first k; nDCG@10 uses the grades as gains
(Järvelin and Kekäläinen 2002, doi:10.1145/582415.582418). `ir_measures` computes both.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ir_measures
from ir_measures import Success, nDCG

from kb_tools.errors import KbError
from kb_tools.search.querying import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kb_tools.search.querying import Index

HELPFUL = 2
"""The lowest grade that counts as a success."""

DEPTH = 10
NONE = "none"
"""The type of the queries that nothing fits."""

MEASURES = {
    "success@1": Success(rel=HELPFUL) @ 1,
    "success@3": Success(rel=HELPFUL) @ 3,
    "ndcg@10": nDCG @ DEPTH,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, its language and type, and the grade of every judged article."""

    id: str
    lang: str
    type: str
    query: str
    judgments: dict[str, int]


@dataclass(frozen=True, slots=True)
class Result:
    """What the search made of a judged query: the ids it answered with, and the measures."""

    judged: Judged
    query: str
    found: tuple[str, ...]
    measures: dict[str, float]

    @property
    def wrongly_answered(self) -> bool:
        """Whether something was found where nothing fits."""
        return self.judged.type == NONE and bool(self.found)

    @property
    def wrongly_refused(self) -> bool:
        """Whether nothing was found where something fits."""
        return self.judged.type != NONE and not self.found


def read_judged(path: Path) -> list[Judged]:
    """Read judged queries, one JSON object a line; raise a `KbError` naming a broken line."""
    queries = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            queries.append(
                Judged(*(value[name] for name in ("id", "lang", "type", "query", "judgments")))
            )
        except (ValueError, KeyError, TypeError) as error:
            raise KbError(
                f"{path}:{number}: not a judged query ({error}); see CONTRIBUTING"
            ) from error
    return queries


def evaluate(
    index: Index, queries: Iterable[Judged], variant: Callable[[str, str], str] | None = None
) -> list[Result]:
    """Ask every query, as it is or as a variant of it (given query and language), and measure."""
    asked = []
    for judged in queries:
        text = variant(judged.query, judged.lang) if variant else judged.query
        answer = search(index, text, judged.lang, limit=DEPTH)
        asked.append((judged, text, tuple(hit.card.id for hit in answer.hits)))
    scored = _measure((judged, found) for judged, _, found in asked)
    return [Result(judged, text, found, scored[judged.id]) for judged, text, found in asked]


def _measure(found: Iterable[tuple[Judged, tuple[str, ...]]]) -> dict[str, dict[str, float]]:
    judgments, runs = [], []
    scores: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0.0))
    for judged, ids in found:
        judgments += [ir_measures.Qrel(judged.id, id_, g) for id_, g in judged.judgments.items()]
        runs += [ir_measures.ScoredDoc(judged.id, id_, -rank) for rank, id_ in enumerate(ids)]
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), judgments, runs):
        scores[metric.query_id][names[metric.measure]] = metric.value
    return scores


@dataclass(frozen=True, slots=True)
class Summary:
    """The means over a group of queries; None where the group has no query that counts."""

    queries: int
    measures: dict[str, float | None]

    @classmethod
    def of(cls, results: list[Result]) -> Summary:
        """Summarise: the measures over the queries that have an answer, the rest over theirs."""
        fitting = [r for r in results if r.judged.type != NONE]
        others = [r for r in results if r.judged.type == NONE]
        means = {name: _mean([r.measures[name] for r in fitting]) for name in MEASURES}
        means["wrongly refused"] = _mean([float(r.wrongly_refused) for r in fitting])
        means["wrongly answered"] = _mean([float(r.wrongly_answered) for r in others])
        return cls(len(results), means)


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
