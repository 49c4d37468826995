"""Every rule reports what breaks it, at its line, and nothing of the content breaks a rule."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb_tools.check_reports import as_github, as_json, as_text, check_paths, rules_text
from kb_tools.checks.phrases import _judged, _places
from kb_tools.checks.rules import RULES, WARNINGS, check, explanation
from kb_tools.checks.subjects import subjects
from kb_tools.corpus import Corpus
from kb_tools.errors import KbError
from kb_tools.languages import read_glossary
from kb_tools.problems import Problem
from tests.conftest import ROOT

SITUATION = "docs/situations/verbal-abuse.md"
TACTIC = "docs/tactics/agree-on-respect.md"
GUIDE = "docs/guides/warning-signs.md"
PHRASES = "docs/situations/verbal-abuse.phrases.txt"
ARABIC = "translations/ar/situations/verbal-abuse.md"

Case = tuple[str, str, str, str]


def section(name: str) -> str:
    """A pattern for the heading line of a section."""
    return rf"(?m)^## .* \{{#{name}\}}$"


def item(name: str) -> str:
    """A pattern for the first item of a section."""
    return rf"(?m)(?<=\{{#{name}\}}\n\n)(- |1\. ).*$"


LONG_SUMMARY = "summary: " + "Say it. " * 30
FUTURE = (date.today() + timedelta(30)).isoformat()
LONG_AGO = (date.today() - timedelta(400)).isoformat()

CASES: list[Case] = [
    # code, file, pattern, what takes its place; the first line that changes is the one reported
    ("KB004", "docs/situations/photo.svg", "", "<svg/>"),
    ("KB006", "docs/situations/Not_an_id.phrases.txt", "", "words\n"),
    ("KB101", SITUATION, r"\A---\n", ""),
    ("KB102", SITUATION, r"(?m)^title: .*$", "title: [Insults"),
    ("KB102", SITUATION, r"(?m)^title: .*$", "title: &a Insults"),
    ("KB102", TACTIC, r"(?m)^stage: .*$", "title: twice"),
    ("KB103", SITUATION, r"(?m)^group:", "gruop:"),
    ("KB103", SITUATION, r"(?m)^title:", "template: main.html\ntitle:"),
    ("KB103", ARABIC, r"(?m)^title:", "severity: abusive\ntitle:"),
    ("KB104", SITUATION, r"(?m)^severity: .*$", "severity:"),
    ("KB105", SITUATION, r"(?m)^sources: .*$", "sources: el-1a"),
    ("KB106", SITUATION, r"(?m)^severity: .*$", "severity: abusiv"),
    ("KB107", SITUATION, r"(?m)^reviewed: .*$", "reviewed: 22/11/2026"),
    ("KB108", SITUATION, r"(?m)^summary: .*$", LONG_SUMMARY),
    ("KB109", SITUATION, r"(?m)^title: .*$", "title: <b>Insults</b>"),
    ("KB110", SITUATION, r"(?m)^reviewed: .*$", f"reviewed: {FUTURE}"),
    ("KB111", SITUATION, r"(?m)^reviewed: .*$", f"reviewed: {LONG_AGO}"),
    ("KB112", SITUATION, r"(?m)^sources: .*$", "sources: [el-1a, xx-9]"),
    ("KB112", SITUATION, r"(?m)^sources: .*$", "sources: [sv-8b]"),
    ("KB202", SITUATION, section("signs"), "## Signs {#sings}"),
    ("KB203", SITUATION, section("signs"), "## Afterwards {#after}\n\n- A.\n- B.\n\n## S {#signs}"),
    ("KB204", SITUATION, section("signs"), "## Signs {#signs}\n\n## More {#more}"),
    ("KB205", SITUATION, section("avoid"), "## Say {#say}\n\n- Go on.\n\n## Avoid {#avoid}"),
    ("KB206", SITUATION, item("now"), "1. " + "word " * 30),
    ("KB207", SITUATION, section("stop"), "## Now first {#now}\n\n1. A.\n\n## Stop if {#stop}"),
    ("KB208", SITUATION, item("say"), "Please go on."),
    ("KB209", SITUATION, item("say"), "- “Please go on.”"),
    ("KB210", SITUATION, item("avoid"), "- “Calm down.”"),
    ("KB210", SITUATION, item("avoid"), "- Calm down → “Go on.”"),
    ("KB211", SITUATION, section("avoid"), "## Avoid"),
    ("KB211", GUIDE, r"(?m)^## ", "Words before any heading.\n\n## "),
    ("KB301", SITUATION, item("say"), "- See [more](../tactics/no-such-tactic.md)."),
    ("KB301", ARABIC, item("say"), "- [المزيد](../tactics/no-such-tactic.md)."),
    ("KB302", ARABIC, item("say"), "- [المزيد](../../../docs/tactics/stay-calm.md)."),
    ("KB303", SITUATION, item("say"), "- See [this](verbal-abuse.md)."),
    ("KB304", SITUATION, item("say"), "- See [it](http://example.org)."),
    ("KB304", SITUATION, item("say"), "- See [it](/etc/passwd)."),
    ("KB305", SITUATION, r"(?m)^play: .*$", "play: [stay-clam]"),
    ("KB305", SITUATION, r"(?m)^play: .*$", "play: [angry-customer]"),
    ("KB305", SITUATION, r"(?m)^play: .*$", "play: [stay-calm, stay-calm]"),
    ("KB402", PHRASES, r"\A[^\n]*", "do you know who you are talking to, sunshine\n" * 2),
    ("KB403", PHRASES, r"\A[^\n]*", "you useless cow, no wonder you work in a call centre"),
    ("KB404", PHRASES, r"\A[^\n]*", "word " * 15),
    ("KB405", "docs/situations/no-such-article.phrases.txt", "", "words\n" * 1),
    ("KB501", "translations/ar/situations/no-such-article.md", "", "---\ntitle: عنوان\n"
     "summary: ملخص\n---\n"),
    ("KB502", ARABIC, section("signs"), "## شيء {#other}"),
    ("KB503", ARABIC, item("signs"), "- واحد.\n- اثنان."),
    ("KB504", ARABIC, item("say"), "- [المزيد](../tactics/keep-eye-contact.md)."),
    ("KB505", ARABIC, item("say"), "- ENGLISH"),
    ("KB506", ARABIC, item("say"), "- This is another language altogether."),
    ("KB506", ARABIC, item("say"), "- Это совсем другой язык, не тот."),
    ("KB507", ARABIC, r"(?m)^  now: \w+$", "  now: 000000000000"),
    ("KB601", SITUATION, item("say"), "- Please \u202ego on."),
    ("KB602", SITUATION, item("say"), "- Please\u200b go on."),
    ("KB603", SITUATION, item("say"), "- Please g\u03bf on."),
    ("KB604", SITUATION, item("say"), "- Please «go on»."),
    ("KB604", SITUATION, item("say"), "- Please don't."),
    ("KB605", SITUATION, item("say"), "- Please <b>go</b> on."),
    ("KB605", SITUATION, item("say"), "- Please <script>alert(1)</script>"),
    ("KB606", SITUATION, item("say"), "- [Go on](javascript:alert(1))"),
    ("KB606", SITUATION, item("say"), "- Please &#106;avascript go on."),
    ("KB607", SITUATION, item("say"), "- Please go on. {: .red }"),
    ("KB608", SITUATION, item("say"), "- ![A picture](face.png)"),
    ("KB701", "translations/ar/interface.yml", r"(?m)^direction: .*$", "direction: [rtl]"),
    ("KB702", "translations/ar/lexicon.yml", r"(?m)^  harmless:$", '  harmless:\n    - "@nobody"'),
    ("KB703", "translations/ar/interface.yml", r"(?m)^  more: .*$",
     '  more: "Read all of it: kb show {id}"'),
    ("KB704", "translations/ar/glossary.yml", r"\A", "wrong: [words]\n"),
]  # fmt: skip

ELSEWHERE = {
    "KB001",
    "KB002",
    "KB003",
    "KB005",
    "KB007",
    "KB201",
    "KB212",
    "KB213",
    "KB401",
    "KB508",
}
"""Codes with a test of their own below."""

AT_THE_HEADING = {"KB503", "KB507"}
"""Codes that are about a section as a whole."""

COMPANIONS = {
    "KB103": {"KB104"},
    "KB109": {"KB605"},
    "KB004": {"KB605"},
    "KB006": {"KB401", "KB405"},
    "KB101": {"KB103", "KB201", "KB211"},
    "KB104": {"KB106"},
    "KB203": {"KB205"},
    "KB204": {"KB202"},
    "KB205": {"KB203"},
    "KB207": {"KB205", "KB203"},
    "KB208": {"KB211"},
    "KB211": {"KB201", "KB208", "KB209"},
    "KB301": {"KB504", "KB506"},
    "KB302": {"KB504", "KB301"},
    "KB304": {"KB606"},
    "KB405": {"KB401"},
    "KB501": {"KB201"},
    "KB502": {"KB202"},
    "KB505": {"KB506"},
    "KB504": {"KB506"},
    "KB605": {"KB606"},
    "KB606": {"KB304"},
    "KB608": {"KB301"},
    "KB402": {"KB403"},
    "KB102": {"KB104", "KB109"},
    "KB202": {"KB201"},
    "KB703": {"KB604"},
    "KB210": {"KB604"},
}
"""What else may rightly be said of the same change."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the English and Arabic content, to break."""
    for part in ("docs", "translations/en", "translations/ar"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copytree(ROOT / "tests/relevance", tmp_path / "tests/relevance")
    for cache in (_places, _judged, read_glossary):
        cache.cache_clear()
    return tmp_path


def problems_of(root: Path, name: str) -> list[Problem]:
    return check_paths(Corpus(root), [root / name])


def break_file(root: Path, name: str, pattern: str, replacement: str) -> int:
    """Change a file, and return the first line that is not as it was."""
    path = root / name
    before = path.read_text("utf-8") if path.exists() else ""
    if replacement.endswith("ENGLISH"):
        english = Corpus(root).article("verbal-abuse").section("say")
        assert english
        replacement = f"- {english.texts[0]}"
    after = re.sub(pattern, lambda _: replacement, before, count=1) if pattern else replacement
    assert after != before
    path.write_text(after, "utf-8")
    lines = zip([*before.split("\n"), ""], [*after.split("\n"), ""], strict=False)
    return next(n for n, (old, new) in enumerate(lines, 1) if old != new)


@pytest.mark.parametrize(("code", "name", "pattern", "replacement"), CASES)
def test_what_is_wrong_is_told_at_its_line(
    content: Path, code: str, name: str, pattern: str, replacement: str
) -> None:
    line = break_file(content, name, pattern, replacement)
    found = problems_of(content, name)
    if code in AT_THE_HEADING:
        line = next(p.line for p in found if p.code == code)
        heading = (content / name).read_text("utf-8").split("\n")[line - 1]
        assert heading.startswith("## ")

    assert (line, code) in {(p.line, p.code) for p in found}, [str(p) for p in found]
    allowed = {code, "KB212", *COMPANIONS.get(code, set())}
    parity = {p.code for p in found if p.code.startswith("KB50") and "ar" in name}
    assert {p.code for p in found} <= allowed | parity, [str(p) for p in found]


def test_every_code_has_a_case() -> None:
    assert {code for code, *_ in CASES} | ELSEWHERE == set(RULES)


def test_files_that_cannot_be_read_are_told(content: Path) -> None:
    (content / SITUATION).write_bytes(b"---\ntitle: x\nsummary: caf\xe9\n---\n")
    (content / TACTIC).write_bytes(b"---\n" + b"x" * 300_000)
    (content / "docs/tactics/evil.md").symlink_to("/etc/passwd")
    (content / "docs/guides/gone.md").symlink_to(content / "nowhere.md")

    assert [(p.line, p.code) for p in problems_of(content, SITUATION)] == [(3, "KB003")]
    assert [p.code for p in problems_of(content, TACTIC)] == ["KB002"]
    assert [p.code for p in problems_of(content, "docs/tactics/evil.md")] == ["KB005"]
    assert [p.code for p in problems_of(content, "docs/guides/gone.md")] == ["KB005"]


def test_a_file_without_rights_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert [p.code for p in problems_of(content, SITUATION)] == ["KB001"]


def test_an_id_is_given_once(content: Path) -> None:
    shutil.copy(content / TACTIC, content / "docs/guides/agree-on-respect.md")

    assert "KB007" in {p.code for p in problems_of(content, TACTIC)}


def test_a_missing_section_is_told(content: Path) -> None:
    path = content / SITUATION
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?s)## [^\n]*\{#signs\}.*?(?=\n## )", "", text), "utf-8")

    assert [p.code for p in problems_of(content, SITUATION)] == ["KB201"]


