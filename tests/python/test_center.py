# SPDX-License-Identifier: Apache-2.0
"""What a Center promises: commands, views, time, histories."""

import threading
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

import cordboard as cb

CONFIG = {
    "media": [{"name": "voice"}, {"name": "chat"}],
    "skills": [{"name": "billing"}, {"name": "sales"}],
    "agents": [
        {"userName": "ann", "skills": {"billing": 8}, "capacity": {"chat": 2}},
        {"userName": "bob", "skills": {"billing": 3}},
    ],
    "queues": [
        {"name": "support", "channel": "chat"},
        {"name": "billing-voice", "channel": "voice", "phoneNumber": "8001"},
    ],
    "routing": [
        {
            "queue": "support",
            "target": {"skill": "billing >= 5"},
            "overflow": {"after": "60s", "target": {"skill": "billing >= 1"}},
        },
        {"queue": "billing-voice", "target": {"skill": "billing"}, "timeout": "10s"},
    ],
}


@pytest.fixture
def center() -> cb.Center:
    center = cb.Center(CONFIG, clock=cb.VirtualClock("2026-03-02T09:00:00Z"), statistics="sample")
    for name in ("ann", "bob"):
        center.agent(name).start_session()
        center.agent(name).ready()
    return center


def test_an_interaction_lives_from_offer_to_completion(center):
    interaction = center.offer(media="chat", queue="support", user_data={"Subject": "Help"})
    ann = center.agent("ann")
    assert (interaction.state, interaction.agent) == ("Invited", "ann")
    assert interaction.capabilities == ["Accept", "Reject", "UpdateUserData"]
    ann.accept(interaction.id)
    ann.update_user_data(interaction.id, {"Level": {"a": 1}, "n": 1.5})
    ann.update_user_data(interaction.id, {"Level": {"b": [True, None]}})
    ann.delete_user_data(interaction.id, {"n": 0})
    assert interaction.user_data == {"Subject": "Help", "Level": {"a": 1, "b": [True, None]}}
    ann.complete(interaction.id)
    assert interaction.state == "Completed"
    assert center.interactions() == []


def test_an_unanswered_call_goes_to_somebody_else_then_back(center):
    call = center.offer(queue="billing-voice")
    assert call.agent == "ann"
    events = center.advance("10s")
    assert [event["event"] for event in events] == ["InteractionRevoked", "InteractionInvited"]
    assert call.agent == "bob"
    center.advance("10s")
    assert call.state == "Queued"
    assert center.run_until(lambda c: call.state == "Invited", limit="1min")
    assert center.now == datetime(2026, 3, 2, 9, 0, 50, tzinfo=UTC)


def test_an_overflow_widens_and_explain_says_so(center):
    center.agent("ann").do_not_disturb()
    chat = center.offer(queue="support")
    reasons = {row["agent"]: row["because"] for row in chat.explain()["agents"]}
    assert reasons == {
        "ann": "does not want to be disturbed",
        "bob": "is asked only when it has waited longer",
    }
    center.advance("1min")
    assert chat.agent == "bob"


def test_explain_says_why_the_one_was_chosen():
    center = cb.Center(
        {
            "media": [{"name": "chat"}],
            "skills": [{"name": "billing"}],
            "agents": [
                {"userName": name, "skills": {"billing": level}}
                for name, level in (("ann", 2), ("bob", 7), ("cat", 7), ("dan", 9))
            ],
            "queues": [{"name": "support", "channel": "chat"}],
            "routing": [{"queue": "support", "target": {"skill": "billing > 1"}}],
        },
        strategy=cb.HighestSkill(),
    )
    for name in ("ann", "cat", "bob"):
        center.agent(name).start_session()
        center.agent(name).ready()
        center.advance("10s")
    chat = center.offer(queue="support")
    explained = chat.explain()
    assert (chat.agent, explained["choice"]) == ("cat", "HighestSkill")
    assert [(row["agent"], row["level"], row["idleTime"]) for row in explained["agents"]] == [
        ("cat", 7, 20.0),
        ("bob", 7, 10.0),
        ("ann", 2, 30.0),
        ("dan", 9, 0.0),
    ]
    assert [row["able"] for row in explained["agents"]] == [True, True, True, False]
    assert explained["agents"][0]["because"] == "it is offered to this agent"
    assert center.state_hash() == center.fork().state_hash()


