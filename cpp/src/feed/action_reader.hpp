// SPDX-License-Identifier: Apache-2.0
// From a table of actions (contract, section 5) to rows of the statistics engine, batch by batch.
// Every text becomes a number first; what a number means as a type, an object, an action or a phase
// is looked up once and kept in a table by that number, so that a row costs a few loads whether its
// texts come dictionary-encoded or not.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/statistics.hpp>

#include "columns/foreign_stream.hpp"
#include "feed/attribute_texts.hpp"
#include "feed/logins.hpp"
#include "feed/recollection.hpp"
#include "feed/word_column.hpp"

namespace cordboard::feed {

// What a feed changes, so that a feed that fails can be undone.
struct Fed {
    StatisticsEngine engine;
    Logins logins;
    Instant last;  // no row may be earlier
};

enum class Column : std::uint8_t {
    time,
    object_type,
    object,
    action,
    phase,
    duration,
    interaction,
    media,
    attributes,
};
inline constexpr std::size_t column_count = 9;

std::string_view name_of(Column column);
// The names of all columns.
const std::vector<std::string>& column_names();

// Reads the tables of feeds. What their words mean is kept from one feed to the next.
class ActionReader {
  public:
    ActionReader();

    // What a feed reads into. It must stay where it is until the feed is over.
    struct Into {
        Fed* fed = nullptr;
        Recollection* recollection = nullptr;
        WordStore* interactions = nullptr;
        AttributeTexts* attributes = nullptr;
        Truncation truncation = Truncation::seconds;
    };
    void begin(const Into& into);

    // Observes every row. A row that cannot be is thrown as codec::BadInput with its number,
    // counted from 0 over all streams of the feed; the rows before it may be observed.
    void read(columns::ForeignStream& stream);

  private:
    static constexpr std::int64_t rows_max = 2048;  // at a time

    struct KnownAction {
        ActionIndex action = 0;
        CallType call_type = CallType::unknown;
        bool is_met = false;
        bool leaves_type_open = false;
        bool durable = false;
        bool is_membership = false;
        bool is_login = false;
    };
    using Words = std::array<std::uint32_t, static_cast<std::size_t>(rows_max)>;

    void bind(columns::ForeignStream& stream);
    void read_rows(std::int64_t first, std::int64_t rows);
    void read_durations(std::int64_t first, std::int64_t rows);
    void convert(std::size_t row);
    std::uint32_t keep(const ActionRow& row, const RowAttributes& said, const KnownAction& action);
    void convert_attributes(ActionRow& row, const KnownAction& action, std::string_view text);
    void observe();

    const columns::ForeignColumn* column(Column column) const;
    std::uint32_t word(Column column, std::size_t row) const;
    std::string_view text(Column column, std::uint32_t word) const;
    ObjectType type_of(std::uint32_t word);
    ObjectId object_of(ObjectType type, std::uint32_t word);
    const KnownAction& action_of(ObjectType type, std::uint32_t word);
    Phase phase_of(std::uint32_t word, const KnownAction& action);
    std::uint32_t media_of(std::uint32_t word);
    Instant time_of(std::size_t row);
    [[noreturn]] void refuse(Column column, std::string message, std::string remedy = {}) const;
    [[noreturn]] void refuse_action(ObjectType type, std::string_view name) const;

    Into into_;

    std::vector<WordStore> stores_;  // by column; those of other types stay empty
    std::vector<WordColumn> words_;
    columns::ForeignStream* stream_ = nullptr;
    std::array<std::size_t, column_count> places_{};
    std::array<Words, column_count> chunk_{};
    std::array<std::int64_t, static_cast<std::size_t>(rows_max)> times_{};
    std::array<std::int64_t, static_cast<std::size_t>(rows_max)> durations_{};
    bool in_rows_ = false;          // not at the schema any more
    std::int64_t chunk_first_ = 0;  // in the batch

    std::vector<std::uint8_t> types_;  // by word
    std::vector<std::uint8_t> phases_;
    std::vector<std::uint32_t> media_;
    std::vector<std::vector<ObjectId>> objects_;  // by type and word
    std::vector<std::vector<KnownAction>> actions_;
    std::vector<ActionRow> rows_;
    std::vector<stats::Attribute> kept_;
    std::vector<std::size_t> inserted_;  // positions in rows_ of rows that no row of the table is
    std::int64_t chunk_row_ = 0;         // number of the chunk's first row in the feed
    std::int64_t row_ = 0;               // number of the present row in the feed
};

}  // namespace cordboard::feed
