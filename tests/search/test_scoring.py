"""The small scorer is held to Whoosh: same terms, same weighting, same order."""

import os
from pathlib import Path

import pytest

from kb_tools.search import whoosh_index
from kb_tools.search.analysis import grams, words
from kb_tools.search.evaluation import read_judged
from kb_tools.search.places import whoosh_path
from kb_tools.search.querying import Index
from kb_tools.search.scoring import Scorer, idf
from kb_tools.vocabulary import LANGUAGES

RELEVANCE = Path(__file__).parent.parent / "relevance"
FLOAT32 = 1e-6
"""Weights are stored as 32-bit floats."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoosh_scores_every_article_alike(index: Index, lang: str) -> None:
    postings = index.postings(lang)
    folder = Path(whoosh_path(index.root, lang))
    queries = [judged.query for judged in read_judged(RELEVANCE / f"{lang}.jsonl")]
    assert queries
    for query in queries:
        scorer = Scorer(postings, words(query))
        ours = dict(zip((row.id for row in postings.articles), scorer.articles(), strict=True))
        theirs = whoosh_index.score(folder, scorer.words, scorer.grams)
        assert {id_ for id_, score in ours.items() if score} == set(theirs)
        for id_, score in theirs.items():
            assert ours[id_] == pytest.approx(score, rel=FLOAT32)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoosh_holds_the_same_terms(index: Index, lang: str) -> None:
    postings = index.postings(lang)
    folder = Path(whoosh_path(index.root, lang))
    exported = dict(whoosh_index.postings(folder))

    assert sorted(exported) == postings.words.split()
    for word in list(exported)[::97]:
        number = postings.find(word)
        held = [postings.cells[passage] // 7 for passage in postings.passages(number)]
        assert held == [article for article, _ in exported[word]]


def test_a_gram_is_looked_up_in_the_vocabulary(index: Index) -> None:
    postings = index.postings("en")
    for gram in grams("screaming"):
        found = [postings.word(number) for number in postings.containing(gram)]
        assert found == [word for word in postings.words.split() if gram in f"\n{word}\n"]


def test_idf_is_lucenes() -> None:
    assert idf(10, 1) == pytest.approx(1.992430)
    assert idf(10, 10) == pytest.approx(0.046520)
    assert idf(10, 0) > idf(10, 1) > idf(10, 9) > 0


def test_the_environment_points_at_the_test_index(index: Index) -> None:
    assert os.environ["KB_INDEX"] in whoosh_path(index.root, "en")
