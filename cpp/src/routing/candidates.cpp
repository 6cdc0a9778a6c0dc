// SPDX-License-Identifier: Apache-2.0
#include "routing/candidates.hpp"

#include <algorithm>

#include <cordboard/limits.hpp>

#include "state/exclusions.hpp"
#include "state/pools.hpp"

namespace cordboard::routing {

namespace {

bool may_take(const State& state, const Interaction& interaction, AgentId agent) {
    return interaction.first_exclusion == nothing ||
           !exclusions::contains(state, interaction, agent);
}

// Whether `a` is to be preferred to `b`, who stands before it in the order of the longest free.
bool preferred(const State& state, const Member& a, const Member& b, Instant now) {
    const Agent& x = state.directory.agents[a.agent.value];
    const Agent& y = state.directory.agents[b.agent.value];
    switch (state.routing.choice) {
        case AgentChoice::highest_skill:
            return a.level > b.level;
        case AgentChoice::least_occupied:
            return occupancy(x, now) < occupancy(y, now);
        case AgentChoice::fewest_open:
            return x.held < y.held;
        case AgentChoice::longest_idle:
        case AgentChoice::external:
            break;
    }
    return false;
}

bool entered_before(const Interaction& a, const Interaction& b) {
    return a.entered != b.entered ? a.entered < b.entered : a.id.number() < b.id.number();
}

// Whether an agent takes `a` before `b`.
bool taken_before(const State& state, const Pulled& a, const Pulled& b, Instant now) {
    if (state.routing.pull == Pull::skill_level && a.member->level != b.member->level) {
        return a.member->level > b.member->level;
    }
    return goes_before(state, *a.interaction, *b.interaction, now);
}

// Calls `visit(pulled)` for the waiting interactions that the agent could take, lane by lane; the
// rest of a lane is passed over when it says stop.
template <class Visitor>
void for_each_waiting(const State& state, AgentId agent, Visitor&& visit) {
    const Routing& routing = state.routing;
    const std::uint32_t end = routing.first_member[agent.value + 1];
    for (std::uint32_t i = routing.first_member[agent.value]; i < end; ++i) {
        const Member& member = routing.members[i];
        if (member.standing == Member::Standing::unable) {
            continue;
        }
        for (const std::uint32_t lane : routing.lanes_of_target[member.target]) {
            for (std::uint32_t slot = routing.lanes[lane].first; slot != nothing;
                 slot = state.interactions.slots[slot].next) {
                const Interaction& interaction = state.interactions.slots[slot];
                if (may_take(state, interaction, agent) && !visit(Pulled{&interaction, &member})) {
                    break;
                }
            }
        }
    }
}

}  // namespace

double occupancy(const Agent& agent, Instant now) {
    Duration logged_in = agent.logged_in;
    Duration handled = agent.handled;
    if (agent.in_session) {
        logged_in += now - agent.session_since;
    }
    if (agent.handling > 0) {
        handled += now - agent.handling_since;
    }
    return logged_in == Duration{} ? 0.0
                                   : static_cast<double>(handled.microseconds) /
                                         static_cast<double>(logged_in.microseconds);
}

bool goes_before(const State& state, const Interaction& a, const Interaction& b, Instant now) {
    if (state.routing.pull == Pull::priority) {
        const std::int64_t x = effective_priority(state, a, now);
        const std::int64_t y = effective_priority(state, b, now);
        if (x != y) {
            return x > y;
        }
    }
    return entered_before(a, b);
}

std::int64_t effective_priority(const State& state, const Interaction& interaction, Instant now) {
    if (!interaction.queue.exists()) {
        return interaction.priority;
    }
    const Queue& rule = state.directory.queues[interaction.queue.value];
    if (rule.aging_every == Duration{}) {
        return interaction.priority;
    }
    const std::int64_t steps =
        (now - interaction.entered).microseconds / rule.aging_every.microseconds;
    // Aging has no bound of its own; a period of microseconds must not run over 64 bits.
    const std::int64_t most = (std::int64_t{1} << 62) / limits::priority;
    return interaction.priority + std::min(steps, most) * rule.aging_add;
}

const Member* able_member(const State& state, const Interaction& interaction, AgentId agent) {
    if (interaction.state != InteractionState::queued || !interaction.targets.exists() ||
        !may_take(state, interaction, agent)) {
        return nullptr;
    }
    const Routing& routing = state.routing;
    for (const TargetId target : state.directory.target_lists[interaction.targets.value].targets) {
        const std::uint32_t end = routing.first_member[agent.value + 1];
        for (std::uint32_t i = routing.first_member[agent.value]; i < end; ++i) {
            const Member& member = routing.members[i];
            if (member.target == target.value && member.standing != Member::Standing::unable) {
                return &member;
            }
        }
    }
    return nullptr;
}

void able_members(const State& state, const Interaction& interaction,
                  std::vector<const Member*>& out) {
    if (interaction.state != InteractionState::queued || !interaction.targets.exists()) {
        return;
    }
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    const auto& targets = state.directory.target_lists[interaction.targets.value].targets;
    for (const TargetId target : targets) {
        pools::for_each_able(state, target, [&](const Member& member) {
            const auto same = [&](const Member* one) { return one->agent == member.agent; };
            const bool known =
                targets.size() > 1 && std::any_of(out.begin() + before, out.end(), same);
            if (!known && may_take(state, interaction, member.agent)) {
                out.push_back(&member);
            }
            return true;
        });
    }
}

void ranked_members(const State& state, const Interaction& interaction, Instant now,
                    std::vector<const Member*>& out) {
    out.clear();
    able_members(state, interaction, out);
    auto first = out.begin();
    while (first != out.end()) {
        const auto other_target = [&](const Member* one) {
            return one->target != (*first)->target;
        };
        const auto last = std::find_if(first, out.end(), other_target);
        std::stable_sort(first, last, [&](const Member* a, const Member* b) {
            return preferred(state, *a, *b, now);
        });
        first = last;
    }
}

const Member* choose(const State& state, const Interaction& interaction, Instant now) {
    const AgentChoice choice = state.routing.choice;
    const bool first_is_best =
        choice == AgentChoice::longest_idle || choice == AgentChoice::external;
    for (const TargetId target : state.directory.target_lists[interaction.targets.value].targets) {
        const Member* best = nullptr;
        pools::for_each_able(state, target, [&](const Member& member) {
            if (may_take(state, interaction, member.agent) &&
                (best == nullptr || preferred(state, member, *best, now))) {
                best = &member;
            }
            return best == nullptr || !first_is_best;
        });
        if (best != nullptr) {
            return best;
        }
    }
    return nullptr;
}

Pulled pull(const State& state, AgentId agent, Instant now,
            const std::vector<InteractionId>& declined) {
    Pulled best;
    for_each_waiting(state, agent, [&](const Pulled& one) {
        if (std::find(declined.begin(), declined.end(), one.interaction->id) != declined.end()) {
            return true;
        }
        if (best.interaction == nullptr || taken_before(state, one, best, now)) {
            best = one;
        }
        return false;
    });
    return best;
}

void pullable(const State& state, AgentId agent, Instant now, std::vector<Pulled>& out) {
    out.clear();
    for_each_waiting(state, agent, [&](const Pulled& one) {
        const auto same = [&](const Pulled& other) { return other.interaction == one.interaction; };
        if (std::none_of(out.begin(), out.end(), same)) {
            out.push_back(one);
        }
        return true;
    });
    std::sort(out.begin(), out.end(),
              [&](const Pulled& a, const Pulled& b) { return taken_before(state, a, b, now); });
}

}  // namespace cordboard::routing
