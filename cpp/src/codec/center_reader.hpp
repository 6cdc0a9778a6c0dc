// SPDX-License-Identifier: Apache-2.0
// Reads center.yaml (contract, sections 3 and 6.3) from a document that is read already.
#pragma once

#include <cordboard/codec.hpp>

#include "codec/document.hpp"

namespace cordboard::codec {

Center read_center(const Document& document, Instant at);

}  // namespace cordboard::codec
