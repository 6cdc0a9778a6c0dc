// SPDX-License-Identifier: Apache-2.0
#include "feed/action_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <cordboard/statistic_definition.hpp>

#include "codec/bad_input.hpp"
#include "codec/duration_text.hpp"
#include "codec/quoted.hpp"
#include "codec/reader.hpp"
#include "stats/actions.hpp"

namespace cordboard::feed {

namespace {

using columns::Type;

constexpr std::size_t absent = SIZE_MAX;
constexpr std::uint8_t unknown = 0xFF;
constexpr std::uint32_t unknown_media = 0xFFFF'FFFF;

constexpr std::string_view phase_names[] = {"start", "end", "update", "occur"};

// Groups of queues have no rows of their own: what happens there, happens to their members.
constexpr std::size_t row_types = static_cast<std::size_t>(ObjectType::group_places) + 1;

constexpr bool is_text(Column column) {
    return column != Column::time && column != Column::duration && column != Column::attributes;
}

constexpr bool is_required(Column column) { return column <= Column::phase; }

bool fits(Column column, Type type) {
    switch (column) {
        case Column::time:
            return type == Type::instant || type == Type::integer;
        case Column::duration:
            // A column without any value counts as one of texts.
            return type == Type::integer || type == Type::real || type == Type::text;
        default:
            return type == Type::text || type == Type::word;
    }
}

ObjectType group_type(ObjectType member) {
    switch (member) {
        case ObjectType::place:
            return ObjectType::group_places;
        case ObjectType::queue:
        case ObjectType::route_point:
        case ObjectType::virtual_queue:
            return ObjectType::group_queues;
        default:
            return ObjectType::group_agents;
    }
}

std::string remedy_for(std::string_view word, const std::vector<std::string_view>& words) {
    if (const auto near = codec::nearest_word(word, words)) {
        return "did you mean " + codec::quoted(*near) + "?";
    }
    return {};
}

std::string listed(const std::vector<std::string_view>& words) {
    std::string list;
    for (std::string_view word : words) {
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    return list;
}

// Of all actions of groups only these happen on a group itself (D-18, 2.2.1); the others come from
// its members.
bool happens_on(ObjectType type, std::string_view action) {
    return type < ObjectType::group_agents || action.starts_with("OrigDN");
}

std::optional<NamedAction> row_action_named(std::string_view name, ObjectType type) {
    return happens_on(type, name) ? action_named(name, type) : std::nullopt;
}

std::vector<std::string_view> row_type_names() {
    std::vector<std::string_view> names;
    for (std::size_t type = 0; type < row_types; ++type) {
        names.push_back(name_of(static_cast<ObjectType>(type)));
    }
    return names;
}

template <class Value>
Value& slot(std::vector<Value>& table, std::uint32_t word, Value empty) {
    if (word >= table.size()) {
        table.resize(std::max(std::size_t{word} + 1, 2 * table.size()), empty);
    }
    return table[word];
}

}  // namespace

std::string_view name_of(Column column) { return column_names()[static_cast<std::size_t>(column)]; }

const std::vector<std::string>& column_names() {
    static const std::vector<std::string> names{"time",        "object_type", "object",
                                                "action",      "phase",       "duration",
                                                "interaction", "media",       "attributes"};
    return names;
}

ActionReader::ActionReader() : objects_(row_types), actions_(row_types) {
    for (const std::string& name : column_names()) {
        stores_.emplace_back(name);
    }
}

void ActionReader::begin(const Into& into) {
    into_ = into;
    row_ = 0;
    in_rows_ = false;
    words_.clear();
    for (std::size_t at = 0; at < column_count; ++at) {
        const bool of_interactions = at == static_cast<std::size_t>(Column::interaction);
        words_.emplace_back(of_interactions ? *into.interactions : stores_[at]);
    }
}

void ActionReader::read(columns::ForeignStream& stream) {
    bind(stream);
    while (stream.next()) {
        for (std::size_t at = 0; at < column_count; ++at) {
            if (is_text(static_cast<Column>(at)) && places_[at] != absent) {
                words_[at].begin_batch(stream.columns()[places_[at]]);
            }
        }
        for (std::int64_t first = 0; first < stream.rows(); first += rows_max) {
            read_rows(first, std::min(rows_max, stream.rows() - first));
        }
    }
}

void ActionReader::bind(columns::ForeignStream& stream) {
    stream_ = &stream;
    in_rows_ = false;
    places_.fill(absent);
    const auto& schema = stream.schema();
    for (std::size_t at = 0; at < column_count; ++at) {
        const auto wanted = static_cast<Column>(at);
        for (std::size_t place = 0; place < schema.size(); ++place) {
            if (schema[place].name == name_of(wanted)) {
                places_[at] = place;
            }
        }
        if (places_[at] == absent) {
            if (is_required(wanted)) {
                refuse(wanted, "the table has no such column",
                       "an action stream has the columns " +
                           listed({column_names().begin(), column_names().end()}));
            }
            continue;
        }
        const Type type = schema[places_[at]].type;
        if (!fits(wanted, type)) {
            refuse(wanted, "the column is of type " + std::string(columns::name_of(type)),
                   wanted == Column::time       ? "it holds timestamps"
                   : wanted == Column::duration ? "it holds durations, or whole microseconds"
                                                : "it holds texts");
        }
        words_[at].begin_stream();
    }
}

void ActionReader::read_rows(std::int64_t first, std::int64_t rows) {
    in_rows_ = true;
    chunk_first_ = first;
    chunk_row_ = row_;
    if (stream_->may_miss_rows()) {
        for (std::int64_t row = 0; row < rows; ++row) {
            if (stream_->is_missing(first + row)) {
                row_ = chunk_row_ + row;
                refuse(Column::time, "the row is missing as a whole");
            }
        }
    }
    for (std::size_t at = 0; at < column_count; ++at) {
        if (!is_text(static_cast<Column>(at))) {
            continue;
        }
        if (places_[at] == absent) {
            std::fill_n(chunk_[at].begin(), rows, no_word);
        } else {
            words_[at].read(stream_->columns()[places_[at]], first, rows, chunk_[at].data());
        }
    }
    column(Column::time)->read_integers(first, rows, times_.data());
    read_durations(first, rows);
    rows_.clear();
    inserted_.clear();
    for (std::int64_t row = 0; row < rows; ++row) {
        convert(static_cast<std::size_t>(row));
        ++row_;
    }
    observe();
}

void ActionReader::read_durations(std::int64_t first, std::int64_t rows) {
    const auto* given = column(Column::duration);
    if (given == nullptr || !given->has_values()) {
        std::fill_n(durations_.begin(), rows, 0);
    } else if (given->type() == Type::integer) {
        given->read_integers(first, rows, durations_.data());
    } else if (given->type() == Type::real) {
        // Other libraries turn whole numbers into such where some are missing.
        for (std::int64_t row = 0; row < rows; ++row) {
            const double value = given->is_null_in(first + row) ? 0.0 : given->real_in(first + row);
            const auto whole = std::isfinite(value) && std::abs(value) < 9e18
                                   ? static_cast<std::int64_t>(value)
                                   : 0;
            if (!std::isnan(value) && static_cast<double>(whole) != value) {
                row_ = chunk_row_ + row;
                refuse(Column::duration,
                       std::to_string(value) + " is no whole number of microseconds");
            }
            durations_[static_cast<std::size_t>(row)] = whole;
        }
    } else {
        refuse(Column::duration, "the column is of type text",
               "it holds durations, or whole microseconds");
    }
}

const columns::ForeignColumn* ActionReader::column(Column column) const {
    const std::size_t place = places_[static_cast<std::size_t>(column)];
    return place == absent ? nullptr : &stream_->columns()[place];
}

std::uint32_t ActionReader::word(Column column, std::size_t row) const {
    const std::uint32_t word = chunk_[static_cast<std::size_t>(column)][row];
    if (word == no_word) [[unlikely]] {
        refuse(column, "the value is missing");
    }
    return word;
}

std::string_view ActionReader::text(Column column, std::uint32_t word) const {
    return stores_[static_cast<std::size_t>(column)].view(word);
}

void ActionReader::convert(std::size_t at) {
    ActionRow row;
    row.time = time_of(at);
    const ObjectType type = type_of(word(Column::object_type, at));
    row.object = object_of(type, word(Column::object, at));
    const KnownAction& action = action_of(type, word(Column::action, at));
    row.action = action.action;
    row.call_type = action.call_type;
    row.phase = phase_of(word(Column::phase, at), action);
    const std::uint32_t interaction = chunk_[static_cast<std::size_t>(Column::interaction)][at];
    row.interaction = interaction == no_word ? 0 : interaction;
    row.media = media_of(chunk_[static_cast<std::size_t>(Column::media)][at]);
    row.duration = {durations_[at]};
    constexpr Duration longest = hours(24 * 365 * 100);
    if (row.duration < Duration{} || row.duration > longest) [[unlikely]] {
        refuse(Column::duration,
               std::to_string(durations_[at]) + " us is negative or longer than a hundred years");
    }
    std::string_view attributes;
    if (const auto* texts = column(Column::attributes)) {
        attributes = texts->text(chunk_first_ + static_cast<std::int64_t>(at)).value_or("");
    }
    const bool named = row.interaction != 0 && into_.fed->engine.reads_attributes();
    if (!attributes.empty() || named || action.is_membership || action.is_login) [[unlikely]] {
        convert_attributes(row, action, attributes);
        return;
    }
    rows_.push_back(row);
}

void ActionReader::convert_attributes(ActionRow& row, const KnownAction& action,
                                      std::string_view text) {
    static const RowAttributes none;
    const RowAttributes* said = &none;
    if (!text.empty()) {
        try {
            said = &into_.attributes->read(text);
        } catch (const codec::BadInput& bad) {
            refuse(Column::attributes, codec::quoted(text) + ": " + bad.message(), bad.remedy());
        }
    }
    if (action.leaves_type_open && said->call_type) {
        row.call_type = *said->call_type;
    }
    StatisticsEngine& engine = into_.fed->engine;
    if (action.is_membership) {
        if (said->group.empty()) {
            refuse(Column::attributes, "a row of MemberOf does not say of which group",
                   "write {\"GroupID\": group}");
        }
        const ObjectId group = engine.object(group_type(engine.type_of(row.object)), said->group);
        row.interaction = group.value;
        rows_.push_back(row);
        return;
    }
    const auto position = rows_.size();
    if (action.is_login && row.phase == Phase::start) {
        const auto named = [&](ObjectType type, const std::string& name) {
            return name.empty() ? std::nullopt : std::optional(engine.object(type, name));
        };
        into_.fed->logins.start(row, named(ObjectType::agent, said->agent),
                                named(ObjectType::place, said->place), rows_);
    }
    for (std::size_t extra = position; extra < rows_.size(); ++extra) {
        inserted_.push_back(extra);
    }
    row.attributes = keep(row, *said, action);
    rows_.push_back(row);
    const auto after = rows_.size();
    if (action.is_login && row.phase == Phase::end) {
        into_.fed->logins.end(row, rows_);
    }
    for (std::size_t extra = after; extra < rows_.size(); ++extra) {
        inserted_.push_back(extra);
    }
}

// What lasts may be asked for its attributes later; what does not, only if somebody looks at
// attributes now. The interaction is one of them.
std::uint32_t ActionReader::keep(const ActionRow& row, const RowAttributes& said,
                                 const KnownAction& action) {
    const bool read = into_.fed->engine.reads_attributes();
    const bool lasts = action.durable && row.phase != Phase::end;
    if (!read && !(lasts && !said.pairs.empty())) {
        return 0;
    }
    kept_.clear();
    for (const RowAttributes::Pair& pair : said.pairs) {
        kept_.push_back({pair.list, pair.key, pair.value});
    }
    if (row.interaction != 0) {
        kept_.push_back({stats::AttributeList::top, "ConnID",
                         into_.interactions->view(static_cast<std::uint32_t>(row.interaction))});
    }
    return into_.fed->engine.keep(kept_);
}

void ActionReader::observe() {
    into_.recollection->observe(into_.fed->engine, rows_);
    try {
        into_.fed->engine.observe(rows_);
    } catch (const RowRefused& refused) {
        const auto before = std::count_if(inserted_.begin(), inserted_.end(),
                                          [&](std::size_t at) { return at < refused.row(); });
        row_ = chunk_row_ + static_cast<std::int64_t>(refused.row()) - before;
        refuse(Column::action, refused.what());
    }
}

Instant ActionReader::time_of(std::size_t row) {
    const Instant at{times_[row]};
    if (at.microseconds == 0 &&
        column(Column::time)->is_null_in(chunk_first_ + static_cast<std::int64_t>(row))) {
        refuse(Column::time, "the value is missing");
    }
    // The years 1 to 9999, which a datetime can show.
    constexpr Instant earliest{-62'135'596'800'000'000};
    constexpr Instant latest{253'402'300'799'999'999};
    if (at < earliest || at > latest) [[unlikely]] {
        refuse(Column::time,
               std::to_string(at.microseconds) + " us lies outside the years 1 to 9999");
    }
    if (at < into_.fed->last) [[unlikely]] {
        constexpr std::int64_t second = seconds(1).microseconds;
        const std::int64_t cut = into_.truncation == Truncation::seconds ? second : 1;
        const auto floor = [&](Instant of) {
            return of.microseconds / cut - (of.microseconds % cut < 0 ? 1 : 0);
        };
        if (floor(at) < floor(into_.fed->last)) {
            refuse(Column::time,
                   codec::instant_text(at) + " is earlier than " +
                       codec::instant_text(into_.fed->last) + ", where the engine's time stands",
                   "sort the rows by time");
        }
        return at;
    }
    into_.fed->last = at;
    return at;
}

ObjectType ActionReader::type_of(std::uint32_t word) {
    std::uint8_t& known = slot(types_, word, unknown);
    if (known == unknown) [[unlikely]] {
        const std::string_view name = text(Column::object_type, word);
        const auto found = object_type_named(name);
        if (!found || static_cast<std::size_t>(*found) >= row_types) {
            const auto names = row_type_names();
            refuse(Column::object_type, codec::quoted(name) + " is no type of object that has rows",
                   "it is one of " + listed(names));
        }
        known = static_cast<std::uint8_t>(*found);
    }
    return static_cast<ObjectType>(known);
}

ObjectId ActionReader::object_of(ObjectType type, std::uint32_t word) {
    ObjectId& known = slot(objects_[static_cast<std::size_t>(type)], word, ObjectId{});
    if (!known.exists()) [[unlikely]] {
        const std::string_view name = text(Column::object, word);
        if (name.empty()) {
            refuse(Column::object, "the name is empty");
        }
        known = into_.fed->engine.object(type, name);
    }
    return known;
}

const ActionReader::KnownAction& ActionReader::action_of(ObjectType type, std::uint32_t word) {
    KnownAction& known = slot(actions_[static_cast<std::size_t>(type)], word, KnownAction{});
    if (!known.is_met) [[unlikely]] {
        const std::string_view name = text(Column::action, word);
        const auto found = row_action_named(name, type);
        if (!found) {
            refuse_action(type, name);
        }
        known.action = found->action;
        known.call_type = found->call_type.value_or(CallType::unknown);
        known.leaves_type_open = !found->call_type;
        known.durable = found->durable;
        known.is_membership = found->action == membership_action();
        known.is_login = (type == ObjectType::reg_dn && name == "LoggedIn") ||
                         (type == ObjectType::media_channel && name == "Active");
        known.is_met = true;
    }
    return known;
}

void ActionReader::refuse_action(ObjectType type, std::string_view name) const {
    const std::string on =
        codec::quoted(name) + " is no action of an object of type " + std::string(name_of(type));
    std::vector<std::string_view> names;
    std::vector<std::string_view> types;
    if (type < ObjectType::group_agents) {
        names.push_back("MemberOf");
    }
    for (const stats::ActionRecord& record : stats::action_table) {
        if (stats::column_fits(record.column, type) && happens_on(type, record.name)) {
            names.push_back(record.name);
        }
    }
    for (std::size_t other = 0; other < row_types; ++other) {
        if (row_action_named(name, static_cast<ObjectType>(other))) {
            types.push_back(name_of(static_cast<ObjectType>(other)));
        }
    }
    refuse(Column::action, on,
           types.empty() ? remedy_for(name, names) : "it happens on " + listed(types));
}

Phase ActionReader::phase_of(std::uint32_t word, const KnownAction& action) {
    std::uint8_t& known = slot(phases_, word, unknown);
    if (known == unknown) [[unlikely]] {
        const std::string_view name = text(Column::phase, word);
        const auto* found = std::find(std::begin(phase_names), std::end(phase_names), name);
        if (found == std::end(phase_names)) {
            refuse(Column::phase, codec::quoted(name) + " is no phase",
                   "it is start, end, update or occur");
        }
        known = static_cast<std::uint8_t>(found - std::begin(phase_names));
    }
    const auto phase = static_cast<Phase>(known);
    if (action.durable == (phase == Phase::occur)) [[unlikely]] {
        const std::string name(action_name(action.action));
        refuse(Column::phase, codec::quoted(phase_names[known]) + " is no phase of " + name,
               name + (action.durable ? " lasts: its phase is start, end or update"
                                      : " has no length: its phase is occur"));
    }
    return phase;
}

std::uint32_t ActionReader::media_of(std::uint32_t word) {
    if (word == no_word) {
        return 0;
    }
    std::uint32_t& known = slot(media_, word, unknown_media);
    if (known == unknown_media) {
        known = into_.fed->engine.text(text(Column::media, word));
    }
    return known;
}

void ActionReader::refuse(Column column, std::string message, std::string remedy) const {
    if (in_rows_) {
        message = "row " + std::to_string(row_) + ": " + message;
    }
    throw codec::BadInput(
        {"", {}, std::string(name_of(column)), std::move(message), std::move(remedy)});
}

}  // namespace cordboard::feed
