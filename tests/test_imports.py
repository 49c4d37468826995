"""Imports point one way, and the way of a search is short."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def reading_order() -> list[str]:
    """The modules as ARCHITECTURE.md lists them."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    return re.findall(r"^\| `(kb_tools[\w./]*)` \|", text, re.M)


def module_name(path: Path) -> str:
    relative = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    return relative.removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kb_tools"):
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


MODULES = {module_name(path): path for path in sorted((ROOT / "kb_tools").rglob("*.py"))}


def test_every_module_stands_in_the_reading_order() -> None:
    order = [name.removesuffix(".py").replace("/", ".") for name in reading_order()]

    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    ignored = {"kb_tools.__main__", *packages}
    assert sorted(order) == sorted(set(MODULES) - ignored)


def test_a_module_imports_only_those_before_it() -> None:
    order = [name.removesuffix(".py").replace("/", ".") for name in reading_order()]
    for place, name in enumerate(order):
        later = imported(MODULES[name]) & set(order[place:])
        # what is only named in annotations may point forward
        text = MODULES[name].read_text("utf-8")
        block = re.search(r"^if TYPE_CHECKING:\n((?:    .*\n|\n)+)", text, re.M)
        named = block[1] if block else ""
        assert {each for each in later if f"from {each} import" not in named} <= ALLOWED.get(
            name, set()
        ), name


ALLOWED = {
    # the index is rebuilt, and only then imported, by the search that finds it behind
    "kb_tools.search.querying": {"kb_tools.search.indexing"},
}

HEAVY = {
    "argparse", "asyncio", "click", "dataclasses", "enum", "inspect", "json", "markdown", "mkdocs",
    "pathlib", "re", "typing", "whoosh", "yaml",
}  # fmt: skip


def test_a_search_imports_nothing_that_it_does_not_use(tree: Path) -> None:
    code = (
        "import sys; from kb_tools.cli import main\n"
        "code = main(['search', 'yelling', 'at', 'me'])\n"
        "print(code, *sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    )
    for _ in range(2):  # the first builds the index
        run = subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=tree,
        )
    exit_code, *loaded = run.stderr.split()

    assert exit_code == "0"
    assert HEAVY.isdisjoint(loaded), HEAVY.intersection(loaded)
