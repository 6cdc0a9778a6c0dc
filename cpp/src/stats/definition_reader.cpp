// SPDX-License-Identifier: Apache-2.0
#include "stats/definition_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cordboard::stats {
namespace {

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

template <class Value>
std::uint8_t interned_small(std::vector<Value>& values, const Value& value) {
    return static_cast<std::uint8_t>(interned(values, value));
}

bool is_mediation(ObjectType type) {
    return type == ObjectType::queue || type == ObjectType::route_point ||
           type == ObjectType::virtual_queue || type == ObjectType::group_queues;
}

// What an aggregate is made of: its value, and how many elements it is of.
struct AggregateParts {
    Quantity value;
    Quantity number;
};

constexpr AggregateParts parts_of(const Aggregate& aggregate) {
    // By AggregateFunction: of an interval, then of what is open.
    constexpr Quantity values[][2] = {
        {Quantity::custom_number, Quantity::custom_level},
        {Quantity::custom_sum, Quantity::custom_level_sum},
        {Quantity::custom_sum, Quantity::custom_level_sum},
        {Quantity::custom_least, Quantity::custom_level_least},
        {Quantity::custom_greatest, Quantity::custom_level_greatest},
    };
    static_assert(std::size(values) == static_cast<std::size_t>(AggregateFunction::maximum) + 1);
    const std::size_t side = aggregate.current ? 1 : 0;
    return {values[static_cast<std::size_t>(aggregate.function)][side], values[0][side]};
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
        if (read_subject() && read_category() && read_filter() && read_interval()) {
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

    bool read_category() {
        const Category category = definition_.category;
        row_ = row_of(category);
        const std::string name(name_of(category));
        if (row_ == nullptr) {
            return later("the category " + name);
        }
        const bool on_statuses = result_.source != Source::action;
        if (on_statuses && row_->subjects == Subjects::actions) {
            return fault("the category " + name + " needs the subject DNAction",
                         DefinitionPart::subject);
        }
        if (!on_statuses && row_->subjects == Subjects::statuses) {
            return fault("the category " + name + " is about statuses, not about actions",
                         DefinitionPart::subject);
        }
        if (category == Category::current_continuous_time && type_ != ObjectType::agent &&
            type_ != ObjectType::place) {
            return fault("the category " + name + " is about one agent or place");
        }
        if (is_compound() && !is_mediation(type_)) {
            return fault(name + " is a figure of queues");
        }
        if (category == Category::current_target_state && is_mediation(type_)) {
            return fault("the category " + name + " is about agents, places and their groups");
        }
        if (definition_.notification_mode == NotificationMode::reset &&
            (!row_->historical || definition_.interval != IntervalType::growing_window)) {
            return fault(
                "a message at each reset needs a historical category with a growing "
                "window");
        }
        result_.historical = row_->historical;
        result_.quotient = row_->quotient;
        return true;
    }

    bool is_custom() const {
        const Quantity kind = row_->parts.front().kind;
        return kind == Quantity::custom_sum || kind == Quantity::custom_greatest ||
               kind == Quantity::custom_least || kind == Quantity::custom_level_sum ||
               kind == Quantity::custom_level_greatest || kind == Quantity::custom_level_least;
    }

    bool is_compound() const { return row_->parts.front().side == Side::fixed; }

    bool read_filter() {
        ParsedFilter parsed;
        if (!definition_.filter.empty()) {
            parsed = parse_filter(definition_.filter);
        }
        if (!parsed.fault.empty()) {
            return fault("the filter: " + parsed.fault, DefinitionPart::filter);
        }
        result_.filter = both(parsed.filter, media_filter(definition_.media_types));
        ParsedCustomValue custom;
        if (!definition_.formula.empty()) {
            custom = parse_custom_value(definition_.formula);
        }
        if (!custom.fault.empty()) {
            return fault("the formula: " + custom.fault, DefinitionPart::formula);
        }
        if (custom.value.empty() && is_custom()) {
            return fault("the formula is missing: what is an action worth?",
                         DefinitionPart::formula);
        }
        result_.custom = std::move(custom.value);
        result_.distinguishes =
            definition_.distinguish_by_connection || result_.custom.distinguishes();
        return true;
    }

    bool read_interval() {
        if (!row_->historical) {
            return true;
        }
        const std::string& text = definition_.time_profile;
        result_.interval = definition_.interval;
        switch (definition_.interval) {
            case IntervalType::growing_window:
                return read_profile(text.empty() ? "0:00" : text);
            case IntervalType::sliding_window: {
                const ParsedSlidingProfile parsed = parse_sliding_profile(text);
                result_.length = parsed.profile.window;
                result_.step = parsed.profile.step;
                return parsed.fault.empty() || fault(parsed.fault, DefinitionPart::time_profile);
            }
            case IntervalType::sliding_selection:
                return read_selection(text);
            case IntervalType::since_login:
                return type_ == ObjectType::agent || type_ == ObjectType::place ||
                       type_ == ObjectType::reg_dn ||
                       fault("the interval SinceLogin is for agents, places and DNs; " +
                             std::string(name_of(definition_.target)) + " does not log in");
        }
        return true;
    }

    bool read_selection(const std::string& text) {
        if (result_.source != Source::action) {
            return fault("a selection is one of actions: the subject must be DNAction",
                         DefinitionPart::subject);
        }
        if (!row_->of_selections) {
            return fault("the category " + std::string(name_of(definition_.category)) +
                         " has no meaning for a selection of elements");
        }
        const ParsedSelectionProfile parsed = parse_selection_profile(text);
        result_.count = parsed.count;
        return parsed.fault.empty() || fault(parsed.fault, DefinitionPart::time_profile);
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
        if (definition_.category == Category::formula) {
            return read_aggregates();
        }
        // The shipped file has service factors without a mask; the others of fixed actions need
        // one.
        const bool maskless = definition_.category == Category::service_factor_1;
        if (definition_.main_mask.empty() && !maskless) {
            return fault("the main mask is missing");
        }
        if (definition_.category == Category::average_number_per_relative_hour &&
            definition_.relative_mask.empty()) {
            return fault("the relative mask is missing: what hours are the number relative to?");
        }
        const auto main = definition_.main_mask.empty() ? std::optional<std::uint16_t>{0}
                                                        : read_mask(definition_.main_mask, "main");
        const auto relative = definition_.relative_mask.empty()
                                  ? main
                                  : read_mask(definition_.relative_mask, "relative");
        if (!main || !relative) {
            return false;
        }
        result_.main_mask = *main;
        for (const Part& part : row_->parts) {
            if (part.kind != Quantity::header) {
                add_need(part, *relative);
            }
        }
        choose_method(catalogue_, result_);
        return true;
    }

    // Each aggregate is a counter of its own, whose elements are worth what its value says and
    // count if its condition holds.
    bool read_aggregates() {
        if (result_.source != Source::action && result_.interval == IntervalType::sliding_window) {
            return fault(
                "a formula over a sliding window is one of actions: the subject must be "
                "DNAction",
                DefinitionPart::subject);
        }
        ParsedFormula parsed = parse_formula(definition_.expression);
        if (!parsed.fault.empty()) {
            return fault("the expression: " + parsed.fault, DefinitionPart::formula);
        }
        result_.formula = std::move(parsed.formula);
        const auto aggregates = result_.formula.aggregates();
        if (aggregates.size() > most_aggregates) {
            return fault("the expression has " + std::to_string(aggregates.size()) +
                             " aggregates; " + std::to_string(most_aggregates) + " are the most",
                         DefinitionPart::formula);
        }
        for (std::size_t at = 0; at < aggregates.size(); ++at) {
            const auto mask = read_mask(aggregates[at].mask, "main");
            if (!mask) {
                return false;
            }
            result_.counters.push_back(
                {*mask, !result_.filter.empty(), true, static_cast<std::int8_t>(at)});
            const AggregateParts parts = parts_of(aggregates[at]);
            for (const Quantity kind : {parts.value, parts.number}) {
                Need need;
                need.kind = kind;
                need.mask = *mask;
                need.counter = static_cast<std::uint8_t>(at);
                result_.needs.push_back(need);
            }
        }
        result_.method = Method::tally;
        result_.keeps_finished =
            result_.distinguishes || result_.interval != IntervalType::growing_window;
        return true;
    }

    void add_need(const Part& part, std::uint16_t relative) {
        CounterSpec counter{result_.main_mask, !result_.filter.empty(), part.by_name};
        if (part.side == Side::relative && !definition_.relative_mask.empty()) {
            // A filter restricts the main mask; only the same mask is restricted with it (D-15).
            counter = {relative, false, part.by_name};
            // The selection of the same mask is the last ones, and not what ended after a row.
            counter.looks_back = result_.interval == IntervalType::sliding_selection;
        } else if (part.side == Side::fixed) {
            // Fixed actions, whatever the mask says (5.6).
            counter.mask = *read_mask(part.mask, "main");
            counter.filtered = counter.filtered && part.filtered;
        }
        Need need;
        need.kind = part.kind;
        need.mask = counter.mask;
        read_range(part, need);
        // A finished action is one adjusted element; only statuses tell the two apart.
        if (need.kind == Quantity::adjusted_number && result_.source == Source::action) {
            need.kind = Quantity::number;
        }
        need.counter = interned_small(result_.counters, counter);
        result_.needs.push_back(need);
    }

    void read_range(const Part& part, Need& need) {
        const bool second = part.ranged == Ranged::second || part.ranged == Ranged::second_if_given;
        const auto& d = definition_;
        const auto left = second ? d.time_range_left_2 : d.time_range_left;
        const auto right = second ? d.time_range_right_2 : d.time_range_right;
        const bool if_given =
            part.ranged == Ranged::first_if_given || part.ranged == Ranged::second_if_given;
        if (part.ranged == Ranged::no || (if_given && !range_given(left, right))) {
            return;
        }
        if (if_given) {
            need.kind = Quantity::number_in_range;
        }
        need.range = range_of(left, right);
        need.range_index = interned_small(result_.ranges, need.range);
    }

    std::optional<std::uint16_t> read_mask(std::string_view text, std::string_view which) {
        if (result_.source == Source::action) {
            auto parsed = parse_action_mask(text, type_);
            return keep(parsed, which, catalogue_.action_masks_);
        }
        auto parsed = parse_status_mask(text);
        if (is_mediation(type_) && parsed.fault.empty() && text.find_first_of("*~") == text.npos) {
            StatusMask possible = parsed.mask;
            for (std::size_t type = 0; type < call_type_count; ++type) {
                possible.reset(key_of(Status::monitored, static_cast<CallType>(type)));
                possible.reset(key_of(Status::not_monitored, static_cast<CallType>(type)));
            }
            if (possible.any()) {
                parsed.fault = "a queue is Monitored or NotMonitored and has no other status";
            }
        }
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
    const CategoryRow* row_ = nullptr;
    ReadDefinition result_;
};

ReadDefinition read_definition(Catalogue& catalogue, const StatisticDefinition& definition) {
    return DefinitionReader(catalogue, definition).read();
}

}  // namespace cordboard::stats
