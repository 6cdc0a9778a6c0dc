// SPDX-License-Identifier: Apache-2.0
// What must hold of every state, written a second time and the plain way: no list, pool or index of
// the engine is believed, everything is counted from the interactions and the directory.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "event_text.hpp"
#include "routing/candidates.hpp"
#include "state/exclusions.hpp"
#include "state/legs.hpp"
#include "state/pools.hpp"
#include "state/rebuild.hpp"
#include "state/skill_levels.hpp"
#include "state/state.hpp"

namespace cordboard::test {

// In a session are its customer and whoever holds the interaction; when it has ended, nobody.
inline void check_chats(const State& state) {
    for (const auto& [id, chat] : state.chats) {
        const Interaction* one = find(state, id);
        ASSERT_NE(one, nullptr) << "a session ends with its interaction";
        EXPECT_EQ(state.directory.media[one->media.value].kind, MediaKind::chat);
        std::vector<AgentId> there;
        for (const ChatParty& party : chat.parties) {
            if (party.is_present) {
                there.push_back(party.agent);
            }
        }
        std::vector<AgentId> expected;
        if (!chat.is_ended) {
            EXPECT_FALSE(one->customer_left);
            EXPECT_NE(one->state, InteractionState::in_workbin);
            expected.push_back({});
            if (one->owner.exists()) {
                expected.push_back(one->owner);
            }
        }
        EXPECT_EQ(there, expected);
        Instant last = chat.events.front().at;
        for (const ChatEvent& event : chat.events) {
            EXPECT_LT(event.party, chat.parties.size());
            EXPECT_GE(event.at, last);
            last = event.at;
        }
    }
}

// How many of that media the agent holds.
inline std::uint32_t held(const State& state, AgentId agent, MediaId media) {
    std::uint32_t count = 0;
    for (const Interaction& one : state.interactions.slots) {
        if (!one.id.exists() || one.media != media) {
            continue;
        }
        count += one.invited == agent ? 1U : 0U;
        if (one.first_leg != nothing) {
            legs::for_each(state, one, [&](const Leg& leg) { count += leg.agent == agent; });
        } else {
            count += one.owner == agent && !one.is_uncounted ? 1U : 0U;
        }
    }
    return count;
}

inline bool has_room(const State& state, AgentId agent, MediaId media) {
    const Channel& channel = state.directory.channels.at(agent.value, media.value);
    if (!channel.open || channel.state != ChannelState::ready || channel.do_not_disturb ||
        held(state, agent, media) >= channel.capacity) {
        return false;
    }
    const bool is_voice = state.directory.media[media.value].kind == MediaKind::voice;
    const std::uint32_t feature = is_voice ? 1U : 1U << 2;
    const Service service = is_voice ? Service::voice : Service::media;
    if ((state.settings.disabled_features & feature) != 0 ||
        state.settings.services[static_cast<std::size_t>(service)] != ServiceState::active) {
        return false;
    }
    const Media& wanted = state.directory.media[media.value];
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (i == media.value || held(state, agent, {i}) == 0) {
            continue;
        }
        if (wanted.alone || state.directory.media[i].alone ||
            (!wanted.beside_any && !wanted.beside.contains({i}))) {
            return false;
        }
    }
    return true;
}

inline bool belongs(const State& state, const Target& target, AgentId agent) {
    switch (target.kind) {
        case TargetKind::agent:
            return target.agent == agent;
        case TargetKind::agent_group:
            return state.directory.group_members.at(agent.value, target.agent_group.value) != 0;
        case TargetKind::skill:
            return parse_skills(state, state.texts.view(target.skill))
                .value()
                .matches(levels_of(state, agent));
    }
    return false;
}

inline std::int32_t level(const State& state, const Target& target, AgentId agent) {
    return target.kind == TargetKind::skill ? parse_skills(state, state.texts.view(target.skill))
                                                  .value()
                                                  .level(levels_of(state, agent))
                                            : 0;
}

inline bool waits(const Interaction& one) {
    return one.id.exists() && one.state == InteractionState::queued && one.targets.exists();
}

