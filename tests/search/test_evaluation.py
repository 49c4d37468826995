"""The search stays as good as it was measured, with a little room."""

from pathlib import Path

import pytest

from kb_tools.errors import KbError
from kb_tools.reports import compare, evaluation_report, read_run, run_object
from kb_tools.search.evaluation import Judged, Result, Summary, evaluate, read_judged
from kb_tools.search.querying import Index
from kb_tools.search.variants import VARIANTS
from kb_tools.vocabulary import LANGUAGES

RELEVANCE = Path(__file__).parent.parent / "relevance"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_judged_queries_are_answered(index: Index, lang: str) -> None:
    measures = Summary.of(evaluate(index, read_judged(RELEVANCE / f"{lang}.jsonl"))).measures

    assert (measures["success@1"] or 0) >= 0.72
    assert (measures["success@3"] or 0) >= 0.90
    assert (measures["wrongly refused"] or 0) <= 0.05


def test_what_nothing_fits_is_refused(index: Index) -> None:
    queries = [q for path in RELEVANCE.glob("*.jsonl") for q in read_judged(path)]
    measures = Summary.of(evaluate(index, queries)).measures

    assert (measures["wrongly answered"] or 0) <= 0.2
    assert (measures["wrongly refused"] or 0) <= 0.03


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_lose_little(index: Index, variant: str) -> None:
    queries = [q for path in RELEVANCE.glob("*.jsonl") for q in read_judged(path)]
    as_typed = Summary.of(evaluate(index, queries)).measures["success@3"] or 0
    varied = Summary.of(evaluate(index, queries, VARIANTS[variant])).measures["success@3"] or 0

    assert varied >= as_typed - 0.04


def result(found: tuple[str, ...], judgments: dict[str, int], ndcg: float = 0.0) -> Result:
    judged = Judged("q", "en", "describe" if judgments else "none", "query", judgments)
    return Result(judged, "query", found, {"success@1": 0, "success@3": 0, "ndcg@10": ndcg})


def test_refusals_are_right_or_wrong() -> None:
    assert result((), {"a": 3}).wrongly_refused
    assert result(("a",), {}).wrongly_answered
    assert not result(("a",), {"b": 3}).wrongly_refused
    assert not result((), {}).wrongly_answered


def test_measures_are_those_of_the_field(index: Index) -> None:
    query = "the caller keeps screaming at me"
    judged = Judged("q", "en", "describe", query, {"shouting-on-the-phone": 3, "stay-calm": 2})
    measured = evaluate(index, [judged])[0]

    assert measured.found[0] == "shouting-on-the-phone"
    assert measured.measures["success@1"] == 1.0
    assert 0 < measured.measures["ndcg@10"] <= 1.0


def test_runs_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(run_object([result(("a",), {"a": 3}, 0.5)]), "utf-8")
    before = read_run(path)

    assert compare(before, [result(("b", "a"), {"a": 3}, 0.25)]).startswith("worse -0.250  query")
    assert compare(before, [result(("a",), {"a": 3}, 0.75)]).startswith("better +0.250")
    assert compare(before, [result(("a",), {"a": 3}, 0.5)]) == "No query got better or worse."


def test_a_report_has_a_row_for_each_language_and_type(index: Index) -> None:
    queries = read_judged(RELEVANCE / "en.jsonl")[:3]
    report = evaluation_report(evaluate(index, queries), {})

    assert {"language", "en", "type", "all"} <= {line.split(" ")[0] for line in report.splitlines()}


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', "1"])
def test_a_broken_line_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")

    with pytest.raises(KbError, match=r"judged\.jsonl:2: not a judged query"):
        read_judged(path)
