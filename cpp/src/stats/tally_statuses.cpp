// SPDX-License-Identifier: Apache-2.0
// What tallies of statuses hear when an instant is over: what each device, agent, place and group
// is now, and by which action.
#include <algorithm>

#include "stats/tallies.hpp"

namespace cordboard::stats {

EngineState::Bearing EngineState::bearing_of(std::uint32_t index, const Device& device) const {
    const StatusRun run = run_now(device);
    const std::uint32_t cause =
        run.key == no_status ? no_index : cause_of(device, status_of(run.key));
    return {device.object,      index,      run.key,    run.since, cause,
            device.interrupted, device.run, device.past};
}

// The device that gives an agent or a place its status: a telephone if one can have given it.
EngineState::Bearing EngineState::bearing_of(std::uint32_t index,
                                             const HolderRecord& holder) const {
    const StatusRun run = run_now(holder);
    const Device* telephone = nullptr;
    const Device* channel = nullptr;
    bool voice_logged_in = false;
    const auto regard = [&](const Device& device) {
        voice_logged_in =
            voice_logged_in || (device.kind == DeviceKind::telephone && device.logins > 0);
        const StatusKey key = device_status(device);
        if (key == no_status || status_of(key) != status_of(run.key)) {
            return;
        }
        const Device*& best = device.kind == DeviceKind::telephone ? telephone : channel;
        if (best == nullptr || began_before(device, status_of(key), *best, status_of(run.key))) {
            best = &device;
        }
    };
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        regard(devices_[at]);
    }
    for (std::uint32_t at = objects_[holder.object].members; at != no_index;
         at = memberships_[at].next_member) {
        regard(devices_[objects_[memberships_[at].member].device]);
    }
    const bool voice_decides =
        channel == nullptr || voice_logged_in ||
        rank_of(status_of(run.key)) > rank_of(Status::not_ready_for_next_call);
    const Device* device = telephone != nullptr && voice_decides ? telephone : channel;
    const std::uint32_t cause =
        device == nullptr ? no_index : cause_of(*device, status_of(run.key));
    return {holder.object, index, run.key, run.since, cause, false, holder.run, holder.past};
}

// The name under which a status is counted, if it is.
std::optional<std::uint32_t> EngineState::counted_name(const ReadDefinition& definition,
                                                       const CounterSpec& spec,
                                                       const Bearing& bearing) const {
    if (bearing.status == no_status || !catalogue_->status_mask(spec.mask).test(bearing.status) ||
        (spec.filtered &&
         !definition.filter.holds(facts_of_cause(bearing.object, bearing.cause)))) {
        return std::nullopt;
    }
    return spec.by_name ? static_cast<std::uint32_t>(status_of(bearing.status)) : 0;
}

void EngineState::begin_bearing(Tally& tally, const ReadDefinition& definition, std::size_t counter,
                                const Bearing& bearing, std::uint32_t name, Instant since) const {
    const std::uint64_t interaction =
        bearing.cause == no_index ? 0 : ledger_.at(bearing.cause).interaction;
    tally.begin(definition, counter,
                {interaction, row_, since, bearing.key, name, {bearing.object, bearing.status}},
                time_);
}

// What a status was before cannot be asked any more; its length can.
void EngineState::end_bearing(Tally& tally, const ReadDefinition& definition, std::size_t counter,
                              const Bearing& bearing) const {
    tally.end(definition, counter, bearing.key, time_, row_,
              custom_of(definition, counter, facts_of_cause(bearing.object, no_index), 0,
                        tally.length(counter, bearing.key, time_)));
}

// What became of one bearer of a status in this instant.
void EngineState::tell_bearing(Tally& tally, const ReadDefinition& definition,
                               const Bearing& bearing) const {
    for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
        const auto name = counted_name(definition, definition.counters[counter], bearing);
        const Piece* piece = tally.find(counter, bearing.key);
        if (piece != nullptr && (!name || piece->name != *name || bearing.interrupted)) {
            end_bearing(tally, definition, counter, bearing);
            piece = nullptr;
        }
        if (piece == nullptr && name) {
            begin_bearing(tally, definition, counter, bearing, *name, present());
        }
    }
}