def test_transfer_is_kept_until_the_other_accepts(center):
    chat = center.offer(queue="support")
    ann, bob = center.agent("ann"), center.agent("bob")
    ann.accept(chat.id)
    ann.transfer(chat.id, to=bob)
    assert (chat.state, chat.view["agent"], chat.view["invited"]) == ("Transferring", "ann", "bob")
    bob.reject(chat.id)
    assert (chat.state, chat.agent) == ("Accepted", "ann")
    ann.transfer(chat.id, skill="billing < 5")
    assert chat.agent == "bob"


def test_a_refusal_names_code_and_field_and_changes_nothing(center):
    chat = center.offer(queue="support")
    before = center.state_hash(), center.event_hash(), len(center.events)
    for act, code, field in (
        (lambda: center.agent("bob").accept(chat.id), 2, "agent"),
        (lambda: center.agent("ann").accept("nothing"), 6, "interaction"),
        (lambda: center.agent("nobody"), 6, "agent"),
        (lambda: center.offer(queue="nowhere"), 6, "queue"),
        (center.offer, 1, "queue"),
        (lambda: center.offer(media="voice", queue="support"), 2, "media"),
        (lambda: center.offer(queue="support", priority=10**9), 2, "priority"),
        (lambda: center.execute({"command": "Fly"}), 3, "command"),
        (lambda: center.execute({}), 1, "command"),
        (lambda: center.execute({"command": 5}), 2, "command"),
        (lambda: center.execute(["OfferInteraction"]), 2, ""),
        (lambda: center.execute({"command": "OfferInteraction", 5: 1}), 2, "5"),
        (lambda: center.execute({"command": "AcceptInteraction", "agent": 5}), 2, "agent"),
        (lambda: center.offer(queue="support", user_data={"x": "y" * 70_000}), 2, "userData"),
    ):
        with pytest.raises(cb.CommandError) as caught:
            act()
        assert (caught.value.status_code, caught.value.field) == (code, field)
    assert (center.state_hash(), center.event_hash(), len(center.events)) == before


def test_an_unknown_field_of_a_command_is_named(center):
    with pytest.raises(cb.CommandError, match="no such field") as caught:
        center.execute(
            {
                "command": "AcceptInteraction",
                "agent": "ann",
                "interaction": "0000aaaaaaaaaaaa",
                "x": 1,
            }
        )
    assert (caught.value.status_code, caught.value.field) == (2, "x")


def test_an_unknown_channel_alone_is_not_valid_and_beside_others_left_out(center):
    center.agent("ann").end_session()
    with pytest.raises(cb.CommandError) as caught:
        center.agent("ann").start_session(channels=["telepathy"])
    assert (caught.value.status_code, caught.value.field) == (2, "channels")
    assert center.agent("ann").state == {}
    events = center.agent("ann").start_session(channels=["chat", "telepathy"])
    assert [(one["event"], one.get("channel"), one.get("reason")) for one in events] == [
        ("ChannelRefused", "telepathy", "invalid_value"),
        ("ContactCenterSessionStarted", None, None),
    ]
    assert center.agent("ann").state == {"chat": "NotReady"}


