"""What a pull request smuggles into an article never runs on a page: real vectors, real browser."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.conftest import Open, build

EVIL = """\
---
title: "</title><script>boom('title')</script><img src=x onerror=boom('title')>"
summary: '"><script>boom("summary")</script><svg onload=boom("summary")>'
group: behaviour
severity: abusive
channels: [phone]
play: [stay-calm]
sources: [el-0]
reviewed: 2026-11-22
---

## Stop <img src=x onerror=boom('heading')> {#stop}

- <script>boom('item')</script> <img src=x onerror="boom('item')">

## Now {#now}

1. <svg onload="boom('svg')"></svg><details open ontoggle="boom('toggle')">x</details>
2. <iframe srcdoc="<script>parent.boom('frame')</script>"></iframe>

## Signs {#signs}

<script>boom('text')</script>

<style>@import "//example.org/x.css"; * { display: none }</style>

[click](javascript:boom('link')) [click](&#106;avascript:boom('entity'))
[x](data:text/html,<script>boom('data')</script>)

Attributes{: onmouseover="boom('attribute')" style="position:fixed" }

<form action="https://example.org"><input autofocus onfocus="boom('focus')"></form>

## Say {#say}

- <a href="javascript:boom('say')">say</a> <math><mtext><style><img src=x onerror="boom('math')">

## Avoid {#avoid}

- <img src=x onerror="boom('avoid')"> → <script>boom('instead')</script>

## Help {#escalate}

<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org/">

## After {#after}

- {{ kb }} {% raw %} <object data="javascript:boom('object')"></object>
"""
FORBIDDEN_FILES = {
    "docs/situations/evil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>boom()</script></svg>',
    "docs/raw.html": "<script>boom()</script>",
    "docs/own.js": "boom()",
    "docs/main.html": "<script>boom()</script>",
}


@pytest.fixture(scope="module")
def evil(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("evil")
    root = folder / "root"
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "translations/en", root / "translations/en")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    theme = f"custom_dir: {ROOT}/kb_tools/site/theme"
    config = config.replace("custom_dir: kb_tools/site/theme", theme)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "docs/situations/evil.md").write_text(EVIL, "utf-8")
    (root / "docs/situations/evil.phrases.txt").write_text("<script>boom('phrase')</script>\n")
    for name, text in FORBIDDEN_FILES.items():
        (root / name).write_text(text, "utf-8")
    run = build(root, folder / "site", KB_INDEX=str(folder / "index"), KB_LANGS="en, ka")
    assert run.returncode == 0, run.stderr
    return folder / "site", serve(folder / "site")


def test_files_that_are_no_articles_are_not_published(evil: tuple[Path, str]) -> None:
    site, _ = evil

    assert not (site / "situations/evil.svg").exists()
    assert not (site / "raw.html").exists()
    assert not (site / "own.js").exists()
    assert not (site / "main.html").exists()


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_runs(evil: tuple[Path, str], tab: Open, policy: bool) -> None:
    """Neither with the Content-Security-Policy nor, cleaned as the text is, without it."""
    _, base = evil
    opened = tab(address=base, bypass_csp=not policy)
    page = opened.page
    page.add_init_script("globalThis.booms = []; globalThis.boom = (x) => booms.push(x)")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    addresses = (
        "", "situations/", "situations/evil/", "tactics/stay-calm/", "status/", "ka/",
        "ka/situations/evil/", "?q=boom+phrase+script",
    )  # fmt: skip
    for address in addresses:
        opened.open(address)
        if address.startswith("?"):
            page.locator("[data-hit]").first.wait_for()
        for link in page.locator("article a:not([href^='http'])").all():
            assert not (link.get_attribute("href") or "").startswith(("javascript", "data"))
        page.mouse.move(300, 300)
        assert page.evaluate("booms") == [], address
        assert page.url.startswith(base)
        bad = "[onerror], [onload], [style], base, iframe, form[action^=http]"
        assert page.locator(bad).count() == 0
    assert page.evaluate("document.baseURI").startswith(base)
