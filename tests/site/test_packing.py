"""What is sent to a browser is what `kb search` reads, laid out otherwise."""

from pathlib import Path

import pytest

from kb_tools.search import container, postings
from kb_tools.search.places import postings_path
from kb_tools.search.querying import Index
from kb_tools.site.packing import MAGIC, SECTIONS, for_browser
from kb_tools.site.search_files import as_json, tables
from kb_tools.vocabulary import LANGUAGES


def numbers(planes: bytes, count: int) -> list[int]:
    return [
        sum(planes[byte * count + at] << 8 * byte for byte in range(len(planes) // count))
        for at in range(count)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_lost_on_the_way(index: Index, lang: str) -> None:
    read = index.postings(lang)
    data = Path(postings_path(index.root, lang)).read_bytes()
    contents = container.unpack(MAGIC, for_browser(data), len(SECTIONS))
    sent = dict(zip(SECTIONS, map(bytes, contents), strict=True))
    kept = dict(zip(postings.SECTIONS, container.unpack(postings.MAGIC, data, 10), strict=True))

    word, words = "", []
    for shared, rest in zip(sent["prefixes"], sent["suffixes"].decode().split("\n"), strict=True):
        word = word[:shared] + rest
        words.append(word)
    assert "".join(["\n", *(f"{word}\n" for word in words)]) == read.words
    assert numbers(sent["counts"], len(words)) == [read.count(n) for n in range(len(words))]
    assert numbers(sent["lengths"], len(read.lengths)) == list(read.lengths)
    assert numbers(sent["cells"], len(read.cells)) == list(read.cells)
    assert len(numbers(sent["postings"], len(read))) == len(read)
    assert set(sent["patterns"].split(b"\n")) <= set(bytes(kept["patterns"]).split(b"\n"))
    assert all(sent[name] == kept[name] for name in ("articles", "weights"))


def test_the_fingerprint_of_a_machine_is_left_out(index: Index) -> None:
    data = Path(postings_path(index.root, "en")).read_bytes()
    index.postings("en")

    assert index.postings("en").fingerprint.encode() in data
    assert index.postings("en").fingerprint.encode() not in for_browser(data)


def test_every_constant_that_ranks_is_exported() -> None:
    found = tables()

    assert as_json(found)
    assert found["scoring"]["SATURATION"] > 0
    assert found["analysis"]["CASE"]["ς"] == "σ"
    assert found["analysis"]["CASE"]["ß"] == "ss"
    assert found["transliteration"]["NATIVE"]["el"][1]["θ"] == "8"
