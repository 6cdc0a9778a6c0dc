// SPDX-License-Identifier: Apache-2.0
// Any bytes are either refused with BadInput, or documents whose every node can be visited and
// named, and which survive being written as JSON and read again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "codec/reader.hpp"

namespace codec = cordboard::codec;

namespace {

codec::Limits fuzz_limits() {
    codec::Limits limits;
    limits.nodes = 20'000;
    limits.json_depth = limits.yaml_depth;
    return limits;
}

void check_written(const codec::Document& document) {
    std::string written;
    codec::write_json(document.root(), written);
    const codec::Document again = codec::read_json(written, "written.json", fuzz_limits());
    if (!codec::same_content(document.root(), again.root())) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    try {
        for (const codec::Document& document :
             codec::read_yaml_documents(text, "fuzz.yaml", fuzz_limits())) {
            check_written(document);
        }
    } catch (const codec::BadInput& refusal) {
        if (refusal.file() == "written.json") {
            std::abort();
        }
    }
    return 0;
}
