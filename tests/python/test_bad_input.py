# SPDX-License-Identifier: Apache-2.0
"""Files that are wrong: one clear error with file, line and field."""

import json

import pytest

import cordboard as cb
from cordboard import _core

CASES = {
    "unknown key": ("skils: []\n", 1, "skils"),
    "unknown key with its likely meaning": ("agents:\n  - {userName: a, skils: {}}\n", 2, "skills"),
    "wrong type": ("queues: 5\n", 1, "queues"),
    "dangling skill": ("agents:\n  - {userName: a, skills: {nothing: 3}}\n", 2, "nothing"),
    "duplicate agent": ("agents:\n  - {userName: a}\n  - {userName: a}\n", 3, "userName"),
    "duplicate key": ("media: []\nmedia: []\n", 2, "media"),
    "bad expression": (
        "queues: [{name: q, channel: voice}]\nrouting:\n  - {queue: q, target: {skill: 'a >='}}\n",
        3,
        "skill",
    ),
    "bad duration": ("settings: {ring_timeout: soon}\n", 1, "ring_timeout"),
    "unknown queue": ("routing:\n  - {queue: q, target: {skill: a}}\n", 2, "queue"),
    "alias bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]"
            for i in range(9)
        )
        + "\n",
        0,
        "",
    ),
    "depth bomb": ("media: " + "[" * 500 + "]" * 500 + "\n", 1, ""),
    "not yaml": ("agents: [\n", 0, ""),
}


@pytest.mark.parametrize(("text", "line", "word"), CASES.values(), ids=CASES.keys())
def test_a_center_file_names_line_and_field(tmp_path, text, line, word):
    path = tmp_path / "center.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(cb.BadInput) as caught:
        cb.Center.from_yaml(path)
    assert caught.value.file == str(path)
    assert word in str(caught.value)
    if line:
        assert caught.value.line == line


def test_a_mapping_names_its_field():
    with pytest.raises(cb.BadInput, match=r"agents\[0\]"):
        cb.Center({"agents": [{"userName": "a", "capacity": {"chat": "many"}}]})


def test_json_is_read_too(tmp_path):
    path = tmp_path / "center.json"
    path.write_text(json.dumps({"agents": [{"userName": "a"}]}), encoding="utf-8")
    assert [agent.user_name for agent in cb.Center.from_yaml(path).agents()] == ["a"]


