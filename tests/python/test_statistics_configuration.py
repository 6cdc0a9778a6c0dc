# SPDX-License-Identifier: Apache-2.0
"""Simple entries of statistics.yaml, and the configuration of a centre that they name."""

import warnings

import pytest

import cordboard as cb
from cordboard.cli import check_file

ENTRY = """\
name: Answered
objectType: QUEUE
statisticDefinitionName: InTime
timeProfile: OneDay
timeRange: Range0-60
"""
CENTER = """\
queues: [{name: support, channel: chat}]
statistics:
  file: statistics.yaml
  time_profiles:
    OneDay,Growing: "TZ=Europe/Paris; 0:00"
  time_ranges: {Range0-60: 0-60}
  statistic_types:
    InTime: {Category: TotalNumberInTimeRange, MainMask: CallAnswered, Subject: DNAction}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "statistics.yaml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "center.yaml").write_text(CENTER, encoding="utf-8")
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_centre_resolves_the_simple_entries_of_its_file(folder):
    """Protects: the configuration in center.yaml reaches entries in another file."""
    center = cb.Center.from_yaml(folder / "center.yaml")
    inner = center.statistic("support", "Answered").definition["statisticDefinitionEx"]
    assert inner["category"] == "TotalNumberInTimeRange"
    assert inner["mainMask"] == "CallAnswered"
    assert inner["dynamicTimeProfile"] == "TZ=Europe/Paris; 0:00"
    assert (inner["timeRangeLeft"], inner["timeRangeRight"]) == (0, 60)


def test_a_snapshot_needs_neither_file(folder):
    """Protects: what is restored measures by the resolved definitions."""
    center = cb.Center.from_yaml(folder / "center.yaml")
    before = center.statistic("support", "Answered")
    data = center.snapshot()
    for name in ("center.yaml", "statistics.yaml"):
        (folder / name).unlink()
    assert cb.Center.restore(data).statistic("support", "Answered") == before


def test_definitions_of_a_dict_stand_beside_their_configuration():
    center = cb.Center(
        {
            "queues": [{"name": "support", "channel": "chat"}],
            "statistics": {
                "definitions": [
                    {"name": "Waiting", "objectType": "QUEUE", "statisticDefinitionName": "T"}
                ],
                "statistic_types": [
                    {
                        "name": "T",
                        "category": "CurrentNumber",
                        "subject": "Action",
                        "mainMask": "CallWait",
                    }
                ],
            },
        }
    )
    assert center.statistic("support", "Waiting").value == 0


def test_statistics_given_to_the_centre_use_its_configuration(folder, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(ENTRY.replace("Answered", "Other"), encoding="utf-8")
    center = cb.Center.from_yaml(folder / "center.yaml", statistics=other)
    assert center.statistic("support", "Other").value == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("statistics.yaml", "OneDay", "OneWeek", "statistics.yaml:4:14: timeProfile"),
        ("statistics.yaml", "QUEUE", "QUEU", "statistics.yaml:2:13: objectType"),
        ("center.yaml", "0:00", "24:00", "center.yaml:5:"),
        ("center.yaml", "0-60}", "sixty}", "center.yaml:6:"),
        ("center.yaml", "Category:", "Categry:", "center.yaml:8:"),
    ],
)
def test_faults_are_named_with_their_lines(folder, file, old, new, place):
    """Protects: a configuration inside center.yaml keeps its line numbers."""
    change(folder / file, old, new)
    with pytest.raises(cb.BadInput) as refused:
        check_file(folder / "center.yaml")
    assert place in str(refused.value)


def test_definitions_inside_center_yaml_keep_their_lines(folder):
    (folder / "center.yaml").write_text(
        "statistics:\n"
        "- name: a\n"
        "  objectType: QUEUE\n"
        "  statisticDefinitionEx:\n"
        "    category: CurrentNumber\n"
        "    subject: DNAction\n"
        "    mainMask: CallWeight\n",
        encoding="utf-8",
    )
    with pytest.raises(cb.BadInput, match=r"center\.yaml:7:.*no action named 'CallWeight'"):
        check_file(folder / "center.yaml")


def test_warnings_are_said_once(folder):
    change(folder / "center.yaml", "CallAnswered", "CallRingin")
    change(folder / "statistics.yaml", "QUEUE", "AGENT")
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        cb.Center.from_yaml(folder / "center.yaml")
    said = [str(one.message) for one in found]
    assert len(said) == 1
    assert "center.yaml:8: the main mask: 'CallRingin' is read as 'CallRinging'" in said[0]


def test_check_knows_a_statistics_file_of_any_form(folder, capsys):
    """Protects: lists, simple entries, sections and misplaced quotes are no centre to `check`."""
    path = folder / "statistics.yaml"
    definition = "{category: CurrentNumber, subject: DNAction, mainMask: CallWait}"
    entry = f"{{name: a, objectType: QUEUE, statisticDefinitionEx: {definition}}}"
    sections = "time_ranges: {Range0-60: 0-60}\n---\n"
    quotes = (
        "name: a\nobjectType: AGENT\nstatisticDefinitionEx:\n  category: CurrentNumber\n"
        "  subject: AgentStatus\n  mainMask: '*', ~LoggedOut, ~NotMonitored'\n"
    )
    for text in (f"- {entry}\n", sections + entry, quotes):
        path.write_text(text, encoding="utf-8")
        assert check_file(path) == "statistics"
    assert "statistics.yaml:6: the quotes of this mask are not right" in capsys.readouterr().out
