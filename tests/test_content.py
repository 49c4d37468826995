"""The content itself: complete and traceable; `kb check` (test_checks) tells the rest."""

import re

import pytest

from kb_tools.articles import INSTEAD, MAX_SUMMARY, SECTIONS, Article
from kb_tools.checks.phrases import FEWEST
from kb_tools.corpus import Corpus
from kb_tools.facets import Kind
from kb_tools.guidance import read_guidance
from kb_tools.vocabulary import LANGUAGES
from tests.conftest import ROOT

CORPUS = Corpus(ROOT)
GUIDANCE = read_guidance(ROOT)
ARTICLES = [CORPUS.article(id_) for id_ in CORPUS.kinds]
WORD_COUNTS = {Kind.SITUATION: (150, 350), Kind.TACTIC: (150, 350), Kind.GUIDE: (150, 600)}
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


def test_every_kind_is_complete() -> None:
    counts = {kind: sum(article.kind is kind for article in ARTICLES) for kind in Kind}

    assert counts[Kind.SITUATION] >= 33
    assert counts[Kind.TACTIC] >= 34
    assert counts[Kind.GUIDE] >= 7


def test_every_piece_of_guidance_is_carried_but_those_not_recommended() -> None:
    carried = {source for article in ARTICLES for source in article.sources}

    assert carried == set(GUIDANCE.pieces) - set(GUIDANCE.not_recommended)


def test_what_disagrees_is_settled_for_pieces_that_exist() -> None:
    for conflict in GUIDANCE.conflicts:
        assert set(conflict.pieces) <= set(GUIDANCE.pieces)
        assert conflict.settled


@each_article
def test_plays_and_links_lead_somewhere(article: Article) -> None:
    assert all(CORPUS.kinds.get(tactic) is Kind.TACTIC for tactic in article.play)
    assert bool(article.play) is (article.kind is Kind.SITUATION)
    for line, target in article.links():
        if not target.startswith("https://"):
            assert (article.path.parent / target).resolve().is_file(), f"{line}: {target}"


@each_article
def test_sections_are_those_of_the_kind(article: Article) -> None:
    found = [section.id for section in article.sections]
    wanted = list(SECTIONS[article.kind])
    if article.severity and not article.severity.needs_stop and "stop" not in found:
        wanted.remove("stop")

    assert found == (wanted or found)
    assert len(set(found)) == len(found)
    assert all(section.texts for section in article.sections)


@each_article
def test_what_an_agent_reads_first_is_short(article: Article) -> None:
    assert 0 < len(article.summary) <= MAX_SUMMARY
    now = article.section("now")
    assert now is None or 1 <= len(now.blocks) <= 3


@each_article
def test_articles_are_as_long_as_they_should_be(article: Article) -> None:
    count = sum(len(text.split()) for section in article.sections for text in section.texts)
    least, most = WORD_COUNTS[article.kind]

    assert least <= count <= most


@each_article
def test_every_phrase_to_avoid_has_another_instead(article: Article) -> None:
    avoid = article.section("avoid")
    for text in avoid.texts if avoid else []:
        assert re.fullmatch(r"“.+” → “.+”", text), text
        assert len(INSTEAD.split(text)) == 2


@each_article
def test_sentences_to_say_stand_without_quotation_marks(article: Article) -> None:
    say = article.section("say")
    for text in say.texts if say else []:
        assert text[0] not in "“\"'‘", text


def test_no_sentence_to_say_stands_twice() -> None:
    seen: dict[str, str] = {}
    for article in ARTICLES:
        say = article.section("say")
        for text in say.texts if say else []:
            assert text not in seen, f"{article.id} and {seen[text]}: {text}"
            seen[text] = article.id


@pytest.mark.parametrize("situation", [a for a in ARTICLES if a.severity], ids=lambda a: a.id)
def test_help_and_aftercare_are_told(situation: Article) -> None:
    escalate, after = situation.section("escalate"), situation.section("after")

    assert escalate
    assert "“" in escalate.body, "a sentence to hand over with"
    assert after
    assert len(after.blocks) >= 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_has_its_phrases(lang: str) -> None:
    for id_, kind in CORPUS.kinds.items():
        assert len(CORPUS.phrases(id_, lang)) >= FEWEST[kind], id_
