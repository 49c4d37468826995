"""From an idea or a stale translation to a mergeable article."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kb_tools.changes import changes_report
from kb_tools.checks.rules import check_subject
from kb_tools.checks.subjects import subject
from kb_tools.cli import main
from kb_tools.corpus import Corpus, Status
from kb_tools.editing import changes, new_article, new_translation, record_digests
from kb_tools.errors import KbError
from kb_tools.facets import Kind
from kb_tools.status import article_statuses, status_object, status_text
from tests.conftest import ARTICLES

MISSING_WORDS = {"KB104", "KB204", "KB212", "KB213", "KB401"}
STILL_ENGLISH = {"KB505", "KB506", "KB604"}


def codes(root: Path, path: Path) -> set[str]:
    return {problem.code for problem in check_subject(subject(path, Corpus(root)))}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_article_lacks_nothing_but_words(tree: Path, kind: Kind) -> None:
    written = new_article(Corpus(tree), kind, "try-me")

    assert [path.name for path in written] == ["try-me.md", "try-me.phrases.txt"]
    for path in written:
        assert codes(tree, path) <= MISSING_WORDS


@pytest.mark.parametrize("taken", ["stay-calm", "Not An Id", "../evil"])
def test_an_id_is_new_and_well_formed(tree: Path, taken: str) -> None:
    with pytest.raises(KbError, match=r"is taken|is no id"):
        new_article(Corpus(tree), Kind.GUIDE, taken)


def test_nothing_is_overwritten(tree: Path) -> None:
    path = tree / "docs/guides/mine.phrases.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("my own words\n")

    with pytest.raises(KbError, match="exists: edit it"):
        new_article(Corpus(tree), Kind.GUIDE, "mine")
    assert path.read_text() == "my own words\n"


def test_a_new_translation_is_the_english_to_be_replaced(tree: Path) -> None:
    corpus = Corpus(tree)
    path = new_translation(corpus, "shouting", "es")

    assert codes(tree, path) <= STILL_ENGLISH
    assert codes(tree, path)
    assert Corpus(tree).view("shouting", "es").behind == ()
    with pytest.raises(KbError, match="exists"):
        new_translation(Corpus(tree), "shouting", "es")


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def change_english(root: Path) -> None:
    path = root / "docs/situations/shouting.md"
    path.write_text(path.read_text("utf-8").replace("Breathe out.", "Breathe out slowly."))


def test_what_changed_is_shown_line_by_line_where_git_has_it(tree: Path) -> None:
    git(tree, "init", "-q")
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "first")
    new_translation(Corpus(tree), "shouting", "es")
    change_english(tree)
    found = list(changes(Corpus(tree), "shouting", "es"))

    assert [(change.part, change.status) for change in found] == [("now", Status.STALE)]
    assert "-1. Breathe out.\n+1. Breathe out slowly." in found[0].text


def test_what_changed_is_shown_as_it_is_now_without_git(tree: Path) -> None:
    new_translation(Corpus(tree), "shouting", "es")
    change_english(tree)
    found = list(changes(Corpus(tree), "shouting", "es"))

    assert found[0].text.startswith("Right now\n1. Breathe out slowly.")


def test_once_mended_the_new_digests_are_recorded(tree: Path) -> None:
    path = new_translation(Corpus(tree), "shouting", "es")
    before = path.read_text("utf-8")
    change_english(tree)

    assert record_digests(Corpus(tree), "shouting", "es") == ["now"]
    after = path.read_text("utf-8")
    assert Corpus(tree).view("shouting", "es").behind == ()
    old, new = before.splitlines(), after.splitlines()
    assert next(line for line in new if line not in old).startswith("  now: ")
    assert len(old) == len(new)
    assert record_digests(Corpus(tree), "shouting", "es") == []


def test_digests_are_recorded_only_of_what_is_there(tree: Path) -> None:
    path = new_translation(Corpus(tree), "shouting", "es")
    path.write_text(path.read_text("utf-8").replace("{#say}", "{#said}"))

    with pytest.raises(KbError, match=r"`say` is missing"):
        record_digests(Corpus(tree), "shouting", "es")


def test_the_commands_lead_from_skeleton_to_done(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "es", "shouting"]) == 0
    assert main(["translate", "es", "shouting"]) == 0
    assert "is up to date" in capsys.readouterr().out
    change_english(tree)
    assert main(["translate", "es", "shouting"]) == 0
    assert "now (stale)" in capsys.readouterr().out
    assert main(["translate", "es", "shouting", "--done"]) == 0
    assert "Recorded" in capsys.readouterr().out
    assert main(["new", "tactic", "count-to-ten"]) == 0
    assert main(["check", str(tree / "docs/tactics/count-to-ten.md")]) == 1
    assert main(["translate", "en", "shouting"]) == 2
    assert main(["translate", "es", "shoutin"]) == 2
    assert main(["new", "poem", "x"]) == 2


def test_the_status_tells_how_far_each_language_is(tree: Path) -> None:
    new_translation(Corpus(tree), "shouting", "es")
    change_english(tree)
    orphan = tree / "translations/es/tactics/gone.md"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_text("---\ntitle: x\nsummary: y\n---\n")
    states = {each.id: each for each in article_statuses(Corpus(tree), "es")}

    assert {id_: each.state for id_, each in states.items()} == {
        "shouting": Status.STALE,
        "stay-calm": Status.MISSING,
        "gone": Status.ORPHAN,
    }
    assert states["shouting"].parts == {"now": Status.STALE}
    assert str(states["shouting"].due) == "2027-05-24"
    counts = status_object(Corpus(tree))["languages"]["es"]["counts"]
    assert counts == {"current": 0, "stale": 1, "missing": 1, "orphan": 1, "review overdue": 0}
    assert "es  shouting  stale: now stale" in status_text(Corpus(tree))


def test_what_changed_for_readers_is_told(tree: Path, tmp_path: Path) -> None:
    new_translation(Corpus(tree), "shouting", "es")
    before = tmp_path / "before"
    shutil.copytree(tree, before)
    change_english(tree)
    new_article(Corpus(tree), Kind.GUIDE, "brand-new")
    guide = ARTICLES["docs/tactics/stay-calm.md"].replace("stage: steady\n", "")
    (tree / "docs/guides/brand-new.md").write_text(guide)
    (tree / "tests/relevance").mkdir(parents=True)
    (tree / "tests/relevance/en.jsonl").write_text(
        '{"id": "1", "lang": "en", "type": "describe", "query": "count to ten", '
        '"judgments": {"stay-calm": 3}}\n'
    )
    phrases = tree / "docs/tactics/stay-calm.phrases.txt"
    phrases.write_text(phrases.read_text() + "count to ten\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KB_INDEX")
        report = changes_report(before, tree)

    assert "### Pages added\n\n- en: brand-new" in report
    assert "### Translations that are now behind the English\n\n- es: shouting" in report
    assert "better +1.000  count to ten  (nothing -> stay-calm)" in report
