"""The JSON objects of `kb`, as README documents them; `schema` is raised when one changes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kb_tools.corpus import Corpus, View
    from kb_tools.search.cards import Card
    from kb_tools.search.querying import Answer, Hit

    Object = dict[str, Any]

SCHEMA = 1


def to_json(value: Object) -> str:
    """Write an object as JSON, readable and in its own letters."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def search_object(answer: Answer) -> Object:
    """Return what `kb search --json` prints."""
    return {
        "schema": SCHEMA,
        "query": answer.query,
        "query_lang": answer.query_lang,
        "lang": answer.lang,
        "answered": answer.answered,
        "corrected": answer.corrected,
        "danger": answer.danger,
        "hits": [_hit(hit, answer.lang) for hit in answer.hits],
    }


def _hit(hit: Hit, reader: str) -> Object:
    card = hit.card
    return _article(card, reader) | {
        "score": round(hit.score, 3),
        "path": card.path,
        "reason": hit.reason
        and {"field": hit.reason.field, "text": hit.reason.text, "marks": hit.reason.marks},
        "behind": card.behind,
        "stop": card.stop,
        "now": card.now,
        "steps": card.steps,
        "say": card.say,
        "play": [{"id": t.id, "title": t.title, "summary": t.summary} for t in hit.play],
    }


def _article(card: Card, reader: str) -> Object:
    return {
        "id": card.id,
        "kind": card.kind,
        "lang": card.lang,
        "fallback": card.lang != reader,
        "title": card.title,
        "summary": card.summary,
        "group": card.group or None,
        "severity": card.severity or None,
        "stage": card.stage or None,
        "channels": card.channels,
        "reviewed": card.reviewed or None,
    }


def list_object(cards: list[Card], lang: str) -> Object:
    """Return what `kb list --json` prints."""
    return {
        "schema": SCHEMA,
        "lang": lang,
        "articles": [_article(card, lang) | {"path": card.path} for card in cards],
    }


def article_object(corpus: Corpus, view: View, section: str | None) -> Object:
    """Return what `kb show --json` prints: the whole article, or one section of it."""
    source = view.source
    return {
        "schema": SCHEMA,
        "id": source.id,
        "kind": source.kind,
        "lang": view.article.lang,
        "fallback": view.fallback,
        "title": view.article.title,
        "summary": view.article.summary,
        "group": source.group,
        "severity": source.severity,
        "stage": source.stage,
        "channels": source.channels,
        "play": [
            {
                "id": tactic.source.id,
                "title": tactic.article.title,
                "summary": tactic.article.summary,
            }
            for tactic in corpus.play(source.id, view.reader_lang)
        ],
        "sources": source.sources,
        "reviewed": source.reviewed and source.reviewed.isoformat(),
        "path": view.article.path.relative_to(corpus.root).as_posix(),
        "sections": [
            {
                "id": shown.section.id,
                "heading": shown.section.heading,
                "lang": shown.lang,
                "status": shown.status,
                "text": shown.section.texts,
            }
            for shown in view.sections
            if section in (None, shown.section.id)
        ],
    }
