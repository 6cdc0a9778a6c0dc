// SPDX-License-Identifier: Apache-2.0
// Tables over the Arrow C stream interface, driven by hand as a reader in C would.
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"
#include "columns/foreign_stream.hpp"
#include "columns/utf8.hpp"
#include "support/sample_table.hpp"

namespace cordboard::columns {
namespace {

using Stream = std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)>;

Stream stream_of(const SharedTable& table) { return {new_stream(table), drop_stream}; }

std::string message_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST(Columns, GivesBackEveryCell) {
    for (const std::int64_t rows_a_batch : {1, 3, 8, 9, 64, 1000}) {
        const SharedTable table = sample_table(rows_a_batch);
        ASSERT_EQ(table->rows(), 100);
        Rows rows(*table);
        for (std::int64_t row = 0; row < 100; ++row) {
            ASSERT_TRUE(rows.next());
            EXPECT_EQ(rows.instant(5), Instant{row * 1000});
            EXPECT_EQ(rows.text(4), row % 2 == 0 ? "billing" : "support");
            ASSERT_EQ(rows.is_null(0), row % 3 != 0);
            ASSERT_EQ(rows.is_null(2), row % 7 != 0);
            EXPECT_TRUE(rows.is_null(6));
            if (row % 3 == 0) {
                EXPECT_EQ(rows.integer(0), row);
                EXPECT_EQ(rows.real(0), static_cast<double>(row));
                EXPECT_EQ(rows.text(3), std::string(static_cast<std::size_t>(row % 5), 'x'));
            }
            if (row % 7 == 0) {
                EXPECT_EQ(rows.boolean(2), row % 2 == 0);
                EXPECT_EQ(rows.real(1), static_cast<double>(row) / 2);
            }
        }
        EXPECT_FALSE(rows.next());
    }
}

TEST(Columns, RowsMayBeginAnywhere) {
    const SharedTable table = sample_table(8);
    for (const std::int64_t start : {0, 7, 8, 99}) {
        Rows rows(*table, start);
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.instant(5), Instant{start * 1000});
    }
    EXPECT_FALSE(Rows(*table, 100).next());
    EXPECT_FALSE(Rows(*table, 1000).next());
}

