"""What editors run: check, new, translate, status."""

from __future__ import annotations

from kb_tools.arguments import FINE, NOTHING_FOUND
from kb_tools.errors import KbError
from kb_tools.vocabulary import KINDS, LANGUAGES, SOURCE, checked, checked_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.arguments import Arguments


def check(arguments: Arguments) -> int:
    """Tell what is wrong with the content."""
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


def new(arguments: Arguments) -> int:
    """Write the skeleton of an article."""
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


def translate(arguments: Arguments) -> int:
    """Begin a translation, show what it is behind, or record that it is not."""
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


def status(arguments: Arguments) -> int:
    """Tell how far each language is."""
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
