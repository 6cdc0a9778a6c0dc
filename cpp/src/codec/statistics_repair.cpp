// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_repair.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "codec/quoted.hpp"
#include "codec/statistics_words.hpp"

namespace cordboard::codec {
namespace {

bool is_quote(char letter) { return letter == '\'' || letter == '"'; }

// A line with the key of a mask: where the key and the value begin.
struct MaskLine {
    std::size_t key = 0;
    std::size_t value = 0;
    std::string_view text;  // the value, without a comment
};

std::optional<MaskLine> mask_line(std::string_view line) {
    const std::size_t key = line.find_first_not_of(" \t-");
    const std::size_t colon = line.find(':');
    if (key == std::string_view::npos || colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view name = trimmed(line.substr(key, colon - key));
    if (name != "mainMask" && name != "relativeMask") {
        return std::nullopt;
    }
    const std::size_t value = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
    const std::string_view rest = line.substr(value);
    return MaskLine{key, value, trimmed(rest.substr(0, rest.find(" #")))};
}

// An asterisk at the beginning, quoted by itself or not at all.
bool is_misquoted(std::string_view mask) {
    const bool half_quoted = mask.size() > 3 && is_quote(mask[0]) && mask[1] == '*' &&
                             mask[2] == mask[0] && trimmed(mask.substr(3)).starts_with(',');
    return half_quoted || mask.starts_with('*');
}

// Nothing but names, as they stand in a mask.
bool is_list_of_names(std::string_view line) {
    return !trimmed(line).empty() && std::all_of(line.begin(), line.end(), [](char letter) {
        return letter == ',' || letter == '~' || letter == ' ' || letter == '\r' ||
               (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    });
}

}  // namespace

RepairedText repair_masks(std::string_view text, std::string_view file) {
    RepairedText result;
    result.text.reserve(text.size());
    const auto warn = [&](std::size_t line, const std::string& what) {
        result.warnings.push_back(std::string(file) + ':' + std::to_string(line) + ": " + what);
    };
    std::size_t indent = 0;  // of what may go on in the next line; 0: nothing may
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        const auto mask = mask_line(line);
        if (mask && is_misquoted(mask->text)) {
            std::string names(mask->text);
            names.erase(std::remove_if(names.begin(), names.end(), is_quote), names.end());
            result.text += line.substr(0, mask->value);
            result.text += '\'' + names + '\'';
            warn(number, "the quotes of this mask are not right; it is read as " + quoted(names));
        } else {
            if (indent > 0 && is_list_of_names(line) && line.find_first_not_of(' ') < indent) {
                result.text += std::string(indent, ' ');
                warn(number, "this line is not indented; it is read as part of the mask above");
            }
            result.text += line;
        }
        const bool goes_on = mask && (mask->text.empty() || mask->text.ends_with(','));
        indent = goes_on ? mask->key + 1 : 0;
        if (end < text.size()) {
            result.text += '\n';
        }
        begin = end + 1;
    }
    return result;
}

RepairedDocuments read_repaired_documents(std::string_view text, std::string_view file) {
    try {
        return {read_yaml_documents(text, file), {}};
    } catch (const BadInput&) {
        RepairedText repaired = repair_masks(text, file);
        if (repaired.warnings.empty()) {
            throw;
        }
        return {read_yaml_documents(repaired.text, file), std::move(repaired.warnings)};
    }
}

}  // namespace cordboard::codec
