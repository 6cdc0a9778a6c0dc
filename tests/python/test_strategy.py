# SPDX-License-Identifier: Apache-2.0
"""Strategies in Python: when they are asked, with whom, and what happens when they fail."""

from pathlib import Path

import numpy as np
import pytest

import cordboard as cb
import designs
from cordboard import sim

CONFIG = {
    "media": [{"name": "chat"}],
    "skills": [{"name": "billing"}],
    "agents": [
        {"userName": "ann", "skills": {"billing": 8}, "capacity": {"chat": 2}},
        {"userName": "bob", "skills": {"billing": 3}},
    ],
    "queues": [{"name": "support", "channel": "chat"}],
    "routing": [{"queue": "support", "target": {"skill": "billing"}}],
}

MODEL = {
    "center": CONFIG,
    "start": "2026-03-02T08:00:00Z",
    "duration": "4h",
    "arrivals": [{"media": "chat", "queue": "support", "rate": "1.5/min"}],
    "handling": [{"media": "chat", "distribution": "lognormal", "mean": "90s", "cv": 1.0}],
    "patience": [{"media": "chat", "distribution": "exponential", "mean": "2min"}],
}


class Recorder(cb.Strategy):
    """Writes down what it is asked and answers from a list."""

    needs = ("skill_level", "idle_time", "open_chats", "waiting_time", "priority", "occupancy")

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def choose(self, interaction, candidates):
        self.asked.append((interaction.queue, interaction.media, candidates.tolist()))
        answer = self.answers.pop(0) if self.answers else 0
        return answer(interaction, candidates) if callable(answer) else answer


class Newest(cb.Strategy):
    def choose(self, interaction, candidates):
        return 0

    def pull(self, agent, waiting):
        return len(waiting) - 1


class HighestLevel(cb.Strategy):
    needs = ("skill_level", "idle_time")

    def choose(self, interaction, candidates):
        return int((candidates[:, 0] + 1e-6 * candidates[:, 1]).argmax())


class HighestLevelInBatches(HighestLevel):
    def choose_many(self, candidates, offsets):
        score = candidates[:, 0] + 1e-6 * candidates[:, 1]
        best = np.maximum.reduceat(score, offsets[:-1])
        hits = np.flatnonzero(score == np.repeat(best, np.diff(offsets)))
        return hits[np.searchsorted(hits, offsets[:-1])] - offsets[:-1]


def staffed(strategy):
    center = cb.Center(CONFIG, strategy=strategy)
    for name in ("ann", "bob"):
        center.agent(name).start_session()
        center.agent(name).ready()
    return center


def test_it_is_asked_with_all_who_are_able_and_its_choice_is_offered():
    strategy = Recorder(1)
    center = staffed(strategy)
    center.advance("30s")
    chat = center.offer(queue="support")
    assert strategy.asked == [("support", "chat", [[8, 30, 0, 0, 0, 0], [3, 30, 0, 0, 0, 0]])]
    assert chat.agent == "bob"


def test_who_becomes_able_is_asked_about_alone_and_none_waits():
    strategy = Recorder(None, None, 0)
    center = staffed(strategy)
    chat = center.offer(queue="support")
    assert chat.state == "Queued"
    center.agent("ann").not_ready()
    center.agent("ann").ready()
    assert chat.state == "Queued"
    center.agent("bob").not_ready()
    center.agent("bob").ready()
    assert chat.agent == "bob"
    assert [len(rows) for _, _, rows in strategy.asked] == [2, 1, 1]


def test_pull_decides_what_an_agent_takes():
    center = cb.Center(CONFIG, strategy=Newest())
    chats = [center.offer(queue="support") for _ in range(3)]
    center.agent("bob").start_session()
    center.agent("bob").ready()
    assert [chat.state for chat in chats] == ["Queued", "Queued", "Invited"]


@pytest.mark.parametrize(
    "answer",
    [2, -1, "0", 1.5, float("nan"), True, [0], object(), lambda *_: 1 / 0],
    ids=["beyond", "negative", "text", "real", "nan", "bool", "list", "object", "raises"],
)
def test_rubbish_is_a_strategy_error_and_changes_nothing(answer):
    center = staffed(Recorder(answer))
    before = center.state_hash(), center.event_hash(), len(center.events), center.snapshot()
    with pytest.raises(cb.StrategyError):
        center.offer(queue="support")
    after = center.state_hash(), center.event_hash(), len(center.events), center.snapshot()
    assert after == before
    assert center.offer(queue="support").agent == "ann"