LOOP = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (float("nan"), "userData.a: nan is no number of JSON"),
        ([1, float("-inf")], r"userData.a\[1\]: -inf is no number"),
        (object(), "userData.a: a value of type object cannot be written"),
        ({"b": {1: 2}}, "userData.a.b: a key is a text, not 1"),
        ("\ud800", "userData.a: half a character"),
        (LOOP, "nested too deeply"),
    ],
    ids=["nan", "infinity", "object", "key", "half", "loop"],
)
def test_user_data_that_is_no_json_names_what_is_wrong(center, value, words):
    before = center.state_hash()
    with pytest.raises(cb.CommandError, match=words) as caught:
        center.offer(queue="support", user_data={"a": value})
    assert (caught.value.status_code, caught.value.field) == (2, "userData")
    assert center.state_hash() == before


def test_user_data_takes_mappings_and_tuples(center):
    chat = center.offer(queue="support", user_data=MappingProxyType({"a": (1, {"b": True})}))
    assert chat.user_data == {"a": [1, {"b": True}]}


@pytest.mark.parametrize("keys", ["a", ["a", "b"], {"a": 0}])
def test_user_data_is_deleted_by_key(center, keys):
    chat = center.offer(queue="support", user_data={"a": 1, "b": 2, "c": 3})
    ann = center.agent("ann")
    ann.accept(chat.id)
    ann.delete_user_data(chat.id, keys)
    assert list(chat.user_data) == [key for key in "abc" if key not in keys]


@pytest.mark.parametrize("to", ["bob", {"agent": "bob"}, {"skill": "billing < 5"}])
def test_a_transfer_takes_the_forms_of_a_target(center, to):
    chat = center.offer(queue="support")
    center.agent("ann").accept(chat.id)
    center.agent("ann").transfer(chat.id, to=to)
    assert chat.view["invited"] == "bob"


@pytest.mark.parametrize("to", [{}, {"agent_group": "g0"}, {"agent": "bob", "skill": "billing"}])
def test_a_transfer_refuses_other_targets(center, to):
    chat = center.offer(queue="support")
    center.agent("ann").accept(chat.id)
    with pytest.raises(cb.CommandError, match=r"expected \{'agent': name\} or") as caught:
        center.agent("ann").transfer(chat.id, to=to)
    assert (caught.value.status_code, caught.value.field) == (2, "to")


def test_an_interaction_tells_its_media_type_and_priority(center):
    chat = center.offer(queue="support", priority=7)
    assert (chat.media, chat.type, chat.priority) == ("chat", "Inbound", 7)
    center.agent("ann").accept(chat.id)
    center.agent("ann").complete(chat.id)
    with pytest.raises(cb.NotFound, match="no such interaction"):
        _ = chat.media


@pytest.mark.parametrize("duration", ["-3s", "30", "soon", float("nan"), float("inf")])
def test_an_unreadable_duration_is_bad_input(center, duration):
    with pytest.raises(cb.BadInput, match="duration"):
        center.advance(duration)


@pytest.mark.parametrize("when", ["noon", "2026-03-02T10:00:00", datetime(2026, 3, 2, 10)])
def test_an_unreadable_instant_is_bad_input(center, when):
    with pytest.raises(cb.BadInput, match=r"zone|expected"):
        center.advance_to(when)


def test_snapshot_and_fork_go_on_alike(center):
    chat = center.offer(queue="support")
    center.agent("ann").accept(chat.id)
    center.advance("90s")
    others = [cb.Center.restore(center.snapshot()), center.fork()]
    for other in others:
        assert other.state_hash() == center.state_hash()
        assert other.event_hash() == center.event_hash()
        assert other.events.to_dicts() == center.events.to_dicts()
    for one in (center, *others):
        one.agent("ann").complete(chat.id)
        one.offer(queue="billing-voice")
        one.advance("1h")
    for other in others:
        assert other.state_hash() == center.state_hash()
        assert other.statistics().to_dicts() == center.statistics().to_dicts()


def test_damaged_snapshots_are_refused(center):
    snapshot = center.snapshot()
    for damaged in (b"", snapshot[:-3], snapshot[:200], b"x" + snapshot, snapshot[:-1] + b"!"):
        with pytest.raises(cb.BadSnapshot):
            cb.Center.restore(damaged)


