// SPDX-License-Identifier: Apache-2.0
// From open actions to statuses (statistics reference, 3.1 to 3.4). Rows only change counts; what
// status follows is looked at once, when the instant is over, so that what lasts no time is
// nothing: first the devices that are objects, then agents and places with the devices of their
// own, then the groups.
#include <bit>
#include <tuple>

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

// The status of a device on which nothing is open that decides (D-8).
Status idle_status(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::telephone:
            return Status::on_hook;
        case DeviceKind::channel:
            return Status::logged_in;
        case DeviceKind::mediation:
            break;
    }
    return Status::monitored;
}

Status decided_status(const OpenAction& open) {
    const DeviceMeaning& meaning = device_meanings[open.action];
    return meaning.role == DeviceRole::typed_call ? status_of_handling(open.type) : meaning.status;
}

std::size_t presence_of(StatusKey key) {
    const auto index = [](Presence presence) { return static_cast<std::size_t>(presence); };
    switch (status_of(key)) {
        case Status::not_monitored:
            return index(Presence::not_monitored);
        case Status::logged_out:
            return index(Presence::logged_out);
        case Status::wait_for_next_call:
            return index(Presence::ready);
        default:
            return index(Presence::busy);
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
            count_status(device, decided_status(open), true);
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
            count_status(device, decided_status(open), false);
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

bool EngineState::is_on(const OpenAction& open, const Device& device) const {
    return device_meanings[open.action].kind == device.kind && open.channel == device.media;
}

// The action that gives a device its status: of several the one that began first, then that of the
// lower interaction (3.1). The list of an object is in the order of starts. Of the logins only that
// of a channel is the cause of a status, LoggedIn.
std::uint32_t EngineState::cause_of(const Device& device, Status status) const {
    std::uint32_t cause = no_index;
    for (std::uint32_t entry = objects_[device.object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        if (cause != no_index && open.start > ledger_.at(cause).start) {
            break;
        }
        const DeviceRole role = device_meanings[open.action].role;
        const bool login = role == DeviceRole::login && device.kind != DeviceKind::channel;
        const bool decides = role != DeviceRole::none && !login && !open.hidden;
        if (decides && decided_status(open) == status && is_on(open, device) &&
            (cause == no_index || open.interaction < ledger_.at(cause).interaction)) {
            cause = entry;
        }
    }
    return cause;
}

StatusKey EngineState::device_status(const Device& device) const {
    if (device.logins == 0 && device.owned) {
        return no_status;
    }
    if (device.logins == 0 && device.kind == DeviceKind::channel) {
        return key_of(Status::not_monitored);
    }
    if (device.open_statuses == 0) {
        return key_of(idle_status(device.kind));
    }
    auto status = static_cast<Status>(std::bit_width(device.open_statuses) - 1);
    if (status == Status::asm_outbound &&
        device.counts[static_cast<std::size_t>(Status::asm_engaged)] > 0 &&
        began_before(device, Status::asm_engaged, device, status)) {
        status = Status::asm_engaged;
    }
    if (!has_typed_twins(status)) {
        return key_of(status);
    }
    const std::uint32_t cause = cause_of(device, status);
    return key_of(status, cause == no_index ? CallType::unknown : ledger_.at(cause).type);
}

// Which of two statuses of one rank shows (D-35): the one whose action began first, then that of
// the lower interaction, then by name. A status without an action has been there always.
bool EngineState::began_before(const Device& one, Status of_one, const Device& other,
                               Status of_other) const {
    const auto order = [this](const Device& device, Status status) {
        const std::uint32_t cause = cause_of(device, status);
        const ObjectRecord& object = objects_[device.object];
        return std::tuple(cause == no_index ? long_ago : ledger_.at(cause).start,
                          cause == no_index ? 0 : ledger_.at(cause).interaction,
                          name_of(object.type), texts_.view({object.name}),
                          texts_.view({device.media}), status);
    };
    return order(one, of_one) < order(other, of_other);
}

// 3.3: the best of the telephones against the best of the channels.
template <class KeyOf>
StatusKey EngineState::holder_status_by(const HolderRecord& holder, KeyOf&& key_of_device) const {
    struct Best {
        StatusKey key = no_status;
        const Device* device = nullptr;
    };
    Best voice;
    Best channels;
    bool voice_logged_in = false;
    const auto regard = [&](const Device& device) {
        const StatusKey key = key_of_device(device);
        if (key == no_status) {
            return;
        }
        const bool telephone = device.kind == DeviceKind::telephone;
        voice_logged_in = voice_logged_in || (telephone && device.logins > 0);
        Best& best = telephone ? voice : channels;
        const int rank = rank_of(status_of(key));
        const int before = best.key == no_status ? -1 : rank_of(status_of(best.key));
        if (rank > before ||
            (rank == before && key != best.key &&
             began_before(device, status_of(key), *best.device, status_of(best.key)))) {
            best = {key, &device};
        }
    };
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        regard(devices_[at]);
    }
    for (std::uint32_t at = objects_[holder.object].members; at != no_index;
         at = memberships_[at].next_member) {
        regard(devices_[objects_[memberships_[at].member].device]);
    }
    if (voice.key == no_status && channels.key == no_status) {
        return key_of(holder.source == Source::agent_status ? Status::logged_out
                                                            : Status::not_monitored);
    }
    if (voice.key == no_status || channels.key == no_status) {
        return voice.key == no_status ? channels.key : voice.key;
    }
    const int rank = rank_of(status_of(voice.key));
    const bool voice_decides = rank > rank_of(Status::not_ready_for_next_call) ||
                               (rank >= rank_of(status_of(channels.key)) && voice_logged_in);
    return voice_decides ? voice.key : channels.key;
}

StatusKey EngineState::holder_status(const HolderRecord& holder) const {
    return holder_status_by(holder, [this](const Device& device) { return device_status(device); });
}

// 3.4, from what the members are as far as it is settled.
StatusKey EngineState::group_status(const GroupRecord& group) const {
    const auto any = [&](Presence presence) {
        return group.members[static_cast<std::size_t>(presence)] > 0;
    };
    if (any(Presence::ready)) {
        return key_of(Status::wait_for_next_call);
    }
    if (any(Presence::busy)) {
        return key_of(Status::not_ready_for_next_call);
    }
    return key_of(any(Presence::logged_out) ? Status::logged_out : Status::not_monitored);
}

StatusRun EngineState::run_after(const StatusRun& before, StatusKey after, Instant at) {
    if (before.key == after) {
        return before;
    }
    return {same_name(before.key, after) ? before.since : at, after};
}

StatusRun EngineState::run_now(const Device& device) const {
    return run_after(device.interrupted ? StatusRun{} : device.run, device_status(device),
                     present());
}

StatusRun EngineState::run_now(const HolderRecord& holder) const {
    return holder.changed ? run_after(holder.run, holder_status(holder), present()) : holder.run;
}

StatusRun EngineState::run_now(const GroupRecord& group) const {
    GroupRecord now = group;
    for (std::uint32_t changed : changed_holders_) {
        const HolderRecord& holder = holders_[changed];
        if (membership_of(holder.object, group.object) != no_index) {
            --now.members[presence_of(holder.run.key)];
            ++now.members[presence_of(holder_status(holder))];
        }
    }
    return run_after(group.run, group_status(now), present());
}

// A tenant has everybody, from the beginning (D-34).
void EngineState::tell_tenant(std::uint32_t tenant, Source source, const StatusRun& before,
                              StatusKey after) {
    if (const Touch there = touch(tenant); there.plan.has(source) && before.key != after) {
        change_status(there, source, before, after, long_ago, time_);
    }
}

void EngineState::count_member(std::uint32_t group, StatusKey status, bool more) {
    groups_[group].members[presence_of(status)] += more ? 1U : ~std::uint32_t{0};
    mark_group(group);
}

[[gnu::always_inline]] inline void EngineState::change_run(StatusRun& run, std::uint32_t& past,
                                                           StatusKey after) {
    if (run.key != after) {
        past_statuses_.end(past, run.key, present());
        run = run_after(run, after, present());
    }
}

void EngineState::settle_device(Device& device) {
    device.changed = false;
    device.after = device_status(device);
    if (device.after == device.run.key) {
        return;
    }
    const auto tell = [&](std::uint32_t counting, Instant joined) {
        if (const Touch there = touch(counting); there.plan.has(Source::dn_status)) {
            change_status(there, Source::dn_status, device.run, device.after, joined, time_);
        }
    };
    tell(device.object, long_ago);
    for_each_above(device.object, tell);
    change_run(device.run, device.past, device.after);
}

void EngineState::settle_holder(HolderRecord& holder) {
    holder.changed = false;
    bool others = false;
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        Device& device = devices_[at];
        device.after = device_status(device);
        others = others || device.after != device.run.key || device.interrupted;
    }
    const StatusKey status =
        holder_status_by(holder, [](const Device& device) { return device.after; });
    if (!others && status == holder.run.key) {
        return;
    }
    tell_holder(holder, status);
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        Device& device = devices_[at];
        if (device.interrupted) {
            change_run(device.run, device.past, no_status);
            device.interrupted = false;
        }
        change_run(device.run, device.past, device.after);
    }
    change_run(holder.run, holder.past, status);
}

