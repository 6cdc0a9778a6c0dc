// SPDX-License-Identifier: Apache-2.0
// A LogEngine as bytes and back: the engine's own archive, and what stands around it. Texts of
// attributes that were read before are not kept, for they can be read again.
#include "codec/bad_input.hpp"
#include "feed/log_engine.hpp"
#include "stats/archive.hpp"

namespace cordboard {

template <class Archive, stats::Is<StatisticsEngine> Engine>
void fields(Archive& archive, Engine& engine) {
    if constexpr (Archive::reads) {
        engine = StatisticsEngine::restore(archive.text());
    } else {
        archive.text(engine.save());
    }
}

template <class Archive, stats::Is<ObjectId> Record>
void fields(Archive& archive, Record& record) {
    auto& [value] = record;
    stats::transfer(archive, value);
}

template <class Archive, stats::Is<ZoneOffset> Record>
void fields(Archive& archive, Record& record) {
    auto& [from, offset] = record;
    stats::transfer_all(archive, from, offset);
}

template <class Archive, stats::Is<Zone> Record>
void fields(Archive& archive, Record& record) {
    auto& [name, offsets] = record;
    stats::transfer_all(archive, name, offsets);
}

}  // namespace cordboard

namespace cordboard::feed {

namespace {

constexpr stats::ArchiveKind log_kind{"cordboard-statistics", "1"};

}  // namespace

template <class Archive, class Self>
void Logins::fields(Archive& archive, Self& self) {
    auto& [places, open] = self;
    stats::transfer_all(archive, places, open);
}

template <class Archive, stats::Is<WordStore> Words>
void fields(Archive& archive, Words& words) {
    if constexpr (Archive::reads) {
        const std::size_t count = archive.count();
        for (std::size_t at = 1; at <= count; ++at) {
            if (words.intern(archive.text()) != at) {
                archive.impossible();
            }
        }
    } else {
        archive.count(words.size() - 1);
        for (std::uint32_t at = 1; at < words.size(); ++at) {
            archive.text(words.view(at));
        }
    }
}

template <class Archive, stats::Is<Fed> Record>
void fields(Archive& archive, Record& record) {
    auto& [engine, logins, last] = record;
    stats::transfer_all(archive, engine, logins, last);
}

template <class Archive, class Self>
void LogEngine::fields(Archive& archive, Self& self) {
    stats::transfer_all(archive, self.fed_, self.truncation_, self.interactions_, self.types_of_,
                        self.declared_, self.refusals_);
}

std::string LogEngine::save(const std::string& note) const {
    if (before_) {
        throw StatisticsMisuse("the engine is being fed; save it when feed() is done");
    }
    stats::ArchiveWriter writer(log_kind);
    stats::transfer(writer, note);
    fields(writer, *this);
    return writer.finish();
}

LogEngine::Restored LogEngine::restore(std::string_view bytes, std::size_t remember) {
    try {
        stats::ArchiveReader reader(log_kind, bytes);
        Restored restored{LogEngine({}, {}, {}, remember), {}};
        LogEngine& log = restored.engine;
        stats::transfer(reader, restored.note);
        fields(reader, log);
        reader.finish();
        if (log.types_of_.size() > log.fed_.engine.object_count()) {
            reader.impossible();
        }
        const bool is_fed = log.fed_.last != Instant{INT64_MIN};
        is_fed ? log.recollection_.resume(log.fed_.engine)
               : log.recollection_.begin(log.fed_.engine);
        return restored;
    } catch (const BadArchive& error) {
        throw codec::BadInput({"", {}, "", error.what(), "restore the bytes that save() gave"});
    }
}

}  // namespace cordboard::feed
