// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_words.hpp"

#include <span>
#include <vector>

#include "codec/number_text.hpp"
#include "codec/option_fields.hpp"
#include "codec/quoted.hpp"

namespace cordboard::codec {
namespace {

// What Stat Server has and this engine does not, and why (statistics reference, 4 and 5.9).
struct NotOffered {
    std::string_view word;
    std::string_view reason;
    std::string_view remedy;
};

constexpr std::string_view no_campaigns = "campaigns are not kept here, so it has nothing to count";

constexpr NotOffered categories_not_offered[] = {
    {"JavaCategory", "its values come from a Java extension, which does not run here",
     "write what it computes as a Formula with an expression"},
    {"EstimTimeToComplete", no_campaigns, "remove the statistic"},
    {"EstimTimeToEndCurrentNumber", no_campaigns, "remove the statistic"},
};

constexpr NotOffered subjects_not_offered[] = {
    {"CampaignAction", no_campaigns, "remove the statistic"},
    {"QueueStatus", "a queue is monitored or not, and has no other status",
     "count its actions, with DNAction"},
};

constexpr NotOffered targets_not_offered[] = {
    {"CampaignGroup", no_campaigns, "remove the statistic"},
    {"CallingList", no_campaigns, "remove the statistic"},
    {"CampaignCallingList", no_campaigns, "remove the statistic"},
};

// One of the words of the domain, whatever its case.
template <class Value, class Named>
Value word(Reader reader, std::string_view what, Value last, std::span<const NotOffered> others,
           Named&& named) {
    const std::string_view text = trimmed(reader.as_name());
    if (const std::optional<Value> value = named(text)) {
        return *value;
    }
    for (const NotOffered& other : others) {
        if (same_word(other.word, text)) {
            reader.refuse("the " + std::string(what) + ' ' + std::string(other.word) +
                              " is not offered: " + std::string(other.reason),
                          std::string(other.remedy));
        }
    }
    std::vector<std::string_view> words;
    for (int at = 0; at <= static_cast<int>(last); ++at) {
        words.push_back(name_of(static_cast<Value>(at)));
    }
    const auto near = nearest_word(text, words);
    std::string known;
    for (const std::string_view one : words) {
        known += known.empty() ? "" : ", ";
        known += one;
    }
    reader.refuse("there is no " + std::string(what) + ' ' + quoted(text),
                  near ? "did you mean " + std::string(*near) + '?' : "write one of " + known);
}

}  // namespace

StatisticTarget read_target(Reader reader) {
    return word(reader, "object type", StatisticTarget::group_queues, targets_not_offered,
                target_named);
}

Subject read_subject(Reader reader) {
    return word(reader, "subject", Subject::group_status, subjects_not_offered, subject_named);
}

Category read_category(Reader reader) {
    return word(reader, "category", Category::formula, categories_not_offered, category_named);
}

// Stat Server's own names of the types of time profiles lack the word Window.
IntervalType read_interval(Reader reader) {
    const auto named = [](std::string_view text) -> std::optional<IntervalType> {
        if (same_word(text, "Growing")) {
            return IntervalType::growing_window;
        }
        if (same_word(text, "Sliding")) {
            return IntervalType::sliding_window;
        }
        if (same_word(text, "Selection")) {
            return IntervalType::sliding_selection;
        }
        return interval_named(text);
    };
    return word(reader, "interval type", IntervalType::since_login, {}, named);
}

NotificationMode read_notification_mode(Reader reader) {
    return word(reader, "notification mode", NotificationMode::none, {}, notification_mode_named);
}

std::int64_t read_whole_number(Reader reader, std::int64_t least, std::int64_t most) {
    if (reader.kind() == Kind::string) {
        const auto value = integer_of(trimmed(reader.node().text()));
        if (value && *value >= least && *value <= most) {
            return *value;
        }
    }
    return reader.as_integer(least, most);
}

bool read_flag(Reader reader) {
    if (reader.kind() == Kind::string) {
        const std::string_view text = trimmed(reader.node().text());
        for (const std::string_view yes : {"true", "yes", "on"}) {
            if (same_word(text, yes)) {
                return true;
            }
        }
        for (const std::string_view no : {"false", "no", "off"}) {
            if (same_word(text, no)) {
                return false;
            }
        }
    }
    return reader.as_boolean();
}

std::string read_listing(Reader reader) {
    if (reader.kind() != Kind::sequence) {
        return std::string(reader.as_text_or_digits());
    }
    std::string text;
    for (const Reader item : reader.as_list()) {
        text += text.empty() ? "" : ", ";
        text += item.as_name();
    }
    return text;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string place_of(Reader reader) {
    const Node node = reader.node();
    const Position position = node.has_key() ? node.key_position() : node.position();
    return std::string(node.file()) + ':' + std::to_string(position.line);
}

std::string text_of(const std::optional<Reader>& reader) {
    return reader ? std::string(reader->as_text_or_digits()) : std::string();
}

std::string listing_of(const std::optional<Reader>& reader) {
    return reader ? read_listing(*reader) : std::string();
}

}  // namespace cordboard::codec
