// SPDX-License-Identifier: Apache-2.0
#include "stats/notifier.hpp"

#include <algorithm>
#include <cmath>

namespace cordboard::stats {

namespace {

// About 1 GiB with the table that is made of them.
constexpr std::size_t messages_max = 20'000'000;

}  // namespace

Notifier::Notifier(StatisticsEngine engine) : engine_(std::move(engine)), begun_(engine_.begun()) {
    for (const OpenStatistic& one : engine_.statistics()) {
        add(one.id);
    }
    if (begun_) {
        begin();
    }
}

void Notifier::tell_only_of(StatisticId statistic) {
    only_ = statistic;
    for (std::size_t at = 0; at < clients_.size(); ++at) {
        if (at != statistic.value) {
            clients_[at] = {};
        }
    }
}

void Notifier::add(StatisticId statistic) {
    const std::size_t at = statistic.value;
    if (at >= clients_.size()) {
        clients_.resize(at + 1);
        definitions_.resize(at + 1);
    }
    clients_[at] = {};
    clients_[at].open = !only_ || *only_ == statistic;
    definitions_[at] = engine_.definition_of(statistic);
}

void Notifier::opened(StatisticId statistic) {
    add(statistic);
    if (begun_) {
        begin(statistic);
    }
}

void Notifier::closed(StatisticId statistic) { clients_[statistic.value] = {}; }

void Notifier::begin() {
    for (std::size_t one = 0; one < clients_.size(); ++one) {
        begin({static_cast<std::uint32_t>(one)});
    }
}

// A first value is sent at once, except where only resets are told or nothing at all.
void Notifier::begin(StatisticId statistic) {
    Client& client = clients_[statistic.value];
    if (!client.open) {
        return;
    }
    const NotificationMode mode = definition_of(statistic).notification_mode;
    if (mode == NotificationMode::periodical) {
        client.due = engine_.now();
        due_.push({client.due, statistic.value});
    } else if (mode == NotificationMode::immediate) {
        moved_.push_back(statistic);
    }
}

void Notifier::observe(std::span<const ActionRow> rows) {
    for (const ActionRow& row : rows) {
        const Instant at = engine_.cut(row.time);
        if (begun_ ? at > engine_.now() : at >= engine_.now()) {
            move_to(at);
        }
        if (begun_) {
            engine_.add_moved(row, moved_);
        }
        engine_.observe({&row, 1});
    }
}

void Notifier::advance_to(Instant now) {
    const Instant at = engine_.cut(now);
    if (!begun_ || at > engine_.now()) {
        move_to(at);
    }
}

void Notifier::move_to(Instant at) {
    if (!begun_) {
        if (at < engine_.now()) {
            return;
        }
        begun_ = true;
        engine_.advance_to(engine_.now());
        begin();
    }
    while (engine_.now() < at) {
        end_instant();
        const Instant due = due_.empty() ? never : due_.top().at;
        const Instant next = std::min({at, engine_.next_reset(), due});
        const bool resets = next == engine_.next_reset();
        if (resets) {
            reset(next);
        }
        engine_.advance_to(next);
    }
}

// The values of the intervals that end at `at`, and a second look at those that begin there.
void Notifier::reset(Instant at) {
    for (std::size_t one = 0; one < clients_.size(); ++one) {
        const StatisticId id{static_cast<std::uint32_t>(one)};
        if (!clients_[one].open || engine_.next_reset(id) != at) {
            continue;
        }
        const NotificationMode mode = definition_of(id).notification_mode;
        if (mode == NotificationMode::reset) {
            send({at, id, engine_.closing_value(id, at)});
        } else if (mode == NotificationMode::immediate) {
            moved_.push_back(id);
        }
    }
}

void Notifier::end_instant() {
    std::sort(moved_.begin(), moved_.end());
    moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
    for (const StatisticId id : moved_) {
        const bool told = id.value < clients_.size() && clients_[id.value].open &&
                          definition_of(id).notification_mode == NotificationMode::immediate;
        if (told) {
            tell_if_changed(id);
        }
    }
    moved_.clear();
    while (!due_.empty() && due_.top().at <= engine_.now()) {
        const Due next = due_.top();
        due_.pop();
        Client& client = clients_[next.statistic];
        if (client.open && client.due == next.at) {
            const StatisticId id{next.statistic};
            tell(id, value_of(id));
            client.due = next.at + definition_of(id).notification_frequency;
            due_.push({client.due, next.statistic});
        }
    }
}

void Notifier::tell_if_changed(StatisticId statistic) {
    const Client& client = clients_[statistic.value];
    const std::optional<double> value = value_of(statistic);
    // A change of p percent is not worth a message; from nothing every change is.
    const double change = std::abs(value.value_or(0.0) - client.last);
    const auto tolerated =
        static_cast<double>(definition_of(statistic).insensitivity) * std::abs(client.last);
    if (!client.told || !value || (change > 0.0 && change * 100.0 > tolerated)) {
        tell(statistic, value);
    }
}

void Notifier::tell(StatisticId statistic, std::optional<double> value) {
    Client& client = clients_[statistic.value];
    client.told = true;
    client.last = value.value_or(0.0);
    send({engine_.now(), statistic, value});
}

void Notifier::send(const Notification& message) {
    if (sent_.size() == messages_max) {
        throw StatisticsMisuse(
            "there are more than 20,000,000 messages; ask for the history of one statistic, or "
            "give PERIODICAL ones a greater notificationFrequency");
    }
    sent_.push_back(message);
}

std::optional<double> Notifier::value_of(StatisticId statistic) const {
    return engine_.is_structure(statistic) ? std::nullopt : std::optional(engine_.value(statistic));
}

const StatisticDefinition& Notifier::definition_of(StatisticId statistic) const {
    return engine_.definition(definitions_[statistic.value]);
}

std::vector<Notification> Notifier::finish() {
    if (begun_) {
        end_instant();
    }
    return take();
}

}  // namespace cordboard::stats
