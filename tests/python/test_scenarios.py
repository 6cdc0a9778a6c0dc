# SPDX-License-Identifier: Apache-2.0
"""Every scenario at both doors, and its history made again in every way there is."""

import pytest

import cordboard as cb
from scenario import CenterDoor, CoreDoor, Player, scenarios

FILES = scenarios()


@pytest.mark.parametrize("path", FILES.values(), ids=FILES.keys())
def test_a_scenario_holds_at_both_doors_and_can_be_made_again(path):
    text = path.read_text(encoding="utf-8")
    hashes = []
    for door in (CenterDoor(), CoreDoor()):
        player = Player(door)
        player.play(text, path.name)
        hashes.append(door.hashes())
        if isinstance(door, CenterDoor):
            center = door.center
            again = CenterDoor()
            for at, command in player.said:
                again.advance_to(at)
                assert isinstance(again.say(command), list)
            again.advance_to(player.now)
            assert again.hashes() == door.hashes()
            restored = cb.Center.restore(center.snapshot())
            assert (restored.state_hash(), restored.event_hash()) == door.hashes()
            assert restored.events.to_dicts() == center.events.to_dicts()
            forked = center.fork()
            center.advance("10min")
            for other in (restored, forked):
                other.advance("10min")
                assert (other.state_hash(), other.event_hash()) == door.hashes()
                assert other.statistics().to_dicts() == center.statistics().to_dicts()
    assert hashes[0] == hashes[1]


def test_there_are_scenarios():
    assert len(FILES) >= 10
