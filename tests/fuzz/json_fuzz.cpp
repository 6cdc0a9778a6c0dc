// SPDX-License-Identifier: Apache-2.0
// Any bytes are either refused with BadInput, or a document that survives being written and read
// again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "codec/reader.hpp"

namespace codec = cordboard::codec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    try {
        const codec::Document document = codec::read_json(text, "fuzz.json");
        std::string written;
        codec::write_json(document.root(), written);
        const codec::Document again = codec::read_json(written, "written.json");
        if (!codec::same_content(document.root(), again.root())) {
            std::abort();
        }
    } catch (const codec::BadInput& refusal) {
        // What was written by the project itself must be readable.
        if (refusal.file() == "written.json") {
            std::abort();
        }
    }
    return 0;
}
