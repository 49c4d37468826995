"""Documentation cannot fall behind."""

import re

from kb_tools.articles import FIELDS, SECTIONS, TRANSLATION_FIELDS
from kb_tools.check_reports import rules_table
from kb_tools.cli import COMMANDS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_command_and_option_is_described() -> None:
    for name, command in COMMANDS.items():
        assert f"| `kb {name}" in README, name
        for option in command.options:
            assert re.search(rf"^\| .*`--{option.name}[ `]", README, re.M), (name, option.name)


def test_every_field_and_section_is_described() -> None:
    for field in {*TRANSLATION_FIELDS, *(f for fields in FIELDS.values() for f in fields)}:
        assert f"| `{field}` |" in CONTRIBUTING, field
    for section in {s for sections in SECTIONS.values() for s in sections}:
        assert f"`{section}`" in CONTRIBUTING, section


def test_every_key_of_the_json_is_described() -> None:
    objects = (ROOT / "kb_tools/objects.py").read_text("utf-8")
    for key in set(re.findall(r'"(\w+)":', objects)):
        assert f"`{key}`" in README, key


def test_every_variable_is_described() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "kb_tools").rglob("*.py"))
    for variable in set(re.findall(r'"(KB_[A-Z]+|NO_COLOR)"', code)):
        assert f"| `{variable}` |" in README, variable


def test_every_problem_code_is_described() -> None:
    """The table of rules is the one that the docstrings give."""
    table = CONTRIBUTING.split("<!-- rules", 1)[1].split("-->\n", 1)[1].split("\n<!-- end", 1)[0]

    assert table == rules_table()
