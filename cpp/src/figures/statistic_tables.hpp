// SPDX-License-Identifier: Apache-2.0
// What statistics say, as tables. Whoever holds the engine knows how its objects are called.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/statistics.hpp>

#include "stats/notifier.hpp"

namespace cordboard::figures {

struct ObjectWords {
    std::string_view type;
    std::string_view name;
};
using WordsOf = std::function<ObjectWords(ObjectId, DefinitionIndex)>;
using StructureOf = std::function<std::string(StatisticId)>;

// Every open statistic: time, object_type, object, statistic, value, structure.
std::shared_ptr<const columns::Table> value_table(const StatisticsEngine& engine, Instant now,
                                                  const WordsOf& words,
                                                  const StructureOf& structure_of);

// What clients were sent, in pieces: time, object_type, object, statistic, value.
std::shared_ptr<const columns::Table> message_table(
    const StatisticsEngine& engine,
    std::initializer_list<std::span<const stats::Notification>> pieces, const WordsOf& words);

// Out of messages that come piece by piece, those of one statistic in [since, until), and of these
// the last so many.
class HistoryQuery {
  public:
    struct Range {
        Instant since;
        Instant until;
        std::size_t last;
    };

    HistoryQuery(ObjectId object, DefinitionIndex definition, const Range& range)
        : object_(object), definition_(definition), range_(range) {}

    ObjectId object() const { return object_; }
    DefinitionIndex definition() const { return definition_; }
    void add(std::span<const stats::Notification> sent);
    // time, value
    std::shared_ptr<const columns::Table> table();

  private:
    void keep_last();

    ObjectId object_;
    DefinitionIndex definition_;
    Range range_;
    std::vector<stats::Notification> found_;
};

}  // namespace cordboard::figures
