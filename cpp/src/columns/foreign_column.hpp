// SPDX-License-Identifier: Apache-2.0
// One column of one record batch that another library has made, read cell by cell with checks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"

namespace cordboard::columns {

// How the values lie in memory.
enum class Layout : std::uint8_t {
    nothing,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
    bits,
    text32,
    text64,
    views,
};

struct ForeignType {
    Layout layout = Layout::nothing;
    Type lands_as = Type::text;
    // Of times: how many of the column's units are a microsecond, or how many of these a unit is.
    std::int64_t units_a_microsecond = 1;
    std::int64_t microseconds_a_unit = 1;
    Layout words = Layout::nothing;  // of a dictionary: the layout of its texts
};

// BadTable if no column of ours can hold it.
ForeignType foreign_type(const ArrowSchema& schema, const std::string& name);

// Where a dictionary lies. While both are in memory, equal addresses mean equal dictionaries.
struct DictionaryAddress {
    std::int64_t length = 0;
    std::int64_t offset = 0;
    std::vector<const void*> buffers;

    friend bool operator==(const DictionaryAddress&, const DictionaryAddress&) = default;
};

// Texts of one of three layouts.
class ForeignTexts {
  public:
    ForeignTexts(const ArrowArray& array, Layout layout, const std::string& column);

    // The bytes, whatever they are.
    std::string_view unchecked(std::int64_t index) const;

  private:
    std::string_view view_at(std::int64_t index) const;
    [[noreturn]] void refuse(const std::string& why) const;

    const ArrowArray* array_;
    Layout layout_;
    const std::string* column_;
};

class ForeignColumn {
  public:
    // Rows `first` … `first + rows - 1` of the array. Array, type and name must outlive it.
    ForeignColumn(const ArrowArray& array, const ForeignType& type, const std::string& name,
                  std::int64_t first, std::int64_t rows);

    // Sets the cell of the builder's present row, unless it is null.
    void copy(std::int64_t row, Builder& builder, std::size_t column);

    // For readers that take many rows of a column at a time, `first` … `first + rows - 1`.
    Type type() const { return type_->lands_as; }
    bool has_values() const { return type_->layout != Layout::nothing; }
    bool is_null_in(std::int64_t row) const { return is_null(first_ + row); }
    void read_valid(std::int64_t first, std::int64_t rows, std::uint8_t* valid) const;
    // Numbers, or times in microseconds; 0 where there is none.
    void read_integers(std::int64_t first, std::int64_t rows, std::int64_t* values) const;
    double real_in(std::int64_t row) const { return real(first_ + row); }
    // Of a dictionary: the indices, -1 where there is none.
    void read_indices(std::int64_t first, std::int64_t rows, std::int32_t* indices) const;
    std::size_t dictionary_size() const;
    // The word at an index, or none.
    std::optional<std::string_view> word(std::int32_t index) const;
    // Its bytes; check_text() before they are believed.
    std::optional<std::string_view> word_bytes(std::int32_t index) const;
    DictionaryAddress dictionary_address() const;
    // Of texts: the bytes of a row that is not null; check_text() before they are believed.
    std::string_view bytes(std::int64_t row) const { return texts_.unchecked(first_ + row); }
    void check_text(std::string_view bytes) const;
    // The unchecked bytes of a row, of a dictionary or not; none where it is null.
    std::optional<std::string_view> text(std::int64_t row) const;

  private:
    template <class Index>
    void read_indices_as(std::int64_t first, std::int64_t rows, std::int32_t* indices) const;
    bool is_null(std::int64_t at) const;
    std::int64_t integer(std::int64_t at, Layout layout) const;
    std::int64_t scaled(std::int64_t at) const;
    double real(std::int64_t at) const;
    void copy_word(std::int64_t at, Builder& builder, std::size_t column);
    [[noreturn]] void refuse(const std::string& why) const;

    const ArrowArray* array_;
    const ForeignType* type_;
    const std::string* name_;
    std::int64_t first_;
    ForeignTexts texts_;                  // of the column, or of its dictionary
    std::vector<std::int32_t> interned_;  // by index of the dictionary; -1: not met yet
};

}  // namespace cordboard::columns