TEST(Columns, EqualityLooksAtValuesNotAtBatches) {
    EXPECT_TRUE(*sample_table(7) == *sample_table(1000));
    const auto one_real = [](double value, const char* name = "value") {
        Builder builder({{name, Type::real}});
        builder.set_real(0, value);
        builder.end_row();
        return builder.finish();
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(*one_real(nan) == *one_real(nan));
    EXPECT_FALSE(*one_real(1) == *one_real(2));
    EXPECT_FALSE(*one_real(1) == *one_real(nan));
    EXPECT_FALSE(*one_real(1) == *one_real(1, "other"));
}

TEST(Columns, StreamHandsOutTheTablesOwnMemory) {
    const SharedTable table = sample_table();
    const Stream stream = stream_of(table);
    ArrowSchema schema{};
    ASSERT_EQ(stream->get_schema(stream.get(), &schema), 0);
    EXPECT_STREQ(schema.format, "+s");
    ASSERT_EQ(schema.n_children, 7);
    EXPECT_STREQ(schema.children[5]->format, "tsu:UTC");
    EXPECT_STREQ(schema.children[4]->dictionary->format, "u");
    EXPECT_STREQ(schema.children[3]->name, "note");
    schema.release(&schema);
    EXPECT_EQ(schema.release, nullptr);

    ArrowArray array{};
    ASSERT_EQ(stream->get_next(stream.get(), &array), 0);
    const ColumnValues& times = table->batches()[0]->columns[5];
    EXPECT_EQ(array.children[5]->buffers[1], times.integers.data());
    EXPECT_EQ(array.children[5]->buffers[0], nullptr);
    EXPECT_EQ(array.children[5]->null_count, 0);
    EXPECT_EQ(array.children[6]->null_count, 100);
    for (std::int64_t i = 0; i < array.n_children; ++i) {
        const auto address = reinterpret_cast<std::uintptr_t>(array.children[i]->buffers[1]);
        EXPECT_EQ(address % 64, 0U) << i;
    }
    array.release(&array);
    ASSERT_EQ(stream->get_next(stream.get(), &array), 0);
    EXPECT_EQ(array.release, nullptr);
}

TEST(Columns, WhatWasHandedOutOutlivesTableAndStream) {
    SharedTable table = sample_table(10);
    ArrowArray first{};
    ArrowArray column{};
    {
        const Stream stream = stream_of(std::exchange(table, nullptr));
        ASSERT_EQ(stream->get_next(stream.get(), &first), 0);
    }
    // A reader may move a child away and let go of the parent.
    column = *first.children[5];
    first.children[5]->release = nullptr;
    first.release(&first);
    EXPECT_EQ(static_cast<const std::int64_t*>(column.buffers[1])[9], 9000);
    column.release(&column);
}

TEST(Columns, EveryStreamBeginsAtTheBeginning) {
    const SharedTable table = sample_table(10);
    const Stream first = stream_of(table);
    const SharedTable read_first = import_stream(first.get());
    const Stream second = stream_of(table);
    EXPECT_TRUE(*read_first == *table);
    EXPECT_TRUE(*import_stream(second.get()) == *table);
    EXPECT_EQ(message_of([&] { import_stream(second.get()); }), "the table has been read already");
}

// Under ThreadSanitizer and AddressSanitizer this is about the counting of references.
TEST(Columns, ThreadsReadAndReleaseAtOnce) {
    const SharedTable table = sample_table(5);
    std::vector<std::thread> threads;
    std::vector<ArrowArray> arrays(8);
    const Stream stream = stream_of(table);
    for (ArrowArray& array : arrays) {
        ASSERT_EQ(stream->get_next(stream.get(), &array), 0);
    }
    for (ArrowArray& array : arrays) {
        threads.emplace_back([&array, &table] {
            const Stream own = stream_of(table);
            EXPECT_TRUE(*import_stream(own.get()) == *table);
            array.release(&array);
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST(Columns, TableWithoutRowsHasASchemaAndNoBatch) {
    const SharedTable table = Builder({{"count", Type::integer}, {"queue", Type::word}}).finish();
    const Stream stream = stream_of(table);
    const SharedTable read = import_stream(stream.get());
    EXPECT_EQ(read->rows(), 0);
    EXPECT_TRUE(*read == *table);
}

TEST(Columns, SnapshotsShareWhatIsFull) {
    Builder builder({{"queue", Type::word}, {"count", Type::integer}}, 4);
    std::vector<SharedTable> snapshots;
    for (std::int64_t row = 0; row < 10; ++row) {
        builder.set_word(0, "queue " + std::to_string(row % 6));
        if (row == 9) {
            builder.set_integer(1, row);
        }
        builder.end_row();
        snapshots.push_back(builder.snapshot());
        ASSERT_EQ(snapshots.back()->rows(), row + 1);
    }
    EXPECT_EQ(snapshots[4]->batches()[0], snapshots[9]->batches()[0]);
    EXPECT_EQ(snapshots[0]->words(0).size(), 1U);
    EXPECT_EQ(snapshots[9]->words(0).size(), 6U);
    EXPECT_TRUE(*snapshots[9] == *builder.finish());
    Rows rows(*snapshots[6], 6);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "queue 0");
    EXPECT_TRUE(rows.is_null(1));
    EXPECT_FALSE(rows.next());
}

TEST(Columns, KnownWordsAreAskedForOnce) {
    Builder builder({{"queue", Type::word}});
    int asked = 0;
    for (std::uint32_t row = 0; row < 10; ++row) {
        builder.set_known_word(0, row % 2, [&] {
            ++asked;
            return row % 2 == 0 ? "even" : "odd";
        });
        builder.end_row();
    }
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(builder.finish()->words(0).size(), 2U);
}

TEST(Columns, MisuseOfABuilderIsRefused) {
    Builder builder({{"count", Type::integer}});
    EXPECT_THROW(builder.set_text(0, "no number"), std::logic_error);
    builder.set_integer(0, 1);
    EXPECT_EQ(message_of([&] { builder.set_integer(0, 2); }),
              "the column 'count' was set twice in one row");
    EXPECT_EQ(message_of([&] { builder.finish(); }), "a row has begun and not ended");
    builder.end_row();
    EXPECT_EQ(builder.finish()->rows(), 1);
}

TEST(Columns, ReserveChangesNothing) {
    Builder builder({{"count", Type::integer}, {"note", Type::text}}, 16);
    builder.reserve(100);
    for (std::int64_t row = 0; row < 40; ++row) {
        builder.set_integer(0, row);
        if (row > 30) {
            builder.set_text(1, "late");
        }
        builder.end_row();
    }
    const SharedTable table = builder.finish();
    ASSERT_EQ(table->batches().size(), 3U);
    Rows rows(*table, 31);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(1), "late");
}

TEST(Columns, FindsColumnsByNameAndType) {
    const SharedTable table = sample_table();
    EXPECT_EQ(find_column(*table, "queue", {Type::text, Type::word}), 4U);
    EXPECT_EQ(find_column(*table, "absent", {Type::text}), std::nullopt);
    // Without any value a column has no type that could be wrong.
    EXPECT_EQ(find_column(*table, "unused", {Type::integer}), 6U);
    EXPECT_EQ(message_of([&] { find_column(*table, "note", {Type::real, Type::integer}); }),
              "the column 'note' must be real or integer, not text");
}

TEST(Columns, TextsMustBeUtf8) {
    EXPECT_TRUE(is_utf8("Grüße, 客服 🙂"));
    EXPECT_TRUE(is_utf8(std::string_view("\0", 1)));
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
    for (const char* broken :
         {"\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xBD", "a\xFFz", "\xE4\xBD\x20"}) {
        EXPECT_FALSE(is_utf8(broken)) << broken;
    }
}

TEST(Columns, ABrokenByteIsFoundWhereverItStands) {
    for (std::size_t size = 1; size <= 20; ++size) {
        EXPECT_TRUE(is_utf8(std::string(size, 'a')));
        for (std::size_t at = 0; at < size; ++at) {
            std::string text(size, 'a');
            text[at] = '\x80';
            EXPECT_FALSE(is_utf8(text)) << size << " " << at;
        }
    }
}

TEST(Columns, BatchesOfATableShareTheirDictionary) {
    Builder builder({{"queue", Type::word}}, 2);
    for (const char* queue : {"a", "b", "b", "a"}) {
        builder.set_word(0, queue);
        builder.end_row();
    }
    const SharedTable table = builder.finish();
    const Stream handed = stream_of(table);
    ForeignStream stream(handed.get(), {});
    ASSERT_TRUE(stream.next());
    const DictionaryAddress first = stream.columns()[0].dictionary_address();
    ASSERT_TRUE(stream.next());
    EXPECT_EQ(stream.columns()[0].dictionary_address(), first);
    const Stream another = stream_of(sample_table(10));
    ForeignStream other(another.get(), {"queue"});
    ASSERT_TRUE(other.next());
    EXPECT_NE(other.columns()[0].dictionary_address(), first);
}

// A stream of one batch with one column, made by hand, as broken as a test wants it.
class OneColumn {
  public:
    OneColumn(const char* format, std::vector<const void*> buffers, std::int64_t rows)
        : buffers_(std::move(buffers)) {
        child_schema_.format = format;
        child_schema_.name = "given";
        child_schema_.release = [](ArrowSchema* schema) { schema->release = nullptr; };
        child_.length = rows;
        child_.n_buffers = static_cast<std::int64_t>(buffers_.size());
        child_.buffers = buffers_.data();
        child_.release = [](ArrowArray* array) { array->release = nullptr; };
    }

    void words(std::vector<const void*> buffers, std::int64_t rows) {
        word_buffers_ = std::move(buffers);
        words_schema_.format = "u";
        child_schema_.dictionary = &words_schema_;
        words_.length = rows;
        words_.n_buffers = static_cast<std::int64_t>(word_buffers_.size());
        words_.buffers = word_buffers_.data();
        child_.dictionary = &words_;
    }
    ArrowArray& array() { return child_; }

    SharedTable read(const std::vector<std::string>& wanted = {}) {
        ArrowArrayStream stream{get_schema, get_next, last_error, release, this};
        return import_stream(&stream, wanted);
    }

    int fails_with = 0;
    std::int64_t length = -1;  // of the batch; -1: that of the column
    std::int64_t offset = 0;   // of the batch
    const std::uint8_t* valid = nullptr;

  private:
    static OneColumn& of(ArrowArrayStream* stream) {
        return *static_cast<OneColumn*>(stream->private_data);
    }
    static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
        OneColumn& self = of(stream);
        *out = {"+s", "", nullptr, 0, 1, &self.schema_child_, nullptr, nullptr, nullptr};
        out->release = [](ArrowSchema* schema) { schema->release = nullptr; };
        return 0;
    }
    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        OneColumn& self = of(stream);
        *out = {};
        if (self.fails_with != 0) {
            return self.fails_with;
        }
        if (!self.given_) {
            self.given_ = true;
            self.batch_buffer_ = self.valid;
            *out = {self.length < 0 ? self.child_.length : self.length,
                    0,
                    self.offset,
                    1,
                    1,
                    &self.batch_buffer_,
                    &self.array_child_,
                    nullptr,
                    nullptr,
                    nullptr};
            out->release = [](ArrowArray* array) { array->release = nullptr; };
        }
        return 0;
    }
    static const char* last_error(ArrowArrayStream*) { return "the line is dead"; }
    static void release(ArrowArrayStream* stream) { stream->release = nullptr; }

    std::vector<const void*> buffers_;
    std::vector<const void*> word_buffers_;
    const void* batch_buffer_ = nullptr;
    ArrowSchema child_schema_{};
    ArrowSchema words_schema_{};
    ArrowArray child_{};
    ArrowArray words_{};
    ArrowSchema* schema_child_ = &child_schema_;
    ArrowArray* array_child_ = &child_;
    bool given_ = false;
};

template <class Value>
SharedTable read_values(const char* format, const std::vector<Value>& values) {
    return OneColumn(format, {nullptr, values.data()}, static_cast<std::int64_t>(values.size()))
        .read();
}

template <class Value>
void expect_extremes(const char* format) {
    const std::vector<Value> values{std::numeric_limits<Value>::min(),
                                    std::numeric_limits<Value>::max()};
    const SharedTable table = read_values<Value>(format, values);
    Rows rows(*table);
    for (const Value value : values) {
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.integer(0), static_cast<std::int64_t>(value)) << format;
    }
}

