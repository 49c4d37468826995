"""The `kb` command: parse, make one call, print, exit.

`kb search` is asked in the middle of a call, in a new process every time. Its plain forms are read
here without argparse, from the same table that argparse is built from, and nothing is imported
that a search does not use.
"""

from __future__ import annotations

import os
import sys

from kb_tools.errors import KbError
from kb_tools.vocabulary import (
    CHANNELS,
    KINDS,
    LANGUAGES,
    SEVERITIES,
    SOURCE,
    STAGES,
    checked,
    checked_language,
)  # fmt: skip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from typing import Any

    Arguments = dict[str, Any]

FINE, NOTHING_FOUND, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED = 130


class Option:
    """An option of a command: `--name`, what it takes, and what it is for.

    `takes` is a tuple of choices, `int`, a placeholder for any text, or None for a switch.
    """

    __slots__ = ("about", "default", "name", "takes")

    def __init__(
        self,
        name: str,
        takes: tuple[str, ...] | type[int] | str | None,
        about: str,
        default: int | str | None = None,
    ) -> None:
        self.name, self.takes, self.about, self.default = name, takes, about, default

    def value(self, text: str) -> int | str:
        """Convert what was given; raise a `KbError` if it is not one of what the option takes."""
        if self.name == "lang":
            return checked_language(text)
        if isinstance(self.takes, tuple):
            return checked(self.name, text, self.takes)
        if self.takes is int:
            if not text.isdecimal() or not 0 < int(text) <= 1000:
                raise KbError(f"--{self.name} must be a number from 1 to 1000, not {text!r}")
            return int(text)
        return text


class Command:
    """A command: what it is given, what it does, its options, and the function that runs it."""

    __slots__ = ("about", "given", "options", "run")

    def __init__(
        self, given: str, about: str, options: tuple[Option, ...], run: Callable[[Arguments], int]
    ) -> None:
        self.given, self.about, self.options, self.run = given, about, options, run

    def takes(self, count: int) -> bool:
        """Return whether the command takes this many words beside its options."""
        names = len(self.given.split())
        if "..." in self.given:
            return count >= (0 if self.given[0] == "[" else 1)
        return count == names


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


def plain_arguments(command: Command, arguments: list[str]) -> Arguments | None:
    """Read arguments as argparse would, or return None for what only argparse can tell.

    Options may stand between the words that are given, which argparse does not allow.
    """
    options = {f"--{option.name}": option for option in command.options}
    values: Arguments = {option.name: option.default for option in command.options}
    given: list[str] = []
    left = iter(arguments)
    for argument in left:
        name, equals, text = argument.partition("=")
        option = options.get(name)
        if option is None:
            if argument.startswith("-"):
                return None
            given.append(argument)
        elif option.takes is None:
            if equals:
                return None
            values[option.name] = True
        else:
            text = text if equals else next(left, "-")
            if text.startswith("-"):
                return None
            values[option.name] = option.value(text)
    if not command.takes(len(given)):
        return None
    return values | {"given": given}


def _parse(arguments: list[str]) -> Arguments:
    return vars(_parser().parse_args(arguments))


