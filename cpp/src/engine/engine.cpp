// SPDX-License-Identifier: Apache-2.0
#include <cordboard/engine.hpp>

#include "agent/decide.hpp"
#include "agent/evolve.hpp"
#include "base/check.hpp"
#include "call/decide.hpp"
#include "call/evolve.hpp"
#include "call_control/evolve.hpp"
#include "chat/evolve.hpp"
#include "directory/evolve.hpp"
#include "email/evolve.hpp"
#include "engine/dispatch.hpp"
#include "engine/follow_ups.hpp"
#include "engine/hashing.hpp"
#include "engine/snapshot.hpp"
#include "interaction/decide.hpp"
#include "interaction/evolve.hpp"
#include "provisioning/evolve.hpp"
#include "routing/candidates.hpp"
#include "routing/decide.hpp"
#include "routing/evolve.hpp"
#include "services/evolve.hpp"
#include "session/decide.hpp"
#include "session/evolve.hpp"
#include "settings/evolve.hpp"
#include "state/lanes.hpp"
#include "state/pools.hpp"
#include "state/rebuild.hpp"
#include "workbin/evolve.hpp"

namespace cordboard {

namespace {

const Arena no_texts;

// Far from the ends of what 64 bits hold, so that adding any duration is safe.
constexpr Instant latest{std::int64_t{1} << 61};
constexpr Instant earliest{-latest.microseconds};

void fire(const State& state, const TimerSubject& subject, Context& context) {
    switch (subject.kind) {
        case TimerKind::offer:
            interaction::decide_timer(state, state.interactions.slots[subject.index], context);
            return;
        case TimerKind::retry:
            context.emit(RoutingRetried{state.interactions.slots[subject.index].id});
            return;
        case TimerKind::overflow:
            routing::decide_overflow(state, state.interactions.slots[subject.index], context);
            return;
        case TimerKind::agent_state:
            agent::decide_timer(state, {subject.index}, subject.media, context);
            return;
        case TimerKind::ringing:
            call::decide_timer(state, state.interactions.legs[subject.index], context);
            return;
        case TimerKind::session:
            session::decide_timer(state, {subject.index}, context);
            return;
    }
}

}  // namespace

Engine::Engine() : state_(std::make_unique<State>()) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Engine::Engine(const Engine& other)
    : state_(std::make_unique<State>(*other.state_)),
      tasks_(other.tasks_),
      now_(other.now_),
      event_hash_(other.event_hash_),
      event_count_(other.event_count_),
      broken_(other.broken_) {}

Engine& Engine::operator=(const Engine& other) {
    if (this != &other) {
        *this = Engine(other);
    }
    return *this;
}

Instant Engine::next_deadline() const { return state_->timers.first_deadline(); }

RoutingRequested Engine::awaited_decision() const {
    return {state_->routing.request.interaction, state_->routing.request.agent};
}

void Engine::check_time(const Command& command) const {
    if (broken_) {
        throw UsageError(
            "the engine is broken since an invariant failed; it takes no more commands");
    }
    if (command.at < earliest || command.at > latest) {
        throw UsageError("the time of a command lies beyond what the engine can count");
    }
    if (command.at < now_) {
        throw UsageError("time cannot go back: the command lies before the last one");
    }
    const bool answers = std::holds_alternative<RouteInteraction>(command.body);
    if (state_->routing.request.interaction.exists() && !answers) {
        throw UsageError("a routing decision is awaited: answer with RouteInteraction first");
    }
    const bool ticks = std::holds_alternative<Tick>(command.body);
    const Instant deadline = next_deadline();
    if (command.at > deadline || (command.at == deadline && !ticks && !answers)) {
        throw UsageError("a timer is due at or before this command: a Tick comes first");
    }
}

Verdict Engine::apply(const Command& command, const Arena& texts, EventBatch& out) {
    check_time(command);
    now_ = command.at;
    try {
        return carry_out(command, texts, out);
    } catch (const InvariantBroken&) {
        broken_ = true;
        throw;
    }
}

std::vector<Verdict> Engine::apply_batch(std::span<const Command> commands, const Arena& texts,
                                         EventBatch& out) {
    std::vector<Verdict> verdicts;
    verdicts.reserve(commands.size());
    for (const Command& command : commands) {
        verdicts.push_back(apply(command, texts, out));
    }
    return verdicts;
}

Verdict Engine::carry_out(const Command& command, const Arena& texts, EventBatch& out) {
    const std::size_t first = out.events.size();
    const std::size_t first_text = out.texts.size();
    if (std::holds_alternative<Tick>(command.body)) {
        fire_timers(command.at, out);
        return allowed;
    }
    Context context{command.at, texts, out};
    tasks_.ask(state_->routing.request.interaction, state_->routing.request.agent);
    const Verdict verdict = dispatch::decide(*state_, command.body, context);
    if (!verdict.accepted()) {
        out.events.resize(first);
        out.texts.truncate(first_text);
        return verdict;
    }
    settle(out, first);
    return verdict;
}

void Engine::fire_timers(Instant at, EventBatch& out) {
    while (next_deadline() <= at && !state_->routing.request.interaction.exists()) {
        const std::size_t first = out.events.size();
        const std::uint64_t sequence = state_->timers.first().sequence;
        Context context{at, no_texts, out};
        fire(*state_, state_->timers.first().subject, context);
        settle(out, first);
        CHECK(state_->timers.is_empty() || state_->timers.first().sequence != sequence);
    }
}

// Applies the events from `first` on, and all that follows from them.
void Engine::settle(EventBatch& out, std::size_t first) {
    evolve_from(out, first);
    while (!tasks_.is_empty() && !state_->routing.request.interaction.exists()) {
        if (state_->routing.stale) {
            rebuild(*state_);
        }
        perform(tasks_.take(), now_, out);
        evolve_from(out, first);
    }
}

// The one visit from an event's body to its `evolve` and into the chained hash. A body without an
// `evolve` does not compile.
template <class After>
void Engine::happen(const Event& event, const Arena& texts, After&& after) {
    base::Digest digest(event_hash_);
    digest.add(event.body.index());
    hashing::add(digest, event.at, texts);
    std::visit(
        [&](const auto& body) {
            cordboard::evolve(*state_, body, event.at, texts);
            hashing::add_fields(digest, body, texts);
            after(body);
        },
        event.body);
    event_hash_ = digest.value();
    ++event_count_;
}

void Engine::evolve_from(EventBatch& out, std::size_t& first) {
    FollowUps follow_ups(*state_, tasks_);
    for (; first < out.events.size(); ++first) {
        happen(out.events[first], out.texts, [&](const auto& body) { follow_ups.after(body); });
    }
}

void Engine::evolve(std::span<const Event> events, const Arena& texts) {
    for (const Event& event : events) {
        happen(event, texts, [](const auto&) {});
        now_ = event.at;
    }
    // An answer to a routing request looks at the derived lists at once.
    if (state_->routing.stale && state_->routing.request.interaction.exists()) {
        rebuild(*state_);
    }
}

void Engine::perform(const RoutingTask& task, Instant at, EventBatch& out) {
    const State& state = *state_;
    const bool ask = state.routing.choice == AgentChoice::external;
    Context context{at, no_texts, out};
    if (task.interaction.exists()) {
        const Interaction* waiting = find(state, task.interaction);
        if (waiting == nullptr || waiting->state != InteractionState::queued ||
            !waiting->targets.exists()) {
            return;
        }
        const Member* member = routing::choose(state, *waiting, at);
        if (member != nullptr && ask) {
            context.emit(RoutingRequested{waiting->id, {}});
        } else if (member != nullptr) {
            routing::invite(state, *waiting, *member, false, context);
        }
        return;
    }
    const routing::Pulled pulled = routing::pull(state, task.agent, at, tasks_.declined());
    if (pulled.interaction == nullptr) {
        return;
    }
    if (ask) {
        context.emit(RoutingRequested{pulled.interaction->id, task.agent});
    } else {
        routing::invite(state, *pulled.interaction, *pulled.member, true, context);
    }
}

const State& Engine::routed_state() const {
    if (state_->routing.stale) {
        rebuild(*state_);
    }
    return *state_;
}

std::uint64_t Engine::state_hash() const {
    base::Digest digest;
    digest.add(snapshot::save_state(*state_));
    return digest.value();
}

std::string Engine::save() const {
    if (state_->routing.request.interaction.exists()) {
        throw UsageError("a routing decision is awaited: answer with RouteInteraction first");
    }
    return snapshot::save({now_, event_hash_, event_count_}, *state_);
}

Engine Engine::load(std::string_view bytes) {
    Engine engine;
    const snapshot::Envelope envelope = snapshot::load(bytes, *engine.state_);
    engine.now_ = envelope.now;
    engine.event_hash_ = envelope.event_hash;
    engine.event_count_ = envelope.event_count;
    rebuild(*engine.state_);
    return engine;
}

}  // namespace cordboard