// A new tally finds a bearer as it was before this instant, which is told when it is over. Only
// what a filter would have said then is not known any more.
void EngineState::find_bearing(Tally& tally, const ReadDefinition& definition,
                               const Bearing& bearing, Instant joined) const {
    Bearing before = bearing;
    if (bearing.interrupted || bearing.before.key != bearing.status) {
        before.status = bearing.before.key;
        before.since = bearing.before.since;
        before.cause = no_index;
        before.interrupted = false;
    }
    for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
        const CounterSpec& spec = definition.counters[counter];
        const Bearing& found = spec.filtered ? bearing : before;
        if (const auto name = counted_name(definition, spec, found)) {
            begin_bearing(tally, definition, counter, found, *name,
                          std::max(joined, counted_since(definition, spec, found)));
        }
    }
}

// Since when what is now has been so: neither the mask was left nor, where names matter, the name,
// nor did the filter fail. What the instant has ended is among the past only when that is over.
Instant EngineState::counted_since(const ReadDefinition& definition, const CounterSpec& spec,
                                   const Bearing& bearing) const {
    const auto goes_on = [&](StatusKey key) {
        return key != no_status && catalogue_->status_mask(spec.mask).test(key) &&
               (!spec.by_name || same_name(key, bearing.status));
    };
    Instant since = bearing.past == no_index ? bearing.before.since : origin_;
    past_statuses_.for_each(bearing.past, [&](StatusKey key, Instant until) {
        since = goes_on(key) ? since : std::max(since, until);
    });
    if (bearing.interrupted || !goes_on(bearing.before.key)) {
        since = present();
    }
    if (spec.filtered && bearing.cause != no_index) {
        since = std::max(since, held_since(definition.filter, ledger_.at(bearing.cause)));
    }
    return since;
}

// What changed in this instant on one object is told to its tallies and to those above it.
void EngineState::tell_object(std::uint32_t object) {
    constexpr Source statuses[] = {Source::dn_status, Source::agent_status, Source::place_status,
                                   Source::group_status};
    const auto tell = [&](std::uint32_t counting, Instant) {
        if (objects_[counting].tallies == no_index) {
            return;
        }
        for (const Source source : statuses) {
            for_each_tally(counting, source, [&](Tally& tally, const ReadDefinition& definition) {
                for_each_bearing(object, source, [&](const Bearing& bearing) {
                    tell_bearing(tally, definition, bearing);
                });
            });
        }
    };
    tell(object, long_ago);
    for_each_above(object, tell);
    for (std::uint32_t tenant : tenants_) {
        tell(tenant, long_ago);
    }
    tell_login(object);
}

bool EngineState::is_logged_in(std::uint32_t object) const {
    const ObjectRecord& record = objects_[object];
    if (record.holder == no_index) {
        return record.device != no_index && devices_[record.device].logins > 0;
    }
    for (std::uint32_t at = holders_[record.holder].devices; at != no_index;
         at = devices_[at].next) {
        if (devices_[at].logins > 0) {
            return true;
        }
    }
    for (std::uint32_t at = record.members; at != no_index; at = memberships_[at].next_member) {
        if (devices_[objects_[memberships_[at].member].device].logins > 0) {
            return true;
        }
    }
    return false;
}

void EngineState::tell_login(std::uint32_t object) {
    for (std::uint32_t at = objects_[object].tallies; at != no_index; at = tallies_[at].next) {
        Tally& tally = tallies_[at].tally;
        tally.set_logged_in(catalogue_->read(tally.definition()), is_logged_in(object), time_);
    }
}

void EngineState::settle_tallies() {
    if (tallies_.empty()) {
        return;
    }
    settle_updates();
    for (std::uint32_t device : changed_devices_) {
        tell_object(devices_[device].object);
    }
    for (std::uint32_t holder : changed_holders_) {
        tell_object(holders_[holder].object);
    }
}

// Which groups may have changed is known when their members are settled.
void EngineState::settle_group_tallies() {
    for (std::uint32_t group : changed_groups_) {
        tell_object(groups_[group].object);
    }
}

// Who leaves takes his pieces along.
void EngineState::drop_bearings(std::uint32_t below, std::uint32_t above) {
    for (const Source source : {Source::dn_status, Source::agent_status, Source::place_status}) {
        for_each_tally(above, source, [&](Tally& tally, const ReadDefinition& definition) {
            for_each_bearing(below, source, [&](const Bearing& bearing) {
                for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
                    if (tally.find(counter, bearing.key) != nullptr) {
                        end_bearing(tally, definition, counter, bearing);
                    }
                }
            });
        });
    }
}

}  // namespace cordboard::stats