def _parser() -> ArgumentParser:
    from argparse import ArgumentTypeError, RawDescriptionHelpFormatter

    def type_of(option: Option) -> Callable[[str], int | str]:
        def convert(text: str) -> int | str:
            try:
                return option.value(text)
            except KbError as error:
                raise ArgumentTypeError(str(error)) from None

        return convert

    parser = _parser_class()(
        prog="kb", description=ABOUT, epilog=EPILOG, formatter_class=RawDescriptionHelpFormatter
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = subparsers.add_parser(name, help=command.about, description=command.about)
        if command.given:
            names = command.given.strip("[].").split()
            many = "*" if command.takes(0) else "+"
            for name in names:
                if "..." in command.given:
                    sub.add_argument("given", nargs=many, metavar=name)
                else:
                    sub.add_argument("given", action="append", metavar=name)
        else:
            sub.set_defaults(given=[])
        for option in command.options:
            flag = f"--{option.name}"
            if option.takes is None:
                sub.add_argument(flag, action="store_true", default=None, help=option.about)
            else:
                sub.add_argument(
                    flag,
                    type=type_of(option),
                    default=option.default,
                    metavar=_placeholder(option),
                    help=option.about,
                )
    return parser


def _placeholder(option: Option) -> str:
    if isinstance(option.takes, tuple):
        return "{" + ",".join(option.takes) + "}"
    return "N" if option.takes is int else str(option.takes)


def _parser_class() -> type[ArgumentParser]:
    from argparse import ArgumentParser

    class OneLineErrors(ArgumentParser):
        def error(self, message: str) -> Any:
            raise KbError(f"{message} (see `{self.prog} --help`)")

    return OneLineErrors


def _reader_language(arguments: Arguments) -> str | None:
    """Return `--lang`, else `KB_LANG`, else the locale's language if it is one of ours."""
    if arguments["lang"]:
        return str(arguments["lang"])
    if os.environ.get("KB_LANG"):
        return checked_language(os.environ["KB_LANG"])
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(variable, "")
        if locale:
            code = locale.lower().replace("-", "_").split("_")[0]
            return code if code in LANGUAGES else None
    return None


def _say_building(lang: str) -> None:
    print(f"kb: building the index ({lang}) ...", file=sys.stderr, flush=True)


def _search(arguments: Arguments) -> int:
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Filters, Index, search

    query = " ".join(arguments["given"])
    index = Index(find_root(), on_build=_say_building)
    reader = _reader_language(arguments)
    filters = Filters(**{name: arguments[name] for name in Filters.__slots__})
    if arguments["engine"] == "whoosh":
        from kb_tools.search.whoosh_engine import search
    answer = search(index, query, reader, filters, arguments["limit"])
    if os.environ.get("KB_LOG"):
        from kb_tools.search.misses import log_miss

        log_miss(answer)
    if arguments["json"]:
        from kb_tools.objects import search_object, to_json

        print(to_json(search_object(answer)))
    else:
        from kb_tools.terminal import Terminal, answer_text

        print(answer_text(answer, Terminal.of(sys.stdout, bool(arguments["plain"]))))
    return FINE if answer.answered and answer.hits else NOTHING_FOUND


def _show(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.languages import read_interface
    from kb_tools.objects import article_object, to_json
    from kb_tools.search.places import find_root
    from kb_tools.terminal import Terminal
    from kb_tools.terminal_article import article_text

    corpus = Corpus(Path(find_root()))
    lang = _reader_language(arguments) or "en"
    view = corpus.view(arguments["given"][0], lang)
    section = arguments["section"]
    if section is not None:
        checked("section", section, tuple(s.section.id for s in view.sections))
    if arguments["json"]:
        print(to_json(article_object(corpus, view, section)))
    else:
        interface = read_interface(corpus.root, lang)
        terminal = Terminal.of(sys.stdout)
        print(article_text(corpus, view, interface, terminal, section))
    return FINE


def _list(arguments: Arguments) -> int:
    from kb_tools.objects import list_object, to_json
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Filters, Index
    from kb_tools.terminal import Terminal, list_text

    lang = _reader_language(arguments) or "en"
    cards = Index(find_root(), on_build=_say_building).cards(lang)
    filters = Filters(**{name: arguments[name] for name in Filters.__slots__})
    found = [card for card in map(cards.card, cards.by_id) if filters.keep(card)]
    if arguments["json"]:
        print(to_json(list_object(found, lang)))
    elif found:
        print(list_text(found, cards.strings, Terminal.of(sys.stdout)))
    return FINE if found else NOTHING_FOUND


def _index(arguments: Arguments) -> int:
    from pathlib import Path
    from time import perf_counter

    from kb_tools.search.indexing import build_index
    from kb_tools.search.places import find_root, index_folder

    root = find_root()
    for lang in [arguments["lang"]] if arguments["lang"] else LANGUAGES:
        start = perf_counter()
        built = build_index(Path(root), lang)
        seconds = perf_counter() - start
        print(
            f"{lang}: {built.articles} articles ({built.translated} in this language), "
            f"{built.phrases} phrases, {built.words} words, in {seconds:.1f} s",
            flush=True,
        )
    print(f"The index is in {index_folder(root)}")
    return FINE


def _changes(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.changes import changes_report
    from kb_tools.search.places import FOLDERS, find_root

    before = Path(arguments["given"][0])
    if not (before / "docs" / FOLDERS[0]).is_dir():
        raise KbError(f"{before} is no knowledge base: name the folder of another checkout")
    print(changes_report(before.absolute(), Path(find_root())))
    return FINE


def _evaluate(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.reports import compare, evaluation_report, read_run, run_object
    from kb_tools.search.evaluation import evaluate, read_judged
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Index
    from kb_tools.search.variants import VARIANTS

    root = find_root()
    files = [Path(name) for name in arguments["given"]]
    files = files or sorted(Path(root, "tests", "relevance").glob("*.jsonl"))
    queries = [judged for file in files for judged in read_judged(file)]
    index = Index(root, on_build=_say_building)
    before = read_run(Path(arguments["compare"])) if arguments["compare"] else None
    results = evaluate(index, queries)
    varied = (
        {name: evaluate(index, queries, vary) for name, vary in VARIANTS.items()}
        if arguments["variants"]
        else {}
    )
    print(evaluation_report(results, varied))
    if before is not None:
        print("\n" + compare(before, results))
    if arguments["save"]:
        Path(arguments["save"]).write_text(run_object(results), "utf-8")
    return FINE


def _misses(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.reports import misses_report
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Index

    index = Index(find_root(), on_build=_say_building)
    report = misses_report(index, Path(arguments["given"][0]))
    if report:
        print(report)
    return FINE if report else NOTHING_FOUND


def _completion(arguments: Arguments) -> int:
    import shtab

    shell = checked("shell", arguments["given"][0], tuple(shtab.SUPPORTED_SHELLS))
    print(shtab.complete(_parser(), shell=shell))
    return FINE


def _check(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.check_reports import FORMATS, check_paths, rules_text
    from kb_tools.checks.rules import WARNINGS
    from kb_tools.corpus import Corpus
    from kb_tools.search.places import find_root

    if arguments["list"]:
        print(rules_text())
        return FINE
    corpus = Corpus(Path(find_root()))
    problems = check_paths(corpus, [Path(path) for path in arguments["given"]])
    report = FORMATS[arguments["format"]](corpus, problems)
    if report:
        print(report)
    wrong = any(problem.code not in WARNINGS for problem in problems)
    return NOTHING_FOUND if wrong else FINE


def _new(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.editing import new_article
    from kb_tools.facets import Kind
    from kb_tools.search.places import find_root

    kind, article_id = arguments["given"]
    corpus = Corpus(Path(find_root()))
    for path in new_article(corpus, Kind(checked("kind", kind, KINDS)), article_id):
        print(f"Written: {path}")
    print(f"Write the article and its phrases, then: kb check docs/{kind}s/{article_id}.md")
    return FINE


def _translate(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.editing import changes, new_translation, record_digests
    from kb_tools.reports import changes_text
    from kb_tools.search.places import find_root

    lang, article_id = arguments["given"]
    lang = checked_language(lang)
    if lang == SOURCE:
        raise KbError("English is the source: edit the article in docs/")
    corpus = Corpus(Path(find_root()))
    path = corpus.path_of(article_id, lang)
    if arguments["done"]:
        changed = record_digests(corpus, article_id, lang)
        recorded = ", ".join(changed) if changed else "nothing had changed"
        print(f"Recorded in {path}: {recorded}")
    elif path.exists():
        print(changes_text(path, list(changes(corpus, article_id, lang)), lang, article_id))
    else:
        print(f"Written: {new_translation(corpus, article_id, lang)}")
        print("Replace every English line, then: kb check " + str(path))
    return FINE


def _status(arguments: Arguments) -> int:
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.objects import to_json
    from kb_tools.search.places import find_root
    from kb_tools.status import status_object, status_text

    corpus = Corpus(Path(find_root()))
    languages = (arguments["lang"],) if arguments["lang"] else LANGUAGES
    if arguments["json"]:
        print(to_json(status_object(corpus, languages)))
    else:
        print(status_text(corpus, languages))
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
        _search,
    ),
    "show": Command(
        "ID",
        "show an article",
        (LANG, Option("section", "SECTION", "only this section, such as say or stop"), JSON),
        _show,
    ),
    "list": Command("", "list the articles", (KIND, CHANNEL, SEVERITY, STAGE, LANG, JSON), _list),
    "index": Command(
        "", "build or rebuild the index", (Option("lang", LANGUAGES, "only this one"),), _index
    ),
    "check": Command(
        "[PATH...]",
        "tell what is wrong with the articles, and how to mend it",
        (
            Option("format", ("text", "json", "github"), "how to print the problems", "text"),
            Option("list", None, "print every rule, and how to mend what breaks it"),
        ),
        _check,
    ),
    "new": Command("KIND ID", "write the skeleton of a new English article", (), _new),
    "translate": Command(
        "LANG ID",
        "begin a translation, or show what changed in English since it was made",
        (Option("done", None, "record that the translation is up to date"),),
        _translate,
    ),
    "status": Command(
        "",
        "tell how far each language is, and which reviews are due",
        (Option("lang", LANGUAGES, "only this one"), JSON),
        _status,
    ),
    "changes": Command(
        "FOLDER", "tell what changed for readers since another checkout", (), _changes
    ),
    "evaluate": Command(
        "[FILE...]",
        "measure the search on judged queries (default: tests/relevance/*.jsonl)",
        (
            Option("variants", None, "also with typos, without accents, in Latin letters ..."),
            Option("save", "RUN", "write this run to a file"),
            Option("compare", "RUN", "tell which queries got better or worse than a saved run"),
        ),
        _evaluate,
    ),
    "misses": Command(
        "FILE", "list what was asked and not found, from a log that KB_LOG wrote", (), _misses
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
