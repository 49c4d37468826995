"""What agents ask: search, show, list."""

from __future__ import annotations

import os
import sys

from kb_tools.arguments import FINE, NOTHING_FOUND
from kb_tools.vocabulary import LANGUAGES, checked, checked_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.arguments import Arguments


def reader_language(arguments: Arguments) -> str | None:
    """Return `--lang`, else `KB_LANG`, else the locale's language if it is one of ours."""
    if arguments["lang"]:
        return str(arguments["lang"])
    if os.environ.get("KB_LANG"):
        return checked_language(os.environ["KB_LANG"])
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(variable, "")
        if locale:
            code = locale.lower().replace("-", "_").split("_")[0]
            return code if code in LANGUAGES else None
    return None


def say_building(lang: str) -> None:
    """Tell that a search has to wait for its index."""
    print(f"kb: building the index ({lang}) ...", file=sys.stderr, flush=True)


def search(arguments: Arguments) -> int:
    """Answer a question."""
    from kb_tools.search import querying
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Filters, Index

    query = " ".join(arguments["given"])
    index = Index(find_root(), on_build=say_building)
    reader = reader_language(arguments)
    filters = Filters(**{name: arguments[name] for name in Filters.__slots__})
    ask = querying.search
    if arguments["engine"] == "whoosh":
        from kb_tools.search import whoosh_engine

        ask = whoosh_engine.search
    answer = ask(index, query, reader, filters, arguments["limit"])
    if os.environ.get("KB_LOG"):
        from kb_tools.search.misses import log_miss

        log_miss(answer)
    if arguments["json"]:
        from kb_tools.objects import search_object, to_json

        print(to_json(search_object(answer)))
    else:
        from kb_tools.terminal import Terminal, answer_text

        print(answer_text(answer, Terminal.of(sys.stdout, bool(arguments["plain"]))))
    return FINE if answer.answered and answer.hits else NOTHING_FOUND


def show(arguments: Arguments) -> int:
    """Show an article, or a section of it."""
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.languages import read_interface
    from kb_tools.objects import article_object, to_json
    from kb_tools.search.places import find_root
    from kb_tools.terminal import Terminal
    from kb_tools.terminal_article import article_text

    corpus = Corpus(Path(find_root()))
    lang = reader_language(arguments) or "en"
    view = corpus.view(arguments["given"][0], lang)
    section = arguments["section"]
    if section is not None:
        checked("section", section, tuple(s.section.id for s in view.sections))
    if arguments["json"]:
        print(to_json(article_object(corpus, view, section)))
    else:
        interface = read_interface(corpus.root, lang)
        terminal = Terminal.of(sys.stdout)
        print(article_text(corpus, view, interface, terminal, section))
    return FINE


def list_articles(arguments: Arguments) -> int:
    """List the articles that pass the filters."""
    from kb_tools.objects import list_object, to_json
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Filters, Index
    from kb_tools.terminal import Terminal, list_text

    lang = reader_language(arguments) or "en"
    cards = Index(find_root(), on_build=say_building).cards(lang)
    filters = Filters(**{name: arguments[name] for name in Filters.__slots__})
    found = [card for card in map(cards.card, cards.by_id) if filters.keep(card)]
    if arguments["json"]:
        print(to_json(list_object(found, lang)))
    elif found:
        print(list_text(found, cards.strings, Terminal.of(sys.stdout)))
    return FINE if found else NOTHING_FOUND