TEST(ColumnsImport, TakesIntegersOfAnyWidth) {
    expect_extremes<std::int8_t>("c");
    expect_extremes<std::uint8_t>("C");
    expect_extremes<std::int16_t>("s");
    expect_extremes<std::uint16_t>("S");
    expect_extremes<std::int32_t>("i");
    expect_extremes<std::uint32_t>("I");
    expect_extremes<std::int64_t>("l");
    EXPECT_EQ(message_of([] { read_values<std::uint64_t>("L", {1ULL << 63}); }),
              "the column 'given' holds 9223372036854775808, more than 64 bits with a sign hold");
}

TEST(ColumnsImport, TurnsTimesIntoMicroseconds) {
    const auto first = [](const char* format, std::int64_t value) {
        const SharedTable table = read_values<std::int64_t>(format, {value});
        Rows rows(*table);
        EXPECT_TRUE(rows.next());
        return rows.integer(0);
    };
    EXPECT_EQ(first("tss:", 7), 7'000'000);
    EXPECT_EQ(first("tsm:Europe/Berlin", -7), -7'000);
    EXPECT_EQ(first("tsu:UTC", 7), 7);
    EXPECT_EQ(first("tsn:", 1'999), 1);
    EXPECT_EQ(first("tsn:", -1), -1);
    EXPECT_EQ(first("tsn:", -1'000), -1);
    EXPECT_EQ(first("tDm", 5), 5'000);
    EXPECT_EQ(read_values<std::int64_t>("tsn:", {1})->schema()[0].type, Type::instant);
    EXPECT_EQ(read_values<std::int64_t>("tDs", {1})->schema()[0].type, Type::integer);
    EXPECT_EQ(message_of([&] { first("tss:", std::int64_t{1} << 62); }),
              "the column 'given' holds a time further away than 64 bits of microseconds reach");
}

TEST(ColumnsImport, HonoursOffsetsAndNullsOfBatchAndColumn) {
    const std::int64_t values[] = {0, 1, 2, 3, 4, 5};
    const std::uint8_t of_column = 0b110111;  // the value 3 is null
    const std::uint8_t of_batch = 0b1011;     // the third row of the batch is null
    OneColumn column("l", {&of_column, values}, 5);
    column.array().offset = 1;
    column.offset = 1;
    column.length = 3;
    column.valid = &of_batch;
    const SharedTable table = column.read();
    Rows rows(*table);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 2);
    ASSERT_TRUE(rows.next());
    EXPECT_TRUE(rows.is_null(0));  // both at once
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 4);
    EXPECT_FALSE(rows.next());
}

TEST(ColumnsImport, RefusesBrokenTexts) {
    const char bytes[] = "a\xFFz";
    const auto read = [&](std::vector<std::int32_t> offsets) {
        return message_of([&] {
            OneColumn("u", {nullptr, offsets.data(), bytes},
                      static_cast<std::int64_t>(offsets.size()) - 1)
                .read();
        });
    };
    EXPECT_EQ(read({0, 1, 1}), "nothing was thrown");
    EXPECT_EQ(read({0, 2}), "the column 'given' holds a text that is not UTF-8");
    EXPECT_EQ(read({1, 0}), "the column 'given' has broken offsets");
    EXPECT_EQ(read({-1, 1}), "the column 'given' has broken offsets");
}

TEST(ColumnsImport, RefusesBrokenViews) {
    const char far[] = "thirteen characters";
    const std::int64_t size = 19;
    const auto read = [&](std::vector<std::int32_t> view) {
        return message_of([&] { OneColumn("vu", {nullptr, view.data(), far, &size}, 1).read(); });
    };
    EXPECT_EQ(read({19, 0, 0, 0}), "nothing was thrown");
    EXPECT_EQ(read({2, 0x6261, 0, 0}), "nothing was thrown");
    for (const auto& broken : std::vector<std::vector<std::int32_t>>{
             {19, 0, 0, 1}, {19, 0, 1, 0}, {19, 0, -1, 0}, {19, 0, 0, -1}, {-1, 0, 0, 0}}) {
        EXPECT_EQ(read(broken), "the column 'given' has broken views");
    }
}

TEST(ColumnsImport, ReadsDictionaries) {
    const std::int32_t offsets[] = {0, 1, 2, 3};
    const std::uint8_t valid = 0b101;
    const auto read = [&](std::vector<std::int8_t> indices) {
        OneColumn column("c", {nullptr, indices.data()}, static_cast<std::int64_t>(indices.size()));
        column.words({&valid, offsets, "abc"}, 3);
        return column.read();
    };
    const SharedTable table = read({2, 1, 0, 2});
    Rows rows(*table);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "c");
    ASSERT_TRUE(rows.next());
    EXPECT_TRUE(rows.is_null(0));
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "a");
    EXPECT_EQ(table->words(0).size(), 2U);
    for (const std::int8_t outside : {std::int8_t{3}, std::int8_t{-1}}) {
        EXPECT_EQ(message_of([&] { read({outside}); }),
                  "the column 'given' points outside its dictionary");
    }
}

TEST(ColumnsImport, NamesWhatCannotBeRead) {
    const std::vector<std::int64_t> values{1};
    EXPECT_EQ(message_of([&] { read_values("+l", values); }),
              "the column 'given' has the Arrow format '+l'; it must hold integers, reals, "
              "booleans, texts or timestamps");
    // Nobody asked for it.
    EXPECT_EQ(OneColumn("+l", {nullptr, values.data()}, 1).read({"other"})->schema().size(), 0U);
    EXPECT_EQ(message_of([&] { OneColumn("l", {nullptr}, 1).read(); }),
              "the column 'given' breaks the rules of the Arrow C interface");
    OneColumn short_column("l", {nullptr, values.data()}, 1);
    short_column.length = 2;
    EXPECT_EQ(message_of([&] { short_column.read(); }),
              "the column 'given' breaks the rules of the Arrow C interface");
    OneColumn failing("l", {nullptr, values.data()}, 1);
    failing.fails_with = 5;
    EXPECT_EQ(message_of([&] { failing.read(); }), "the table cannot be read: the line is dead");
}

}  // namespace
}  // namespace cordboard::columns
