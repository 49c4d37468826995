"""What the tests share: the real knowledge base with a real index, and small ones of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb_tools.search.indexing import build_index
from kb_tools.search.querying import Index
from kb_tools.vocabulary import LANGUAGES

ROOT = Path(__file__).parent.parent

ARTICLES = {
    "docs/situations/shouting.md": """\
---
title: Caller shouting
summary: Lower your own voice.
group: behaviour
severity: abusive
channels: [phone]
play: [stay-calm]
sources: [el-0]
reviewed: 2026-11-22
---

## Stop if {#stop}

- They threaten you: hang up.

## Right now {#now}

1. Breathe out.
2. Let them [finish](../tactics/stay-calm.md).

## Say {#say}

- I’m listening.
""",
    "docs/situations/shouting.phrases.txt": "screaming down the line\nhe is yelling at me\n",
    "docs/tactics/stay-calm.md": """\
---
title: Stay calm
summary: Breathe out, then answer the problem.
stage: steady
sources: [es-1]
reviewed: 2026-11-22
---

## Steps {#steps}

1. Breathe out.
""",
    "docs/tactics/stay-calm.phrases.txt": "keep my temper\nhow not to explode\n",
    "docs/guidance.yml": (ROOT / "docs/guidance.yml").read_text("utf-8"),
    "docs/off-topic.phrases.txt": "the printer is out of toner\n",
    "translations/en/interface.yml": (ROOT / "translations/en/interface.yml").read_text("utf-8"),
    "translations/en/lexicon.yml": """\
cues:
  phone: [call*, "on the line"]
danger:
  words:
    hurt: [hit*, stab*]
  patterns:
    - "going|about to @hurt me|him"
  harmless:
    - "hit the roof"
""",
    "translations/es/interface.yml": (ROOT / "translations/en/interface.yml")
    .read_text("utf-8")
    .replace("name: English", "name: Español"),
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small knowledge base of its own, in which a test may change whatever it wants."""
    root = tmp_path / "knowledge"
    for name, text in ARTICLES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setenv("KB_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("KB_ROOT", str(root))
    for variable in ("KB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return root


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the real knowledge base, built anew."""
    folder = tmp_path_factory.mktemp("index")
    before = os.environ.get("KB_INDEX")
    os.environ["KB_INDEX"] = str(folder)
    for lang in LANGUAGES:
        build_index(ROOT, lang)
    yield Index(str(ROOT))
    if before is None:
        del os.environ["KB_INDEX"]
    else:
        os.environ["KB_INDEX"] = before


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kb(index: Index) -> Run:
    """Run `kb` on the real knowledge base, in a process of its own."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("KB_LANG", "LC_ALL", "LANG")}
        return subprocess.run(
            [sys.executable, "-m", "kb_tools", *arguments],
            cwd=ROOT,
            env=clean | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