def test_a_failure_sets_the_clock_of_the_caller_back():
    clock = cb.VirtualClock()
    center = cb.Center(CONFIG, strategy=Recorder(lambda *_: 1 / 0), clock=clock)
    center.agent("ann").start_session()
    center.agent("ann").ready()
    with pytest.raises(cb.StrategyError):
        center.offer(queue="support")
    center.advance("5s")
    assert clock.now == center.now


def test_a_restored_center_asks_a_strategy_or_says_that_it_needs_one():
    snapshot = staffed(Recorder()).snapshot()
    with pytest.raises(cb.UsageError, match="strategy="):
        cb.Center.restore(snapshot)
    again = Recorder()
    assert cb.Center.restore(snapshot, strategy=again).offer(queue="support").agent == "ann"
    assert len(again.asked) == 1
    restored = cb.Center.restore(snapshot, strategy=cb.HighestSkill())
    assert restored.offer(queue="support").explain()["choice"] == "HighestSkill"


def test_a_center_without_a_strategy_cannot_be_told_to_ask_one():
    center = cb.Center(CONFIG)
    with pytest.raises(cb.CommandError, match="no strategy to ask") as caught:
        center.execute({"command": "SetRoutingStrategy", "choice": "External"})
    assert (caught.value.status_code, caught.value.field) == (2, "choice")


def test_an_interrupt_undoes_the_command():
    def interrupted(*_):
        raise KeyboardInterrupt

    center = staffed(Recorder(interrupted))
    before = center.state_hash(), len(center.events)
    with pytest.raises(KeyboardInterrupt):
        center.offer(queue="support")
    assert (center.state_hash(), len(center.events)) == before
    assert center.offer(queue="support").agent == "ann"


def test_what_pull_was_shown_is_valid_during_the_call_alone():
    kept = []

    class Keeps(Newest):
        def pull(self, agent, waiting):
            kept.extend(waiting)
            return 0

    cb.simulate(MODEL, Keeps(), seed=3)
    with pytest.raises(cb.UsageError, match="valid only while"):
        assert kept[0].queue


@pytest.mark.parametrize("wrong", [Newest, object(), "LongestIdle", 5])
def test_what_is_no_strategy_is_refused(wrong):
    with pytest.raises(cb.StrategyError, match="expected an instance of a Strategy"):
        cb.Center(CONFIG, strategy=wrong)
    with pytest.raises(cb.StrategyError, match="expected an instance of a Strategy"):
        cb.simulate(MODEL, wrong)


def test_needs_is_a_list():
    class Wrong(Newest):
        needs = "idle_time"

    with pytest.raises(cb.StrategyError, match="needs"):
        cb.simulate(MODEL, Wrong())


@pytest.mark.parametrize("answer", [[0.7], ["0"], [np.nan], [1j], None, [0, 0, 0]])
def test_choose_many_answers_with_whole_numbers(answer):
    class Answers(HighestLevelInBatches):
        def choose_many(self, candidates, offsets):
            return np.array(answer) if isinstance(answer, list) else answer

    with pytest.raises(cb.StrategyError, match="choose_many"):
        cb.simulate(MODEL, Answers(), seed=3, replications=2)


def test_calling_back_is_refused_and_changes_nothing():
    strategy = Recorder()
    center = staffed(strategy)
    strategy.answers = [lambda *_: center.advance("1s")]
    before = center.state_hash()
    with pytest.raises(cb.StrategyError, match="must not call back"):
        center.offer(queue="support")
    assert center.state_hash() == before


def test_an_unknown_column_is_named():
    class Wrong(cb.Strategy):
        needs = ("charm",)

    with pytest.raises(ValueError, match="charm"):
        cb.Center(CONFIG, strategy=Wrong())
    with pytest.raises(ValueError, match="charm"):
        cb.simulate(MODEL, Wrong())


def test_nobody_holds_a_common_media_that_the_centre_lacks():
    class AsksForMail(Recorder):
        needs = ("open_emails", "open_email", "open_voice", "open_workitems", "open_chat")

    strategy = AsksForMail()
    staffed(strategy).offer(queue="support")
    assert strategy.asked[0][2][0] == [0.0] * 5


def test_a_strategy_that_equals_a_built_in_plays_the_same_day():
    own = cb.simulate(MODEL, HighestLevel(), seed=3)
    built_in = cb.simulate(MODEL, cb.HighestSkill(), seed=3)
    assert own.decisions > 100
    assert own.summary().to_dicts() == built_in.summary().to_dicts()


