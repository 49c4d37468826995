from pathlib import Path

import pytest

from kb_tools.corpus import Corpus, Status
from kb_tools.errors import KbError
from kb_tools.facets import Kind

SECTIONS = {
    "stop": "## Alto {#stop}\n\n- Le amenazan: cuelgue.\n",
    "now": "## Ahora {#now}\n\n1. Respire.\n",
    "say": "## Diga {#say}\n\n- Le escucho.\n",
    "gone": "## Antes {#gone}\n\n- Ya no está.\n",
}


def translate(root: Path, sections: list[str], stale: tuple[str, ...] = ()) -> Corpus:
    digests = Corpus(root).article("shouting").source_digests
    recorded = "".join(
        f"  {part}: {'000000000000' if part in stale else made_from}\n"
        for part, made_from in digests.items()
    )
    text = f"---\ntitle: Gritos\nsummary: Baje la voz.\ndigests:\n{recorded}---\n\n"
    path = root / "translations/es/situations/shouting.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n".join(SECTIONS[s] for s in sections), "utf-8")
    return Corpus(root)


def test_articles_are_found_by_id(tree: Path) -> None:
    corpus = Corpus(tree)

    assert corpus.kinds == {"shouting": Kind.SITUATION, "stay-calm": Kind.TACTIC}
    assert corpus.article("stay-calm").title == "Stay calm"
    assert [text for _, text in corpus.phrases("stay-calm")] == [
        "keep my temper",
        "how not to explode",
    ]


def test_an_unknown_id_names_the_nearest(tree: Path) -> None:
    with pytest.raises(KbError, match="did you mean shouting"):
        Corpus(tree).article("shouting-loud")


def test_a_broken_article_stops_with_file_and_line(tree: Path) -> None:
    path = tree / "docs/situations/shouting.md"
    path.write_text(path.read_text("utf-8").replace("severity: abusive", "severity: angry"))

    with pytest.raises(KbError, match=r"shouting\.md:5: KB106"):
        Corpus(tree).article("shouting")


def test_an_untranslated_article_falls_back_as_a_whole(tree: Path) -> None:
    view = Corpus(tree).view("shouting", "es")

    assert view.fallback
    assert view.article.title == "Caller shouting"
    assert {section.lang for section in view.sections} == {"en"}
    assert view.behind == ()


CASES = [
    # sections that the translation has, those recorded from older English -> what a reader gets
    (["stop", "now", "say"], (), [("stop", "es"), ("now", "es"), ("say", "es")], ()),
    (["stop", "now", "say"], ("now",), [("stop", "es"), ("now", "es"), ("say", "es")], ("now",)),
    (["stop", "now", "say"], ("stop",), [("stop", "en"), ("now", "es"), ("say", "es")], ("stop",)),
    (["now", "say"], (), [("stop", "en"), ("now", "es"), ("say", "es")], ("stop",)),
    (["stop", "say"], (), [("stop", "es"), ("now", "en"), ("say", "es")], ("now",)),
    (["stop", "now", "say"], ("head",), [("stop", "es"), ("now", "es"), ("say", "es")], ("head",)),
    (["stop", "now", "say", "gone"], (), [("stop", "es"), ("now", "es"), ("say", "es")], ()),
]


@pytest.mark.parametrize(("sections", "stale", "shown", "behind"), CASES)
def test_what_a_reader_of_a_translation_gets(
    tree: Path,
    sections: list[str],
    stale: tuple[str, ...],
    shown: list[tuple[str, str]],
    behind: tuple[str, ...],
) -> None:
    view = translate(tree, sections, stale).view("shouting", "es")

    assert [(s.section.id, s.lang) for s in view.sections] == shown
    assert view.behind == behind
    assert view.article.title == "Gritos"


def test_every_state_of_a_section_is_told(tree: Path) -> None:
    from kb_tools.corpus import section_status

    corpus = translate(tree, ["now", "say", "gone"], ("say",))
    status = section_status(corpus.article("shouting"), corpus.article("shouting", "es"))

    assert status == {
        "head": Status.CURRENT,
        "stop": Status.MISSING,
        "now": Status.CURRENT,
        "say": Status.STALE,
        "gone": Status.ORPHAN,
    }


def test_a_change_of_the_english_makes_the_section_stale(tree: Path) -> None:
    translate(tree, ["stop", "now", "say"])
    path = tree / "docs/situations/shouting.md"
    path.write_text(path.read_text("utf-8").replace("Breathe out.", "Breathe in."))

    assert Corpus(tree).view("shouting", "es").behind == ("now",)


def test_a_play_leaves_out_what_is_not_written_yet(tree: Path) -> None:
    path = tree / "docs/situations/shouting.md"
    path.write_text(path.read_text("utf-8").replace("[stay-calm]", "[stay-calm, hand-over]"))

    assert [view.source.id for view in Corpus(tree).play("shouting")] == ["stay-calm"]
