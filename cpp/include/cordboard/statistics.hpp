// SPDX-License-Identifier: Apache-2.0
// The statistics engine: action rows in, values out (statistics reference, whole). It knows nothing
// of a center; rows of the projector and rows of a log are the same to it.
//
// Rows come in the order of time. Within one instant first the resets happen, then the rows; a
// status that lasts no time is never counted. Reading changes nothing, and a copy is independent.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/action_row.hpp>
#include <cordboard/attribute.hpp>
#include <cordboard/explanation.hpp>
#include <cordboard/state_node.hpp>
#include <cordboard/statistic_definition.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

namespace stats {
class EngineState;
}

struct StatisticId {
    std::uint32_t value = 0xFFFF'FFFF;

    constexpr bool exists() const { return value != 0xFFFF'FFFF; }
    friend constexpr auto operator<=>(StatisticId, StatisticId) = default;
};

// An index into the definitions of an engine.
using DefinitionIndex = std::uint16_t;

enum class Truncation : std::uint8_t { seconds, none };

struct StatisticsOptions {
    // Statistics opened before any row count from here; earlier rows only tell what was going on.
    Instant start;
    Truncation truncation = Truncation::seconds;
    // The first is that of time profiles without a zone of their own; none: UTC.
    std::vector<Zone> zones;
};

// Whether a statistic could be opened; if not, why, in words for the user.
struct Opened {
    StatisticId id;
    std::string refusal;
};

struct OpenStatistic {
    StatisticId id;
    ObjectId object;
    DefinitionIndex definition = 0;
    Instant opened;
    std::uint32_t openings = 1;  // as many times it has to be closed
};

// Rows that cannot be: a start of what already runs, time that goes back, an action of another
// kind.
class RowRefused : public std::invalid_argument {
  public:
    RowRefused(std::size_t row, const std::string& what) : std::invalid_argument(what), row_(row) {}
    // The position in the span given to observe(); the rows before it are counted.
    std::size_t row() const { return row_; }

  private:
    std::size_t row_;
};

// A question or order that makes no sense, such as asking for the past.
class StatisticsMisuse : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

// Bytes that StatisticsEngine::save() of this version did not give.
class BadArchive : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class StatisticsEngine {
  public:
    StatisticsEngine(std::vector<StatisticDefinition> definitions, StatisticsOptions options);
    StatisticsEngine(const StatisticsEngine& other);
    StatisticsEngine(StatisticsEngine&& other) noexcept;
    StatisticsEngine& operator=(const StatisticsEngine& other);
    StatisticsEngine& operator=(StatisticsEngine&& other) noexcept;
    ~StatisticsEngine();

    // Interning. Unknown objects and texts are made; text 0 is the empty one.
    ObjectId object(ObjectType type, std::string_view name);
    std::uint32_t text(std::string_view text);
    std::optional<ObjectId> find_object(ObjectType type, std::string_view name) const;
    ObjectType type_of(ObjectId object) const;
    std::string_view name_of(ObjectId object) const;
    std::string_view text_of(std::uint32_t text) const;
    std::size_t object_count() const;
    std::size_t text_count() const;

    // Keeps the attributes of a row under a number to write into it; observe() takes it back. 0:
    // there are none.
    std::uint32_t keep(std::span<const stats::Attribute> attributes);
    // For one row more, or for whoever looks at them later; as often as that they are given back.
    void retain(std::uint32_t kept);
    void release(std::uint32_t kept);
    // Those that an open action has now, by the number in a StateNode, or those of a number kept.
    std::vector<stats::Attribute> attributes(std::uint32_t kept) const;
    // Whether an open statistic looks at the attributes of actions; without that they need not be
    // kept.
    bool reads_attributes() const;
    stats::AttributeUse attribute_use(DefinitionIndex definition) const;

