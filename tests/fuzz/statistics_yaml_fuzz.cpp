// SPDX-License-Identifier: Apache-2.0
// Any bytes are either refused with BadInput or definitions, which written as JSON and read again
// are the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "codec/statistics_json.hpp"
#include "codec/statistics_reader.hpp"

namespace codec = cordboard::codec;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    codec::StatisticsFile file;
    try {
        file = codec::read_statistics(text, "fuzz.yaml", {});
    } catch (const codec::BadInput&) {
        return 0;
    }
    for (const cordboard::StatisticDefinition& definition : file.definitions) {
        const codec::StatisticsFile again =
            codec::read_statistics(codec::statistic_json(definition), "again.json", {});
        if (again.definitions.size() != 1 || !(again.definitions[0] == definition)) {
            std::abort();
        }
    }
    return 0;
}
