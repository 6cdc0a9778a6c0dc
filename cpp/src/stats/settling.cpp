// SPDX-License-Identifier: Apache-2.0
// Which status follows from what is open (statistics reference, 3.1 to 3.4), and who is told when
// an instant is over: first the devices that are objects, then agents and places with the devices
// of their own, then the groups.
#include <bit>
#include <tuple>

#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

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
        if (decides && decided_status(open.action, open.type) == status && is_on(open, device) &&
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
        if (rank > before || (rank == before && began_before(device, status_of(key), *best.device,
                                                             status_of(best.key)))) {
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
    for (std::size_t at = 0; at < changed_holders_.size(); ++at) {
        expect_changed_holder(at);
        settle_holder(holders_[changed_holders_[at]]);
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