// Through which of its targets, in order, the agent could be offered the interaction now.
inline std::vector<Target> ways(const State& state, const Interaction& one, AgentId agent) {
    std::vector<Target> result;
    if (!waits(one) || exclusions::contains(state, one, agent) ||
        !has_room(state, agent, one.media)) {
        return result;
    }
    for (const TargetId id : state.directory.target_lists[one.targets.value].targets) {
        if (belongs(state, state.directory.targets[id.value], agent)) {
            result.push_back(state.directory.targets[id.value]);
        }
    }
    return result;
}

inline std::int64_t aged_priority(const State& state, const Interaction& one, Instant now) {
    const Queue& queue = state.directory.queues[one.queue.value];
    std::int64_t priority = one.priority;
    if (queue.aging_every > Duration{}) {
        for (Instant at = one.entered + queue.aging_every; at <= now; at = at + queue.aging_every) {
            priority += queue.aging_add;
        }
    }
    return priority;
}

// Legs that are in use are in the list of their call, once; an agent is in a call once; a call and
// its consult call know each other.
inline void check_legs(const State& state) {
    std::size_t in_use = 0;
    for (const Interaction& one : state.interactions.slots) {
        std::set<std::uint32_t> agents;
        std::size_t count = 0;
        std::size_t speakers = 0;
        bool has_agent = false;
        legs::for_each(state, one, [&](const Leg& leg) {
            ++count;
            const bool is_silent = leg.monitors == MonitoringState::listen_in ||
                                   leg.monitors == MonitoringState::coach;
            const bool is_for_an_agent =
                leg.monitors == MonitoringState::barge_in && legs::has(state, one, leg.monitored);
            speakers += is_silent || is_for_an_agent ? 0U : 1U;
            EXPECT_EQ(leg.call, one.id);
            EXPECT_NE(leg.state, LegState::released);
            has_agent = has_agent || leg.agent.exists();
            if (leg.agent.exists()) {
                EXPECT_TRUE(agents.insert(leg.agent.value).second);
            }
            EXPECT_FALSE(leg.consult.exists() && leg.parent.exists());
            if (const Leg* other = legs::paired(state, leg)) {
                EXPECT_EQ(leg.consult.exists() ? other->parent : other->consult, one.id);
            }
        });
        in_use += count;
        const bool waits =
            one.state == InteractionState::queued || one.state == InteractionState::invited;
        if (count > 0) {
            EXPECT_TRUE(waits || (speakers > 1 && has_agent)) << "a call of nobody";
            EXPECT_TRUE(waits || one.owner == legs::owner(state, one) ||
                        legs::has(state, one, one.owner));
        }
    }
    EXPECT_EQ(state.interactions.legs.size() - state.interactions.free_legs.size(), in_use);
    for (const std::uint32_t index : state.interactions.free_legs) {
        const Leg& free = state.interactions.legs[index];
        EXPECT_FALSE(free.call.exists() || free.agent.exists() || !free.number.empty())
            << "nothing is kept of a party that has gone";
    }
}

// A supervisor monitors one agent, an agent is monitored by one, and a supervisor is in one of his
// calls at most, as he wants to be; in a call that waits there is none.
inline void check_monitoring(const State& state) {
    std::set<std::uint32_t> supervisors;
    std::set<std::uint32_t> targets;
    for (const Monitoring& one : state.monitorings) {
        EXPECT_TRUE(supervisors.insert(one.supervisor.value).second);
        EXPECT_TRUE(targets.insert(one.monitored.value).second);
        EXPECT_NE(one.state, MonitoringState::none);
        EXPECT_TRUE(state.directory.agents[one.supervisor.value].in_session);
        EXPECT_FALSE(state.directory.agents[one.monitored.value].deleted);
    }
    EXPECT_TRUE(state.monitorings.empty() || (state.settings.disabled_features & 1U << 1) == 0);
    std::set<std::uint32_t> in_calls;
    for (const Leg& leg : state.interactions.legs) {
        if (leg.monitors == MonitoringState::none) {
            continue;
        }
        EXPECT_TRUE(in_calls.insert(leg.agent.value).second);
        EXPECT_EQ(leg.state, LegState::established);
        const auto its =
            std::find_if(state.monitorings.begin(), state.monitorings.end(),
                         [&](const Monitoring& one) { return one.supervisor == leg.agent; });
        ASSERT_NE(its, state.monitorings.end());
        EXPECT_EQ(its->monitored, leg.monitored);
        EXPECT_EQ(its->state, leg.monitors);
        EXPECT_EQ(find(state, leg.call)->state, InteractionState::accepted);
    }
}

