"""What does the browser need to search? The postings, their texts, and what the scorer is tuned to.

The files of the index are those that `kb search` reads, compressed here because some hosts do not
compress what they do not know. Constants and tables are read from the Python modules, so that the
twins in JavaScript hold none of their own.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb_tools.facets import Severity
from kb_tools.search import (
    analysis,
    container,
    correction,
    language,
    patterns,
    postings,
    querying,
    ranking,
    scoring,
    transliteration,
)
from kb_tools.search.indexing import build_index
from kb_tools.search.places import fingerprint, postings_path, texts_path
from kb_tools.site import packing
from kb_tools.vocabulary import CHANNELS, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb_tools.site.settings import Knowledge

_UI = (
    "nothing_fits", "corrected", "matched", "stop", "site_found", "site_searched_in",
    "site_search_failed", "site_situations", "site_tactics", "site_guides",
)  # fmt: skip


def search_files(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    """Yield the path and contents of every file that the search in the browser loads."""
    yield "search/tables.json", as_json(tables())
    for lang in LANGUAGES:  # a query in another language is understood on every page
        _build_where_behind(knowledge.root, lang)
        exported = Path(postings_path(str(knowledge.root), lang)).read_bytes()
        yield f"search/{lang}.postings.bin", _compressed(packing.for_browser(exported))
        texts = Path(texts_path(str(knowledge.root), lang)).read_bytes()
        yield f"search/{lang}.texts.bin", _compressed(_without_fingerprint(texts))
    for lang in knowledge.languages:
        yield f"search/{lang}.json", as_json(_interface(knowledge, lang))


def tables() -> dict[str, Any]:
    """Return every constant and table of the search, by the module it belongs to."""
    modules = {
        "analysis": analysis, "patterns": patterns, "scoring": scoring, "ranking": ranking,
        "correction": correction, "language": language, "querying": querying,
    }  # fmt: skip
    found: dict[str, Any] = {name: _constants(module) for name, module in modules.items()}
    found["analysis"] |= {"JOINERS": analysis._JOINERS, "FOLDED": _letters(analysis._FOLDED)}
    found["analysis"]["CASE"] = _case_folding()
    found["vocabulary"] = {"CHANNELS": CHANNELS, "LANGUAGES": LANGUAGES}
    found["postings"] = {
        "FIELDS": postings.FIELDS,
        "ARTICLE": postings.ARTICLE,
        "SECTIONS": packing.SECTIONS,
        "MAGIC": packing.MAGIC.decode(),
        "TEXTS_MAGIC": postings.TEXTS_MAGIC.decode(),
    }
    found["transliteration"] = {
        "NATIVE": {lang: _table(table) for lang, table in transliteration.NATIVE.items()},
        "LATIN": {lang: [_table(t) for t in ts] for lang, ts in transliteration.LATIN.items()},
    }
    return found


def _constants(module: Any) -> dict[str, Any]:
    return {
        name: _plain(value)
        for name, value in vars(module).items()
        if name.isupper() and name[0] != "_" and name != "TYPE_CHECKING"
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return sorted(value) if isinstance(value, set | frozenset) else value


def _letters(table: dict[int, Any]) -> dict[str, str]:
    return {chr(code): _letter(value) for code, value in table.items()}


def _letter(value: Any) -> str:
    return chr(value) if isinstance(value, int) else value or ""


def _table(table: transliteration.Table) -> list[Any]:
    several, single = table
    return [several, _letters(single)]


def _case_folding() -> dict[str, str]:
    """Return the letters whose folded form is not just their small letter, such as ß and ς."""
    letters = map(chr, range(sys.maxunicode + 1))
    return {c: c.casefold() for c in letters if c.casefold() != c.lower()}


def _interface(knowledge: Knowledge, lang: str) -> dict[str, Any]:
    interface = knowledge.interfaces[lang]
    corpus = knowledge.corpus
    dangerous = {
        id_: corpus.view(id_, lang)
        for id_ in corpus.kinds
        if corpus.article(id_).severity is Severity.DANGEROUS
    }
    stops = {
        id_: [(section.lang, section.section.texts)
              for section in view.sections if section.section.id == "stop"]
        for id_, view in dangerous.items()
    }  # fmt: skip
    return {
        "strings": {name: interface.strings[name] for name in _UI},
        "labels": interface.labels,
        "names": {each: knowledge.name(each) for each in LANGUAGES},
        "fallback": [id_ for id_ in corpus.kinds if corpus.view(id_, lang).fallback],
        "stops": {id_: found[0] for id_, found in stops.items() if found},
    }


def _build_where_behind(root: Path, lang: str) -> None:
    path = Path(postings_path(str(root), lang))
    try:
        sections = container.unpack(postings.MAGIC, path.read_bytes(), len(postings.SECTIONS))
        if str(sections[0], "utf-8").split("\n")[1] == fingerprint(str(root), lang):
            return
    except (OSError, container.CorruptIndexError):
        pass
    build_index(root, lang)


def _without_fingerprint(texts: bytes) -> bytes:
    """Leave out what tells one machine from another."""
    meta, lines = container.unpack(postings.TEXTS_MAGIC, texts, 2)
    lang = bytes(meta).split(b"\n")[0]
    return container.pack(postings.TEXTS_MAGIC, [lang + b"\n", bytes(lines)])


def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def as_json(value: Any) -> bytes:
    """Write a value as compact JSON in its own letters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
