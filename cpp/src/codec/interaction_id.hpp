// SPDX-License-Identifier: Apache-2.0
// The text form of an interaction's identity: 16 letters and digits, as the product's clients know
// them. The number is scattered by an odd factor and written in base 62, so neighbours look nothing
// alike and every text leads back to exactly one identity.
#pragma once

#include <string>
#include <string_view>

#include <cordboard/ids.hpp>

namespace cordboard::codec {

std::string interaction_text(InteractionId id);

// An identity that does not exist when the text is none.
InteractionId parse_interaction(std::string_view text);

}  // namespace cordboard::codec
