"""Which links of the articles lead nowhere?"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb_tools.site.settings import Knowledge


def broken_links(knowledge: Knowledge) -> Iterator[tuple[Path, int, str]]:
    """Yield the file, line and target of every link to an article that there is none of."""
    corpus = knowledge.corpus
    pages = {f"{kind.folder}/{id_}.md": id_ for id_, kind in corpus.kinds.items()}
    for lang in knowledge.languages:
        for id_, kind in corpus.kinds.items():
            view = corpus.view(id_, lang)
            if view.fallback:
                continue
            for line, target in view.article.links():
                if ":" in target or target.startswith("#"):
                    continue
                path, _, part = target.partition("#")
                linked = pages.get(posixpath.normpath(posixpath.join(kind.folder, path)))
                if linked is None or (part and corpus.article(linked).section(part) is None):
                    yield view.article.path, line, target
