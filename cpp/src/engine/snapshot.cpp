// SPDX-License-Identifier: Apache-2.0
#include "engine/snapshot.hpp"

#include <array>
#include <type_traits>

#include <cordboard/engine.hpp>

#include "base/digest.hpp"
#include "state/availability.hpp"
#include "state/exclusions.hpp"
#include "state/legs.hpp"

namespace cordboard::snapshot {

namespace {

constexpr std::string_view magic = "cordboard snapshot 5\n";

class Writer {
  public:
    static constexpr bool reads = false;
    std::string bytes;

    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) {
            bytes += static_cast<char>(value | 0x80);
        }
        bytes += static_cast<char>(value);
    }
    void text(const std::string& value) {
        number(value.size());
        bytes += value;
    }
};

class Reader {
  public:
    static constexpr bool reads = true;

    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) {
                throw BadSnapshot("the snapshot ends too early");
            }
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        throw BadSnapshot("the snapshot has a number that is too long");
    }
    // A count of things that take at least one byte each.
    std::size_t count() {
        const std::uint64_t value = number();
        if (value > rest_.size()) {
            throw BadSnapshot("the snapshot has a count beyond its end");
        }
        return static_cast<std::size_t>(value);
    }
    std::string text() {
        const std::size_t size = count();
        std::string value(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return value;
    }
    bool is_empty() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

template <class Number>
    requires std::is_enum_v<Number> || std::is_integral_v<Number>
void transfer(Writer& out, const Number& value) {
    // Zigzag, so that small negative numbers stay short.
    const auto wide = static_cast<std::int64_t>(value);
    out.number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
}

template <class Number>
    requires std::is_enum_v<Number> || std::is_integral_v<Number>
void transfer(Reader& in, Number& value) {
    const std::uint64_t raw = in.number();
    value = static_cast<Number>(static_cast<std::int64_t>((raw >> 1) ^ (~(raw & 1) + 1)));
}

void transfer(Writer& out, const std::string& value) { out.text(value); }
void transfer(Reader& in, std::string& value) { value = in.text(); }

// For structures the same function serves both directions: `Value` is const when it is written.
template <class Archive, class... Values>
void transfer_all(Archive& archive, Values&... values) {
    (transfer(archive, values), ...);
}

template <class Archive, class Value>
concept Is = std::is_same_v<std::remove_const_t<Archive>, Value>;

template <class Archive, class Value>
    requires requires(Value& value) { value.microseconds; }
void transfer(Archive& archive, Value& value) {
    transfer(archive, value.microseconds);
}

template <class Archive, class Value>
    requires Is<Value, InteractionId> || requires(Value& value) { value.value; }
void transfer(Archive& archive, Value& value) {
    transfer(archive, value.value);
}

template <class Archive, class Value>
    requires Is<Value, MediaSet>
void transfer(Archive& archive, Value& value) {
    transfer(archive, value.bits);
}

template <class Archive, class Value>
    requires Is<Value, Media>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.kind, v.alone, v.beside_any, v.beside, v.default_workbin);
}

template <class Archive, class Value>
    requires Is<Value, Skill>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.description, v.deleted);
}

template <class Archive, class Value>
    requires Is<Value, Agent>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.user_name, v.first_name, v.last_name, v.employee_id, v.default_place,
                 v.roles, v.in_session, v.place, v.held, v.held_media, v.handling, v.free_since,
                 v.session_since, v.handling_since, v.logged_in, v.handled, v.first_login_code,
                 v.login_code, v.login_queue, v.email_address, v.enabled, v.deleted);
}

template <class Archive, class Value>
    requires Is<Value, Channel>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.open, v.state, v.work_mode, v.do_not_disturb, v.capacity, v.held,
                 v.operation, v.reason);
}

template <class Archive, class Value>
    requires Is<Value, AgentGroup>
void transfer(Archive& archive, Value& v) {
    transfer(archive, v.name);
}

template <class Archive, class Value>
    requires Is<Value, Place>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.agent, v.first_device);
}

template <class Archive, class Value>
    requires Is<Value, LoginCode>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.code, v.switch_name, v.next);
}

