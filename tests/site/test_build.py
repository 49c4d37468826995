"""What the built site holds, without a browser."""

import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kb_tools.corpus import Corpus
from kb_tools.site.security import content_security_policy, inline_script
from kb_tools.vocabulary import LANGUAGES, SOURCE
from tests.conftest import ROOT
from tests.site.conftest import build


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def home(lang: str) -> str:
    return "" if lang == SOURCE else f"{lang}/"


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    run = build(ROOT, tmp_path / "again", PYTHONHASHSEED="7")

    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "again") == tree(site)


def test_a_subset_of_languages_can_be_built(site: Path, tmp_path: Path) -> None:
    run = build(ROOT, tmp_path / "some", KB_LANGS="en, ka")

    assert run.returncode == 0, run.stderr
    assert (tmp_path / "some/ka/index.html").exists()
    assert not (tmp_path / "some/el").exists()


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    run = build(ROOT, tmp_path / "none", KB_LANGS="kk")

    assert run.returncode != 0
    assert "unknown language" in run.stdout + run.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_has_a_page_in_every_language(site: Path, lang: str) -> None:
    corpus = Corpus(ROOT)
    for id_, kind in corpus.kinds.items():
        page = html(site, f"{home(lang)}{kind.folder}/{id_}")
        direction = "rtl" if lang == "ar" else "ltr"
        assert f'<html lang="{lang}" dir="{direction}"' in page
        sections = [shown.section.id for shown in corpus.view(id_, lang).sections]
        assert re.findall(r'<section class="kb-section[^"]*" id="([^"]+)"', page) == sections


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != SOURCE])
def test_a_fallback_says_so_and_points_to_its_source(site: Path, lang: str) -> None:
    corpus = Corpus(ROOT)
    for id_, kind in corpus.kinds.items():
        page = html(site, f"{lang}/{kind.folder}/{id_}")
        source = f'rel="canonical" href="http://localhost:8000/{kind.folder}/{id_}/"'
        fallback = corpus.view(id_, lang).fallback
        assert (source in page) is fallback
        assert ('content="noindex"' in page) is fallback
        assert ('<article lang="en" dir="ltr">' in page) is fallback


def test_nothing_of_the_theme_that_no_page_loads_is_published(site: Path) -> None:
    files = tree(site)

    assert not [path for path in files if path.endswith((".map", ".yml", ".py", ".phrases.txt"))]
    assert not [path for path in files if path.startswith("assets/javascripts/")]


def test_the_policy_knows_our_script_only() -> None:
    policy = content_security_policy()

    assert "unsafe" not in policy
    assert policy.count("sha256-") == 1
    assert "</" not in inline_script()


def test_every_page_has_the_policy_before_anything_that_loads(site: Path) -> None:
    for path in site.rglob("*.html"):
        head = path.read_text("utf-8").split("</head>")[0]
        assert "Content-Security-Policy" in head, path
        assert head.index("Content-Security-Policy") < head.index("<script"), path
        assert head.count("<script") == 2, path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_programs_get_every_article(site: Path, lang: str) -> None:
    folder = site / home(lang)
    index = json.loads((folder / "index.json").read_text("utf-8"))

    assert index["schema"] == 1
    assert len(index["articles"]) == len(Corpus(ROOT).kinds)
    for article in index["articles"]:
        page = folder / f"{article['kind']}s" / article["id"]
        own = json.loads((page / "index.json").read_text("utf-8"))
        assert own["title"] == article["title"]
        assert (page / "index.md").read_text("utf-8").startswith(f"# {article['title']}\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_feeds_and_descriptions_are_sound_xml(site: Path, lang: str) -> None:
    for name in ("feed.xml", "opensearch.xml"):
        ElementTree.parse(site / home(lang) / name)  # noqa: S314 - we wrote it ourselves
    assert "- [" in (site / home(lang) / "llms.txt").read_text("utf-8")


def test_the_site_map_lists_what_is_translated(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    ElementTree.fromstring(text)  # noqa: S314
    listed = re.findall(r"<loc>http://localhost:8000/([^<]*)</loc>", text)
    corpus = Corpus(ROOT)

    assert len(listed) == len(set(listed))
    for lang in LANGUAGES:
        own = [address for address in listed if address.startswith(f"{lang}/situations/")]
        translated = [i for i in corpus.translated(lang) if corpus.kinds.get(i) == "situation"]
        if lang != SOURCE:
            assert len(own) == len(translated) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_kept_offline_exists(site: Path, lang: str) -> None:
    kept = json.loads((site / home(lang) / "offline.json").read_text("utf-8"))

    missing = [
        file
        for file in kept["files"]
        if not (
            site / file / "index.html" if not file or file.endswith("/") else site / file
        ).exists()
    ]
    assert missing == []


def test_the_edit_link_leads_to_the_file_that_is_shown(site: Path) -> None:
    assert "/edit/main/docs/situations/legal-threat.md" in html(site, "situations/legal-threat")
    corpus = Corpus(ROOT)
    for lang in LANGUAGES:
        for id_ in corpus.translated(lang):
            if lang != SOURCE and corpus.kinds.get(id_) == "situation":
                page = html(site, f"{lang}/situations/{id_}")
                assert f"/edit/main/translations/{lang}/situations/{id_}.md" in page
