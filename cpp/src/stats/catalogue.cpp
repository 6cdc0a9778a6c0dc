// SPDX-License-Identifier: Apache-2.0
#include "stats/catalogue.hpp"

#include <algorithm>
#include <utility>

namespace cordboard::stats {
namespace {

// What a category is made of. Categories that are not here come with a later floor; `scan` ones are
// computed from the elements that are open when the value is read.
enum class Side : std::uint8_t { main, relative };
enum class Ranged : std::uint8_t { no, first, first_if_given, second_if_given };

struct Part {
    CellKind kind = CellKind::header;  // header: no part
    Side side = Side::main;
    Ranged ranged = Ranged::no;
};

struct CategoryRow {
    Category category;
    bool historical;
    bool on_statuses;
    Part parts[2];
};

constexpr Part main_part(CellKind kind, Ranged ranged = Ranged::no) {
    return {kind, Side::main, ranged};
}
constexpr Part relative_part(CellKind kind, Ranged ranged = Ranged::no) {
    return {kind, Side::relative, ranged};
}

using enum Category;

constexpr CategoryRow category_rows[] = {
    {total_number, true, true, {main_part(CellKind::number)}},
    {total_time, true, true, {main_part(CellKind::time)}},
    {total_adjusted_number, true, true, {main_part(CellKind::adjusted_number)}},
    {total_adjusted_time, true, true, {main_part(CellKind::adjusted_time)}},
    {max_time, true, false, {main_part(CellKind::maximum)}},
    {min_time, true, false, {main_part(CellKind::minimum)}},
    {average_time, true, true, {main_part(CellKind::time), relative_part(CellKind::number)}},
    {average_number_per_relative_hour,
     true,
     true,
     {main_part(CellKind::number), relative_part(CellKind::time)}},
    {elapsed_time_percentage, true, true, {main_part(CellKind::time)}},
    {relative_number_percentage,
     true,
     true,
     {main_part(CellKind::number, Ranged::first_if_given),
      relative_part(CellKind::number, Ranged::second_if_given)}},
    {relative_time_percentage,
     true,
     true,
     {main_part(CellKind::time), relative_part(CellKind::time)}},
    {total_number_in_time_range,
     true,
     false,
     {main_part(CellKind::number_in_range, Ranged::first)}},
    {total_number_in_time_range_percentage,
     true,
     false,
     {main_part(CellKind::number_in_range, Ranged::first), relative_part(CellKind::number)}},
    {total_time_in_time_range, true, false, {main_part(CellKind::time_in_range, Ranged::first)}},
    {total_number_per_second, true, true, {main_part(CellKind::number)}},
    {total_adjusted_time_percentage, true, true, {main_part(CellKind::adjusted_time)}},
    {current_number, false, true, {main_part(CellKind::level)}},
    {current_relative_number_percentage,
     false,
     true,
     {main_part(CellKind::level), relative_part(CellKind::level)}},
    {current_time, false, true, {}},
    {current_max_time, false, true, {}},
    {current_min_time, false, true, {}},
    {current_average_time, false, true, {}},
    {current_number_in_time_range, false, true, {}},
    {current_number_in_time_range_percentage, false, true, {}},
    {current_relative_time_percentage, false, true, {}},
    {current_state, false, true, {}},
    {current_target_state, false, true, {}},
    {service_factor_1, true, false, {}},
};

const CategoryRow* row_of(Category category) {
    for (const CategoryRow& row : category_rows) {
        if (row.category == category) {
            return &row;
        }
    }
    return nullptr;
}

constexpr Duration unbounded{std::numeric_limits<std::int64_t>::max()};

bool range_given(std::optional<std::int64_t> left, std::optional<std::int64_t> right) {
    return left.has_value() || right.has_value();
}

// Both ends missing where a range is needed: 0 to 20 seconds (decision D-26).
TimeRange range_of(std::optional<std::int64_t> left, std::optional<std::int64_t> right) {
    if (!range_given(left, right)) {
        return {{}, seconds(20)};
    }
    const bool bounded = right.has_value() && *right >= 0;
    return {seconds(left.value_or(0)), bounded ? seconds(*right) : unbounded};
}

template <class Mask>
std::uint16_t interned(std::vector<Mask>& masks, const Mask& mask) {
    const auto found = std::find(masks.begin(), masks.end(), mask);
    if (found != masks.end()) {
        return static_cast<std::uint16_t>(found - masks.begin());
    }
    masks.push_back(mask);
    return static_cast<std::uint16_t>(masks.size() - 1);
}

bool is_mediation(ObjectType type) {
    return type == ObjectType::queue || type == ObjectType::route_point ||
           type == ObjectType::virtual_queue || type == ObjectType::group_queues;
}

}  // namespace

// Reads one definition; the first thing that is wrong ends it.
class DefinitionReader {
  public:
    DefinitionReader(Catalogue& catalogue, const StatisticDefinition& definition)
        : catalogue_(catalogue),
          definition_(definition),
          type_(object_type_of(definition.target)) {}

