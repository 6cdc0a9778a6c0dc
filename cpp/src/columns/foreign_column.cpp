// SPDX-License-Identifier: Apache-2.0
#include "columns/foreign_column.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "columns/utf8.hpp"

namespace cordboard::columns {

namespace {

std::string column_named(const std::string& name) { return "the column '" + name + "' "; }

// The letters of the interface's format strings.
std::optional<std::pair<Layout, Type>> plain_layout(std::string_view format) {
    constexpr std::pair<std::string_view, std::pair<Layout, Type>> plain[] = {
        {"n", {Layout::nothing, Type::text}},  {"b", {Layout::bits, Type::boolean}},
        {"c", {Layout::int8, Type::integer}},  {"C", {Layout::uint8, Type::integer}},
        {"s", {Layout::int16, Type::integer}}, {"S", {Layout::uint16, Type::integer}},
        {"i", {Layout::int32, Type::integer}}, {"I", {Layout::uint32, Type::integer}},
        {"l", {Layout::int64, Type::integer}}, {"L", {Layout::uint64, Type::integer}},
        {"f", {Layout::float32, Type::real}},  {"g", {Layout::float64, Type::real}},
        {"u", {Layout::text32, Type::text}},   {"U", {Layout::text64, Type::text}},
        {"vu", {Layout::views, Type::text}},
    };
    for (const auto& [letters, found] : plain) {
        if (letters == format) {
            return found;
        }
    }
    return std::nullopt;
}

// "tsm:Europe/Berlin" are timestamps, "tDm" durations, both in milliseconds. A timestamp counts
// from 1970 in UTC whatever zone it is shown in; one without zone is taken as UTC.
std::optional<ForeignType> time_type(std::string_view format) {
    const bool is_instant = format.starts_with("ts");
    if (format.size() < 3 || (!is_instant && !format.starts_with("tD"))) {
        return std::nullopt;
    }
    ForeignType type{Layout::int64, is_instant ? Type::instant : Type::integer, 1, 1,
                     Layout::nothing};
    switch (format[2]) {
        case 's':
            type.microseconds_a_unit = 1'000'000;
            return type;
        case 'm':
            type.microseconds_a_unit = 1'000;
            return type;
        case 'u':
            return type;
        case 'n':
            type.units_a_microsecond = 1'000;
            return type;
        default:
            return std::nullopt;
    }
}

template <class Value>
Value value_at(const ArrowArray& array, std::int64_t at) {
    return static_cast<const Value*>(array.buffers[1])[at];
}

// Buffers that the layout has; views have more, as many as they like.
std::int64_t buffers_of(Layout layout) {
    switch (layout) {
        case Layout::text32:
        case Layout::text64:
        case Layout::views:
            return 3;
        default:
            return 2;
    }
}

bool has_shape(const ArrowArray& array, Layout layout) {
    if (array.length < 0 || array.offset < 0) {
        return false;
    }
    // polars gives a column without values a buffer that the interface does not know.
    if (layout == Layout::nothing) {
        return true;
    }
    const std::int64_t buffers = buffers_of(layout);
    return (array.n_buffers == buffers || (layout == Layout::views && array.n_buffers > buffers)) &&
           (array.length == 0 || array.buffers[1] != nullptr);
}

}  // namespace

ForeignType foreign_type(const ArrowSchema& schema, const std::string& name) {
    const std::string_view format = schema.format;
    if (schema.dictionary != nullptr) {
        const auto indices = plain_layout(format);
        const auto words = plain_layout(schema.dictionary->format);
        if (indices && words && indices->second == Type::integer && words->second == Type::text &&
            words->first != Layout::nothing) {
            return {indices->first, Type::word, 1, 1, words->first};
        }
        throw BadTable(column_named(name) + "is a dictionary, but not of texts");
    }
    if (const auto plain = plain_layout(format)) {
        return {plain->first, plain->second, 1, 1, Layout::nothing};
    }
    if (const auto time = time_type(format)) {
        return *time;
    }
    throw BadTable(column_named(name) + "has the Arrow format '" + std::string(format) +
                   "'; it must hold integers, reals, booleans, texts or timestamps");
}

ForeignTexts::ForeignTexts(const ArrowArray& array, Layout layout, const std::string& column)
    : array_(&array), layout_(layout), column_(&column) {}

void ForeignTexts::refuse(const std::string& why) const {
    throw BadTable(column_named(*column_) + why);
}

std::string_view ForeignTexts::unchecked(std::int64_t index) const {
    if (layout_ == Layout::views) {
        return view_at(index);
    }
    const bool is_wide = layout_ == Layout::text64;
    const std::int64_t begin =
        is_wide ? value_at<std::int64_t>(*array_, index) : value_at<std::int32_t>(*array_, index);
    const std::int64_t end = is_wide ? value_at<std::int64_t>(*array_, index + 1)
                                     : value_at<std::int32_t>(*array_, index + 1);
    if (begin < 0 || end < begin || (end > begin && array_->buffers[2] == nullptr)) {
        refuse("has broken offsets");
    }
    if (end == begin) {
        return {};
    }
    return {static_cast<const char*>(array_->buffers[2]) + begin,
            static_cast<std::size_t>(end - begin)};
}

// Sixteen bytes: the length, then up to twelve characters, or the first four, a buffer and the
// place in it. The last of the array's buffers holds the sizes of these buffers.
std::string_view ForeignTexts::view_at(std::int64_t index) const {
    const char* view = static_cast<const char*>(array_->buffers[1]) + 16 * index;
    std::int32_t words[4];
    std::memcpy(words, view, sizeof(words));
    const auto [length, prefix, buffer, begin] = words;
    if (length < 0) {
        refuse("has broken views");
    }
    if (length <= 12) {
        return {view + 4, static_cast<std::size_t>(length)};
    }
    const std::int64_t buffers = array_->n_buffers - 3;
    const auto* sizes = static_cast<const std::int64_t*>(array_->buffers[array_->n_buffers - 1]);
    if (buffer < 0 || buffer >= buffers || begin < 0 ||
        std::int64_t{begin} + length > sizes[buffer]) {
        refuse("has broken views");
    }
    return {static_cast<const char*>(array_->buffers[2 + buffer]) + begin,
            static_cast<std::size_t>(length)};
}

ForeignColumn::ForeignColumn(const ArrowArray& array, const ForeignType& type,
                             const std::string& name, std::int64_t first, std::int64_t rows)
    : array_(&array),
      type_(&type),
      name_(&name),
      first_(array.offset + first),
      texts_(type.lands_as == Type::word && array.dictionary != nullptr ? *array.dictionary : array,
             type.lands_as == Type::word ? type.words : type.layout, name) {
    const bool is_word = type.lands_as == Type::word;
    if (!has_shape(array, type.layout) || array.length < first + rows ||
        is_word != (array.dictionary != nullptr) ||
        (is_word && !has_shape(*array.dictionary, type.words))) {
        refuse("breaks the rules of the Arrow C interface");
    }
}

void ForeignColumn::refuse(const std::string& why) const {
    throw BadTable(column_named(*name_) + why);
}

bool ForeignColumn::is_null(std::int64_t at) const {
    if (type_->layout == Layout::nothing) {
        return true;
    }
    const auto* valid = static_cast<const std::uint8_t*>(array_->buffers[0]);
    return valid != nullptr && (valid[at / 8] >> (at % 8) & 1) == 0;
}

std::int64_t ForeignColumn::integer(std::int64_t at, Layout layout) const {
    switch (layout) {
        case Layout::int8:
            return value_at<std::int8_t>(*array_, at);
        case Layout::int16:
            return value_at<std::int16_t>(*array_, at);
        case Layout::int32:
            return value_at<std::int32_t>(*array_, at);
        case Layout::uint8:
            return value_at<std::uint8_t>(*array_, at);
        case Layout::uint16:
            return value_at<std::uint16_t>(*array_, at);
        case Layout::uint32:
            return value_at<std::uint32_t>(*array_, at);
        case Layout::uint64: {
            const auto value = value_at<std::uint64_t>(*array_, at);
            if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
                refuse("holds " + std::to_string(value) + ", more than 64 bits with a sign hold");
            }
            return static_cast<std::int64_t>(value);
        }
        default:
            return value_at<std::int64_t>(*array_, at);
    }
}

