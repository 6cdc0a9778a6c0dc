// SPDX-License-Identifier: Apache-2.0
#include "codec/state_json.hpp"

#include <algorithm>

#include "agent/capabilities.hpp"
#include "call/monitoring.hpp"
#include "call/parties.hpp"
#include "call_control/forwarding_transitions.hpp"
#include "codec/interaction_id.hpp"
#include "codec/json_writer.hpp"
#include "codec/names.hpp"
#include "codec/value_json.hpp"
#include "interaction/capabilities.hpp"
#include "routing/candidates.hpp"
#include "routing/explain.hpp"
#include "state/availability.hpp"
#include "state/legs.hpp"
#include "state/lookup.hpp"
#include "workbin/contents.hpp"

namespace cordboard::codec {

namespace {

constexpr std::string_view role_names[] = {"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN",
                                           "ROLE_CLOUD_ADMIN"};

void entry(JsonWriter& writer, std::string_view key, std::string_view text) {
    writer.key(key);
    writer.text(text);
}

void entry(JsonWriter& writer, std::string_view key, std::int64_t number) {
    writer.key(key);
    writer.integer(number);
}

template <class Tag>
void entry(JsonWriter& writer, std::string_view key, const State& state, Id<Tag> id) {
    writer.key(key);
    if (id.exists()) {
        writer.text(name_of(state, id));
    } else {
        writer.null();
    }
}

void entry(JsonWriter& writer, std::string_view key, InteractionId id) {
    writer.key(key);
    if (id.exists()) {
        writer.text(interaction_text(id));
    } else {
        writer.null();
    }
}

void write_email(JsonWriter& writer, const Email& email) {
    entry(writer, "subType", cordboard::name_of(email.sub_type));
    entry(writer, "parent", email.parent);
    entry(writer, "thread", email.thread);
    writer.key("email");
    write_value(writer, email.content);
    writer.key("attachments");
    writer.begin_array();
    for (const Attachment& one : email.attachments) {
        writer.begin_object();
        entry(writer, "document", one.document);
        entry(writer, "name", one.file_name);
        entry(writer, "mimeType", one.mime_type);
        entry(writer, "size", one.size);
        writer.end_object();
    }
    writer.end_array();
}

void write_party(JsonWriter& writer, const State& state, const Chat& chat, std::size_t index) {
    const ChatParty& one = chat.parties[index];
    entry(writer, "party", static_cast<std::int64_t>(index + 1));
    entry(writer, "userType", one.agent.exists() ? "Agent" : "Client");
    entry(writer, "agent", state, one.agent);
    entry(writer, "nickname", one.nickname);
}

void write_chat(JsonWriter& writer, const State& state, const Chat& chat) {
    writer.key("chat");
    writer.begin_object();
    writer.key("live");
    writer.boolean(!chat.is_ended);
    entry(writer, "latestEventId", static_cast<std::int64_t>(chat.events.size()));
    writer.key("parties");
    writer.begin_array();
    for (std::size_t i = 0; i < chat.parties.size(); ++i) {
        writer.begin_object();
        write_party(writer, state, chat, i);
        writer.key("present");
        writer.boolean(chat.parties[i].is_present);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
}

void write_chat_event(JsonWriter& writer, const State& state, const Chat& chat, std::size_t index) {
    const ChatEvent& one = chat.events[index];
    writer.begin_object();
    entry(writer, "id", static_cast<std::int64_t>(index + 1));
    entry(writer, "messageType", cordboard::name_of(one.kind));
    write_party(writer, state, chat, one.party);
    entry(writer, "visibility", cordboard::name_of(one.visibility));
    entry(writer, "at", one.at.microseconds);
    if (one.kind == ChatEventKind::message) {
        entry(writer, "text", one.text);
    }
    if (one.kind == ChatEventKind::notice) {
        entry(writer, "noticeType", cordboard::name_of(one.notice));
    }
    writer.end_object();
}

void write_channel(JsonWriter& writer, const State& state, AgentId agent, MediaId media) {
    const Channel& channel = state.directory.channels.at(agent.value, media.value);
    writer.begin_object();
    entry(writer, "media", state, media);
    entry(writer, "state", cordboard::name_of(channel.state));
    entry(writer, "shownState", cordboard::name_of(agent::shown(channel)));
    entry(writer, "workMode", cordboard::name_of(channel.work_mode));
    entry(writer, "reason", state.texts.view(channel.reason));
    entry(writer, "operationName", state, channel.operation);
    writer.key("doNotDisturb");
    writer.boolean(channel.do_not_disturb);
    entry(writer, "capacity", channel.capacity);
    entry(writer, "held", channel.held);
    writer.key("capabilities");
    writer.begin_array();
    agent::for_each_capability(channel, [&](std::string_view name) { writer.text(name); });
    writer.end_array();
    writer.end_object();
}

std::string_view number_of(const State& state, const call::Party& party) {
    return party.agent.exists() ? call::number_of(state, party.agent) : party.number;
}

// The numbers of the others, as the party sees them.
void write_seen(JsonWriter& writer, const State& state, const Interaction& call,
                const call::Party& party) {
    writer.key("participants");
    writer.begin_array();
    for (const call::Party& other : call::parties(state, call)) {
        const bool is_self = other.agent == party.agent && other.number == party.number;
        if (!is_self && call::sees(party, other)) {
            writer.text(number_of(state, other));
        }
    }
    writer.end_array();
}

void write_party(JsonWriter& writer, const State& state, const Interaction& call,
                 const call::Party& party) {
    writer.begin_object();
    entry(writer, "agent", state, party.agent);
    entry(writer, "phoneNumber", number_of(state, party));
    entry(writer, "state", cordboard::name_of(party.state));
    entry(writer, "callType", cordboard::name_of(call.type));
    entry(writer, "mute", party.leg != nullptr && party.leg->is_muted ? "On" : "Off");
    writer.key("monitoring");
    if (call::is_supervisor(party)) {
        writer.text(cordboard::name_of(party.leg->monitors));
    } else {
        writer.null();
    }
    write_seen(writer, state, call, party);
    entry(writer, "parent", party.leg != nullptr ? party.leg->parent : InteractionId{});
    entry(writer, "consult", party.leg != nullptr ? party.leg->consult : InteractionId{});
    writer.key("capabilities");
    writer.begin_array();
    std::string_view previous;
    call::for_each_capability(state, call, party, [&](std::string_view name) {
        if (name != previous) {
            writer.text(name);
        }
        previous = name;
    });
    writer.end_array();
    writer.end_object();
}

void write_participants(JsonWriter& writer, const State& state, const Interaction& interaction) {
    writer.key("participants");
    writer.begin_array();
    if (is_voice(state, interaction.media)) {
        for (const call::Party& party : call::parties(state, interaction)) {
            write_party(writer, state, interaction, party);
        }
    }
    writer.end_array();
}

// Whom a supervisor monitors and how, and what he can ask for now.
void write_monitoring(JsonWriter& writer, const State& state, AgentId id) {
    const Monitoring* monitoring = call::monitoring_by(state, id);
    writer.key("monitoring");
    if (monitoring == nullptr) {
        writer.null();
    } else {
        const Interaction* call = call::monitored_call(state, id);
        writer.begin_object();
        entry(writer, "monitored", state, monitoring->monitored);
        entry(writer, "state", cordboard::name_of(monitoring->state));
        entry(writer, "scope", cordboard::name_of(monitoring->scope));
        entry(writer, "mode", cordboard::name_of(monitoring->mode));
        entry(writer, "interaction", call == nullptr ? InteractionId{} : call->id);
        writer.end_object();
    }
    const MonitoringState now = monitoring == nullptr ? MonitoringState::none : monitoring->state;
    writer.key("capabilities");
    writer.begin_array();
    const bool can = is_supervisor(state, id) && open_line(state, id).exists() &&
                     availability::is_enabled(state, Feature::supervisor_monitoring);
    for (std::size_t i = 0; can && i < call::monitoring_inputs; ++i) {
        if (call::monitoring_machine.allows(now, static_cast<call::MonitoringInput>(i))) {
            writer.text(call::monitoring_capabilities[i]);
        }
    }
    writer.end_array();
}

// The devices of the place where the agent works, or would work (decision G-8).
void write_devices(JsonWriter& writer, const State& state, AgentId id) {
    const Agent& agent = state.directory.agents[id.value];
    const PlaceId place = agent.in_session ? agent.place : agent.default_place;
    const Channel* voice = nullptr;
    for (std::uint32_t media = 0; media < state.directory.media.size(); ++media) {
        const Channel& channel = state.directory.channels.at(id.value, media);
        voice = voice == nullptr && channel.open && is_voice(state, {media}) ? &channel : voice;
    }
    writer.key("devices");
    writer.begin_array();
    for (const Device& device : state.directory.devices) {
        if (!place.exists() || device.place != place) {
            continue;
        }
        const ChannelState shown = voice == nullptr ? ChannelState::logout : agent::shown(*voice);
        writer.begin_object();
        entry(writer, "phoneNumber", state.texts.view(device.phone_number));
        entry(writer, "deviceState", voice == nullptr ? "Inactive" : "Active");
        entry(writer, "state", cordboard::name_of(shown));
        writer.key("doNotDisturb");
        writer.boolean(voice != nullptr && voice->do_not_disturb);
        entry(writer, "forwardTo", state.texts.view(device.forward_to));
        writer.key("capabilities");
        writer.begin_array();
        for (std::size_t i = 0; i < call_control::forwarding_inputs; ++i) {
            if (call_control::forwarding_machine.allows(
                    call_control::forwarding_of(device),
                    static_cast<call_control::ForwardingInput>(i))) {
                writer.text(call_control::forwarding_capabilities[i]);
            }
        }
        writer.end_array();
        writer.end_object();
    }
    writer.end_array();
}

}  // namespace

std::string agent_json(const State& state, AgentId id) {
    const Agent& agent = state.directory.agents[id.value];
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    entry(writer, "userName", state.texts.view(agent.user_name));
    entry(writer, "firstName", state.texts.view(agent.first_name));
    entry(writer, "lastName", state.texts.view(agent.last_name));
    entry(writer, "employeeId", state.texts.view(agent.employee_id));
    entry(writer, "emailAddress", state.texts.view(agent.email_address));
    writer.key("roles");
    writer.begin_array();
    for (std::size_t i = 0; i < std::size(role_names); ++i) {
        if ((agent.roles >> i & 1U) != 0) {
            writer.text(role_names[i]);
        }
    }
    writer.end_array();
    writer.key("enabled");
    writer.boolean(agent.enabled);
    entry(writer, "place", state, agent.place);
    writer.key("in_session");
    writer.boolean(agent.in_session);
    writer.key("connected");
    writer.boolean(agent.in_session && agent.grace_timer == base::no_timer);
    entry(writer, "loginCode", state.texts.view(agent.login_code));
    entry(writer, "loginQueue", state, agent.login_queue);
    write_devices(writer, state, id);
    write_monitoring(writer, state, id);
    writer.key("channels");
    writer.begin_array();
    for (std::uint32_t media = 0; media < state.directory.media.size(); ++media) {
        if (state.directory.channels.at(id.value, media).open &&
            !availability::is_hidden(state, {media})) {
            write_channel(writer, state, id, {media});
        }
    }
    writer.end_array();
    writer.key("skills");
    writer.begin_object();
    for (std::uint32_t skill = 0; skill < state.directory.skills.size(); ++skill) {
        const std::uint16_t level = state.directory.skill_levels.at(id.value, skill);
        if (level > 0) {
            entry(writer, name_of(state, SkillId{skill}), level);
        }
    }
    writer.end_object();
    writer.key("interactions");
    writer.begin_array();
    for (const Interaction& one : state.interactions.slots) {
        if (one.owner == id || one.invited == id || legs::has(state, one, id)) {
            writer.text(interaction_text(one.id));
        }
    }
    writer.end_array();
    writer.end_object();
    return out;
}

std::string interaction_json(const State& state, const Interaction& interaction) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    entry(writer, "id", interaction_text(interaction.id));
    entry(writer, "media", state, interaction.media);
    entry(writer, "type", cordboard::name_of(interaction.type));
    entry(writer, "state", cordboard::name_of(interaction.state));
    writer.key("capabilities");
    writer.begin_array();
    interaction::for_each_capability(state, interaction,
                                     [&](std::string_view name) { writer.text(name); });
    writer.end_array();
    write_participants(writer, state, interaction);
    if (is_voice(state, interaction.media)) {
        entry(writer, "recordingState", cordboard::name_of(interaction.recording));
    }
    entry(writer, "queue", state, interaction.queue);
    entry(writer, "agent", state, interaction.owner);
    entry(writer, "invited", state, interaction.invited);
    entry(writer, "workbin", state,
          state.interactions.in_workbin[interaction.id.slot()].content.workbin);
    entry(writer, "priority", interaction.priority);
    entry(writer, "entered", interaction.entered.microseconds);
    writer.key("customer_left");
    writer.boolean(interaction.customer_left);
    writer.key("userData");
    const std::string& user_data = state.interactions.user_data[interaction.id.slot()];
    if (user_data.empty()) {
        writer.verbatim("{}");
    } else {
        write_value(writer, user_data);
    }
    if (const Email* email = find_email(state, interaction.id)) {
        write_email(writer, *email);
    }
    if (const Chat* chat = find_chat(state, interaction.id)) {
        write_chat(writer, state, *chat);
    }
    writer.end_object();
    return out;
}

std::string chat_history_json(const State& state, InteractionId id, std::size_t first) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    if (const Chat* chat = find_chat(state, id)) {
        const std::size_t count = chat->events.size();
        const std::size_t most = limits::chat_history;
        const std::size_t earliest = count > most ? count - most : 0;
        for (std::size_t i = std::max(first == 0 ? 0 : first - 1, earliest); i < count; ++i) {
            write_chat_event(writer, state, *chat, i);
        }
    }
    writer.end_array();
    return out;
}

