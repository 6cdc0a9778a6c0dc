// SPDX-License-Identifier: Apache-2.0
// Recorded interactions as arrival rows of a model.
#include <utility>

#include "codec/model_reader.hpp"
#include "codec/names.hpp"
#include "codec/quoted.hpp"
#include "state/state.hpp"

namespace cordboard::codec {

namespace {

class TraceReader {
  public:
    TraceReader(ModelFile& file, const Trace& trace)
        : file_(file), trace_(trace), state_(file.model.genesis.state()) {
        row_of_.resize(state_.directory.queues.size());
    }

    void add(const TraceRow& row);
    void finish();

  private:
    [[noreturn]] void refuse(std::string message, std::string remedy) const {
        throw BadInput(
            {file_.file, trace_.position, trace_.path,
             trace_.file + ", row " + std::to_string(number_) + ": " + std::move(message),
             std::move(remedy)});
    }

    ModelFile& file_;
    const Trace& trace_;
    const State& state_;
    std::vector<std::optional<std::size_t>> row_of_;  // of each queue
    std::vector<sim::ArrivalRow> rows_;
    Instant last_{INT64_MIN};
    std::size_t number_ = 0;
};

void TraceReader::add(const TraceRow& row) {
    ++number_;
    QueueId queue;
    if (!find_name(state_, row.queue, queue).found) {
        refuse("there is no queue " + quoted(row.queue), "define it in the centre");
    }
    MediaId media;
    if (!row.media.empty() && (!find_name(state_, row.media, media).found ||
                               media != state_.directory.queues[queue.value].media)) {
        refuse("the queue " + quoted(row.queue) + " is not of the media " + quoted(row.media),
               "leave the media away");
    }
    if (row.at < last_ || row.at < file_.model.start) {
        refuse(row.at < last_ ? "it is earlier than the row before it"
                              : "it is earlier than the start of the model",
               row.at < last_ ? "sort the rows by time" : "set the start to the first row's time");
    }
    last_ = row.at;
    std::optional<std::size_t>& known = row_of_[queue.value];
    if (!known) {
        known = rows_.size();
        rows_.emplace_back();
        rows_.back().queue = queue;
    }
    rows_[*known].recorded.push_back({row.at, row.handling, row.patience});
}

void TraceReader::finish() {
    for (sim::ArrivalRow& row : rows_) {
        file_.model.arrivals.push_back(std::move(row));
    }
}

}  // namespace

void add_trace(ModelFile& file, const Trace& trace, std::span<const TraceRow> rows) {
    TraceReader reader(file, trace);
    for (const TraceRow& row : rows) {
        reader.add(row);
    }
    reader.finish();
}

}  // namespace cordboard::codec