// Tells the object and its groups what became of it and of the devices of its own.
void EngineState::tell_holder(const HolderRecord& holder, StatusKey status) {
    const auto tell = [&](std::uint32_t counting, Instant joined) {
        const Touch there = touch(counting);
        for (std::uint32_t at = there.plan.has(Source::dn_status) ? holder.devices : no_index;
             at != no_index; at = devices_[at].next) {
            const auto change = [&](const StatusRun& before, StatusKey after) {
                change_status(there, Source::dn_status, before, after, joined, time_);
            };
            for_each_change(devices_[at], devices_[at].after, change);
        }
        if (status != holder.run.key && there.plan.has(holder.source)) {
            change_status(there, holder.source, holder.run, status, joined, time_);
        }
    };
    const std::size_t before = presence_of(holder.run.key);
    const std::size_t after = presence_of(status);
    tell(holder.object, long_ago);
    for (std::uint32_t at = objects_[holder.object].groups; at != no_index;
         at = memberships_[at].next_group) {
        tell(memberships_[at].group, memberships_[at].joined);
        if (before != after) {
            const std::uint32_t group = objects_[memberships_[at].group].group;
            --groups_[group].members[before];
            ++groups_[group].members[after];
            mark_group(group);
        }
    }
    for (std::uint32_t tenant : tenants_) {
        tell_tenant(tenant, holder.source, holder.run, status);
    }
}

void EngineState::settle_group(GroupRecord& group) {
    group.changed = false;
    if (const StatusKey status = group_status(group); status != group.run.key) {
        if (const Touch there = touch(group.object); there.plan.has(Source::group_status)) {
            change_status(there, Source::group_status, group.run, status, long_ago, time_);
        }
        group.run = run_after(group.run, status, present());
    }
}

void EngineState::settle() {
    settle_tallies();
    for (std::uint32_t device : changed_devices_) {
        settle_device(devices_[device]);
    }
    changed_devices_.clear();
    for (std::uint32_t holder : changed_holders_) {
        settle_holder(holders_[holder]);
    }
    changed_holders_.clear();
    if (!tallies_.empty()) {
        settle_group_tallies();
    }
    for (std::uint32_t group : changed_groups_) {
        settle_group(groups_[group]);
    }
    changed_groups_.clear();
}

}  // namespace cordboard::stats
