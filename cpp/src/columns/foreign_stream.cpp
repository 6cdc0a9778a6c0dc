// SPDX-License-Identifier: Apache-2.0
#include "columns/foreign_stream.hpp"

#include <algorithm>

namespace cordboard::columns {

ForeignStream::ForeignStream(ArrowArrayStream* stream, const std::vector<std::string>& wanted)
    : stream_(nullptr, [](ArrowArrayStream* read) { read->release(read); }) {
    // A stream can be read once: whoever comes next shall be told, not be given an empty table.
    if (stream == nullptr || stream->release == nullptr) {
        throw BadTable("the table has been read already");
    }
    stream_.reset(stream);
    check(stream->get_schema(stream, &whole_));
    if (std::string_view(whole_.format) != "+s") {
        throw BadTable("a table is expected, not a single column");
    }
    for (std::int64_t i = 0; i < whole_.n_children; ++i) {
        const ArrowSchema& child = *whole_.children[i];
        const std::string name = child.name == nullptr ? "" : child.name;
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
            continue;
        }
        for (const ColumnSchema& before : schema_) {
            if (before.name == name) {
                throw BadTable("the column '" + name + "' is there twice");
            }
        }
        const ForeignType type = foreign_type(child, name);
        schema_.push_back({name, type.lands_as});
        types_.push_back(type);
        places_.push_back(static_cast<std::size_t>(i));
    }
}

void ForeignStream::check(int code) const {
    if (code != 0) {
        const char* error = stream_->get_last_error(stream_.get());
        throw BadTable(std::string("the table cannot be read: ") +
                       (error == nullptr ? "error " + std::to_string(code) : error));
    }
}

bool ForeignStream::next() {
    present_ = 1 - present_;
    Received<ArrowArray>& batch = batches_[present_];
    columns_.clear();
    batch.drop();
    check(stream_->get_next(stream_.get(), &batch));
    if (batch.release == nullptr) {
        return false;
    }
    if (batch.length < 0 || batch.offset < 0 || batch.n_buffers != 1 ||
        batch.n_children != whole_.n_children) {
        throw BadTable("the table breaks the rules of the Arrow C interface");
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
        columns_.emplace_back(*batch.children[places_[i]], types_[i], schema_[i].name, batch.offset,
                              batch.length);
    }
    return true;
}

bool ForeignStream::is_missing(std::int64_t row) const {
    const ArrowArray& batch = batches_[present_];
    const auto* valid = static_cast<const std::uint8_t*>(batch.buffers[0]);
    const std::int64_t at = batch.offset + row;
    return valid != nullptr && (valid[at / 8] >> (at % 8) & 1) == 0;
}

}  // namespace cordboard::columns
