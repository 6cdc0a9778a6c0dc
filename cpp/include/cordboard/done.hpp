// SPDX-License-Identifier: Apache-2.0
// Events that say "this command was carried out": the command's own body, and for a creation the
// identity that was given. The field table is the command's, so nothing is written twice.
#pragma once

#include <string_view>
#include <tuple>

#include <cordboard/fields.hpp>

namespace cordboard {

template <class Command>
struct Done {
    static constexpr std::string_view name = Command::event;
    Command body;
    static constexpr auto fields() { return std::tuple{nested(&Done::body)}; }
};

template <class Command>
struct Created {
    static constexpr std::string_view name = Command::event;
    typename Command::Object id;
    Command body;
    static constexpr auto fields() {
        return std::tuple{field(Command::object, &Created::id, "the identity it was given"),
                          nested(&Created::body)};
    }
};

}  // namespace cordboard
