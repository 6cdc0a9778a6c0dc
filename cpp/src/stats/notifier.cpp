// SPDX-License-Identifier: Apache-2.0
#include "stats/notifier.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cordboard::stats {

Notifier::Notifier(StatisticsEngine engine) : engine_(std::move(engine)), begun_(engine_.begun()) {
    for (const OpenStatistic& one : engine_.statistics()) {
        add(one.id);
    }
    if (begun_) {
        begin();
    }
}

void Notifier::tell_only_of(ObjectId object, DefinitionIndex definition) {
    only_ = {object, definition};
    for (Client& client : clients_) {
        if (client.object != object || client.definition != definition) {
            client = {};
        }
    }
}

void Notifier::add(StatisticId statistic) {
    const std::size_t at = statistic.value;
    if (at >= clients_.size()) {
        clients_.resize(at + 1);
    }
    const OpenStatistic opened = engine_.statistic(statistic);
    Client client;
    client.object = opened.object;
    client.definition = opened.definition;
    client.open = !only_ || *only_ == std::pair(client.object, client.definition);
    clients_[at] = client;
}

void Notifier::opened(StatisticId statistic) {
    if (statistic.value < clients_.size() && clients_[statistic.value].open) {
        return;
    }
    add(statistic);
    if (begun_) {
        begin(statistic);
    }
}

void Notifier::close(StatisticId statistic) {
    const bool is_last = engine_.statistic(statistic).openings == 1;
    if (is_last && begun_) {
        end_instant_of(statistic);
    }
    engine_.close(statistic);
    if (is_last) {
        clients_[statistic.value] = {};
    }
}

void Notifier::begin() {
    for (std::size_t one = 0; one < clients_.size(); ++one) {
        begin({static_cast<std::uint32_t>(one)});
    }
}

// A first value is sent at once, except where only resets are told or nothing at all. Periods count
// from the opening, also of a statistic that was there before.
void Notifier::begin(StatisticId statistic) {
    Client& client = clients_[statistic.value];
    if (!client.open) {
        return;
    }
    const StatisticDefinition& definition = definition_of(client);
    if (definition.notification_mode == NotificationMode::periodical) {
        const Duration age = engine_.now() - engine_.statistic(statistic).opened;
        const std::int64_t period = definition.notification_frequency.microseconds;
        client.due = engine_.now() + Duration{(period - age.microseconds % period) % period};
        due_.push({client.due, statistic.value});
    } else if (definition.notification_mode == NotificationMode::immediate) {
        moved_.push_back(statistic);
    }
}

std::size_t Notifier::observe(std::span<const ActionRow> rows) {
    for (std::size_t done = 0; done < rows.size(); ++done) {
        const ActionRow& row = rows[done];
        const Instant at = engine_.cut(row.time);
        if ((begun_ ? at > engine_.now() : at >= engine_.now()) && !move_to(at)) {
            return done;
        }
        if (begun_) {
            engine_.add_moved(row, moved_);
        }
        engine_.observe({&row, 1});
    }
    return rows.size();
}

bool Notifier::advance_to(Instant now) {
    const Instant at = engine_.cut(now);
    return (begun_ && at <= engine_.now()) || move_to(at);
}

bool Notifier::move_to(Instant at) {
    if (!begun_) {
        if (at < engine_.now()) {
            return true;
        }
        begun_ = true;
        engine_.advance_to(engine_.now());
        begin();
    }
    while (engine_.now() < at) {
        if (sent_.size() >= messages_in_piece) {
            return false;
        }
        end_instant();
        const Instant due = due_.empty() ? never : due_.top().at;
        const Instant next = std::min({at, engine_.next_reset(), due});
        const bool resets = next == engine_.next_reset();
        if (resets) {
            reset(next);
        }
        engine_.advance_to(next);
    }
    return true;
}

// The values of the intervals that end at `at`, and a second look at those that begin there.
void Notifier::reset(Instant at) {
    for (std::size_t one = 0; one < clients_.size(); ++one) {
        const StatisticId id{static_cast<std::uint32_t>(one)};
        const Client& client = clients_[one];
        if (!client.open || engine_.next_reset(id) != at) {
            continue;
        }
        const NotificationMode mode = definition_of(client).notification_mode;
        if (mode == NotificationMode::reset) {
            sent_.push_back({at, client.object, client.definition, engine_.closing_value(id, at)});
        } else if (mode == NotificationMode::immediate) {
            moved_.push_back(id);
        }
    }
}

void Notifier::end_instant() {
    std::sort(moved_.begin(), moved_.end());
    moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
    for (const StatisticId id : moved_) {
        tell_if_moved(id);
    }
    moved_.clear();
    while (!due_.empty() && due_.top().at <= engine_.now()) {
        const Due next = due_.top();
        due_.pop();
        Client& client = clients_[next.statistic];
        if (client.open && client.due == next.at) {
            tell({next.statistic});
            client.due = next.at + definition_of(client).notification_frequency;
            due_.push({client.due, next.statistic});
        }
    }
}

// The same for one that will not see the end of the instant.
void Notifier::end_instant_of(StatisticId statistic) {
    const Client& client = clients_[statistic.value];
    if (client.open && client.due <= engine_.now()) {
        tell(statistic);
    } else if (std::find(moved_.begin(), moved_.end(), statistic) != moved_.end()) {
        tell_if_moved(statistic);
    }
}

void Notifier::tell_if_moved(StatisticId statistic) {
    const bool is_told =
        statistic.value < clients_.size() && clients_[statistic.value].open &&
        definition_of(clients_[statistic.value]).notification_mode == NotificationMode::immediate;
    if (is_told && is_changed(statistic)) {
        tell(statistic);
    }
}

bool Notifier::is_changed(StatisticId statistic) const {
    const Client& client = clients_[statistic.value];
    if (!client.told || engine_.is_reset(statistic)) {
        return true;
    }
    if (engine_.is_structure(statistic)) {
        return engine_.structure_digest(statistic) != client.digest;
    }
    // A change of p percent is not worth a message; from nothing every change is.
    const double change = std::abs(engine_.value(statistic) - client.last);
    const auto tolerated =
        static_cast<double>(definition_of(client).insensitivity) * std::abs(client.last);
    return change > 0.0 && change * 100.0 > tolerated;
}

void Notifier::tell(StatisticId statistic) {
    Client& client = clients_[statistic.value];
    client.told = true;
    std::optional<double> value;
    if (engine_.is_structure(statistic)) {
        client.digest = engine_.structure_digest(statistic);
    } else {
        value = client.last = engine_.value(statistic);
    }
    sent_.push_back({engine_.now(), client.object, client.definition, value});
}

const StatisticDefinition& Notifier::definition_of(const Client& client) const {
    return engine_.definition(client.definition);
}

std::vector<Notification> Notifier::finish() {
    if (begun_) {
        end_instant();
    }
    return take();
}

std::vector<Notification> Notifier::pending() {
    auto before = std::tuple(clients_, moved_, due_, std::exchange(sent_, {}));
    std::vector<Notification> pending = finish();
    std::tie(clients_, moved_, due_, sent_) = std::move(before);
    return pending;
}

}  // namespace cordboard::stats
