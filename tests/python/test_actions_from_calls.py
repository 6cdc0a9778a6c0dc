# SPDX-License-Identifier: Apache-2.0
"""cb.actions_from_calls(): what becomes of a call log, and what is said of one that cannot be."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

import cordboard as cb

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(clock):
    return None if clock is None else datetime.fromisoformat(f"2026-03-02T{clock}+00:00")


def calls(*rows, **more):
    """Give a table of calls; texts of columns that hold times are clock times."""
    times = {"arrival", "distributed", "answer", "end", "wrap_up_end"}
    table = pl.DataFrame(
        [
            {name: at(value) if name in times else value for name, value in one.items()}
            for one in rows
        ],
        infer_schema_length=None,
    )
    missing = [name for name in ("answer", "end") if name not in table.columns]
    return table.with_columns(**{name: pl.lit(None) for name in missing}, **more)


def told(table, *columns, **options):
    """Give the rows that come of a call log as short texts: clock time, object, action, phase."""
    rows = cb.actions_from_calls(table, *columns, **options).to_dicts()
    return [
        " ".join(
            str(part)
            for part in (
                f"{row['time']:%H:%M:%S}",
                row["object"],
                row["action"],
                row["phase"],
                "" if row["duration"] is None else row["duration"] // 1_000_000,
            )
            if part != ""
        )
        for row in rows
    ]


ANSWERED = {
    "arrival": "09:00:00",
    "queue": "Q",
    "agent": "ann",
    "distributed": "09:00:30",
    "answer": "09:00:40",
    "end": "09:05:40",
    "wrap_up_end": "09:06:00",
}


def test_an_answered_call_goes_through_queue_and_agent():
    assert told(calls(ANSWERED)) == [
        "09:00:00 Q CallEntered occur",
        "09:00:00 Q CallWait start",
        "09:00:30 Q CallWait end",
        "09:00:30 Q CallDistributed occur 30",
        "09:00:30 ann CallRinging start",
        "09:00:30 ann CallRingingStarted occur",
        "09:00:40 Q CallAnswered occur 40",
        "09:00:40 ann CallRinging end",
        "09:00:40 ann CallAnswered occur 10",
        "09:00:40 ann CallInbound start",
        "09:00:40 ann CallInboundStarted occur",
        "09:05:40 Q CallReleased occur 300",
        "09:05:40 ann CallInbound end",
        "09:05:40 ann CallInboundCompleted occur 300",
        "09:05:40 ann AfterCallWork start",
        "09:06:00 ann AfterCallWork end",
    ]


def test_what_has_not_happened_stays_open():
    waiting = {"arrival": "09:00:00", "queue": "Q"}
    assert told(calls(waiting)) == ["09:00:00 Q CallEntered occur", "09:00:00 Q CallWait start"]
    talking = {**ANSWERED, "end": None, "wrap_up_end": None}
    assert told(calls(talking))[-1] == "09:00:40 ann CallInboundStarted occur"


def test_a_caller_who_leaves_abandons_from_where_he_is():
    waiting = {"arrival": "09:00:00", "queue": "Q", "end": "09:00:50"}
    assert told(calls(waiting))[2:] == [
        "09:00:50 Q CallWait end",
        "09:00:50 Q CallAbandoned occur 50",
    ]
    ringing = {**ANSWERED, "answer": None, "end": "09:00:50", "wrap_up_end": None}
    assert told(calls(ringing))[6:] == [
        "09:00:50 Q CallAbandonedFromRinging occur 50",
        "09:00:50 ann CallRinging end",
        "09:00:50 ann CallAbandonedFromRinging occur 20",
    ]


def test_an_outcome_says_more_than_the_times():
    rows = [
        {"arrival": "09:00:00", "queue": "Q", "answer": "09:00:10", "end": "09:00:10", "outcome": w}
        for w in ("HANG", "Agent", "Overflow", None)
    ]
    ends = [
        line
        for line in told(calls(*rows), outcomes={"overflow": "cleared"})
        if line.startswith("09:00:10") and "occur" in line
    ]
    assert ends == [
        "09:00:10 Q CallDistributed occur 10",
        "09:00:10 Q CallDistributed occur 10",
        "09:00:10 Q CallAnswered occur 10",
        "09:00:10 Q CallAnswered occur 10",
        "09:00:10 Q CallAbandoned occur 10",
        "09:00:10 Q CallCleared occur 10",
        "09:00:10 Q CallReleased occur 0",
        "09:00:10 Q CallReleased occur 0",
    ]


def test_numbers_are_seconds_from_the_step_before():
    given = calls(ANSWERED).with_columns(distributed=30, answer=40, end=300.0, wrap_up_end=20.0)
    assert told(given) == told(calls(ANSWERED))
    left = calls({"arrival": "09:00:00", "queue": "Q"}).with_columns(end=50)
    assert told(left)[-1] == "09:00:50 Q CallAbandoned occur 50"


def test_times_may_be_texts_and_without_zone():
    expected = told(calls(ANSWERED))
    naive = calls(ANSWERED).with_columns(pl.col(pl.Datetime).dt.replace_time_zone(None))
    assert told(naive) == expected
    texts = calls(ANSWERED).with_columns(pl.col(pl.Datetime).dt.strftime("%Y-%m-%d %H:%M:%S"))
    assert told(texts) == expected


def test_columns_are_found_by_the_names_given():
    names = {"arrival": "t", "queue": "q", "agent": "who", "id": "n"}
    table = calls(ANSWERED).rename({"arrival": "t", "queue": "q", "agent": "who"})
    found = cb.actions_from_calls(table.with_columns(n=17, t2=1), names)
    assert set(found["interaction"]) == {"17"}
    assert found.columns == [
        "time",
        "object_type",
        "object",
        "action",
        "phase",
        "duration",
        "interaction",
        "media",
        "attributes",
    ]


def test_calls_without_an_id_are_told_apart():
    found = cb.actions_from_calls(calls(ANSWERED, {**ANSWERED, "agent": "bob"}))
    assert set(found["interaction"]) == {"0", "1"}


def test_a_call_without_an_id_gets_none_that_another_has():
    rows = [{**ANSWERED, "agent": f"a{n}", "id": given} for n, given in enumerate("1x")]
    rows += [{**ANSWERED, "agent": f"a{n}", "id": None} for n in (2, 3)]
    rows[1]["id"] = None
    rows[3]["id"] = "#1"
    found = cb.actions_from_calls(calls(*rows))
    ids = {row["object"]: row["interaction"] for row in found.to_dicts()}
    assert [ids[f"a{n}"] for n in range(4)] == ["1", "##1", "2", "#1"]


def test_one_id_may_come_again_where_it_is_free():
    first = {**ANSWERED, "id": "A"}
    later = {**first, **dict.fromkeys(("distributed", "answer", "end"), "09:10:00")}
    later |= {"arrival": "09:06:00", "wrap_up_end": "09:10:00"}
    elsewhere = {**first, "queue": "R", "agent": "bob"}
    engine = cb.StatisticsEngine(
        "sample", objects=[{"type": "QUEUE", "id": "Q"}, {"type": "AGENT", "id": "ann"}], start=DAY
    )
    engine.feed(cb.actions_from_calls(calls(first, later, elsewhere)))
    assert engine.value("Q", "Total_Answered") == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agent": "bob"}, "id: row 2: 'A' is the id of row 0 too, at the same time on the same q"),
        ({"queue": "R"}, "id: row 2: 'A' is the id of row 0 too, at the same time on the same age"),
        (
            {"queue": "R", "answer": "09:05:59", "distributed": "09:05:59", "wrap_up_end": None},
            "id: row 2: 'A' is the id of row 0 too, at the same time on the same agent",
        ),
        (
            {"agent": "bob", "arrival": "09:00:30"},
            "id: row 2: 'A' is the id of row 0 too, at the same time on the same queue",
        ),
    ],
)
def test_an_id_that_two_calls_have_at_once_is_refused_with_both_rows(change, message):
    first = {**ANSWERED, "id": "A"}
    again = {**first, "end": "09:06:30", "wrap_up_end": "09:06:30", **change}
    with pytest.raises(cb.BadInput) as error:
        cb.actions_from_calls(calls(first, {**ANSWERED, "agent": "cyd", "id": "B"}, again))
    assert str(error.value).startswith(message)


def test_an_id_of_a_call_that_goes_on_is_not_free():
    waiting = {"arrival": "09:00:00", "queue": "Q", "id": "A"}
    with pytest.raises(cb.BadInput, match="row 1: 'A' is the id of row 0 too"):
        cb.actions_from_calls(calls(waiting, {**waiting, "arrival": "11:00:00"}))


def test_words_of_outcomes_are_read_without_case_and_blanks():
    rows = [
        {"arrival": "09:00:00", "queue": "Q", "end": "09:00:10", "outcome": word}
        for word in (" LOST ", "overFlow", "  ", None)
    ]
    ends = [
        line for line in told(calls(*rows), outcomes={" Overflow": "cleared"}) if "10 Q" in line
    ]
    assert [line for line in ends if "occur" in line] == [
        *["09:00:10 Q CallAbandoned occur 10"] * 3,
        "09:00:10 Q CallCleared occur 10",
    ]


def test_without_an_outcome_a_call_that_rang_in_vain_is_abandoned_from_ringing():
    rang = {**ANSWERED, "answer": None, "wrap_up_end": None, "outcome": ""}
    lines = told(calls(rang))
    assert "09:05:40 Q CallAbandonedFromRinging occur 340" in lines
    assert not [line for line in lines if "CallAbandoned " in line]


def test_another_media_has_a_channel_of_its_own():
    table = calls({**ANSWERED, "media": "chat"})
    lines = [line for line in told(table, logins="1h") if " ann " in line]
    assert lines == [
        "09:00:30 ann Active start",
        "09:00:30 ann Delivering start",
        "09:00:30 ann DeliveringStarted occur",
        "09:00:40 ann Delivering end",
        "09:00:40 ann Accepted occur 10",
        "09:00:40 ann HandlingInbound start",
        "09:00:40 ann HandlingInboundStarted occur",
        "09:05:40 ann HandlingInbound end",
        "09:05:40 ann StoppedInbound occur 300",
        "09:05:40 ann AfterCallWork start",
        "09:06:00 ann AfterCallWork end",
        "09:06:00 ann Active end",
    ]
    assert set(cb.actions_from_calls(table)["media"]) == {"chat"}


def test_logins_are_guessed_only_when_asked_for():
    def call(begin, end, agent="ann"):
        return {
            "arrival": begin,
            "queue": "Q",
            "agent": agent,
            "answer": begin,
            "end": end,
            "wrap_up_end": None,
        }

    table = calls(
        call("09:00:00", "09:10:00"),
        call("09:05:00", "09:06:00"),
        call("09:10:00", "09:20:00"),
        call("09:30:00", "09:40:00"),
        call("11:00:00", "11:10:00"),
        call("11:00:00", None, "bob"),
    )
    kinds = ("LoggedIn", "WaitForNextCall")
    assert not [line for line in told(table) if any(kind in line for kind in kinds)]
    lines = [line for line in told(table, logins="1h") if any(kind in line for kind in kinds)]
    assert lines == [
        "09:00:00 ann LoggedIn start",
        "09:20:00 ann WaitForNextCall start",
        "09:30:00 ann WaitForNextCall end",
        "09:40:00 ann LoggedIn end",
        "11:00:00 ann LoggedIn start",
        "11:00:00 bob LoggedIn start",
        "11:10:00 ann LoggedIn end",
    ]
    assert told(table, logins=timedelta(hours=1)) == told(table, logins=3600)


def test_the_values_are_those_of_the_calls():
    table = pl.DataFrame(
        {
            "arrival": [DAY + timedelta(seconds=7 * n) for n in range(1_000)],
            "queue": [f"Q{n % 3}" for n in range(1_000)],
            "agent": [f"a{n % 40}" for n in range(1_000)],
            "answer": [None if n % 5 == 0 else float(n % 11) for n in range(1_000)],
            "end": [60.0 + n % 13 for n in range(1_000)],
        }
    )
    engine = cb.StatisticsEngine(
        "sample",
        objects=[{"type": "QUEUE", "id": f"Q{n}"} for n in range(3)]
        + [{"type": "AGENT", "id": f"a{n}"} for n in range(40)],
        start=DAY,
    )
    engine.feed(cb.actions_from_calls(table, logins="8h"))
    for name in range(3):
        mine = table.filter(pl.col("queue") == f"Q{name}")
        answered = mine.filter(pl.col("answer").is_not_null())
        waits = mine.select(pl.coalesce("answer", "end")).to_series()
        assert engine.value(f"Q{name}", "Total_Answered") == len(answered)
        assert engine.value(f"Q{name}", "Total_Abandoned") == len(mine) - len(answered)
        assert engine.value(f"Q{name}", "AverageWaitingTime") == waits.sum() / len(mine)
    talked = table.filter(pl.col("answer").is_not_null(), pl.col("agent") == "a7")
    assert engine.value("a7", "InboundCalls") == len(talked)
    assert engine.value("a7", "TalkDuration") == talked["end"].sum()


def test_a_log_without_calls_is_a_stream_without_rows():
    empty = calls(ANSWERED).clear()
    assert len(cb.actions_from_calls(empty, logins="1h")) == 0


WRONG = {
    "no queue column": (lambda one: one.drop("queue"), "queue: the table has no column 'queue'"),
    "no arrival": (
        lambda one: one.with_columns(arrival=pl.lit(None).cast(pl.Datetime("us", "UTC"))),
        "arrival: row 0: the value is missing",
    ),
    "no queue": (lambda one: one.with_columns(queue=pl.lit("")), "queue: row 0: the value is"),
    "arrival as number": (
        lambda one: one.with_columns(arrival=1.0),
        "arrival: a column of timestamps is expected, not of type real",
    ),
    "text": (
        lambda one: one.with_columns(answer=pl.lit("soon")),
        "answer: row 0: 'soon' is no timestamp",
    ),
    "negative": (lambda one: one.with_columns(answer=-1), "answer: row 0: -1 seconds are negative"),
    "huge": (lambda one: one.with_columns(answer=1e12), "answer: row 0: 1000000000000.0 are more"),
    "end before answer": (
        lambda one: one.with_columns(end=pl.lit(at("09:00:35"))),
        "end: row 0: 2026-03-02T09:00:35+00:00 is earlier than the answer",
    ),
    "answer before arrival": (
        lambda one: one.with_columns(answer=pl.lit(at("08:59:00"))),
        "answer: row 0: 2026-03-02T08:59:00+00:00 is earlier than the distribution",
    ),
    "answer before arrival alone": (
        lambda one: one.drop("distributed").with_columns(answer=pl.lit(at("08:59:00"))),
        "answer: row 0: 2026-03-02T08:59:00+00:00 is earlier than the arrival",
    ),
    "work after nothing": (
        lambda one: one.with_columns(end=pl.lit(None).cast(pl.Int64), wrap_up_end=5),
        "wrap_up_end: row 0: 5 seconds since no end",
    ),
    "outcome": (
        lambda one: one.with_columns(outcome=pl.lit("lunch")),
        "outcome: row 0: 'lunch' is no outcome; say with outcomes=",
    ),
    "answered without answer": (
        lambda one: one.with_columns(outcome=pl.lit("answered"), answer=pl.lit(None)),
        "outcome: row 0: 'answered', but the call has no answer",
    ),
    "cleared from ringing": (
        lambda one: one.with_columns(outcome=pl.lit("cleared")),
        "outcome: row 0: 'cleared', but the call was distributed; then it is answered or aband",
    ),
    "queue of a wrong type": (
        lambda one: one.with_columns(queue=1.5),
        "queue: a column of texts is expected, not of type real",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_log_that_cannot_be_is_refused_by_column_and_row(case):
    change, message = WRONG[case]
    with pytest.raises(cb.BadInput) as error:
        cb.actions_from_calls(change(calls(ANSWERED)))
    assert str(error.value).startswith(message)


def test_roles_and_meanings_that_are_none_are_refused():
    with pytest.raises(cb.BadInput, match="columns: 'agents' is no role of a column"):
        cb.actions_from_calls(calls(ANSWERED), {"agents": "agent"})
    with pytest.raises(cb.BadInput, match="who: the table has no column 'who'"):
        cb.actions_from_calls(calls(ANSWERED), {"agent": "who"})
    with pytest.raises(cb.BadInput, match="outcomes: 'x' cannot mean 'won'"):
        cb.actions_from_calls(calls(ANSWERED), outcomes={"x": "won"})
    with pytest.raises(TypeError, match="a table with __arrow_c_stream__ is expected"):
        cb.actions_from_calls([ANSWERED])
