"""The index is built whole or not at all, and never answers from what is damaged or behind."""

import os
from pathlib import Path

import pytest

from kb_tools.errors import KbError
from kb_tools.search import indexing
from kb_tools.search.indexing import build_index
from kb_tools.search.places import cards_path, postings_path, texts_path, whoosh_path
from kb_tools.search.querying import Index, search

FILES = (postings_path, cards_path, texts_path)


def first(root: Path, query: str) -> str | None:
    hits = search(Index(str(root)), query).hits
    return hits[0].card.id if hits else None


def test_a_search_needs_no_earlier_step(tree: Path) -> None:
    assert first(tree, "he is yelling at me") == "shouting"


def test_an_index_that_is_up_to_date_is_not_built_again(tree: Path) -> None:
    built: list[str] = []
    for _ in range(2):
        index = Index(str(tree), built.append)
        search(index, "he is yelling at me", "en")

    assert built == ["en"]


@pytest.mark.parametrize(
    "changed", ["docs/situations/shouting.phrases.txt", "translations/en/lexicon.yml"]
)
def test_a_change_is_noticed(tree: Path, changed: str) -> None:
    build_index(tree, "en")
    path = tree / changed
    path.write_text(path.read_text("utf-8") + "# changed\n")
    built: list[str] = []
    search(Index(str(tree), built.append), "he is yelling at me", "en")

    assert built == ["en"]


def test_a_new_and_a_deleted_file_are_noticed(tree: Path) -> None:
    build_index(tree, "en")
    (tree / "docs/tactics/stay-calm.phrases.txt").write_text("count to ten\n")
    assert first(tree, "count to ten") == "stay-calm"
    (tree / "docs/tactics/stay-calm.phrases.txt").unlink()
    assert first(tree, "count to ten") is None


@pytest.mark.parametrize("place", FILES)
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flipped", "other version"])
def test_a_damaged_file_is_built_again(tree: Path, place: object, damage: str) -> None:
    build_index(tree, "en")
    path = Path(place(str(tree), "en"))  # type: ignore[operator]
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        path.write_bytes(
            {
                "empty": b"",
                "cut": whole[:middle],
                "flipped": flipped,
                "other version": b"KBPOST99" + whole[8:],
            }[damage]
        )

    assert first(tree, "he is yelling at me") == "shouting"
    assert path.read_bytes() == whole


def test_a_lost_whoosh_index_is_built_again(tree: Path) -> None:
    import shutil

    from kb_tools.search.whoosh_engine import search as whoosh_search

    build_index(tree, "en")
    shutil.rmtree(whoosh_path(str(tree), "en"))
    answer = whoosh_search(Index(str(tree)), "yelling")

    assert [hit.card.id for hit in answer.hits] == ["shouting"]


@pytest.mark.parametrize("killed_at", ["postings", "_export", "_replace_file"])
def test_a_killed_build_leaves_the_old_index(
    tree: Path, monkeypatch: pytest.MonkeyPatch, killed_at: str
) -> None:
    build_index(tree, "en")
    before = {place: Path(place(str(tree), "en")).read_bytes() for place in FILES}
    (tree / "docs/tactics/stay-calm.phrases.txt").write_text("count to ten\n")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    where = indexing.whoosh_index if killed_at == "postings" else indexing
    with monkeypatch.context() as patch:
        patch.setattr(where, killed_at, killed)
        with pytest.raises(KeyboardInterrupt):
            build_index(tree, "en")

    assert {place: Path(place(str(tree), "en")).read_bytes() for place in FILES} == before
    left = [name for _, _, files in os.walk(os.environ["KB_INDEX"]) for name in files]
    assert not [name for name in left if name.startswith(".building")]
    assert first(tree, "count to ten") == "stay-calm"


def test_a_broken_article_stops_the_build_and_names_the_line(tree: Path) -> None:
    path = tree / "docs/situations/shouting.md"
    path.write_text(path.read_text("utf-8").replace("group: behaviour", "group: [behaviour"))

    with pytest.raises(KbError, match=r"shouting\.md:\d+: KB102"):
        search(Index(str(tree)), "yelling")


def test_an_index_that_cannot_be_written_says_what_to_do(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "a-file").write_text("")
    monkeypatch.setenv("KB_INDEX", str(tree / "a-file/index"))

    with pytest.raises(KbError, match="set KB_INDEX"):
        search(Index(str(tree)), "yelling")


def test_two_builds_are_byte_identical(tree: Path) -> None:
    build_index(tree, "en")
    before = [Path(place(str(tree), "en")).read_bytes() for place in FILES]
    build_index(tree, "en")

    assert [Path(place(str(tree), "en")).read_bytes() for place in FILES] == before
