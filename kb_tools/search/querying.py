"""Here is a query: which articles, in which order, in which language?

Imported by every `kb search`: whatever only a rebuild needs is imported when it is needed.
"""

from __future__ import annotations

from kb_tools.search import language, patterns, ranking
from kb_tools.search.analysis import words as words_of
from kb_tools.search.cards import Cards
from kb_tools.search.container import CorruptIndexError
from kb_tools.search.correction import nearest
from kb_tools.search.places import cards_path, fingerprint, postings_path, texts_path
from kb_tools.search.postings import Postings, Texts
from kb_tools.vocabulary import CHANNELS, SOURCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from kb_tools.search.cards import Card
    from kb_tools.search.postings import Row

    File = TypeVar("File", Postings, Texts, Cards)

MAX_WORDS = 64
"""Words beyond this many are not searched: no question is that long, and none may hang."""


class Filters:
    """What a search is narrowed to; None leaves a facet open."""

    __slots__ = ("channel", "kind", "severity", "stage")

    def __init__(
        self,
        kind: str | None = None,
        channel: str | None = None,
        severity: str | None = None,
        stage: str | None = None,
    ) -> None:
        self.kind, self.channel, self.severity, self.stage = kind, channel, severity, stage

    def keep(self, article: Row | Card) -> bool:
        """Return whether an article is among those asked for."""
        return (
            self.kind in (None, article.kind)
            and self.severity in (None, article.severity)
            and self.stage in (None, article.stage)
            and (self.channel is None or self.channel in article.channels)
        )


class Hit:
    """One article of an answer: its card, its score, and the passage that tells why."""

    __slots__ = ("card", "play", "reason", "score")

    def __init__(self, card: Card, score: float, reason: Reason | None, play: list[Card]) -> None:
        self.card, self.score, self.reason, self.play = card, score, reason, play


class Reason:
    """The passage that matched best, with its field and the places of the matched words in it."""

    __slots__ = ("field", "marks", "text")

    def __init__(self, field: str, text: str, marks: list[tuple[int, int]]) -> None:
        self.field, self.text, self.marks = field, text, marks


class Answer:
    """What a search found, in the language of the reader.

    `danger` tells that what was typed says that a person may get hurt; the first hit is then one
    whose `stop` text protects people, and `answered` is true. `score` is that of the article that
    came nearest, whether it was shown or not.
    """

    __slots__ = (
        "answered", "cards", "corrected", "danger", "hits", "lang", "query", "query_lang", "score",
    )  # fmt: skip

    def __init__(self, query: str, query_lang: str, cards: Cards) -> None:
        self.query, self.query_lang, self.cards = query, query_lang, cards
        self.lang = cards.lang
        self.corrected: str | None = None
        self.danger = False
        self.hits: list[Hit] = []
        self.answered = False
        self.score = 0.0


class Index:
    """The index of a knowledge base, opened a language at a time and rebuilt where it is behind.

    `on_build` is called with the language before one is built.
    """

    def __init__(self, root: str, on_build: Callable[[str], None] | None = None) -> None:
        self.root = root
        self.on_build = on_build or (lambda lang: None)
        self._states: dict[str, str] = {}
        self._postings: dict[str, Postings] = {}
        self._cards: dict[str, Cards] = {}
        self._texts: dict[str, Texts] = {}

    def postings(self, lang: str) -> Postings:
        """Return the postings of a language; build them first if need be."""
        if lang not in self._postings:
            self._postings[lang] = self._open(lang, postings_path(self.root, lang), Postings)
        return self._postings[lang]

    def texts(self, lang: str) -> Texts:
        """Return the texts of the passages of a language; build them first if need be."""
        if lang not in self._texts:
            self._texts[lang] = self._open(lang, texts_path(self.root, lang), Texts)
        return self._texts[lang]

    def cards(self, lang: str) -> Cards:
        """Return the cards of a language; build them first if need be."""
        if lang not in self._cards:
            self._cards[lang] = self._open(lang, cards_path(self.root, lang), Cards)
        return self._cards[lang]

    def _open(self, lang: str, path: str, read: Callable[[bytes], File]) -> File:
        if lang not in self._states:
            self._states[lang] = fingerprint(self.root, lang)
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - no pathlib on this path
                found = read(file.read())
            if found.fingerprint == self._states[lang]:
                return found
        except (OSError, CorruptIndexError):
            pass
        import gc
        from pathlib import Path

        from kb_tools.search.indexing import build_index

        gc.enable()  # a search goes without; a build has something to collect
        self.on_build(lang)
        build_index(Path(self.root), lang)
        with open(path, "rb") as file:  # noqa: PTH123
            return read(file.read())


def search(
    index: Index,
    query: str,
    reader: str | None = None,
    filters: Filters | None = None,
    limit: int = 5,
) -> Answer:
    """Answer a query for a reader of a language (by default the language of the query).

    Raises `KbError` if the index cannot be built.
    """
    filters = filters or Filters()
    typed = words_of(query)[:MAX_WORDS]
    query_lang, meant = _understand(index, query, typed, reader)
    postings = index.postings(query_lang)
    answer = Answer(query, query_lang, index.cards(reader or query_lang))
    if meant != typed:
        answer.corrected = " ".join(meant)
    matched = patterns.matches(postings.patterns, typed, meant)
    answer.danger = patterns.DANGER in matched
    channels = [channel for channel in CHANNELS if channel in matched]
    filler = matched.get(patterns.FILLER, set())
    meant = [word for place, word in enumerate(meant) if place not in filler] or meant
    ranked, fits = ranking.rank(postings, meant)
    answer.score = ranked[0].score if ranked else 0.0
    answer.answered = answer.danger or fits
    if not answer.answered:
        return answer
    if answer.danger:
        ranked = ranking.danger_first(postings, ranked, channels)
    protecting = ranked[: int(answer.danger)]  # no filter hides what protects people
    others = (each for each in ranked if each not in protecting)
    kept = [each for each in others if filters.keep(postings.articles[each.article])]
    answer.hits = [_hit(index, answer, each, meant) for each in [*protecting, *kept][:limit]]
    return answer


def query_language(index: Index, query: str, typed: list[str], reader: str | None) -> str:
    """Return the language that a query is written in, going by script and vocabulary."""
    return language.script_language(query) or language.latin_language(
        query, typed, index.postings, reader or SOURCE
    )


def _understand(
    index: Index, query: str, typed: list[str], reader: str | None
) -> tuple[str, list[str]]:
    """Return the language of a query, and its words with the unknown ones corrected."""
    lang = query_language(index, query, typed, reader)
    postings = index.postings(lang)
    meant = [
        word if postings.find(word) >= 0 else nearest(postings, word) or word for word in typed
    ]
    share = language.known_share(postings, meant)
    if lang in language.LATIN and share <= language.FEW_KNOWN:
        read = language.transliterated(typed, share, index.postings)
        if read:
            return read[0], [known or word for known, word in zip(read[1], typed, strict=True)]
    return lang, meant


def _hit(index: Index, answer: Answer, ranked: ranking.Ranked, meant: list[str]) -> Hit:
    postings, cards = index.postings(answer.query_lang), answer.cards
    card = cards.card(postings.articles[ranked.article].id)
    reason = None
    if ranked.passage is not None:
        text = index.texts(answer.query_lang).lines[ranked.passage]
        field = ranking.field_of(postings, ranked.passage)
        reason = Reason(field, text, ranking.marks(text, meant)) if text else None
    play = [cards.card(tactic) for tactic in card.play if tactic in cards.by_id]
    return Hit(card, ranked.score, reason, play)