def test_help_and_aftercare_are_asked_for(content: Path) -> None:
    path = content / SITUATION
    text = path.read_text("utf-8")
    text = re.sub(r"(?s)(\{#escalate\}\n\n).*?(?=\n## )", r"\1Get help.\n", text)
    path.write_text(re.sub(r"(?s)(\{#after\}\n\n- [^\n]*\n).*", r"\1", text), "utf-8")
    found = problems_of(content, SITUATION)

    assert [p.code for p in found if p.code != "KB212"] == ["KB213", "KB213"]


def test_too_short_is_told(content: Path) -> None:
    path = content / GUIDE
    path.write_text(path.read_text("utf-8")[:600], "utf-8")

    assert "KB212" in {p.code for p in problems_of(content, GUIDE)}


def test_too_few_phrases_are_told(content: Path) -> None:
    (content / PHRASES).write_text("a phrase of its own\n", "utf-8")

    assert [p.code for p in problems_of(content, PHRASES)] == ["KB401"]


def test_a_word_that_the_glossary_avoids_is_told(content: Path) -> None:
    glossary = "respect:\n  use: [احترام]\n  avoid: [توقير]\n"
    (content / "translations/ar/glossary.yml").write_text(glossary, "utf-8")
    line = break_file(content, ARABIC, item("say"), "- نتحدث معا بكل توقير.")

    assert (line, "KB508") in {(p.line, p.code) for p in problems_of(content, ARABIC)}


