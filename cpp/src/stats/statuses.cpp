// SPDX-License-Identifier: Apache-2.0
// From open actions to statuses (statistics reference, 3.1 to 3.3). Rows only change counts; what
// status follows is looked at once, when the instant is over, so that what lasts no time is
// nothing.
#include <bit>

#include "stats/engine_state.hpp"

namespace cordboard::stats {

std::uint32_t EngineState::device_of(std::uint32_t agent, bool channel, std::uint32_t media) {
    std::uint32_t* link = &agents_[agent].devices;
    while (*link != no_index) {
        Device& device = devices_[*link];
        if (device.channel == channel && device.media == media) {
            return *link;
        }
        link = &device.next;
    }
    const auto index = static_cast<std::uint32_t>(devices_.size());
    *link = index;
    Device device;
    device.channel = channel;
    device.media = media;
    devices_.push_back(device);
    return index;
}

void EngineState::count_status(Device& device, Status status, bool more) {
    const auto at = static_cast<std::size_t>(status);
    device.counts[at] = static_cast<std::uint16_t>(device.counts[at] + (more ? 1 : -1));
    const std::uint32_t bit = 1U << at;
    device.open_statuses =
        device.counts[at] > 0 ? device.open_statuses | bit : device.open_statuses & ~bit;
}

void EngineState::mark_changed(std::uint32_t agent) {
    if (!agents_[agent].changed) {
        agents_[agent].changed = true;
        changed_agents_.push_back(agent);
    }
}

void EngineState::device_starts(std::uint32_t entry) {
    OpenAction& open = ledger_.at(entry);
    const DeviceMeaning& meaning = device_meanings[open.action];
    if (meaning.role == DeviceRole::none) {
        return;
    }
    const std::uint32_t agent = objects_[open.object].agent;
    Device& device =
        devices_[device_of(agent, meaning.on_channel, meaning.on_channel ? open.media : 0)];
    switch (meaning.role) {
        case DeviceRole::login:
            ++device.logins;
            break;
        case DeviceRole::hidden_call:
            open.hidden = device.counts[static_cast<std::size_t>(Status::call_on_hold)] > 0 &&
                          ledger_.find(open.object, hold_action, open.interaction, 0) != no_index;
            if (!open.hidden) {
                count_status(device, meaning.status, true);
            }
            break;
        case DeviceRole::hold:
            hide_calls(open, true);
            count_status(device, meaning.status, true);
            break;
        case DeviceRole::typed_call:
            count_status(device, status_of_handling(open.type), true);
            break;
        default:
            count_status(device, meaning.status, true);
    }
    mark_changed(agent);
}

void EngineState::device_ends(const OpenAction& open) {
    const DeviceMeaning& meaning = device_meanings[open.action];
    if (meaning.role == DeviceRole::none) {
        return;
    }
    const std::uint32_t agent = objects_[open.object].agent;
    Device& device =
        devices_[device_of(agent, meaning.on_channel, meaning.on_channel ? open.media : 0)];
    switch (meaning.role) {
        case DeviceRole::login:
            --device.logins;
            break;
        case DeviceRole::hidden_call:
            if (!open.hidden) {
                count_status(device, meaning.status, false);
            }
            break;
        case DeviceRole::hold:
            hide_calls(open, false);
            count_status(device, meaning.status, false);
            break;
        case DeviceRole::typed_call:
            count_status(device, status_of_handling(open.type), false);
            break;
        default:
            count_status(device, meaning.status, false);
    }
    mark_changed(agent);
}

// The hold rule: the status does not see the very call that is on hold, though its action goes on.
void EngineState::hide_calls(const OpenAction& hold, bool hidden) {
    Device& device = devices_[device_of(objects_[hold.object].agent, false, 0)];
    for (ActionIndex action : hidden_calls) {
        const std::uint32_t entry = ledger_.find(hold.object, action, hold.interaction, 0);
        if (entry == no_index || ledger_.at(entry).hidden == hidden) {
            continue;
        }
        ledger_.at(entry).hidden = hidden;
        count_status(device, device_meanings[action].status, !hidden);
    }
}

bool EngineState::is_on(const OpenAction& open, const Device& device) const {
    const DeviceMeaning& meaning = device_meanings[open.action];
    return meaning.on_channel == device.channel && (!device.channel || open.media == device.media);
}

// Of several equal actions the one that began first gives the type (3.1).
CallType EngineState::cause_type(const AgentRecord& agent, const Device& device,
                                 Status status) const {
    for (std::uint32_t entry = objects_[agent.object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const DeviceMeaning& meaning = device_meanings[open.action];
        if (meaning.role != DeviceRole::none && meaning.role != DeviceRole::login &&
            meaning.status == status && is_on(open, device)) {
            return open.type;
        }
    }
    return CallType::unknown;
}

StatusKey EngineState::device_status(const AgentRecord& agent, const Device& device) const {
    if (device.logins == 0) {
        return no_status;
    }
    if (device.open_statuses == 0) {
        return key_of(device.channel ? Status::logged_in : Status::on_hook);
    }
    const auto status = static_cast<Status>(std::bit_width(device.open_statuses) - 1);
    return has_typed_twins(status) ? key_of(status, cause_type(agent, device, status))
                                   : key_of(status);
}

// 3.3, for one telephone and any number of channels.
template <class KeyOf>
StatusKey EngineState::agent_status_by(const AgentRecord& agent, KeyOf&& key_of_device) const {
    StatusKey voice = no_status;
    StatusKey channels = no_status;
    for (std::uint32_t at = agent.devices; at != no_index; at = devices_[at].next) {
        const Device& device = devices_[at];
        const StatusKey key = key_of_device(device);
        if (key == no_status) {
            continue;
        }
        if (!device.channel) {
            voice = key;
        } else if (channels == no_status || status_of(key) > status_of(channels)) {
            channels = key;
        }
    }
    if (voice == no_status && channels == no_status) {
        return key_of(Status::logged_out);
    }
    if (voice == no_status || channels == no_status) {
        return voice == no_status ? channels : voice;
    }
    const bool voice_decides = status_of(voice) > Status::not_ready_for_next_call ||
                               status_of(channels) <= status_of(voice);
    return voice_decides ? voice : channels;
}

StatusKey EngineState::agent_status(const AgentRecord& agent) const {
    return agent_status_by(agent,
                           [&](const Device& device) { return device_status(agent, device); });
}

StatusRun EngineState::run_after(const StatusRun& before, StatusKey after, Instant at) {
    if (before.key == after) {
        return before;
    }
    const bool same_name =
        before.key != no_status && after != no_status && status_of(before.key) == status_of(after);
    return {same_name ? before.since : at, at, after};
}

void EngineState::tell_change(std::uint32_t object, Source source, const StatusRun& before,
                              StatusKey after) {
    if (const Touch own = touch(object); own.plan.has(source)) {
        change_status(own, *catalogue_, source, before, after, long_ago, time_);
    }
    for (std::uint32_t at = objects_[object].groups; at != no_index;
         at = memberships_[at].next_group) {
        if (const Touch group = touch(memberships_[at].group); group.plan.has(source)) {
            change_status(group, *catalogue_, source, before, after, memberships_[at].joined,
                          time_);
        }
    }
}

void EngineState::settle_agent(AgentRecord& agent) {
    agent.changed = false;
    for (std::uint32_t at = agent.devices; at != no_index; at = devices_[at].next) {
        Device& device = devices_[at];
        const StatusKey key = device_status(agent, device);
        if (key != device.run.key) {
            tell_change(agent.object, Source::dn_status, device.run, key);
            device.run = run_after(device.run, key, time_);
        }
    }
    const StatusKey status =
        agent_status_by(agent, [](const Device& device) { return device.run.key; });
    if (status != agent.run.key) {
        tell_change(agent.object, Source::agent_status, agent.run, status);
        agent.run = run_after(agent.run, status, time_);
    }
}

void EngineState::settle() {
    for (std::uint32_t agent : changed_agents_) {
        settle_agent(agents_[agent]);
    }
    changed_agents_.clear();
}

}  // namespace cordboard::stats