    ReadDefinition read() {
        result_.category = definition_.category;
        if (read_subject() && read_extras() && read_interval()) {
            read_masks();
        }
        return std::move(result_);
    }

  private:
    bool fault(std::string text, DefinitionPart part = DefinitionPart::whole) {
        result_.fault = std::move(text);
        result_.part = part;
        return false;
    }

    bool later(std::string text) {
        result_.refusal = std::move(text) + " cannot be computed by this version";
        return false;
    }

    std::string pair() const {
        return std::string(name_of(definition_.subject)) + " on " +
               std::string(name_of(definition_.target));
    }

    // Section 4: what a subject counts exists on some types of objects only. That of the other of
    // agent and place is taken for its own.
    bool read_subject() {
        const bool group = type_ == ObjectType::group_agents || type_ == ObjectType::group_places;
        const bool device = type_ == ObjectType::reg_dn || type_ == ObjectType::media_channel;
        const bool holder = type_ == ObjectType::agent || type_ == ObjectType::place;
        switch (definition_.subject) {
            case Subject::dn_action:
                result_.source = Source::action;
                return true;
            case Subject::dn_status:
                result_.source = Source::dn_status;
                return device || holder || group ||
                       (is_mediation(type_) && type_ != ObjectType::group_queues) ||
                       wrong_subject("there are no DNs below it");
            case Subject::agent_status:
            case Subject::place_status:
                return read_holder_status();
            case Subject::group_status:
                result_.source = Source::group_status;
                return group || wrong_subject("only groups of agents or places have it");
        }
        return false;
    }

    bool read_holder_status() {
        const bool agents = definition_.subject == Subject::agent_status;
        result_.source = agents ? Source::agent_status : Source::place_status;
        switch (type_) {
            case ObjectType::agent:
                result_.source = Source::agent_status;
                return true;
            case ObjectType::place:
                result_.source = Source::place_status;
                return true;
            case ObjectType::tenant:
                return true;
            case ObjectType::group_agents:
                return agents || wrong_subject("its members are agents");
            case ObjectType::group_places:
                return !agents || wrong_subject("its members are places");
            default:
                return wrong_subject(is_mediation(type_)
                                         ? "a queue has no status of an agent or a place"
                                         : "it has no status of an agent or a place");
        }
    }

    bool wrong_subject(const std::string& why) {
        return fault(pair() + ": " + why, DefinitionPart::subject);
    }

    bool read_extras() {
        if (!definition_.filter.empty()) {
            return later("a filter");
        }
        if (!definition_.formula.empty()) {
            return later("a formula");
        }
        if (definition_.distinguish_by_connection) {
            return later("distinguishByConnId");
        }
        return true;
    }

    bool read_interval() {
        const CategoryRow* row = row_of(definition_.category);
        const std::string name(name_of(definition_.category));
        if (row == nullptr) {
            return later("the category " + name);
        }
        const bool on_statuses = result_.source != Source::action;
        if (on_statuses && !row->on_statuses) {
            return definition_.category == service_factor_1
                       ? fault("the category " + name + " needs the subject DNAction")
                       : later("the category " + name + " of statuses");
        }
        if (definition_.category == current_target_state && type_ != ObjectType::agent) {
            return later("the category " + name + " of anything but an agent");
        }
        if (!row->historical) {
            return true;
        }
        if (definition_.interval != IntervalType::growing_window) {
            return later("the interval type " + std::string(name_of(definition_.interval)));
        }
        return read_profile(definition_.time_profile.empty() ? "0:00" : definition_.time_profile);
    }

    bool read_profile(const std::string& text) {
        auto& texts = catalogue_.profile_texts_;
        const auto known = std::find(texts.begin(), texts.end(), text);
        result_.profile = static_cast<std::uint16_t>(known - texts.begin());
        if (known == texts.end()) {
            ParsedProfile parsed = parse_growing_profile(text, catalogue_.zones_);
            if (!parsed.fault.empty()) {
                return fault(std::move(parsed.fault), DefinitionPart::time_profile);
            }
            texts.push_back(text);
            catalogue_.profiles_.push_back(std::move(parsed.profile));
        }
        return true;
    }

