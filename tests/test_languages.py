from pathlib import Path

import pytest

from kb_tools.errors import KbError
from kb_tools.languages import interface_path, parse_interface, read_interface
from kb_tools.vocabulary import LANGUAGES, checked_language
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "lang", [lang for lang in LANGUAGES if interface_path(ROOT, lang).exists()]
)
def test_every_language_says_everything(lang: str) -> None:
    interface, problems = parse_interface(ROOT, lang)
    source, _ = parse_interface(ROOT, "en")

    assert problems == []
    assert interface.all_strings.keys() == source.all_strings.keys()
    for name, text in source.strings.items():
        assert interface.strings[name].count("{") == text.count("{"), name


def test_what_a_language_lacks_is_said_in_english(tree: Path) -> None:
    path = interface_path(tree, "es")
    path.write_text(path.read_text("utf-8").replace("  say: Say\n", "").replace("Upset", "Molesto"))
    interface = read_interface(tree, "es")

    assert interface.name == "Español"
    assert interface.strings["say"] == "Say"
    assert interface.labels["severity"]["upset"] == "Molesto"


def test_a_language_without_strings_speaks_english(tree: Path) -> None:
    interface = read_interface(tree, "ka")

    assert (interface.lang, interface.strings["say"]) == ("ka", "Say")


def test_broken_strings_are_told_at_their_line(tree: Path) -> None:
    path = interface_path(tree, "es")
    path.write_text(path.read_text("utf-8").replace("direction: ltr", "direction: [ltr]"))

    with pytest.raises(KbError, match=r"interface\.yml:3: KB701"):
        read_interface(tree, "es")


@pytest.mark.parametrize(
    ("code", "lang"), [("el", "el"), ("EL", "el"), ("el_GR.UTF-8", "el"), ("ar-EG", "ar")]
)
def test_codes_of_languages(code: str, lang: str) -> None:
    assert checked_language(code) == lang


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(KbError, match="one of en, es, sv"):
        checked_language("fr")
