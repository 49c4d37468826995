"""The `kb` command, run as its users run it."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_tools.cli import COMMANDS, _parse, main, plain_arguments
from kb_tools.errors import KbError
from tests.conftest import Run


def test_a_question_is_answered(kb: Run) -> None:
    run = kb("search", "the", "caller", "keeps", "screaming", "at", "me")

    assert run.returncode == 0
    assert run.stderr == ""
    assert "Right now\n1. " in run.stdout
    assert "\033" not in run.stdout


def test_json_is_one_documented_object(kb: Run) -> None:
    run = kb("search", "the caller keeps screaming at me", "--json", "--limit", "2")
    answer = json.loads(run.stdout)

    assert {k: answer[k] for k in ("schema", "query_lang", "lang", "answered", "danger")} == {
        "schema": 1,
        "query_lang": "en",
        "lang": "en",
        "answered": True,
        "danger": False,
    }
    assert len(answer["hits"]) == 2
    first = answer["hits"][0]
    assert first["id"] == "shouting-on-the-phone"
    assert first["now"]
    assert first["say"]
    assert first["play"][0].keys() == {"id", "title", "summary"}


def test_danger_begins_with_the_stop_text(kb: Run) -> None:
    run = kb("search", "he is about to hit me")
    shown = json.loads(kb("show", "risk-of-violence", "--section", "stop", "--json").stdout)
    stop = shown["sections"][0]

    lines = run.stdout.splitlines()
    assert lines[0] == stop["heading"]
    assert lines[1] == f"! {stop['text'][0]}"


def test_nothing_fits_lists_the_situations(kb: Run) -> None:
    run = kb("search", "the printer is out of toner")

    assert run.returncode == 1
    assert run.stdout.startswith("Nothing fits")
    assert "legal-threat" in run.stdout
    empty = json.loads(kb("search", "the printer is out of toner", "--json").stdout)
    assert empty["hits"] == []
    assert empty["answered"] is False


def test_an_article_is_shown_whole_or_by_section(kb: Run) -> None:
    whole = kb("show", "legal-threat").stdout
    say = kb("show", "legal-threat", "--section", "say").stdout

    assert "Where this advice comes from" in whole
    assert say.splitlines()[0].startswith("- ")
    assert set(say.splitlines()) <= set(whole.splitlines())


def test_articles_are_listed(kb: Run) -> None:
    run = kb("list", "--severity", "dangerous")

    assert run.returncode == 0
    assert re.findall(r"^  (\S+)", run.stdout, re.M) == ["risk-of-violence", "threat-of-violence"]
    assert len(json.loads(kb("list", "--json").stdout)["articles"]) == 74
    assert kb("list", "--kind", "guide", "--severity", "upset").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "legal-thret"], "did you mean legal-threat"),
        (["show", "legal-threat", "--section", "sai"], "did you mean say"),
        (["search", "x", "--channel", "fone"], "did you mean phone"),
        (["search", "x", "--lang", "xx"], "one of en, es, sv, el, ar, ka"),
        (["search", "x", "--limit", "many"], "a number from 1 to 1000"),
        (["search", "x", "--limt", "3"], "--limt"),
        (["search"], "WORDS"),
        (["serch", "x"], "serch"),
        (["show"], "ID"),
        (["list", "extra"], "extra"),
        (["misses", "no-such-file"], "cannot read"),
        (["evaluate", "tests/relevance/en.jsonl", "--compare", "README.md"], "is not a run"),
        (["completion", "fishy"], "unknown shell"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(kb: Run, arguments: list[str], message: str) -> None:
    run = kb(*arguments)

    assert run.returncode == 2
    assert message in run.stderr
    assert run.stderr.startswith("kb: ")
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr


def test_no_knowledge_base_is_told(kb: Run, tmp_path: Path) -> None:
    run = kb("list", KB_ROOT=str(tmp_path))

    assert run.returncode == 2
    assert "set KB_ROOT" in run.stderr or "KB_ROOT" in run.stderr


def test_a_broken_article_is_told_with_its_line(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tree / "docs/tactics/stay-calm.md"
    path.write_text(path.read_text("utf-8").replace("stage: steady", "stage: steddy"))

    assert main(["search", "yelling"]) == 2
    error = capsys.readouterr().err
    assert re.search(r"stay-calm\.md:4: KB106 .*did you mean `steady`", error)


def test_every_command_explains_itself(kb: Run) -> None:
    help_text = kb("--help").stdout
    assert kb().stdout == help_text
    for name, command in COMMANDS.items():
        assert name in help_text
        own = kb(name, "--help")
        assert own.returncode == 0
        for option in command.options:
            assert f"--{option.name}" in own.stdout


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"KB_LANG": "el"}, "el"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LC_ALL": "ka_GE.UTF-8", "LANG": "sv_SE.UTF-8"}, "ka"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"KB_LANG": "el", "LANG": "sv_SE.UTF-8"}, "el"),
    ],
)
def test_the_reader_s_language(kb: Run, environment: dict[str, str], lang: str) -> None:
    run = kb("search", "the caller keeps screaming at me", "--json", **environment)

    assert json.loads(run.stdout)["lang"] == lang
    assert json.loads(run.stdout)["query_lang"] == "en"


WORDS = st.lists(
    st.sampled_from(
        ["--json", "--lang", "el", "--limit", "3", "--channel", "phone", "--plain", "caller", "--",
         "--plan", "--lang=el", "0", ""]
    ),
    max_size=6,
)  # fmt: skip


@given(WORDS)
def test_the_short_way_reads_arguments_as_argparse_does(arguments: list[str]) -> None:
    try:
        quick = plain_arguments(COMMANDS["search"], arguments)
        parsed = _parse(["search", *arguments])
    except KbError:
        return
    if quick is not None:
        assert {k: v or None for k, v in quick.items()} == {
            k: v or None for k, v in parsed.items() if k != "command"
        }


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    from kb_tools.terminal import Terminal

    controller, terminal = os.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with os.fdopen(terminal, "w") as stream, os.fdopen(controller):
        assert Terminal.of(stream).colour
        assert not Terminal.of(stream, plain=True).colour
        monkeypatch.setenv("NO_COLOR", "1")
        assert not Terminal.of(stream).colour


def test_lines_are_broken_to_fit() -> None:
    from kb_tools.terminal import Terminal

    assert Terminal(width=16).lines("one two three four five six", "- ") == [
        "- one two three",
        "  four five six",
    ]
    assert Terminal().lines("one two", "- ") == ["- one two"]


def test_misses_are_logged_only_where_asked_and_listed(kb: Run, tmp_path: Path) -> None:
    log = tmp_path / "misses.jsonl"
    for query in (
        "warranty on a flux capacitor",
        "the printer is out of toner",
        "the printer is out of toner",
    ):
        kb("search", query, KB_LOG=str(log))
    kb("search", "the caller keeps screaming at me", KB_LOG=str(log))

    listed = kb("misses", str(log)).stdout.splitlines()
    assert listed[1].startswith("2\ten\tthe printer is out of toner\t")
    assert not any("screaming" in line for line in listed)


def test_a_completion_script_is_printed(kb: Run) -> None:
    assert "--severity" in kb("completion", "bash").stdout
