"""Here is a source id: which piece of guidance is it, and from which document?

`docs/guidance.yml` holds the five documents that the knowledge base began as, piece by piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb_tools.articles import read_text
from kb_tools.problems import refuse
from kb_tools.yaml_files import read_mapping

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of guidance, in our own words, and the title of its document."""

    id: str
    text: str
    document: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Pieces that disagree, and what the articles settle on."""

    pieces: tuple[str, ...]
    settled: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """Every piece of guidance by id, those no article may carry, and where they disagree."""

    pieces: dict[str, Piece]
    not_recommended: dict[str, str]
    conflicts: tuple[Conflict, ...]

    def conflicts_of(self, sources: tuple[str, ...]) -> list[Conflict]:
        """Return the disagreements that touch an article with these sources."""
        return [c for c in self.conflicts if len(set(c.pieces) & set(sources)) > 1]


def read_guidance(root: Path) -> Guidance:
    """Read the guidance of a knowledge base; raise a `KbError` if the file is broken."""
    path = root / "docs" / "guidance.yml"
    text, problems = read_text(path)
    refuse(problems)
    mapping, problems = read_mapping(text, path)
    refuse(problems)
    values = mapping.values
    documents = {key: document["title"] for key, document in values["documents"].items()}
    return Guidance(
        {
            piece: Piece(piece, text, documents[piece.split("-")[0]])
            for piece, text in values["guidance"].items()
        },
        values["not_recommended"],
        tuple(Conflict(tuple(c["pieces"]), c["settled"]) for c in values["conflicts"]),
    )