std::string queue_json(const State& state, QueueId id) {
    const Queue& queue = state.directory.queues[id.value];
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    entry(writer, "name", state.texts.view(queue.name));
    entry(writer, "kind", cordboard::name_of(queue.kind));
    entry(writer, "media", state, queue.media);
    entry(writer, "phoneNumber", state.texts.view(queue.phone_number));
    entry(writer, "description", state.texts.view(queue.description));
    entry(writer, "recordingPercentage", queue.recording_percentage);
    writer.key("waiting");
    writer.begin_array();
    for (const Interaction& one : state.interactions.slots) {
        if (one.id.exists() && one.state == InteractionState::queued && one.queue == id) {
            writer.text(interaction_text(one.id));
        }
    }
    writer.end_array();
    writer.end_object();
    return out;
}

std::string workbin_json(const State& state, WorkbinId id) {
    const Workbin& workbin = state.directory.workbins[id.value];
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    entry(writer, "name", state.texts.view(workbin.name));
    entry(writer, "owner", cordboard::name_of(workbin.owner));
    writer.key("contents");
    writer.begin_array();
    for (const Interaction* one : workbin::contents(state, id)) {
        const auto& [content, placed] = state.interactions.in_workbin[one->id.slot()];
        writer.begin_object();
        entry(writer, "interaction", interaction_text(one->id));
        entry(writer, "agent", state, content.agent);
        entry(writer, "group", state, content.agent_group);
        entry(writer, "place", state, content.place);
        entry(writer, "placed", placed.microseconds);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

std::string explanation_json(const State& state, const Interaction& interaction, Instant now) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    entry(writer, "interaction", interaction_text(interaction.id));
    entry(writer, "state", cordboard::name_of(interaction.state));
    entry(writer, "queue", state, interaction.queue);
    entry(writer, "agent", state,
          interaction.owner.exists() ? interaction.owner : interaction.invited);
    entry(writer, "priority", routing::effective_priority(state, interaction, now));
    entry(writer, "choice", cordboard::name_of(state.routing.choice));
    writer.key("routed");
    writer.boolean(interaction.targets.exists());
    writer.key("agents");
    writer.begin_array();
    for (const routing::Consideration& one : routing::explain(state, interaction, now)) {
        writer.begin_object();
        entry(writer, "agent", state, one.agent);
        entry(writer, "level", one.level);
        writer.key("idleTime");
        writer.number(static_cast<double>(one.idle.microseconds) / 1e6);
        writer.key("occupancy");
        writer.number(one.occupancy);
        entry(writer, "openInteractions", one.open_interactions);
        writer.key("able");
        writer.boolean(one.hindrance == routing::Hindrance::none ||
                       one.hindrance == routing::Hindrance::chosen);
        entry(writer, "because", routing::hindrance_texts[static_cast<std::size_t>(one.hindrance)]);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

}  // namespace cordboard::codec
