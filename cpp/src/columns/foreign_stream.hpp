// SPDX-License-Identifier: Apache-2.0
// A stream of record batches that another library gives, batch by batch. What a stream gives is
// ours to release, also when reading ends with an error.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"
#include "columns/foreign_column.hpp"

namespace cordboard::columns {

template <class Structure>
struct Received : Structure {
    Received() : Structure{} {}
    Received(const Received&) = delete;
    Received& operator=(const Received&) = delete;
    ~Received() { drop(); }

    void drop() {
        if (this->release != nullptr) {
            this->release(this);
            this->release = nullptr;
        }
    }
};

class ForeignStream {
  public:
    // Takes the stream over and releases it at the end. With `wanted`, other columns are passed
    // over, of whatever type they are.
    ForeignStream(ArrowArrayStream* stream, const std::vector<std::string>& wanted);
    ForeignStream(const ForeignStream&) = delete;
    ForeignStream& operator=(const ForeignStream&) = delete;

    const std::vector<ColumnSchema>& schema() const { return schema_; }

    // Goes to the next batch; false: there is none. The batch before stays in memory until the one
    // after, so that equal addresses mean equal dictionaries.
    bool next();
    std::int64_t rows() const { return batches_[present_].length; }
    // Whether the row is missing as a whole, as rows of a table of structures may be.
    bool is_missing(std::int64_t row) const;
    bool may_miss_rows() const { return batches_[present_].buffers[0] != nullptr; }
    std::vector<ForeignColumn>& columns() { return columns_; }

  private:
    void check(int code) const;

    std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)> stream_;
    Received<ArrowSchema> whole_;
    std::vector<ColumnSchema> schema_;
    std::vector<ForeignType> types_;
    std::vector<std::size_t> places_;  // of the columns in the batches
    std::array<Received<ArrowArray>, 2> batches_;
    std::size_t present_ = 0;
    std::vector<ForeignColumn> columns_;
};

}  // namespace cordboard::columns