// Forwards end somewhere.
inline void check_forwards(const State& state) {
    const Directory& directory = state.directory;
    for (const Device& first : directory.devices) {
        const Device* device = &first;
        std::size_t hops = 0;
        while (device != nullptr && hops <= directory.devices.size()) {
            const auto next = std::find_if(
                directory.devices.begin(), directory.devices.end(), [&](const Device& one) {
                    return device->forward_to != TextId{} && one.phone_number == device->forward_to;
                });
            device = next == directory.devices.end() ? nullptr : &*next;
            ++hops;
        }
        EXPECT_EQ(device, nullptr) << "a circle of forwards";
    }
}

inline void check_interactions(const State& state) {
    check_legs(state);
    check_forwards(state);
    check_monitoring(state);
    std::size_t exclusions = 0;
    for (const Interaction& one : state.interactions.slots) {
        for (std::uint32_t i = one.first_exclusion; i != nothing;
             i = state.interactions.exclusions[i].next) {
            ++exclusions;
        }
    }
    EXPECT_EQ(state.interactions.exclusions.size() - state.interactions.free_exclusions.size(),
              exclusions)
        << "every exclusion is in use or free";
    for (const Interaction& one : state.interactions.slots) {
        if (!one.id.exists()) {
            EXPECT_EQ(one.state, InteractionState::completed);
            EXPECT_EQ(one.first_exclusion, nothing);
            EXPECT_EQ(one.first_leg, nothing);
            EXPECT_EQ(one.recording, RecordingState::stopped);
            continue;
        }
        const bool owned = one.state == InteractionState::accepted ||
                           one.state == InteractionState::pulled ||
                           one.state == InteractionState::reply_created ||
                           one.state == InteractionState::transferring;
        const bool offered =
            one.state == InteractionState::invited || one.state == InteractionState::transferring;
        EXPECT_EQ(one.owner.exists(), owned);
        EXPECT_EQ(state.interactions.in_workbin[one.id.slot()].content.workbin.exists(),
                  one.state == InteractionState::in_workbin);
        EXPECT_EQ(one.invited.exists(), offered);
        EXPECT_TRUE(!owned || !offered || one.owner != one.invited);
        EXPECT_EQ(find(state, one.id), &one);
        if (one.recording != RecordingState::stopped) {
            EXPECT_EQ(state.directory.media[one.media.value].kind, MediaKind::voice);
            EXPECT_EQ(state.settings.disabled_features & 1U << 4, 0U) << "no recording without it";
        }
        if (one.is_draft) {
            ASSERT_TRUE(state.emails.contains(one.id));
            EXPECT_NE(one.state, InteractionState::accepted);
            EXPECT_EQ(one.is_uncounted, owned) << "a draft takes no room";
            EXPECT_EQ(state.emails.at(one.id).sender.exists(), one.state == InteractionState::sent);
        } else {
            EXPECT_NE(one.state, InteractionState::reply_created);
            EXPECT_NE(one.state, InteractionState::sent);
        }
        EXPECT_TRUE(!one.queue.exists() || !state.directory.queues[one.queue.value].deleted);
    }
    for (const auto& [id, email] : state.emails) {
        ASSERT_NE(find(state, id), nullptr) << "what is known of a mail ends with it";
        EXPECT_EQ(state.directory.media[find(state, id)->media.value].kind, MediaKind::email);
    }
}

