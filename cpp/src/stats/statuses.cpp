// SPDX-License-Identifier: Apache-2.0
// What rows do to devices: they only change counts. What status follows is looked at once, when the
// instant is over, so that what lasts no time is nothing (settling.cpp).
#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

DeviceKind kind_of(ObjectType type) {
    switch (type) {
        case ObjectType::reg_dn:
            return DeviceKind::telephone;
        case ObjectType::media_channel:
            return DeviceKind::channel;
        default:
            return DeviceKind::mediation;
    }
}

}  // namespace

// Gives a new object what its type has of devices and statuses.
void EngineState::enroll(std::uint32_t object) {
    ObjectRecord& record = objects_[object];
    const auto since_always = [&](StatusKey key) { return StatusRun{origin_, key}; };
    switch (record.type) {
        case ObjectType::agent:
        case ObjectType::place: {
            const bool agent = record.type == ObjectType::agent;
            record.holder = static_cast<std::uint32_t>(holders_.size());
            HolderRecord holder;
            holder.object = object;
            holder.source = agent ? Source::agent_status : Source::place_status;
            holder.run = since_always(key_of(agent ? Status::logged_out : Status::not_monitored));
            holders_.push_back(holder);
            for (std::uint32_t tenant : tenants_) {
                tell_tenant(tenant, holder.source, {}, holder.run.key);
            }
            break;
        }
        case ObjectType::reg_dn:
        case ObjectType::media_channel:
        case ObjectType::queue:
        case ObjectType::route_point:
        case ObjectType::virtual_queue: {
            record.device = static_cast<std::uint32_t>(devices_.size());
            Device device;
            device.object = object;
            device.kind = kind_of(record.type);
            device.after = device_status(device);
            device.run = since_always(device.after);
            devices_.push_back(device);
            break;
        }
        case ObjectType::group_agents:
        case ObjectType::group_places: {
            record.group = static_cast<std::uint32_t>(groups_.size());
            GroupRecord group;
            group.object = object;
            group.run = since_always(key_of(Status::not_monitored));
            groups_.push_back(group);
            break;
        }
        case ObjectType::tenant:
            tenants_.push_back(object);
            break;
        default:
            break;
    }
}

// The first row shows since when what no row began has been so (D-8).
void EngineState::date_statuses(Instant at) {
    origin_ = at;
    const auto date = [at](auto& records) {
        for (auto& record : records) {
            record.run.since = at;
        }
    };
    date(holders_);
    date(devices_);
    date(groups_);
}

std::uint32_t EngineState::own_device(std::uint32_t holder, DeviceKind kind, std::uint32_t media) {
    std::uint32_t* link = &holders_[holder].devices;
    while (*link != no_index) {
        Device& device = devices_[*link];
        if (device.kind == kind && device.media == media) {
            return *link;
        }
        link = &device.next;
    }
    const auto index = static_cast<std::uint32_t>(devices_.size());
    *link = index;
    Device device;
    device.object = holders_[holder].object;
    device.kind = kind;
    device.media = media;
    device.owned = true;
    devices_.push_back(device);
    return index;
}

// The device that an action with a meaning to devices happens on, if there is one.
inline std::uint32_t EngineState::device_under(const OpenAction& open, DeviceKind kind) {
    const ObjectRecord& record = objects_[open.object];
    if (record.holder != no_index) {
        const std::uint32_t first = holders_[record.holder].devices;
        const bool known = first != no_index && devices_[first].kind == kind &&
                           devices_[first].media == open.channel;
        return known ? first : own_device(record.holder, kind, open.channel);
    }
    const bool fits = record.device != no_index && devices_[record.device].kind == kind;
    return fits ? record.device : no_index;
}

void EngineState::count_status(Device& device, Status status, bool more) {
    const auto at = static_cast<std::size_t>(status);
    device.counts[at] = static_cast<std::uint16_t>(device.counts[at] + (more ? 1 : -1));
    const std::uint32_t bit = 1U << at;
    device.open_statuses =
        device.counts[at] > 0 ? device.open_statuses | bit : device.open_statuses & ~bit;
}

void EngineState::mark_holder(std::uint32_t holder) {
    if (!holders_[holder].changed) {
        holders_[holder].changed = true;
        changed_holders_.push_back(holder);
    }
}

// A device that is an object shows in the agents and places it belongs to.
void EngineState::mark_changed(std::uint32_t index) {
    Device& device = devices_[index];
    if (!device.changed) {
        device.changed = true;
        changed_devices_.push_back(index);
    }
    for (std::uint32_t at = objects_[device.object].groups; at != no_index;
         at = memberships_[at].next_group) {
        const std::uint32_t holder = objects_[memberships_[at].group].holder;
        if (holder != no_index) {
            mark_holder(holder);
        }
    }
}

void EngineState::mark_group(std::uint32_t group) {
    if (!groups_[group].changed) {
        groups_[group].changed = true;
        changed_groups_.push_back(group);
    }
}

void EngineState::device_starts(std::uint32_t entry) {
    OpenAction& open = ledger_.at(entry);
    const DeviceMeaning& meaning = device_meanings[open.action];
    const std::uint32_t index = device_under(open, meaning.kind);
    if (index == no_index) {
        return;
    }
    Device& device = devices_[index];
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
            hide_calls(device, open, true);
            count_status(device, meaning.status, true);
            break;
        default:
            count_status(device, decided_status(open.action, open.type), true);
    }
    if (device.owned) {
        mark_holder(objects_[open.object].holder);
    } else {
        mark_changed(index);
    }
}

void EngineState::device_ends(const OpenAction& open) {
    const DeviceMeaning& meaning = device_meanings[open.action];
    const std::uint32_t index = device_under(open, meaning.kind);
    if (index == no_index) {
        return;
    }
    Device& device = devices_[index];
    switch (meaning.role) {
        case DeviceRole::login:
            --device.logins;
            device.interrupted = device.interrupted || (device.owned && device.logins == 0);
            break;
        case DeviceRole::hidden_call:
            if (!open.hidden) {
                count_status(device, meaning.status, false);
            }
            break;
        case DeviceRole::hold:
            hide_calls(device, open, false);
            count_status(device, meaning.status, false);
            break;
        default:
            count_status(device, decided_status(open.action, open.type), false);
    }
    if (device.owned) {
        mark_holder(objects_[open.object].holder);
    } else {
        mark_changed(index);
    }
}

// A filter may see the status with other eyes.
void EngineState::device_updates(const OpenAction& open) {
    const std::uint32_t index = device_under(open, device_meanings[open.action].kind);
    if (index != no_index) {
        mark_changed(index);
    }
}

// The hold rule: the status does not see the very call that is on hold, though its action goes on.
void EngineState::hide_calls(Device& device, const OpenAction& hold, bool hidden) {
    for (ActionIndex action : hidden_calls) {
        const std::uint32_t entry = ledger_.find(hold.object, action, hold.interaction, 0);
        if (entry == no_index || ledger_.at(entry).hidden == hidden) {
            continue;
        }
        ledger_.at(entry).hidden = hidden;
        count_status(device, device_meanings[action].status, !hidden);
    }
}

}  // namespace cordboard::stats
