// SPDX-License-Identifier: Apache-2.0
#include "figures/statistic_tables.hpp"

#include <cstddef>

namespace cordboard::figures {

namespace {

using columns::Builder;
using columns::Type;

enum Column : std::size_t { time, object_type, object, statistic, value, structure };

std::vector<columns::ColumnSchema> message_columns() {
    return {{"time", Type::instant},
            {"object_type", Type::word},
            {"object", Type::word},
            {"statistic", Type::word},
            {"value", Type::real}};
}

std::vector<columns::ColumnSchema> value_columns() {
    auto columns = message_columns();
    columns.push_back({"structure", Type::text});
    return columns;
}

void set_names(Builder& builder, const StatisticsEngine& engine, ObjectId named,
               DefinitionIndex definition, const WordsOf& words) {
    const ObjectWords its = words(named, definition);
    builder.set_word(object_type, its.type);
    builder.set_known_word(object, named.value, [&] { return its.name; });
    builder.set_known_word(statistic, definition,
                           [&] { return std::string_view(engine.definition(definition).name); });
}

}  // namespace

std::shared_ptr<const columns::Table> value_table(const StatisticsEngine& engine, Instant now,
                                                  const WordsOf& words,
                                                  const StructureOf& structure_of) {
    Builder builder(value_columns());
    for (const OpenStatistic& one : engine.statistics()) {
        builder.set_instant(time, now);
        set_names(builder, engine, one.object, one.definition, words);
        if (engine.is_structure(one.id)) {
            builder.set_text(structure, structure_of(one.id));
        } else {
            builder.set_real(value, engine.value(one.id));
        }
        builder.end_row();
    }
    return builder.finish();
}

std::shared_ptr<const columns::Table> message_table(
    const StatisticsEngine& engine,
    std::initializer_list<std::span<const stats::Notification>> pieces, const WordsOf& words) {
    Builder builder(message_columns());
    for (const auto piece : pieces) {
        for (const stats::Notification& one : piece) {
            builder.set_instant(time, one.time);
            set_names(builder, engine, one.object, one.definition, words);
            if (one.value) {
                builder.set_real(value, *one.value);
            }
            builder.end_row();
        }
    }
    return builder.finish();
}

void HistoryQuery::add(std::span<const stats::Notification> sent) {
    for (const stats::Notification& one : sent) {
        if (one.object == object_ && one.definition == definition_ && one.time >= range_.since &&
            one.time < range_.until) {
            found_.push_back(one);
        }
    }
    if (found_.size() / 2 > range_.last) {
        keep_last();
    }
}

void HistoryQuery::keep_last() {
    if (found_.size() > range_.last) {
        found_.erase(found_.begin(), found_.end() - static_cast<std::ptrdiff_t>(range_.last));
    }
}

std::shared_ptr<const columns::Table> HistoryQuery::table() {
    keep_last();
    Builder builder({{"time", Type::instant}, {"value", Type::real}});
    for (const stats::Notification& one : found_) {
        builder.set_instant(0, one.time);
        if (one.value) {
            builder.set_real(1, *one.value);
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace cordboard::figures