inline void check_agents(const State& state) {
    for (std::uint32_t i = 0; i < state.directory.agents.size(); ++i) {
        const Agent& agent = state.directory.agents[i];
        std::uint32_t all = 0;
        MediaSet media;
        for (std::uint32_t m = 0; m < state.directory.media.size(); ++m) {
            const std::uint32_t count = held(state, {i}, {m});
            EXPECT_EQ(state.directory.channels.at(i, m).held, count);
            all += count;
            if (count > 0) {
                media.insert({m});
                EXPECT_TRUE(agent.in_session);
            }
        }
        EXPECT_EQ(agent.held, all);
        EXPECT_EQ(agent.held_media, media);
        std::uint32_t handling = 0;
        for (const Interaction& one : state.interactions.slots) {
            if (one.first_leg == nothing) {
                handling += one.id.exists() && one.owner == AgentId{i} ? 1U : 0U;
            }
            legs::for_each(state, one, [&](const Leg& leg) {
                handling += leg.agent == AgentId{i} && leg.state != LegState::ringing ? 1U : 0U;
            });
        }
        EXPECT_EQ(agent.handling, handling);
        EXPECT_FALSE(agent.in_session && (agent.deleted || !agent.enabled));
        for (std::size_t skill = 0; skill < state.directory.skills.size(); ++skill) {
            EXPECT_FALSE((agent.deleted || state.directory.skills[skill].deleted) &&
                         state.directory.skill_levels.at(i, skill) != 0);
        }
        if (agent.place.exists()) {
            EXPECT_EQ(state.directory.places[agent.place.value].agent, AgentId{i});
        }
    }
}

inline void check_timers(const State& state, Instant now) {
    std::size_t owned = 0;
    for (const Interaction& one : state.interactions.slots) {
        if (!one.id.exists()) {
            continue;
        }
        if (one.timer != base::no_timer) {
            ++owned;
            const auto& timer = state.timers[one.timer];
            const bool waiting = one.state == InteractionState::queued;
            EXPECT_EQ(timer.subject.kind, waiting ? TimerKind::retry : TimerKind::offer);
            EXPECT_EQ(timer.subject.index, one.id.slot());
            EXPECT_GE(timer.deadline, now);
            EXPECT_NE(one.state, InteractionState::accepted);
            EXPECT_TRUE(!waiting || timer.deadline <= now + seconds(30));
        } else {
            EXPECT_TRUE(one.state != InteractionState::queued || one.first_exclusion == nothing)
                << "those passed over must be asked again";
        }
        if (one.overflow_timer != base::no_timer) {
            ++owned;
            const auto& timer = state.timers[one.overflow_timer];
            EXPECT_EQ(timer.subject.kind, TimerKind::overflow);
            EXPECT_EQ(timer.subject.index, one.id.slot());
            EXPECT_GE(timer.deadline, now);
            EXPECT_LT(one.stage + 1, state.directory.queues[one.queue.value].stages);
            EXPECT_FALSE(one.owner.exists());
        }
    }
    for (const Leg& leg : state.interactions.legs) {
        if (leg.timer != base::no_timer) {
            ++owned;
            EXPECT_EQ(leg.state, LegState::ringing);
            EXPECT_EQ(state.timers[leg.timer].subject.kind, TimerKind::ringing);
            EXPECT_GE(state.timers[leg.timer].deadline, now);
        }
    }
    for (std::uint32_t i = 0; i < state.directory.agents.size(); ++i) {
        for (std::uint32_t m = 0; m < state.directory.media.size(); ++m) {
            const Channel& channel = state.directory.channels.at(i, m);
            if (channel.timer == base::no_timer) {
                continue;
            }
            ++owned;
            EXPECT_EQ(channel.work_mode, WorkMode::after_call_work);
            EXPECT_EQ(state.timers[channel.timer].subject.kind, TimerKind::agent_state);
            EXPECT_GE(state.timers[channel.timer].deadline, now);
        }
    }
    for (std::uint32_t i = 0; i < state.directory.agents.size(); ++i) {
        const Agent& agent = state.directory.agents[i];
        if (agent.grace_timer == base::no_timer) {
            continue;
        }
        ++owned;
        EXPECT_TRUE(agent.in_session) << "only a session has a connection to lose";
        EXPECT_EQ(state.timers[agent.grace_timer].subject.kind, TimerKind::session);
        EXPECT_EQ(state.timers[agent.grace_timer].subject.index, i);
        EXPECT_GE(state.timers[agent.grace_timer].deadline, now);
    }
    EXPECT_EQ(state.timers.size(), owned) << "no timer without an owner";
}

// The derived part by content: who stands in which pool in which order, who waits in which lane.
struct Derived {
    std::vector<std::vector<std::pair<std::uint32_t, std::int32_t>>> pools;
    std::vector<std::set<
        std::tuple<std::uint32_t, std::int32_t, std::uint32_t, std::vector<std::uint64_t>>>>
        lanes;
    friend bool operator==(const Derived&, const Derived&) = default;
};

