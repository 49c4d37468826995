from kb_tools.guidance import read_guidance
from tests.conftest import ROOT


def test_a_piece_is_found_by_its_id() -> None:
    piece = read_guidance(ROOT).pieces["sv-6"]

    assert "calm down" in piece.text
    assert piece.document.startswith("A Swedish")


def test_disagreements_are_told_where_an_article_carries_both_sides() -> None:
    guidance = read_guidance(ROOT)

    assert [c.pieces for c in guidance.conflicts_of(("sv-1b", "sv-6", "es-1"))] == [
        ("sv-1b", "sv-6")
    ]
    assert guidance.conflicts_of(("sv-6",)) == []
