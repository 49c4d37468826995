from kb_tools import vocabulary
from kb_tools.facets import Channel, Group, Kind, Severity, Stage
from kb_tools.search.places import FOLDERS


def test_the_types_hold_the_values_of_the_vocabulary() -> None:
    assert tuple(Kind) == vocabulary.KINDS
    assert tuple(Group) == vocabulary.GROUPS
    assert tuple(Severity) == vocabulary.SEVERITIES
    assert tuple(Channel) == vocabulary.CHANNELS
    assert tuple(Stage) == vocabulary.STAGES


def test_every_kind_has_its_folder() -> None:
    assert tuple(kind.folder for kind in Kind) == FOLDERS


def test_only_the_two_worst_severities_need_a_stop() -> None:
    assert [s for s in Severity if s.needs_stop] == [Severity.ABUSIVE, Severity.DANGEROUS]
