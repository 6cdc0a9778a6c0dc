// SPDX-License-Identifier: Apache-2.0
// A table of rows and columns in flat memory whose columns may grow: one cell per (agent, media),
// (agent, skill) or (agent, agent group).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cordboard::base {

template <class Cell>
class Grid {
  public:
    std::size_t rows() const { return rows_; }
    std::size_t columns() const { return columns_; }

    Cell& at(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }
    const Cell& at(std::size_t row, std::size_t column) const {
        return cells_[row * width_ + column];
    }

    void add_row() {
        ++rows_;
        cells_.resize(rows_ * width_);
    }

    void add_column() {
        ++columns_;
        if (columns_ <= width_) {
            return;
        }
        const std::size_t width = std::max<std::size_t>(4, 2 * width_);
        std::vector<Cell> cells(rows_ * width);
        for (std::size_t row = 0; row < rows_; ++row) {
            std::copy_n(cells_.begin() + static_cast<std::ptrdiff_t>(row * width_), width_,
                        cells.begin() + static_cast<std::ptrdiff_t>(row * width));
        }
        cells_ = std::move(cells);
        width_ = width;
    }

  private:
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::size_t width_ = 0;
    std::vector<Cell> cells_;
};

}  // namespace cordboard::base
