"""The analyzer: every rule has cases in `cases/analysis/<lang>.tsv` (text, terms)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_tools.search.analysis import EDGE, GRAM, grams, normalise, spans, words

CASES = [
    (path.stem, *line.split("\t"))
    for path in sorted((Path(__file__).parent.parent / "cases/analysis").glob("*.tsv"))
    for line in path.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "text", "terms"), CASES)
def test_text_becomes_these_terms(lang: str, text: str, terms: str) -> None:
    assert words(text) == terms.split()


def test_a_word_is_cut_with_its_edges() -> None:
    assert grams("calls") == ["\ncal", "call", "alls", "lls\n"]
    assert grams("hi") == ["\nhi\n"]
    assert grams("i") == ["\ni\n"]


@given(st.text())
def test_terms_are_stable(text: str) -> None:
    """What has been normalised is not changed by normalising it again."""
    found = words(text)

    assert words(" ".join(found)) == found


@given(st.text())
def test_grams_are_short_and_never_missing(text: str) -> None:
    for word in words(text):
        cut = grams(word)
        assert cut
        assert all(len(gram) <= GRAM for gram in cut)
        assert "".join(cut).count(EDGE) == 2 if len(cut) > 1 else cut == [f"\n{word}\n"]


@given(st.text())
def test_spans_show_where_every_word_stands(text: str) -> None:
    found = [word for start, end in spans(text) for word in words(text[start:end])]

    assert found == words(text)


@given(st.text(max_size=40))
def test_composed_and_decomposed_letters_are_alike(text: str) -> None:
    import unicodedata

    composed = unicodedata.normalize("NFC", text)
    assert normalise(composed) == normalise(unicodedata.normalize("NFD", composed))