    // Agents, places and queues belong to groups of theirs; a DN or channel to the place it stands
    // at and to the agent logged in to it. Without a time: from the beginning, for what the
    // configuration says; that only ends so. Joining a group twice or leaving without is ignored;
    // a DN belongs to somebody until it left as often as it joined, once for each login.
    void set_member(ObjectId member, ObjectId group, bool is_member);
    void set_member(ObjectId member, ObjectId group, bool is_member, Instant at);

    // The zones are those that its time profile names and the engine may not know yet.
    DefinitionIndex add_definition(StatisticDefinition definition,
                                   std::span<const Zone> zones = {});
    std::span<const Zone> zones() const;
    std::size_t definition_count() const;
    const StatisticDefinition& definition(DefinitionIndex index) const;
    DefinitionIndex definition_of(StatisticId statistic) const;
    // The same definition once more, counted in a way that can be explained.
    DefinitionIndex add_traced(DefinitionIndex index);
    // Opens it beside the statistic of that definition, counting since the same opening.
    StatisticId trace(StatisticId statistic, DefinitionIndex traced);
    // Asked twice, the same statistic is opened once and closed with the second close.
    Opened open(ObjectId object, DefinitionIndex definition);
    void close(StatisticId statistic);
    std::vector<OpenStatistic> statistics() const;
    OpenStatistic statistic(StatisticId statistic) const;
    std::optional<StatisticId> find_statistic(ObjectId object, DefinitionIndex definition) const;

    void observe(std::span<const ActionRow> rows);
    void advance_to(Instant now);
    Instant now() const;
    // A time stamp as the engine sees it.
    Instant cut(Instant at) const;
    // Whether the start has been reached.
    bool begun() const;
    // The next instant at which a value begins anew without a row, or `never`.
    Instant next_reset() const;
    Instant next_reset(StatisticId statistic) const;
    // Whether its interval begins at the present instant, with a reset or a login.
    bool is_reset(StatisticId statistic) const;
    // What the interval holds that ends with the reset at `at`, the next one; rows at `at` itself
    // are of the interval after it (D-17).
    double closing_value(StatisticId statistic, Instant at) const;  // tidy: divided when it is read
    // Adds the statistics that a row may move, before it is observed.
    void add_moved(const ActionRow& row, std::vector<StatisticId>& moved) const;

    // Times in seconds. `now` must not lie before the engine's; without it, the engine's.
    double value(StatisticId statistic) const;               // tidy: divided when it is read
    double value(StatisticId statistic, Instant now) const;  // tidy: divided when it is read
    // Of a traced statistic, which is no structure, now.
    Explanation explanation(StatisticId statistic) const;
    bool is_structure(StatisticId statistic) const;
    std::vector<StateNode> structure(StatisticId statistic) const;
    // A number that stays the same while a client would see the same nodes, whatever their order
    // among those beside them and that of their attributes.
    std::uint64_t structure_digest(StatisticId statistic) const;

    // Whether an open statistic counts the action anywhere, or on this object or a group above it.
    // Durable actions must be told in any case.
    bool wanted(ActionIndex action) const;
    bool wanted(ObjectId object, ActionIndex action) const;
    // Bytes of the cells and records of statistics, without the shared plans.
    std::size_t statistic_bytes() const;

    // All of it as bytes, definitions included; equal states give equal bytes. A restored engine
    // answers every question as the saved one does, and goes on alike. Anything but what save()
    // gave is thrown as BadArchive.
    std::string save() const;
    static StatisticsEngine restore(std::string_view bytes);

  private:
    std::unique_ptr<stats::EngineState> state_;
};

enum class DefinitionPart : std::uint8_t {
    whole,
    subject,
    main_mask,
    relative_mask,
    time_profile,
    filter,
    formula
};

struct DefinitionFault {
    std::string fault;  // what is wrong with it; empty: nothing
    DefinitionPart part = DefinitionPart::whole;
    std::string refusal;  // why open() will refuse it; empty: it will not
    std::vector<std::string> warnings;
};
DefinitionFault check_definition(const StatisticDefinition& definition,
                                 std::span<const Zone> zones);

}  // namespace cordboard