def test_time_does_not_go_back(center):
    with pytest.raises(cb.UsageError, match="time cannot go back"):
        center.advance_to("2026-03-02T08:00:00Z")


def test_run_until_gives_up_at_its_limit(center):
    with pytest.raises(cb.NotReached):
        center.run_until(lambda c: False, limit="5min")
    assert center.now == datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def test_a_closed_center_says_so(center):
    with center:
        pass
    with pytest.raises(cb.UsageError, match="closed"):
        center.offer(queue="support")
    with pytest.raises(cb.UsageError, match="closed"):
        _ = center.now


def test_another_thread_is_refused(center):
    caught = []

    def use():
        try:
            center.offer(queue="support")
        except cb.UsageError as error:
            caught.append(str(error))

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread" in caught[0]


def test_statistics_of_the_sample_file_follow(center):
    chat = center.offer(queue="support")
    center.advance("5s")
    center.agent("ann").accept(chat.id)
    assert center.statistic("support", "Total_Answered").value == 1
    assert center.statistic("support", "AverageWaitingTime").value == 0
    assert center.statistic("billing", "CurrNumberInCall", "SKILL_AG").value == 1
    assert center.statistic("billing", "ServiceLevel").value == 100
    assert center.statistic("ann", "Productivity").definition["objectType"] == "AGENT"
    state = center.statistic("ann", "CurrentAgentState").value[0]
    assert (state["name"], state["since"]) == ("CallInbound", center.now)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("ann", "Nothing"), 'no statistic "Nothing"'),
        (("ann", "InboundCall"), 'no statistic "InboundCall"; did you mean "InboundCalls"?'),
        (("nobody", "InboundCalls"), 'the statistic "InboundCalls" has no object "nobody"'),
        (
            ("suport", "Total_Answered"),
            'the statistic "Total_Answered" has no object "suport"; did you mean "support"?',
        ),
        (
            ("ann", "InboundCalls", "QUEUE"),
            'the statistic "InboundCalls" of "ann" is there for AGENT, not for "QUEUE"',
        ),
    ],
)
def test_a_statistic_that_is_not_there_is_named_with_the_nearest(center, asked, said):
    with pytest.raises(cb.NotFound) as caught:
        center.statistic(*asked)
    assert isinstance(caught.value, KeyError)
    assert str(caught.value) == said


def test_looks(center):
    assert "ann" in center._repr_html_()
    assert "2 agents" in repr(center)
    assert "Ready" in repr(center.agent("ann"))
    assert len(center.queue("support")) == 0


def test_a_pull_rule_and_a_strategy_do_not_undo_each_other():
    config = {
        "media": [{"name": "chat"}],
        "agents": [{"userName": "ann"}],
        "queues": [{"name": "calm", "channel": "chat"}, {"name": "urgent", "channel": "chat"}],
        "routing": [
            {"queue": "calm", "target": {"agent": "ann"}},
            {"queue": "urgent", "target": {"agent": "ann"}, "priority": 9},
        ],
        "settings": {"pull": "longest_waiting"},
    }
    for strategy in (None, cb.HighestSkill()):
        center = cb.Center(config, strategy=strategy)
        oldest = center.offer(queue="calm")
        center.offer(queue="urgent")
        center.agent("ann").start_session()
        center.agent("ann").ready()
        assert oldest.agent == "ann"
        center.execute({"command": "SetPull", "pull": "priority"})
        assert oldest.explain()["choice"] == ("HighestSkill" if strategy else "LongestIdle")


def test_a_priority_replaces_that_of_the_queue(center):
    center.execute({"command": "OfferInteraction", "queue": "support", "priority": 3})
    assert center.interactions()[0].priority == 3


@pytest.mark.parametrize("begin", [cb.Center, cb.Model, cb.simulate])
def test_who_gives_a_file_instead_of_a_mapping_is_told_what_reads_it(begin):
    with pytest.raises(TypeError, match=r"from_yaml\('model.yaml'\) reads a file"):
        begin("model.yaml")