template <class Archive, class Value>
    requires Is<Value, Device>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.phone_number, v.place, v.public_network, v.switch_name, v.forward_to);
}

template <class Archive, class Value>
    requires Is<Value, OverflowStage>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.targets, v.after);
}

template <class Archive, class Value>
    requires Is<Value, Queue>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.kind, v.media, v.phone_number, v.priority, v.aging_add,
                 v.aging_every, v.has_timeout, v.timeout, v.stages, v.description,
                 v.recording_percentage, v.deleted);
    for (auto& stage : v.stage) {
        transfer(archive, stage);
    }
}

template <class Archive, class Value>
    requires Is<Value, Workbin>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.owner);
}

template <class Archive, class Value>
    requires Is<Value, Monitoring>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.supervisor, v.monitored, v.state, v.scope, v.mode);
}

template <class Archive, class Value>
    requires Is<Value, InWorkbin>
void transfer(Archive& archive, Value& v) {
    auto& [workbin, agent, agent_group, place] = v.content;
    transfer_all(archive, workbin, agent, agent_group, place, v.placed);
}

template <class Archive, class Value>
    requires Is<Value, Contact>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.phone_number, v.kind, v.deleted);
}

template <class Archive, class Value>
    requires Is<Value, AgentState>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.operation_name, v.display_name, v.state, v.work_mode, v.reason,
                 v.deleted);
}

template <class Archive, class Value>
    requires Is<Value, Target>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.media, v.kind, v.skill, v.agent, v.agent_group);
}

template <class One>
void transfer(Writer& out, const std::vector<One>& all) {
    out.number(all.size());
    for (const One& one : all) {
        transfer(out, one);
    }
}

template <class One>
void transfer(Reader& in, std::vector<One>& all) {
    all.resize(in.count());
    for (One& one : all) {
        transfer(in, one);
    }
}

template <class Archive, class Value>
    requires Is<Value, SettingsGroup>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.name, v.display_name, v.key, v.deleted, v.settings);
}

template <class Archive, class Value>
    requires Is<Value, TargetList>
void transfer(Archive& archive, Value& v) {
    transfer(archive, v.targets);
}

// A timer is kept with whoever owns it: its deadline and its place in the order of creation.
template <class StateType, class Handle>
void transfer_timer(Writer& out, const StateType& state, const Handle& timer, TimerSubject) {
    out.number(timer == base::no_timer ? 0 : 1);
    if (timer != base::no_timer) {
        const auto started = state.timers[timer];
        transfer_all(out, started.deadline, started.sequence);
    }
}

void transfer_timer(Reader& in, State& state, std::uint32_t& timer, TimerSubject subject) {
    timer = base::no_timer;
    if (in.number() != 0) {
        Instant deadline;
        std::uint64_t sequence = 0;
        transfer_all(in, deadline, sequence);
        timer = state.timers.add(deadline, sequence, subject);
    }
}

template <class Archive, class StateType>
void transfer_grids(Archive& archive, StateType& state) {
    auto& directory = state.directory;
    const auto agents = static_cast<std::uint32_t>(directory.agents.size());
    if constexpr (Archive::reads) {
        const auto shape = [&](auto& grid, std::size_t columns) {
            for (std::size_t i = 0; i < columns; ++i) {
                grid.add_column();
            }
            for (std::size_t i = 0; i < agents; ++i) {
                grid.add_row();
            }
        };
        shape(directory.channels, directory.media.size());
        shape(directory.skill_levels, directory.skills.size());
        shape(directory.group_members, directory.agent_groups.size());
    }
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
        transfer_timer(archive, state, directory.agents[agent].grace_timer,
                       {TimerKind::session, {}, agent});
        for (std::uint32_t media = 0; media < directory.media.size(); ++media) {
            auto& channel = directory.channels.at(agent, media);
            transfer(archive, channel);
            transfer_timer(archive, state, channel.timer, {TimerKind::agent_state, {media}, agent});
        }
        for (std::size_t skill = 0; skill < directory.skills.size(); ++skill) {
            transfer(archive, directory.skill_levels.at(agent, skill));
        }
        for (std::size_t group = 0; group < directory.agent_groups.size(); ++group) {
            transfer(archive, directory.group_members.at(agent, group));
        }
    }
}