def test_choose_many_decides_like_choose():
    one_by_one = cb.simulate(MODEL, HighestLevel(), seed=3, replications=5)
    together = cb.simulate(MODEL, HighestLevelInBatches(), seed=3, replications=5)
    assert together.event_hashes == one_by_one.event_hashes
    assert together.decisions == one_by_one.decisions


def test_choose_many_is_shown_every_row_however_many_there_are():
    shown = []

    class Watching(HighestLevelInBatches):
        def choose_many(self, candidates, offsets):
            shown.append(candidates.copy())
            return super().choose_many(candidates, offsets)

    cb.simulate(designs.M.model() | {"duration": "1min"}, Watching(), replications=5)
    assert len(shown[0]) == 5 * 50
    assert (shown[0][:, 1] > 0).all(), "everybody has been idle since the day began"


def test_choose_many_is_shown_the_same_whatever_the_number_of_processors(monkeypatch):
    def shown(processors):
        seen = []

        class Watching(HighestLevelInBatches):
            def choose_many(self, candidates, offsets):
                seen.append((candidates.tolist(), offsets.tolist()))
                return super().choose_many(candidates, offsets)

        monkeypatch.setattr(sim, "processors", lambda: processors)
        return cb.simulate(MODEL, Watching(), seed=3, replications=5).event_hashes, seen

    alone = shown(1)
    assert len(alone[1]) > 100
    assert shown(2) == alone
    assert shown(3) == alone


def test_a_failure_of_choose_many_ends_all_threads():
    class Failing(HighestLevelInBatches):
        def choose_many(self, candidates, offsets):
            raise LookupError("no idea")

    def threads():
        return sorted(Path("/proc/self/task").iterdir())

    before = threads()
    with pytest.raises(cb.StrategyError, match="no idea"):
        cb.simulate(MODEL, Failing(), seed=3, replications=20)
    assert threads() == before


def test_what_a_strategy_misuses_is_its_own_error():
    kept = []

    class Late(cb.Strategy):
        def choose(self, interaction, candidates):
            kept.append(interaction)
            return 0

        def pull(self, agent, waiting):
            return len(kept[0].queue)

    with pytest.raises(cb.StrategyError, match="UsageError"):
        cb.simulate(MODEL, Late(), seed=3)


def test_best_of_each_is_the_first_of_the_best_and_nobody_without_a_score():
    scores = np.array([1.0, 3.0, 3.0, np.nan, 2.0, np.nan, np.nan, -np.inf])
    offsets = np.array([0, 3, 5, 5, 7, 8])
    assert cb.best_of_each(scores, offsets).tolist() == [1, 1, -1, -1, 0]
    for wrong in ([0, 9], [2, 1], [-1, 2], []):
        with pytest.raises(ValueError, match="offsets"):
            cb.best_of_each(scores, np.array(wrong, dtype=np.int64))
    with pytest.raises(ValueError, match="score"):
        cb.best_of_each(scores.reshape(2, 4), offsets)


def test_pull_is_asked_beside_choose_many():
    class NewestInBatches(Newest):
        def choose_many(self, candidates, offsets):
            return np.zeros(len(offsets) - 1, dtype=np.int64)

    one_by_one = cb.simulate(MODEL, Newest(), seed=3, replications=3)
    together = cb.simulate(MODEL, NewestInBatches(), seed=3, replications=3)
    assert together.event_hashes == one_by_one.event_hashes
    longest_waiting = cb.simulate(MODEL, HighestLevel(), seed=3, replications=3)
    assert together.event_hashes != longest_waiting.event_hashes


def test_processes_give_the_same_replications():
    alone = cb.simulate(MODEL, HighestLevel(), seed=3, replications=4)
    together = cb.simulate(MODEL, HighestLevel(), seed=3, replications=4, threads=2)
    assert together.event_hashes == alone.event_hashes


def test_every_replication_has_its_own_copy():
    class Counting(cb.Strategy):
        def __init__(self):
            self.count = 0

        def choose(self, interaction, candidates):
            self.count += 1
            return 0 if self.count % 2 else None

    many = cb.simulate(MODEL, Counting(), seed=3, replications=3)
    assert (
        cb.simulate(MODEL, Counting(), seed=3, replications=1).event_hashes == many.event_hashes[:1]
    )


@pytest.mark.parametrize("answer", [7, "x", lambda *_: 1 / 0])
def test_a_simulation_names_what_is_wrong_with_an_answer(answer):
    with pytest.raises(cb.StrategyError):
        cb.simulate(MODEL, Recorder(answer))
