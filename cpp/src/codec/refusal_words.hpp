// SPDX-License-Identifier: Apache-2.0
// A refusal in words for whoever gave the command: with the value that was refused, and the name or
// word that may have been meant. A refusal itself is small and holds no texts; this looks at the
// command again, and only when one was refused. It is for those who hold the whole center: users of
// the web API may not know of all its names, and get the plain message of the reason.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/result.hpp>

#include "codec/document.hpp"
#include "state/state.hpp"

namespace cordboard::codec {

struct RefusalWords {
    std::string message;
    std::string remedy;

    std::string text() const { return remedy.empty() ? message : message + "; " + remedy; }
};

// Of a command that the engine refused; `value` is what stands in the field at fault.
RefusalWords refusal_words(const Refusal& refusal, std::optional<Node> value, const State& state);

// Of a command that could not be read as one.
RefusalWords unread_words(const Refusal& refusal, Node command, const State& state);

// Of a name that nothing has.
RefusalWords unknown_name_words(std::string_view message, std::string_view name,
                                const std::vector<std::string_view>& known);

}  // namespace cordboard::codec
