// SPDX-License-Identifier: Apache-2.0
// Reads model.yaml (contract, 6.1 and 6.3) into a model that can run. Files and zones are not read
// here: the caller hands over the text of a file and the table of a zone when the model names one.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/codec.hpp>

#include "codec/document.hpp"
#include "codec/zone_table.hpp"
#include "sim/model.hpp"

namespace cordboard::codec {

struct ModelSources {
    // The text of the file that the model names as its centre.
    std::function<std::string(std::string_view name)> load;
    // The changes of a zone; nothing where there is no such zone. UTC is never asked for.
    std::function<std::optional<ZoneTable>(std::string_view name)> zone;
};

// An arrival row that plays a recorded file: the caller reads it and adds it with add_trace.
struct Trace {
    std::string file;
    Position position;
    std::string path;
};

// One interaction of a trace; handling and patience below 0 are drawn from the model's
// distributions.
struct TraceRow {
    Instant at;
    std::string_view media;  // empty: that of the queue
    std::string_view queue;
    Duration handling{-1};
    Duration patience{-1};
};

struct ModelFile {
    std::string file;
    sim::Model model;
    Center center;
    std::string timezone = "UTC";
    std::vector<Trace> traces;
};

ModelFile read_model(const Document& document, const ModelSources& sources);
ModelFile read_model(std::string_view text, std::string_view file, const ModelSources& sources);

// Appends one arrival row a queue, in the order in which the queues appear. The rows stand in the
// order of time and name the model's queues, else BadInput names the row, counted from 1.
void add_trace(ModelFile& file, const Trace& trace, std::span<const TraceRow> rows);

}  // namespace cordboard::codec
