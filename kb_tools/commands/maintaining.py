"""What maintainers run: index, evaluate, misses, changes."""

from __future__ import annotations

from kb_tools.arguments import FINE, NOTHING_FOUND
from kb_tools.commands.asking import say_building
from kb_tools.errors import KbError
from kb_tools.vocabulary import LANGUAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.arguments import Arguments


def index(arguments: Arguments) -> int:
    """Build the index."""
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


def changes(arguments: Arguments) -> int:
    """Tell what changed for readers since another checkout."""
    from pathlib import Path

    from kb_tools.changes import changes_report
    from kb_tools.search.places import FOLDERS, find_root

    before = Path(arguments["given"][0])
    if not (before / "docs" / FOLDERS[0]).is_dir():
        raise KbError(f"{before} is no knowledge base: name the folder of another checkout")
    print(changes_report(before.absolute(), Path(find_root())))
    return FINE


def evaluate(arguments: Arguments) -> int:
    """Measure the search."""
    from pathlib import Path

    from kb_tools.reports import compare, evaluation_report, read_run, run_object
    from kb_tools.search import evaluation
    from kb_tools.search.evaluation import read_judged
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Index
    from kb_tools.search.variants import VARIANTS

    root = find_root()
    files = [Path(name) for name in arguments["given"]]
    files = files or sorted(Path(root, "tests", "relevance").glob("*.jsonl"))
    queries = [judged for file in files for judged in read_judged(file)]
    index = Index(root, on_build=say_building)
    before = read_run(Path(arguments["compare"])) if arguments["compare"] else None
    results = evaluation.evaluate(index, queries)
    varied = (
        {name: evaluation.evaluate(index, queries, vary) for name, vary in VARIANTS.items()}
        if arguments["variants"]
        else {}
    )
    print(evaluation_report(results, varied))
    if before is not None:
        print("\n" + compare(before, results))
    if arguments["save"]:
        Path(arguments["save"]).write_text(run_object(results), "utf-8")
    return FINE


def misses(arguments: Arguments) -> int:
    """List what was asked and not found."""
    from pathlib import Path

    from kb_tools.reports import misses_report
    from kb_tools.search.places import find_root
    from kb_tools.search.querying import Index

    index = Index(find_root(), on_build=say_building)
    report = misses_report(index, Path(arguments["given"][0]))
    if report:
        print(report)
    return FINE if report else NOTHING_FOUND