template <class Archive, class StateType>
void transfer_directory(Archive& archive, StateType& state) {
    auto& d = state.directory;
    transfer_all(archive, d.tenant, d.media, d.skills, d.agents, d.agent_groups, d.places,
                 d.devices, d.queues, d.workbins, d.contacts, d.agent_states, d.targets,
                 d.target_lists, d.login_codes, d.settings_groups);
    transfer_grids(archive, state);
}

void transfer_exclusions(Writer& out, const State& state, const Interaction& interaction) {
    std::vector<AgentId> agents;
    for (std::uint32_t i = interaction.first_exclusion; i != nothing;
         i = state.interactions.exclusions[i].next) {
        agents.insert(agents.begin(), state.interactions.exclusions[i].agent);
    }
    transfer(out, agents);
}

void transfer_exclusions(Reader& in, State& state, Interaction& interaction) {
    std::vector<AgentId> agents;
    transfer(in, agents);
    interaction.first_exclusion = nothing;
    for (const AgentId agent : agents) {
        exclusions::add(state, interaction, agent);
    }
}

template <class Archive, class Value>
    requires Is<Value, Leg>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.agent, v.number, v.state, v.is_muted, v.has_dialed, v.monitors,
                 v.monitored, v.consult, v.parent);
}

void transfer_legs(Writer& out, const State& state, const Interaction& call) {
    std::size_t count = 0;
    legs::for_each(state, call, [&](const Leg&) { ++count; });
    out.number(count);
    legs::for_each(state, call, [&](const Leg& leg) {
        transfer(out, leg);
        transfer_timer(out, state, leg.timer, {});
    });
}

void transfer_legs(Reader& in, State& state, Interaction& call) {
    call.first_leg = nothing;
    for (std::size_t left = in.count(); left > 0; --left) {
        Leg leg;
        transfer(in, leg);
        Leg& there = legs::add(state, call, leg);
        const auto index = static_cast<std::uint32_t>(&there - state.interactions.legs.data());
        transfer_timer(in, state, there.timer, {TimerKind::ringing, {}, index});
    }
}

template <class Archive, class StateType>
void transfer_interactions(Archive& archive, StateType& state) {
    auto& all = state.interactions;
    transfer_all(archive, all.created, all.free);
    if constexpr (Archive::reads) {
        all.slots.resize(archive.count());
        all.user_data.resize(all.slots.size());
        all.in_workbin.resize(all.slots.size());
    } else {
        archive.number(all.slots.size());
    }
    for (std::uint32_t slot = 0; slot < all.slots.size(); ++slot) {
        auto& one = all.slots[slot];
        transfer(archive, one.id);
        if (!one.id.exists()) {
            continue;
        }
        transfer_all(archive, one.media, one.type, one.state, one.customer_left, one.is_uncounted,
                     one.is_draft, one.recording, one.stage, one.owner, one.invited, one.queue,
                     one.targets, one.priority, one.entered, all.user_data[slot],
                     all.in_workbin[slot]);
        const TimerKind kind =
            one.state == InteractionState::queued ? TimerKind::retry : TimerKind::offer;
        transfer_timer(archive, state, one.timer, {kind, {}, slot});
        transfer_timer(archive, state, one.overflow_timer, {TimerKind::overflow, {}, slot});
        transfer_exclusions(archive, state, one);
        transfer_legs(archive, state, one);
    }
}

template <class Archive, class Value>
    requires Is<Value, Attachment>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.document, v.file_name, v.mime_type, v.size);
}

template <class Archive, class Value>
    requires Is<Value, Email>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.content, v.parent, v.thread, v.sub_type, v.drafted_in, v.sender);
    transfer(archive, v.attachments);
}

template <class Archive, class Value>
    requires Is<Value, ChatParty>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.agent, v.nickname, v.is_present);
}

template <class Archive, class Value>
    requires Is<Value, ChatEvent>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.kind, v.visibility, v.notice, v.party, v.at, v.text);
}

template <class Archive, class Value>
    requires Is<Value, Chat>
void transfer(Archive& archive, Value& v) {
    transfer_all(archive, v.is_ended, v.parties, v.events);
}