std::int64_t ForeignColumn::scaled(std::int64_t at) const {
    const auto value = value_at<std::int64_t>(*array_, at);
    std::int64_t microseconds = 0;
    if (__builtin_mul_overflow(value, type_->microseconds_a_unit, &microseconds)) {
        refuse("holds a time further away than 64 bits of microseconds reach");
    }
    // Whole microseconds, downwards on both sides of 1970.
    const std::int64_t units = type_->units_a_microsecond;
    return microseconds / units - (microseconds % units < 0 ? 1 : 0);
}

double ForeignColumn::real(std::int64_t at) const {
    if (type_->layout == Layout::float32) {
        return double{value_at<float>(*array_, at)};  // tidy: others send such columns
    }
    return value_at<double>(*array_, at);
}

void ForeignColumn::read_valid(std::int64_t first, std::int64_t rows, std::uint8_t* valid) const {
    const auto* bits =
        has_values() ? static_cast<const std::uint8_t*>(array_->buffers[0]) : nullptr;
    if (bits == nullptr) {
        std::fill_n(valid, rows, has_values() ? std::uint8_t{1} : std::uint8_t{0});
        return;
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::int64_t at = first_ + first + row;
        valid[row] = static_cast<std::uint8_t>(bits[at / 8] >> (at % 8) & 1);
    }
}

void ForeignColumn::read_integers(std::int64_t first, std::int64_t rows,
                                  std::int64_t* values) const {
    const bool as_they_are =
        type_->layout == Layout::int64 && type_->microseconds_a_unit == type_->units_a_microsecond;
    if (as_they_are && array_->buffers[0] == nullptr) {
        const auto* from = static_cast<const std::int64_t*>(array_->buffers[1]);
        std::copy_n(from + first_ + first, rows, values);
        return;
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::int64_t at = first_ + first + row;
        if (is_null(at)) {
            values[row] = 0;
        } else {
            values[row] = type_->layout == Layout::int64 ? scaled(at) : integer(at, type_->layout);
        }
    }
}

