# SPDX-License-Identifier: Apache-2.0
"""What no caller of a StatisticsEngine should give it is refused by name, and changes nothing."""

from datetime import UTC, datetime

import pytest

import cordboard as cb
from action_rows import measured, statistic

HALF = "Q\ud800"
NO_QUESTIONS = {
    "half a character": (lambda engine: engine.value(HALF, "s"), "object: "),
    "a number for an object": (lambda engine: engine.value(1, "s"), "object: a text is expected"),
    "no name": (lambda engine: engine.explain("Q", None), "name: a text is expected, not None"),
    "a number for a type": (lambda engine: engine.close("Q", "s", 5), "object_type: a text"),
    "no instant": (lambda engine: engine.advance_to(None), "expected an instant, found None"),
    "seconds for an instant": (lambda engine: engine.history("Q", "s", since=1.5), "expected an i"),
    "no period": (lambda engine: engine.values_every([], None), "expected a duration, found None"),
    "no definition": (lambda engine: engine.open("Q", 5), r"definitions\[0\]: a mapping"),
    "an object without a name": (
        lambda engine: engine.open("", statistic("new", "TotalNumber", "CallEntered")),
        "object: an object needs a name",
    ),
    "saved text": (lambda engine: engine.restore("saved"), "saved: bytes are expected"),
}


@pytest.mark.parametrize("case", NO_QUESTIONS)
def test_a_question_that_means_nothing_is_refused(case):
    ask, message = NO_QUESTIONS[case]
    engine = measured([], "08:00:00", statistic("s", "TotalNumber", "CallEntered"))
    saved = engine.save()
    with pytest.raises(cb.BadInput, match=message):
        ask(engine)
    assert engine.save() == saved


NO_OPTIONS = {
    "definitions": ({"definitions": 5}, "definitions: the path or the text"),
    "half a character": ({"definitions": "- name: \ud800\n"}, "definitions: "),
    "objects": ({"objects": 5}, "objects: a list of objects is expected, not 5"),
    "one object": ({"objects": {"type": "QUEUE", "id": "Q"}}, "objects: a list of objects"),
    "half an id": ({"objects": [{"type": "QUEUE", "id": HALF}]}, r"objects\[0\].id: "),
    "groups": ({"objects": [{"type": "QUEUE", "id": "Q", "groups": 5}]}, r"objects\[0\].groups"),
    "a group": ({"objects": [{"type": "QUEUE", "id": "Q", "groups": [""]}]}, "of a group is empty"),
    "timezone": ({"timezone": 5}, "timezone: a text is expected"),
    "start": ({"start": 1.0}, "expected an instant, found 1.0"),
    "truncate": ({"truncate": []}, r"truncate: \[\] is no truncation"),
    "remember": ({"remember": 2**70}, "remember: a whole number"),
    "on_forgotten": ({"on_forgotten": 5}, "on_forgotten: a function is expected, not 5"),
}


@pytest.mark.parametrize("case", NO_OPTIONS)
def test_an_option_of_the_wrong_kind_is_refused(case):
    options, message = NO_OPTIONS[case]
    given = {"definitions": [statistic("s", "TotalNumber", "CallEntered")], **options}
    with pytest.raises(cb.BadInput, match=message):
        cb.StatisticsEngine(**given)


def test_groups_may_come_from_any_iterable():
    groups = {"type": "QUEUE", "id": "Q", "groups": iter(["all"])}
    definition = statistic("s", "TotalNumber", "CallEntered", kind="GroupQueues")
    engine = cb.StatisticsEngine([definition], objects=[groups])
    assert engine.value("all", "s") == 0


def test_time_does_not_stand_before_the_start():
    start = "2026-03-02T10:00:00Z"
    engine = cb.StatisticsEngine([statistic("s", "TotalNumber", "CallEntered")], start=start)
    with pytest.raises(cb.UsageError, match="starts at 2026-03-02T10:00:00"):
        engine.advance_to("2026-03-02T09:59:59Z")
    engine.advance_to(start)
    with pytest.raises(cb.UsageError, match="go back from 2026-03-02T10:00:00"):
        engine.advance_to("2026-03-02T09:59:59Z")


def test_texts_of_times_in_dicts_name_their_zone_and_other_times_are_utc():
    engine = cb.StatisticsEngine([statistic("s", "TotalNumber", "CallEntered")])
    entered = {"object_type": "Queue", "object": "q", "action": "CallEntered", "phase": "occur"}
    with pytest.raises(cb.BadInput, match=r"time: row 1: .* has no time zone"):
        engine.feed([{"time": 0, **entered}, {"time": "2026-03-02T10:00:00", **entered}])
    noon = datetime(2026, 3, 2, 12)
    engine.feed([{"time": noon, **entered}])
    assert engine.now == noon.replace(tzinfo=UTC)


def test_blanks_around_the_zone_of_a_time_profile():
    profiles = ("TZ=Europe/Paris; 0:00", "TZ= Europe/Paris ;0:00")
    values = []
    for profile in profiles:
        entered = statistic("s", "TotalNumber", "CallEntered", dynamicTimeProfile=profile)
        engine = cb.StatisticsEngine(
            [entered], objects=[{"type": "QUEUE", "id": "q"}], start="2026-03-02T22:00:00Z"
        )
        row = {"object_type": "Queue", "object": "q", "action": "CallEntered", "phase": "occur"}
        engine.feed([{"time": "2026-03-02T22:30:00Z", **row}])
        engine.advance_to("2026-03-02T23:30:00Z")
        values.append(engine.value("q", "s"))
    assert values == [0, 0]


@pytest.mark.parametrize("given", ["sampel", "statistcs.yaml", "nothing-like-it"])
def test_a_file_that_is_not_there(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "statistics.yaml").write_text("", encoding="utf-8")
    with pytest.raises(cb.BadInput, match="no such file") as caught:
        cb.StatisticsEngine(given)
    assert caught.value.file == given
    meant = {"sampel": "'sample'", "statistcs.yaml": "'statistics.yaml'"}.get(given)
    assert "path of a statistics.yaml, or 'sample'" in caught.value.remedy
    assert (f"did you mean {meant}?" in caught.value.remedy) == (meant is not None)
