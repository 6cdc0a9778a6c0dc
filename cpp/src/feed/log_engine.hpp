// SPDX-License-Identifier: Apache-2.0
// A statistics engine for people who have a log but no centre (contract, section 5): objects are
// declared, rows come in as tables, values go out by name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/statistics.hpp>

#include "feed/action_reader.hpp"
#include "feed/recollection.hpp"
#include "figures/statistic_tables.hpp"

namespace cordboard::feed {

// An object as its user declares it. Groups that nobody declares exist by being named.
struct DeclaredObject {
    std::string type;  // of the web API, or of Stat Server
    std::string name;
    std::vector<std::string> groups;
    std::string place;  // of a RegDN or a MediaChannel; empty: none
};

// There is no such object or statistic, or more than one; the message says what there is.
class Unknown : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class LogEngine {
  public:
    // Opens every definition on every object it is for. What is wrong with an object is thrown as
    // codec::BadInput with the path objects[n].
    // So many rows are remembered for notifications() and explain().
    LogEngine(std::vector<StatisticDefinition> definitions, const StatisticsOptions& options,
              const std::vector<DeclaredObject>& objects, std::size_t remember = 1'000'000);

    const StatisticsEngine& engine() const { return fed_.engine; }
    // Why definitions stayed closed on objects they are for, each reason once.
    const std::vector<std::string>& refusals() const { return refusals_; }

    // A feed: begin, any number of streams, and commit or undo. A stream that is refused leaves the
    // feed to be undone, and so does a commit that throws; then nothing has changed since it began.
    // `forget`, unless it is empty, is given tables of the messages that are forgotten with this
    // feed, some while it goes on and the rest with the commit.
    using Forget = std::function<void(std::shared_ptr<const columns::Table>)>;
    void begin_feed(Forget forget);
    void feed(ArrowArrayStream* stream);
    void commit_feed();
    void undo_feed();

    // StatisticsMisuse if it is earlier than the present.
    void advance_to(Instant now);

    struct Found {
        StatisticId id;
        ObjectId object;
        DefinitionIndex definition = 0;
    };
    // What stands open under these names. `object_type` is a type it is declared as or its type of
    // Stat Server; empty: any. None or several: Unknown.
    Found find(std::string_view object, std::string_view statistic,
               std::string_view object_type) const;
    // The same, or without an id what may have been open under these names before.
    Found find_past(std::string_view object, std::string_view statistic,
                    std::string_view object_type) const;

    // Opens a definition on an object it is for, which is declared with that if nobody did before.
    // What the engine refuses is thrown as codec::BadInput.
    void open(std::string_view object, StatisticDefinition definition,
              std::span<const Zone> zones = {});
    void open(std::string_view object, std::string_view statistic, std::string_view object_type);
    void close(std::string_view object, std::string_view statistic, std::string_view object_type);

    // time, object_type, object, statistic, value, structure
    std::shared_ptr<const columns::Table> values() const;
    std::string structure_json(StatisticId statistic) const;

    // What clients of the statistics were sent: time, object_type, object, statistic, value.
    std::shared_ptr<const columns::Table> notifications() const;
    // Those of one statistic: time, value.
    std::shared_ptr<const columns::Table> history(const Found& statistic,
                                                  const figures::HistoryQuery::Range& range) const;
    // What makes up a value: mask, object_type, object, action, start, end, seconds, interaction,
    // adjusted_seconds, value, aggregate, interval_start, interval_end. Of a structure:
    // StatisticsMisuse.
    std::shared_ptr<const columns::Table> explain(const Found& statistic) const;
    // Since when rows are remembered; none: since the beginning.
    std::optional<Instant> remembered_since() const { return recollection_.since(); }

    std::size_t object_count() const { return declared_; }

    // Everything as bytes, with a note of the caller's, but not the rows that are remembered;
    // during a feed: StatisticsMisuse. Bytes that save() did not give are thrown as
    // codec::BadInput.
    std::string save(const std::string& note) const;
    struct Restored;
    static Restored restore(std::string_view bytes, std::size_t remember);

  private:
    // An object under one of the types it is declared as.
    struct Subject {
        ObjectId object;
        StatisticTarget type;
    };

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    void declare(const DeclaredObject& given, const std::string& path);
    void join(ObjectId member, const DeclaredObject& given, const std::string& path);
    // False: it was declared so before.
    bool declare(ObjectId object, StatisticTarget type);
    void declare_and_open(ObjectId object, StatisticTarget type);
    void open_all(ObjectId object, StatisticTarget type);
    void open_checked(ObjectId object, DefinitionIndex definition);
    void refuse_while_fed() const;
    std::string_view declared_type(ObjectId object, DefinitionIndex definition) const;
    figures::WordsOf words() const;
    std::shared_ptr<const columns::Table> table_of(
        const std::vector<stats::Notification>& sent) const;
    void refuse_past(Instant now) const;
    std::vector<Subject> subjects(std::string_view object, std::string_view object_type) const;
    std::vector<Found> candidates(const std::vector<Subject>& subjects,
                                  std::string_view statistic) const;
    [[noreturn]] void refuse_object(std::string_view object, std::string_view object_type) const;
    [[noreturn]] void refuse_statistic(const std::vector<Subject>& subjects,
                                       std::string_view object, std::string_view statistic) const;

    Fed fed_;
    Truncation truncation_;
    WordStore interactions_{"interaction"};
    AttributeTexts attributes_;
    std::vector<std::vector<StatisticTarget>> types_of_;  // by object: as what it is declared
    std::size_t declared_ = 0;
    std::vector<std::string> refusals_;
    Recollection recollection_;
    std::optional<Fed> before_;  // the feed that runs
    std::size_t interactions_before_ = 0;
    std::unique_ptr<ActionReader> reader_ = std::make_unique<ActionReader>();
};

struct LogEngine::Restored {
    LogEngine engine;
    std::string note;
};

}  // namespace cordboard::feed