template <class Index>
void ForeignColumn::read_indices_as(std::int64_t first, std::int64_t rows,
                                    std::int32_t* indices) const {
    const auto* bits = static_cast<const std::uint8_t*>(array_->buffers[0]);
    const auto* from = static_cast<const Index*>(array_->buffers[1]) + first_ + first;
    const std::uint64_t size = dictionary_size();
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::int64_t at = first_ + first + row;
        if (bits != nullptr && (bits[at / 8] >> (at % 8) & 1) == 0) {
            indices[row] = -1;
            continue;
        }
        // A negative index is a very large one without a sign.
        const auto index = static_cast<std::uint64_t>(from[row]);
        if (index >= size) {
            refuse("points outside its dictionary");
        }
        indices[row] = static_cast<std::int32_t>(index);
    }
}

void ForeignColumn::read_indices(std::int64_t first, std::int64_t rows,
                                 std::int32_t* indices) const {
    switch (type_->layout) {
        case Layout::int8:
            return read_indices_as<std::int8_t>(first, rows, indices);
        case Layout::int16:
            return read_indices_as<std::int16_t>(first, rows, indices);
        case Layout::int32:
            return read_indices_as<std::int32_t>(first, rows, indices);
        case Layout::uint8:
            return read_indices_as<std::uint8_t>(first, rows, indices);
        case Layout::uint16:
            return read_indices_as<std::uint16_t>(first, rows, indices);
        case Layout::uint32:
            return read_indices_as<std::uint32_t>(first, rows, indices);
        case Layout::uint64:
            return read_indices_as<std::uint64_t>(first, rows, indices);
        default:
            return read_indices_as<std::int64_t>(first, rows, indices);
    }
}

std::size_t ForeignColumn::dictionary_size() const {
    constexpr std::int64_t words_max = std::numeric_limits<std::int32_t>::max();
    if (array_->dictionary->length > words_max) {
        refuse("has a dictionary of more than " + std::to_string(words_max) + " words");
    }
    return static_cast<std::size_t>(array_->dictionary->length);
}

std::optional<std::string_view> ForeignColumn::word(std::int32_t index) const {
    const auto bytes = word_bytes(index);
    if (bytes) {
        check_text(*bytes);
    }
    return bytes;
}

std::optional<std::string_view> ForeignColumn::word_bytes(std::int32_t index) const {
    const ArrowArray& dictionary = *array_->dictionary;
    const std::int64_t place = dictionary.offset + index;
    const auto* valid = static_cast<const std::uint8_t*>(dictionary.buffers[0]);
    if (valid != nullptr && (valid[place / 8] >> (place % 8) & 1) == 0) {
        return std::nullopt;  // a word that is null: so is the row
    }
    return texts_.unchecked(place);
}

DictionaryAddress ForeignColumn::dictionary_address() const {
    const ArrowArray& one = *array_->dictionary;
    return {one.length, one.offset, std::vector(one.buffers, one.buffers + one.n_buffers)};
}

std::optional<std::string_view> ForeignColumn::text(std::int64_t row) const {
    if (is_null(first_ + row)) {
        return std::nullopt;
    }
    if (type_->lands_as != Type::word) {
        return bytes(row);
    }
    std::int32_t index = 0;
    read_indices(row, 1, &index);
    return word(index);
}

void ForeignColumn::check_text(std::string_view bytes) const {
    if (!is_utf8(bytes)) {
        refuse("holds a text that is not UTF-8");
    }
}

void ForeignColumn::copy_word(std::int64_t at, Builder& builder, std::size_t column) {
    const std::int64_t index = integer(at, type_->layout);
    if (index < 0 || index >= array_->dictionary->length) {
        refuse("points outside its dictionary");
    }
    interned_.resize(dictionary_size(), -1);
    std::int32_t& interned = interned_[static_cast<std::size_t>(index)];
    if (interned < 0) {
        const auto text = word(static_cast<std::int32_t>(index));
        if (!text) {
            return;
        }
        interned = builder.intern(column, *text);
    }
    builder.set_word(column, interned);
}

void ForeignColumn::copy(std::int64_t row, Builder& builder, std::size_t column) {
    const std::int64_t at = first_ + row;
    if (is_null(at)) {
        return;
    }
    switch (type_->lands_as) {
        case Type::integer:
            builder.set_integer(
                column, type_->layout == Layout::int64 ? scaled(at) : integer(at, type_->layout));
            return;
        case Type::instant:
            builder.set_integer(column, scaled(at));
            return;
        case Type::real:
            builder.set_real(column, real(at));
            return;
        case Type::boolean:
            builder.set_boolean(
                column, (static_cast<const std::uint8_t*>(array_->buffers[1])[at / 8] >> (at % 8) &
                         1) != 0);
            return;
        case Type::word:
            copy_word(at, builder, column);
            return;
        case Type::text:
            check_text(texts_.unchecked(at));
            builder.set_text(column, texts_.unchecked(at));
            return;
    }
}

}  // namespace cordboard::columns
