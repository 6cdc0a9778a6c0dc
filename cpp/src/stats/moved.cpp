// SPDX-License-Identifier: Apache-2.0
// Which statistics a row may have moved, for those who tell changes: statistics of actions that
// count the action or begin anew with a login, and statistics of statuses if the row can change
// one. That a value grows by itself is told by no row.
#include "stats/elements.hpp"

namespace cordboard::stats {

void EngineState::add_moved(const ActionRow& row, std::vector<StatisticId>& moved) const {
    const bool membership = row.action == member_of;
    const auto add = [&](std::uint32_t object, Instant) {
        for (std::uint32_t at = statistics_of_[object]; at != no_index; at = statistics_[at].next) {
            const ReadDefinition& definition = catalogue_->read(statistics_[at].definition);
            const bool of_actions = definition.source == Source::action;
            const bool begins_anew = definition.interval == IntervalType::since_login &&
                                     device_meanings[row.action].role == DeviceRole::login;
            const bool concerned =
                membership || begins_anew || definition.method == Method::structure ||
                (of_actions ? counts(definition, row.action)
                            : device_meanings[row.action].role != DeviceRole::none);
            if (concerned) {
                moved.push_back({at});
            }
        }
    };
    add(row.object.value, long_ago);
    for_each_above(row.object.value, add);
    for (const std::uint32_t tenant : tenants_) {
        add(tenant, long_ago);
    }
    if (membership && row.interaction < objects_.size()) {
        const auto group = static_cast<std::uint32_t>(row.interaction);
        add(group, long_ago);
        for_each_above(group, add);
    }
}

}  // namespace cordboard::stats