    bool read_masks() {
        if (definition_.category == service_factor_1) {
            return read_service_factor();
        }
        const CategoryRow& row = *row_of(definition_.category);
        if (definition_.main_mask.empty()) {
            return fault("the main mask is missing");
        }
        if (definition_.category == average_number_per_relative_hour &&
            definition_.relative_mask.empty()) {
            return fault("the relative mask is missing: what hours are the number relative to?");
        }
        const auto main = read_mask(definition_.main_mask, "main");
        const auto relative = definition_.relative_mask.empty()
                                  ? main
                                  : read_mask(definition_.relative_mask, "relative");
        if (!main || !relative) {
            return false;
        }
        result_.main_mask = *main;
        result_.relative_mask = *relative;
        result_.range = range_of(definition_.time_range_left, definition_.time_range_right);
        for (const Part& part : row.parts) {
            if (part.kind != CellKind::header) {
                result_.needs.push_back(need_of(part));
            }
        }
        return true;
    }

    CellNeed need_of(const Part& part) const {
        CellNeed need;
        need.kind = part.kind;
        need.mask = part.side == Side::main ? result_.main_mask : result_.relative_mask;
        const auto& d = definition_;
        if (part.ranged == Ranged::first) {
            need.range = range_of(d.time_range_left, d.time_range_right);
        } else if (part.ranged == Ranged::first_if_given &&
                   range_given(d.time_range_left, d.time_range_right)) {
            need.kind = CellKind::number_in_range;
            need.range = range_of(d.time_range_left, d.time_range_right);
        } else if (part.ranged == Ranged::second_if_given &&
                   range_given(d.time_range_left_2, d.time_range_right_2)) {
            need.kind = CellKind::number_in_range;
            need.range = range_of(d.time_range_left_2, d.time_range_right_2);
        }
        // A finished action is one adjusted element; only statuses tell the two apart.
        if (need.kind == CellKind::adjusted_number && result_.source == Source::action) {
            need.kind = CellKind::number;
        }
        return need;
    }

    // Fixed actions, whatever the mask says (5.6); the shipped file has no mask at all.
    bool read_service_factor() {
        if (!is_mediation(type_)) {
            return fault("ServiceFactor1 is a figure of queues");
        }
        if (!definition_.main_mask.empty() && !read_mask(definition_.main_mask, "main")) {
            return false;
        }
        const auto answered = *read_mask("CallAnswered", "main");
        const auto abandoned = *read_mask("CallAbandoned", "main");
        const auto& d = definition_;
        result_.main_mask = answered;
        result_.relative_mask = abandoned;
        result_.needs = {
            {CellKind::number, answered, {}},
            {CellKind::number_in_range, answered, range_of(d.time_range_left, d.time_range_right)},
            {CellKind::number, abandoned, {}},
            {CellKind::number_in_range, abandoned,
             range_of(d.time_range_left_2, d.time_range_right_2)},
        };
        return true;
    }

    std::optional<std::uint16_t> read_mask(std::string_view text, std::string_view which) {
        if (result_.source == Source::action) {
            auto parsed = parse_action_mask(text, type_);
            return keep(parsed, which, catalogue_.action_masks_);
        }
        auto parsed = parse_status_mask(text);
        return keep(parsed, which, catalogue_.status_masks_);
    }

    template <class Mask>
    std::optional<std::uint16_t> keep(ParsedMask<Mask>& parsed, std::string_view which,
                                      std::vector<Mask>& masks) {
        for (std::string& warning : parsed.warnings) {
            result_.warnings.push_back("the " + std::string(which) + " mask: " + warning);
        }
        if (!parsed.fault.empty()) {
            fault("the " + std::string(which) + " mask: " + parsed.fault,
                  which == "main" ? DefinitionPart::main_mask : DefinitionPart::relative_mask);
            return std::nullopt;
        }
        return interned(masks, parsed.mask);
    }

    Catalogue& catalogue_;
    const StatisticDefinition& definition_;
    ObjectType type_;
    ReadDefinition result_;
};

Catalogue::Catalogue(std::vector<StatisticDefinition> definitions, std::vector<Zone> zones)
    : zones_(std::move(zones)) {
    for (StatisticDefinition& definition : definitions) {
        add(std::move(definition));
    }
}

std::uint16_t Catalogue::add(StatisticDefinition definition) {
    read_.push_back(DefinitionReader(*this, definition).read());
    definitions_.push_back(std::move(definition));
    return static_cast<std::uint16_t>(definitions_.size() - 1);
}

ReadDefinition check_definition(const StatisticDefinition& definition,
                                std::span<const Zone> zones) {
    const Catalogue catalogue({definition}, {zones.begin(), zones.end()});
    return catalogue.read(0);
}

}  // namespace cordboard::stats
