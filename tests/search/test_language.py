"""The language of a query, and what was meant by its words."""

import pytest

from kb_tools.search.analysis import words
from kb_tools.search.correction import distance, nearest
from kb_tools.search.language import script_language
from kb_tools.search.querying import Index, search
from kb_tools.search.transliteration import LATIN, NATIVE, key


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("ο πελάτης φωνάζει", "el"),
        ("العميل يصرخ", "ar"),
        ("კლიენტი ყვირის", "ka"),
        ("ᲙᲚᲘᲔᲜᲢᲘ ᲧᲕᲘᲠᲘᲡ", "ka"),
        ("ο πελάτης θέλει voucher", "el"),
        ("the customer said μαλάκα", None),
        ("12345 ?!", None),
        ("", None),
    ],
)
def test_the_script_decides(query: str, lang: str | None) -> None:
    assert script_language(query) == lang


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("the caller keeps screaming at me", "en"),
        ("quiero hablar con el encargado", "es"),
        ("el cliente no para de gritar", "es"),
        ("kunden vill prata med chefen", "sv"),
        ("han skriker och svär i telefonen", "sv"),
        ("thelo na miliso me ton ypefthyno", "el"),
        ("o pelatis fonazei sto tilefono", "el"),
        ("klienti yviris telefonshi", "ka"),
    ],
)
@pytest.mark.parametrize("reader", [None, "en", "sv"])
def test_the_vocabulary_decides_between_latin_letters(
    index: Index, query: str, lang: str, reader: str | None
) -> None:
    assert search(index, query, reader).query_lang == lang


def test_the_answer_is_in_the_reader_s_language(index: Index) -> None:
    answer = search(index, "el cliente no para de gritar por teléfono", "en")

    assert (answer.query_lang, answer.lang) == ("es", "en")
    assert answer.hits[0].card.lang == "en"


@pytest.mark.parametrize(
    ("lang", "word", "typed"),
    [
        ("el", "πελάτης", "pelatis pelaths"),
        ("el", "θέλω", "thelo 8elw thelw"),
        ("el", "χρήματα", "xrimata chrimata xrhmata"),
        ("el", "μπορώ", "mporo mporw boro"),
        ("el", "ψάχνω", "psaxno psachno"),
        ("ka", "ყვირის", "yviris qviris"),
        ("ka", "შეურაცხყოფა", "sheuratskhyofa sheuracxyofa sheuratskhqopa"),
        ("ka", "წავიდა", "tsavida wavida cavida"),
    ],
)
def test_latin_letters_stand_for_the_same_word(lang: str, word: str, typed: str) -> None:
    wanted = key(words(word)[0], NATIVE[lang])
    for each in typed.split():
        assert wanted in {key(each, table) for table in LATIN[lang]}, each


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("", "", 0),
        ("refund", "refund", 0),
        ("refund", "refnud", 1),
        ("refund", "refun", 1),
        ("refund", "reefund", 1),
        ("refund", "rifund", 1),
        ("refund", "rifnud", 2),
        ("ab", "ba", 1),
        ("abc", "ca", 3),
    ],
)
def test_mistakes_are_counted(one: str, other: str, mistakes: int) -> None:
    assert distance(one, other, 9) == mistakes
    assert distance(other, one, 9) == mistakes
    if mistakes > 1:
        assert distance(one, other, 1) > 1


def test_an_unknown_word_becomes_the_nearest_known_one(index: Index) -> None:
    postings = index.postings("en")

    assert nearest(postings, "screming") == "screaming"
    assert nearest(postings, "comlpaint") == "complaint"
    assert nearest(postings, "qwrtzxvb") is None
    assert nearest(postings, "xqz") is None
