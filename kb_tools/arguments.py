"""Here are words on a command line: which command, with which options?

`kb search` is asked in the middle of a call, in a new process every time: its arguments are read
here without argparse, from the same table that argparse is built from.
"""

from __future__ import annotations

from kb_tools.errors import KbError
from kb_tools.vocabulary import checked, checked_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from typing import Any

    Arguments = dict[str, Any]

FINE, NOTHING_FOUND, COULD_NOT_RUN = 0, 1, 2
"""The exit codes: answered or clean, nothing found or problems found, could not run."""


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


def parser(commands: dict[str, Command], about: str, epilog: str) -> ArgumentParser:
    """Return the argparse parser of the same commands, for help and for what is wrong."""
    from argparse import ArgumentTypeError, RawDescriptionHelpFormatter

    def type_of(option: Option) -> Callable[[str], int | str]:
        def convert(text: str) -> int | str:
            try:
                return option.value(text)
            except KbError as error:
                raise ArgumentTypeError(str(error)) from None

        return convert

    built = _parser_class()(
        prog="kb", description=about, epilog=epilog, formatter_class=RawDescriptionHelpFormatter
    )
    subparsers = built.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in commands.items():
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
    return built


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