def test_the_content_is_clean() -> None:
    problems = [p for p in check(Corpus(ROOT)) if p.code not in WARNINGS]

    assert [str(p) for p in problems] == []


def test_every_rule_says_what_must_hold_and_how_to_mend_it() -> None:
    listed = rules_text()
    for code in RULES:
        holds, mend = explanation(code)
        assert holds.endswith(".")
        assert len(mend) > 5, code
        assert code in listed


def test_problems_are_printed_for_people_programs_and_forges(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    problems = [
        Problem(tmp_path / "docs/a,b.md", 3, "KB101", "100 % wrong:\nmend it"),
        Problem(tmp_path / "docs/c.md", 1, "KB507", "old"),
    ]

    assert as_text(corpus, problems).splitlines()[-1] == "1 problems, 1 warnings"
    assert json.loads(as_json(corpus, problems))["problems"][1] == {
        "path": "docs/c.md",
        "line": 1,
        "code": "KB507",
        "level": "warning",
        "message": "old",
    }
    assert as_github(corpus, problems).splitlines() == [
        "::error file=docs/a%2Cb.md,line=3,title=KB101::100 %25 wrong:%0Amend it",
        "::warning file=docs/c.md,line=1,title=KB507::old",
    ]


def test_only_the_content_can_be_checked(content: Path) -> None:
    with pytest.raises(KbError, match="does not exist"):
        problems_of(content, "docs/nothing.md")
    with pytest.raises(KbError, match="is not in"):
        problems_of(content, "tests/relevance/en.jsonl")
    assert problems_of(content, "docs/tactics/../guides/warning-signs.md") == []


ANY = st.text(alphabet="-#{}[]()<>!|:*&\n “”→ab", max_size=300).map(str.encode)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300) | ANY)
def test_any_input_is_checked_without_a_crash(tree: Path, data: bytes) -> None:
    for name in ("docs/situations/shouting.md", "docs/tactics/stay-calm.phrases.txt"):
        (tree / name).write_bytes(b"---\ntitle: a\n---\n" + data)
    for name in ("interface.yml", "lexicon.yml", "glossary.yml"):
        (tree / "translations/es" / name).write_bytes(data)
    (tree / "translations/es/situations").mkdir(exist_ok=True)
    (tree / "translations/es/situations/shouting.md").write_bytes(data)

    assert all(p.line >= 1 for p in check(Corpus(tree), subjects(Corpus(tree))))