def test_a_model_names_its_field(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text("center: {}\nduration: 8h\nhandling:\n  - {distribution: normal}\n", "utf-8")
    with pytest.raises(cb.BadInput) as caught:
        cb.Model.from_yaml(path)
    assert caught.value.line == 4
    assert "distribution" in caught.value.path
    path.write_text("center: nowhere.yaml\nduration: 8h\n", encoding="utf-8")
    with pytest.raises(cb.BadInput, match=r"nowhere\.yaml"):
        cb.Model.from_yaml(path)


def test_statistics_name_their_field(tmp_path):
    path = tmp_path / "statistics.yaml"
    path.write_text("name: X\nobjectType: AGENT\nstatisticDefinitionEx: {category: Sum}\n", "utf-8")
    with pytest.raises(cb.BadInput) as caught:
        cb.Center({}, statistics=path)
    assert caught.value.line == 3


def files(folder):
    """Every way in which a file gets in."""
    path = folder / "file.yaml"
    center = folder / "center.yaml"
    center.write_text("statistics: file.yaml\n", encoding="utf-8")
    model = folder / "model.yaml"
    model.write_text("center: file.yaml\nduration: 8h\n", encoding="utf-8")
    return {
        "center": lambda: cb.Center.from_yaml(path),
        "model": lambda: cb.Model.from_yaml(path),
        "the model's center": lambda: cb.Model.from_yaml(model),
        "statistics": lambda: cb.Center({}, statistics=path),
        "the center's statistics": lambda: cb.Center.from_yaml(center),
        "a run's statistics": lambda: cb.simulate(cb.Model.sample(), statistics=path),
    }


def test_a_file_that_is_not_utf_8_is_named(tmp_path, subtests):
    (tmp_path / "file.yaml").write_bytes("tenant: {name: Zürich}\n".encode("latin-1"))
    for way, read in files(tmp_path).items():
        with subtests.test(way), pytest.raises(cb.BadInput, match=r"file\.yaml.*not UTF-8"):
            read()


MISSPELT = """
name: Rings
objectType: AGENT
statisticDefinitionEx: {category: TotalNumber, mainMask: CallRingin, subject: DNAction}
"""


def test_a_misspelt_statistic_warns_its_author_where_he_asks(tmp_path):
    path = tmp_path / "statistics.yaml"
    path.write_text(MISSPELT, encoding="utf-8")
    center = tmp_path / "center.yaml"
    center.write_text("statistics: statistics.yaml\n", encoding="utf-8")
    for ask in (
        lambda: cb.Center({}, statistics=path),
        lambda: cb.Center.from_yaml(center),
        lambda: cb.simulate(cb.Model.sample(), statistics=path),
    ):
        with pytest.warns(cb.StatisticsWarning, match=r"statistics\.yaml:4.*CallRinging") as caught:
            ask()
        assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.parametrize("when", ["2026-03-02", "noon", "2026-03-02T09:00:00"])
def test_instants_need_a_zone(when):
    with pytest.raises(ValueError, match=r"zone|expected|write"):
        cb.VirtualClock(when)


CENTER = {
    "media": [{"name": "chat"}],
    "skills": [{"name": "s"}],
    "agents": [{"userName": "ann"}],
    "queues": [{"name": "q", "channel": "chat"}],
    "routing": [{"queue": "q", "target": {"agent": "ann"}, "timeout": "5s"}],
}


def test_a_damaged_snapshot_is_refused_wherever_the_damage_is():
    center = cb.Center(CENTER)
    center.agent("ann").start_session()
    center.offer(queue="q")
    snapshot = center.snapshot()
    for at in range(0, len(snapshot), 7):
        damaged = bytearray(snapshot)
        damaged[at] ^= 1 << at % 8
        with pytest.raises(cb.BadSnapshot):
            cb.Center.restore(bytes(damaged))
    for length in range(0, len(snapshot), 13):
        with pytest.raises(cb.BadSnapshot):
            cb.Center.restore(snapshot[:length])


def test_a_snapshot_is_restored_after_memberships_have_changed():
    center = cb.Center(CENTER, statistics="sample")
    center.agent("ann").start_session()
    center.advance("1s")
    center.execute({"command": "SetAgentSkill", "agent": "ann", "skill": "s", "level": 1})
    center.advance("9s")
    restored = cb.Center.restore(center.snapshot())
    assert restored.statistics().to_dicts() == center.statistics().to_dicts()
    assert restored.actions.to_dicts() == center.actions.to_dicts()


@pytest.mark.parametrize("by", [3e5 * 365 * 86400, "9999999999999s", 10**30])
def test_time_beyond_the_calendar_is_refused_and_changes_nothing(by):
    center = cb.Center(CENTER)
    with pytest.raises((cb.UsageError, cb.BadInput)):
        center.advance(by)
    assert center.now.year == 1970
    center.offer(queue="q")


def test_a_clock_drives_one_center():
    clock = cb.VirtualClock()
    with cb.Center(CENTER, clock=clock), pytest.raises(cb.UsageError, match="another Center"):
        cb.Center(CENTER, clock=clock)
    assert cb.Center(CENTER, clock=clock).advance("1s") == []


def test_an_unknown_time_zone_is_named():
    with pytest.raises(cb.BadInput, match="Europe/Pariss"):
        cb.Center(CENTER | {"timezone": "Europe/Pariss"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": -1},
        {"seed": 2**64},
        {"seed": None},
        {"seed": 1.5},
        {"threads": 0},
        {"threads": 10**6},
        {"replications": 10**9},
        {"replications": True},
    ],
)
def test_numbers_of_a_simulation_are_checked(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        cb.simulate({"center": CENTER, "start": "2026-03-02T08:00:00Z", "duration": "1s"}, **wrong)


CORE_TYPES = [one for one in vars(_core).values() if isinstance(one, type)]


@pytest.mark.parametrize("kind", CORE_TYPES, ids=lambda kind: kind.__name__)
def test_an_object_of_the_core_that_holds_nothing_cannot_be_made(kind):
    """Protects the process: the first use of such an object would end it."""
    for make in (kind, lambda: kind.__new__(kind), lambda: object.__new__(kind)):
        with pytest.raises(TypeError):
            make()