inline Derived derived(const State& state) {
    Derived result;
    for (std::size_t target = 0; target < state.directory.targets.size(); ++target) {
        auto& able = result.pools.emplace_back();
        pools::for_each_able(state, {static_cast<std::uint32_t>(target)}, [&](const Member& one) {
            able.emplace_back(one.agent.value, one.level);
            return true;
        });
        auto& lanes = result.lanes.emplace_back();
        for (const std::uint32_t index : state.routing.lanes_of_target[target]) {
            const Lane& lane = state.routing.lanes[index];
            std::vector<std::uint64_t> waiting;
            for (std::uint32_t i = lane.first; i != nothing; i = state.interactions.slots[i].next) {
                waiting.push_back(state.interactions.slots[i].id.value);
            }
            EXPECT_FALSE(waiting.empty());
            lanes.insert({lane.queue.value, lane.priority, lane.targets.value, waiting});
        }
    }
    return result;
}

inline void check_derived(const State& state) {
    if (state.routing.stale) {
        return;
    }
    State anew = state;
    rebuild(anew);
    EXPECT_EQ(derived(state), derived(anew));
}

// Nobody who could take something stands idle beside it.
inline void check_work_conservation(const State& state) {
    for (const Interaction& one : state.interactions.slots) {
        for (std::uint32_t i = 0; waits(one) && i < state.directory.agents.size(); ++i) {
            EXPECT_TRUE(ways(state, one, {i}).empty())
                << text_of(state, AgentId{i}) << " could take " << text_of(state, one.id);
        }
    }
}

// An offer out of a queue that the built-in choice is about to make, from the state before it.
inline void check_invitation(const State& state, const InteractionInvited& event, Instant now,
                             bool built_in) {
    const Interaction& one = *find(state, event.interaction);
    if (one.owner.exists()) {
        EXPECT_TRUE(has_room(state, event.agent, one.media));
        return;
    }
    const std::vector<Target> through = ways(state, one, event.agent);
    ASSERT_FALSE(through.empty()) << "offered to one who cannot take it";
    if (!built_in) {
        return;
    }
    if (event.pulled) {
        for (const Interaction& other : state.interactions.slots) {
            if (&other == &one || ways(state, other, event.agent).empty()) {
                continue;
            }
            const bool older = std::tuple(other.entered, other.id.number()) <
                               std::tuple(one.entered, one.id.number());
            if (state.routing.pull == Pull::longest_waiting) {
                EXPECT_FALSE(older);
            } else if (state.routing.pull == Pull::priority) {
                const std::int64_t x = aged_priority(state, other, now);
                const std::int64_t y = aged_priority(state, one, now);
                EXPECT_FALSE(x > y || (x == y && older));
            } else if (other.targets == one.targets) {
                EXPECT_FALSE(older) << "the same agent has the same level";
            }
        }
        return;
    }
    // Routed: the first target of the list that has anybody, and there the one to be preferred.
    for (const TargetId id : state.directory.target_lists[one.targets.value].targets) {
        const Target& target = state.directory.targets[id.value];
        using Rank = std::tuple<double, bool, Instant, std::uint32_t>;
        std::optional<std::pair<Rank, std::uint32_t>> best;
        for (std::uint32_t i = 0; i < state.directory.agents.size(); ++i) {
            if (ways(state, one, {i}).empty() || !belongs(state, target, {i})) {
                continue;
            }
            const Agent& agent = state.directory.agents[i];
            const double criterion = state.routing.choice == AgentChoice::highest_skill
                                         ? -level(state, target, {i})
                                     : state.routing.choice == AgentChoice::fewest_open ? agent.held
                                     : state.routing.choice == AgentChoice::least_occupied
                                         ? routing::occupancy(agent, now)
                                         : 0.0;
            const Rank rank{criterion, agent.held > 0,
                            agent.held > 0 ? Instant{} : agent.free_since, i};
            if (!best || rank < best->first) {
                best = {rank, i};
            }
        }
        if (best) {
            EXPECT_EQ(best->second, event.agent.value);
            return;
        }
    }
}

}  // namespace cordboard::test
