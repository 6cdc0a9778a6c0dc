// SPDX-License-Identifier: Apache-2.0
#include "stats/mask.hpp"

#include <optional>

#include <cordboard/statistic_definition.hpp>

namespace cordboard::stats {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quoted(std::string_view name) {
    std::string text(1, '\'');
    text += name;
    text += '\'';
    return text;
}

// The owner's sample cut one letter off; every reader of his file would stumble there.
std::string_view repaired(std::string_view name, std::vector<std::string>& warnings) {
    if (name == "CallRingin") {
        warnings.push_back("'CallRingin' is read as 'CallRinging'");
        return "CallRinging";
    }
    return name;
}

// `set_of` yields the set a name means, or nothing after having written the fault.
template <class Mask, class SetOf>
ParsedMask<Mask> parse(std::string_view text, const Mask& everything, SetOf&& set_of) {
    ParsedMask<Mask> result;
    Mask taken;
    bool only_taken = true;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        std::string_view item = trimmed(text.substr(begin, comma - begin));
        begin = comma + 1;
        const bool takes_away = item.starts_with('~');
        if (takes_away) {
            item = trimmed(item.substr(1));
        }
        if (item.empty()) {
            result.fault = text.find_first_not_of(" ,\t") == std::string_view::npos
                               ? "the mask is empty; write '*' for everything"
                               : "a name is missing between the commas of the mask " + quoted(text);
            return result;
        }
        std::optional<Mask> set = everything;
        if (item != "*") {
            set = set_of(repaired(item, result.warnings), result.fault);
        }
        if (!set) {
            return result;
        }
        (takes_away ? taken : result.mask) |= *set;
        only_taken = only_taken && takes_away;
    }
    if (only_taken) {
        result.mask = everything;
    }
    result.mask &= ~taken;
    return result;
}

void add(ActionMask& mask, const ActionName& name) {
    for (std::size_t type = 0; type < call_type_count; ++type) {
        if (!name.type || static_cast<std::size_t>(*name.type) == type) {
            mask.set(element_of(name.action, static_cast<CallType>(type)));
        }
    }
}

std::optional<StatusMask> status_set(std::string_view name) {
    StatusMask mask;
    for (std::size_t status = 0; status < status_count; ++status) {
        if (!name.starts_with(status_names[status])) {
            continue;
        }
        const std::string_view suffix = name.substr(status_names[status].size());
        for (std::size_t type = 0; type < call_type_count; ++type) {
            const bool typed =
                has_typed_twins(static_cast<Status>(status)) && suffix == call_type_names[type];
            if (suffix.empty() || typed) {
                mask.set(key_of(static_cast<Status>(status), static_cast<CallType>(type)));
            }
        }
    }
    return mask.any() ? std::optional(mask) : std::nullopt;
}

}  // namespace

ParsedMask<ActionMask> parse_action_mask(std::string_view text, ObjectType type) {
    ActionMask everything;
    for (std::size_t action = 0; action < action_count; ++action) {
        if (column_fits(action_table[action].column, type)) {
            add(everything, {static_cast<ActionIndex>(action), std::nullopt});
        }
    }
    return parse(text, everything,
                 [type](std::string_view name, std::string& fault) -> std::optional<ActionMask> {
                     ActionMask set;
                     for (const ActionName& action : actions_meant(name, type)) {
                         add(set, action);
                     }
                     if (set.none()) {
                         fault = is_action_name(name)
                                     ? quoted(name) + " is not an action of objects of type " +
                                           std::string(name_of(type))
                                     : "there is no action named " + quoted(name);
                         return std::nullopt;
                     }
                     return set;
                 });
}

ParsedMask<StatusMask> parse_status_mask(std::string_view text) {
    return parse(text, StatusMask().set(),
                 [](std::string_view name, std::string& fault) -> std::optional<StatusMask> {
                     const auto set = status_set(name);
                     if (!set) {
                         fault = is_action_name(name)
                                     ? "the action " + quoted(name) + " is never a status"
                                     : "there is no status named " + quoted(name);
                     }
                     return set;
                 });
}

bool tells_types(const StatusMask& mask) {
    for (std::size_t key = 0; key < status_key_count; ++key) {
        if (mask.test(key) != mask.test(key / call_type_count * call_type_count)) {
            return true;
        }
    }
    return false;
}

}  // namespace cordboard::stats
