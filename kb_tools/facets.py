"""The controlled vocabulary of the metadata: every value a facet may take, in reading order."""

from enum import StrEnum


class Kind(StrEnum):
    """What an article is: something that happens, one thing to do about it, or background."""

    SITUATION = "situation"
    TACTIC = "tactic"
    GUIDE = "guide"

    @property
    def folder(self) -> str:
        """The folder of this kind, under `docs/` and under each `translations/<lang>/`."""
        return f"{self.value}s"


class Group(StrEnum):
    """Where a situation belongs on the home page."""

    BEHAVIOUR = "behaviour"
    DEMAND = "demand"
    CAUSE = "cause"
    MOMENT = "moment"


class Severity(StrEnum):
    """What an agent can observe in a situation, mildest first, so that two agents pick the same."""

    UPSET = "upset"
    HOSTILE = "hostile"
    ABUSIVE = "abusive"
    DANGEROUS = "dangerous"

    @property
    def needs_stop(self) -> bool:
        """Whether a situation this severe opens with what protects people."""
        return self in (Severity.ABUSIVE, Severity.DANGEROUS)


class Channel(StrEnum):
    """Where the conversation takes place; an article that names none holds for all of them."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"


class Stage(StrEnum):
    """When in a conversation a tactic has its place, in order."""

    PREPARE = "prepare"
    STEADY = "steady"
    LISTEN = "listen"
    RESOLVE = "resolve"
    LIMIT = "limit"
    ESCALATE = "escalate"
    RECOVER = "recover"


FACETS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "group": Group,
    "severity": Severity,
    "channel": Channel,
    "stage": Stage,
}