template <class One>
void transfer(Writer& out, const std::map<InteractionId, One>& all) {
    out.number(all.size());
    for (const auto& [id, one] : all) {
        transfer(out, id);
        transfer(out, one);
    }
}

template <class One>
void transfer(Reader& in, std::map<InteractionId, One>& all) {
    for (std::size_t left = in.count(); left > 0; --left) {
        InteractionId id;
        transfer(in, id);
        transfer(in, all[id]);
    }
}

template <class Archive, class StateType>
void transfer_state(Archive& archive, StateType& state) {
    if constexpr (Archive::reads) {
        const std::size_t texts = archive.count();
        for (std::size_t i = 0; i < texts; ++i) {
            state.texts.intern(archive.text());
        }
    } else {
        archive.number(state.texts.size());
        for (std::uint32_t i = 0; i < state.texts.size(); ++i) {
            archive.text(std::string(state.texts.view({i})));
        }
    }
    transfer_directory(archive, state);
    transfer_interactions(archive, state);
    transfer_all(archive, state.emails, state.chats);
    transfer(archive, state.monitorings);
    for (auto& setting : state.settings.center) {
        transfer(archive, setting);
    }
    for (auto& service : state.settings.services) {
        transfer(archive, service);
    }
    transfer_all(archive, state.settings.disabled_features, state.routing.choice,
                 state.routing.pull, state.routing.request.interaction, state.routing.request.agent,
                 state.settings.ring_timeout, state.settings.after_call_work,
                 state.settings.session_grace, state.timers_created);
}

template <class Index, class Objects, class NameOf>
void index_names(Index& index, const Objects& objects, NameOf name_of_object) {
    for (std::uint32_t i = 0; i < objects.size(); ++i) {
        if constexpr (requires { objects[i].deleted; }) {
            if (objects[i].deleted) {
                continue;
            }
        }
        index.add(name_of_object(objects[i]), {i});
    }
}

void index_all_names(Directory& d) {
    const auto by_name = [](const auto& one) { return one.name; };
    index_names(d.media_by_name, d.media, by_name);
    index_names(d.skill_by_name, d.skills, by_name);
    index_names(d.agent_by_name, d.agents, [](const Agent& one) { return one.user_name; });
    index_names(d.agent_group_by_name, d.agent_groups, by_name);
    index_names(d.place_by_name, d.places, by_name);
    index_names(d.device_by_number, d.devices, [](const Device& one) { return one.phone_number; });
    index_names(d.queue_by_name, d.queues, by_name);
    index_names(d.workbin_by_name, d.workbins, by_name);
    index_names(d.contact_by_name, d.contacts, by_name);
    index_names(d.settings_group_by_name, d.settings_groups, by_name);
    index_names(d.agent_state_by_name, d.agent_states,
                [](const AgentState& one) { return one.operation_name; });
}

}  // namespace

std::string save_state(const State& state) {
    Writer out;
    transfer_state(out, state);
    return std::move(out.bytes);
}

std::string save(const Envelope& envelope, const State& state) {
    const std::string body = save_state(state);
    base::Digest digest;
    digest.add(body);
    Writer out;
    out.bytes = magic;
    out.number(digest.value());
    transfer_all(out, envelope.now, envelope.event_hash, envelope.event_count);
    out.bytes += body;
    return std::move(out.bytes);
}

Envelope load(std::string_view bytes, State& state) {
    if (!bytes.starts_with(magic)) {
        throw BadSnapshot("these bytes are no snapshot of this version of the engine");
    }
    Reader header(bytes.substr(magic.size()));
    const std::uint64_t expected = header.number();
    Envelope envelope;
    transfer_all(header, envelope.now, envelope.event_hash, envelope.event_count);
    const std::string_view body = header.rest();
    base::Digest digest;
    digest.add(body);
    if (digest.value() != expected) {
        throw BadSnapshot("the snapshot is damaged: its content does not match its digest");
    }
    Reader in(body);
    transfer_state(in, state);
    if (!in.is_empty()) {
        throw BadSnapshot("the snapshot has more bytes than it should");
    }
    index_all_names(state.directory);
    availability::settle(state);
    return envelope;
}

}  // namespace cordboard::snapshot
