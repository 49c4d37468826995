"""A question gets the right tactic, in the reader's language, or an honest refusal."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb_tools.search.querying import MAX_WORDS, Answer, Filters, Index, search


def ids(answer: Answer) -> list[str]:
    return [hit.card.id for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("the caller keeps screaming at me", {"shouting-on-the-phone", "verbal-abuse"}),
        ("caller is screaming at me", {"shouting-on-the-phone", "verbal-abuse"}),
        ("he says he will take us to court", {"legal-threat"}),
        ("he is about to hit me", {"risk-of-violence"}),
        ("I want to speak to your manager", {"wants-the-manager"}),
        ("we sent her the wrong order, our fault", {"our-mistake"}),
        ("CALER KEEPS SCREMING AT ME", {"shouting-on-the-phone", "verbal-abuse"}),
    ],
)
def test_the_right_article_is_first(index: Index, query: str, first: set[str]) -> None:
    assert ids(search(index, query, "en"))[0] in first


@pytest.mark.parametrize(
    "query", ["the printer is out of toner", "lasagne recipe", "qwertyuiop zxcvb", "", "?!", "   "]
)
def test_nothing_fits_is_an_answer(index: Index, query: str) -> None:
    answer = search(index, query, "en")

    assert not answer.answered
    assert answer.hits == []


def test_danger_comes_before_what_else_is_said(index: Index) -> None:
    answer = search(index, "she shouts about the refund and now he pulled a knife on me", "en")

    assert answer.danger
    assert answer.hits[0].card.severity == "dangerous"


def test_no_filter_hides_what_protects_people(index: Index) -> None:
    answer = search(index, "he is about to hit me", "en", Filters(kind="tactic"), limit=2)

    assert answer.hits[0].card.severity == "dangerous"
    assert [hit.card.kind for hit in answer.hits[1:]] == ["tactic"]


def test_danger_by_phone_is_another_article(index: Index) -> None:
    assert ids(search(index, "on the phone he says he will kill me", "en"))[0] == (
        "threat-of-violence"
    )


def test_a_hit_brings_what_an_agent_needs(index: Index) -> None:
    hit = search(index, "the caller keeps screaming at me", "en").hits[0]

    assert 1 <= len(hit.card.now) <= 3
    assert hit.card.say
    assert hit.card.stop
    assert [tactic.id for tactic in hit.play] == hit.card.play
    assert hit.card.path == f"docs/situations/{hit.card.id}.md"


def test_a_hit_says_why_it_matched(index: Index) -> None:
    reason = search(index, "the caller keeps screaming at me", "en").hits[0].reason

    assert reason is not None
    marked = [reason.text[start:end] for start, end in reason.marks]
    assert any("scream" in word for word in marked)


def test_unknown_words_are_corrected_and_it_is_said(index: Index) -> None:
    answer = search(index, "the caler keeps screming", "en")

    assert answer.corrected is not None
    assert "screaming" in answer.corrected
    assert search(index, "the caller keeps screaming", "en").corrected is None


def test_filters_narrow_the_answer(index: Index) -> None:
    query = "he is shouting and swearing"
    tactics = search(index, query, "en", Filters(kind="tactic"), limit=20)
    abusive = search(index, query, "en", Filters(severity="abusive"), limit=20)
    phone = search(index, query, "en", Filters(channel="email"), limit=20)

    assert tactics.hits
    assert {hit.card.kind for hit in tactics.hits} == {"tactic"}
    assert {hit.card.severity for hit in abusive.hits} == {"abusive"}
    assert "risk-of-violence" not in ids(phone)


def test_the_limit_is_kept(index: Index) -> None:
    assert len(search(index, "angry customer", "en", limit=2).hits) == 2


@settings(
    max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text() | st.text(alphabet="aeiouknst ", max_size=400))
def test_any_text_at_all_is_answered_or_refused(index: Index, query: str) -> None:
    """No query crashes or hangs."""
    answer = search(index, query)

    assert answer.answered is bool(answer.hits)


def test_a_book_is_not_searched_to_its_end(index: Index) -> None:
    long = search(index, "screaming caller " * 10_000, "en")
    short = search(index, "screaming caller " * (MAX_WORDS // 2), "en")

    assert [hit.score for hit in long.hits] == [hit.score for hit in short.hits]


def test_the_same_question_gets_the_same_answer(index: Index) -> None:
    one, other = (search(Index(index.root), "he won't calm down", "en") for _ in range(2))

    assert [(h.card.id, h.score) for h in one.hits] == [(h.card.id, h.score) for h in other.hits]
