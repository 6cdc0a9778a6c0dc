// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_repair.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "codec/quoted.hpp"
#include "codec/statistics_words.hpp"

namespace cordboard::codec {
namespace {

struct MaskLine {
    std::string_view before;  // up to the value
    std::string mask;         // the value without any quotes
};

bool is_quote(char letter) { return letter == '\'' || letter == '"'; }

// A line that gives a mask which begins with an asterisk, quoted by itself or not at all.
std::optional<MaskLine> mask_line(std::string_view line) {
    const std::size_t key = line.find_first_not_of(" \t-");
    if (key == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = line.substr(key);
    if (!rest.starts_with("mainMask") && !rest.starts_with("relativeMask")) {
        return std::nullopt;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view value = line.substr(begin);
    value = trimmed(value.substr(0, value.find(" #")));
    const bool half_quoted = value.size() > 3 && is_quote(value[0]) && value[1] == '*' &&
                             value[2] == value[0] && trimmed(value.substr(3)).starts_with(',');
    if (!half_quoted && !value.starts_with('*')) {
        return std::nullopt;
    }
    std::string mask(value);
    mask.erase(std::remove_if(mask.begin(), mask.end(), is_quote), mask.end());
    return MaskLine{line.substr(0, begin), std::move(mask)};
}

}  // namespace

RepairedText repair_masks(std::string_view text, std::string_view file) {
    RepairedText result;
    result.text.reserve(text.size());
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (const auto found = mask_line(line)) {
            result.text += found->before;
            result.text += '\'' + found->mask + '\'';
            result.warnings.push_back(std::string(file) + ':' + std::to_string(number) +
                                      ": the quotes of this mask are not right; it is read as " +
                                      quoted(found->mask));
        } else {
            result.text += line;
        }
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
