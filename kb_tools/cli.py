"""The `kb` command: its table of commands, and what happens when one cannot run.

Nothing is imported here that a search does not use: every command imports what it needs.
"""

from __future__ import annotations

import gc
import os
import sys

from kb_tools.arguments import COULD_NOT_RUN, FINE, Command, Option, parser, plain_arguments
from kb_tools.commands import asking, editing, maintaining
from kb_tools.errors import KbError
from kb_tools.vocabulary import CHANNELS, KINDS, LANGUAGES, SEVERITIES, STAGES, checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from kb_tools.arguments import Arguments

INTERRUPTED = 130


def run() -> NoReturn:
    """Run `kb` as a process of its own, and leave without the clean-up that nobody waits for.

    Tearing down the interpreter takes a seventh of the time of a search.
    """
    gc.disable()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    os._exit(code)


def main(argv: list[str] | None = None) -> int:
    """Run `kb` and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return _run(arguments)
    except KbError as error:
        print(f"kb: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        command = COMMANDS[arguments[0]]
        return command.run(plain_arguments(command, arguments[1:]) or _parse(arguments))
    _parse(arguments or ["--help"])
    return FINE


def _parse(arguments: list[str]) -> Arguments:
    return vars(parser(COMMANDS, ABOUT, EPILOG).parse_args(arguments))


def _completion(arguments: Arguments) -> int:
    import shtab

    shell = checked("shell", arguments["given"][0], tuple(shtab.SUPPORTED_SHELLS))
    print(shtab.complete(parser(COMMANDS, ABOUT, EPILOG), shell=shell))
    return FINE


LANG = Option("lang", LANGUAGES, "language to answer in (default: KB_LANG, else the locale)")
KIND = Option("kind", KINDS, "only this kind of article")
CHANNEL = Option("channel", CHANNELS, "only what holds for this channel")
SEVERITY = Option("severity", SEVERITIES, "only situations of this severity")
STAGE = Option("stage", STAGES, "only tactics of this stage")
JSON = Option("json", None, "print one JSON object")

COMMANDS = {
    "search": Command(
        "WORDS...",
        "find the right tactic: type what is happening, or what the customer said",
        (
            LANG,
            CHANNEL,
            SEVERITY,
            STAGE,
            KIND,
            Option("limit", int, "show at most this many articles (default: 5)", 5),
            JSON,
            Option("plain", None, "no colours, no marks, no wrapping"),
            Option(
                "engine",
                ("postings", "whoosh"),
                'whoosh: its query language, with "a phrase", AND, OR, NOT and field:word',
                "postings",
            ),
        ),
        asking.search,
    ),
    "show": Command(
        "ID",
        "show an article",
        (LANG, Option("section", "SECTION", "only this section, such as say or stop"), JSON),
        asking.show,
    ),
    "list": Command(
        "", "list the articles", (KIND, CHANNEL, SEVERITY, STAGE, LANG, JSON), asking.list_articles
    ),
    "index": Command(
        "",
        "build or rebuild the index",
        (Option("lang", LANGUAGES, "only this one"),),
        maintaining.index,
    ),
    "check": Command(
        "[PATH...]",
        "tell what is wrong with the articles, and how to mend it",
        (
            Option("format", ("text", "json", "github"), "how to print the problems", "text"),
            Option("list", None, "print every rule, and how to mend what breaks it"),
        ),
        editing.check,
    ),
    "new": Command("KIND ID", "write the skeleton of a new English article", (), editing.new),
    "translate": Command(
        "LANG ID",
        "begin a translation, or show what changed in English since it was made",
        (Option("done", None, "record that the translation is up to date"),),
        editing.translate,
    ),
    "status": Command(
        "",
        "tell how far each language is, and which reviews are due",
        (Option("lang", LANGUAGES, "only this one"), JSON),
        editing.status,
    ),
    "changes": Command(
        "FOLDER", "tell what changed for readers since another checkout", (), maintaining.changes
    ),
    "evaluate": Command(
        "[FILE...]",
        "measure the search on judged queries (default: tests/relevance/*.jsonl)",
        (
            Option("variants", None, "also with typos, without accents, in Latin letters ..."),
            Option("save", "RUN", "write this run to a file"),
            Option("compare", "RUN", "tell which queries got better or worse than a saved run"),
        ),
        maintaining.evaluate,
    ),
    "misses": Command(
        "FILE",
        "list what was asked and not found, from a log that KB_LOG wrote",
        (),
        maintaining.misses,
    ),
    "completion": Command(
        "SHELL", "print a completion script for bash, zsh or tcsh", (), _completion
    ),
}
"""Every command, in the order in which `kb --help` shows them."""

ABOUT = "What to do, now, when a customer shouts, threatens, wants too much, or is simply right."
EPILOG = """\
examples:
  kb search caller is screaming at me
  kb search "I want to speak to your manager" --lang es
  kb show legal-threat --section say

Exit codes: 0 answered, 1 nothing fits or nothing found, 2 could not run.
The knowledge base is looked for here and above, or where KB_ROOT says; the index is kept in
its .kb-index folder, or where KB_INDEX says. NO_COLOR turns colours off."""
