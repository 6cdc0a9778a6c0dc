// SPDX-License-Identifier: Apache-2.0
// Masks as the owner's document prints them are not always YAML: a quote ends behind the asterisk
// (`mainMask: '*', ~LoggedOut'`) or is missing altogether (`mainMask: *`), which YAML takes for an
// alias, or a long mask goes on at the margin of the next line. What such a line means is beyond
// doubt, so it is mended before it is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codec/document.hpp"

namespace cordboard::codec {

struct RepairedText {
    std::string text;                   // line for line the one given
    std::vector<std::string> warnings;  // each with file and line; none: nothing was mended
};

RepairedText repair_masks(std::string_view text, std::string_view file);

struct RepairedDocuments {
    std::vector<Document> documents;
    std::vector<std::string> warnings;
};

// Mends only a text that cannot be read without it.
RepairedDocuments read_repaired_documents(std::string_view text, std::string_view file);

}  // namespace cordboard::codec
