// SPDX-License-Identifier: Apache-2.0
// What cb.StatisticsEngine stands on.
#include <pybind11/stl.h>

#include "codec/statistics_json.hpp"
#include "codec/statistics_reader.hpp"
#include "feed/log_engine.hpp"
#include "made_by_functions.hpp"
#include "owned.hpp"
#include "registers.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using Zones = std::vector<std::pair<std::string, ZonePairs>>;
using Objects =
    std::vector<std::tuple<std::string, std::string, std::vector<std::string>, std::string>>;

// While a table is read, whoever makes its rows must not ask the engine that waits for them.
class OwnedEngine {
  public:
    explicit OwnedEngine(feed::LogEngine engine)
        : engine_(std::move(engine),
                  "a StatisticsEngine belongs to the thread that made it; ask it there") {}

    feed::LogEngine& get() {
        feed::LogEngine& engine = engine_.get();
        if (reads_) {
            throw UsageError("the StatisticsEngine is being fed; ask it when feed() is done");
        }
        return engine;
    }

    void feed(const py::object& capsule) {
        feed::LogEngine& engine = get();
        void* stream = PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream");
        if (stream == nullptr) {
            throw py::error_already_set();
        }
        const Reading reading(reads_);
        // Without the lock: the stream may be fed by threads that need it.
        const py::gil_scoped_release release;
        engine.feed(static_cast<ArrowArrayStream*>(stream));
    }

    void commit_feed() {
        feed::LogEngine& engine = get();
        const Reading reading(reads_);
        engine.commit_feed();
    }

  private:
    struct Reading {
        explicit Reading(bool& flag) : reads(flag) { reads = true; }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        ~Reading() { reads = false; }
        bool& reads;
    };

    Owned<feed::LogEngine> engine_;
    bool reads_ = false;
};

std::vector<Zone> zones_of(const Zones& given) {
    std::vector<Zone> zones;
    for (const auto& [name, pairs] : given) {
        zones.push_back(zone_of(name, pairs));
    }
    return zones;
}

std::unique_ptr<OwnedEngine> make(const std::string& text, const std::string& file,
                                  const Zones& zones, const Objects& objects, std::int64_t start,
                                  bool truncates, std::size_t remember) {
    StatisticsOptions options;
    options.start = {start};
    options.truncation = truncates ? Truncation::seconds : Truncation::none;
    options.zones = zones_of(zones);
    std::vector<feed::DeclaredObject> declared;
    for (const auto& [type, name, groups, place] : objects) {
        declared.push_back({type, name, groups, place});
    }
    auto definitions = codec::read_statistics(text, file, options.zones).definitions;
    return std::make_unique<OwnedEngine>(
        feed::LogEngine(std::move(definitions), options, declared, remember));
}

std::shared_ptr<columns::Table> shared(std::shared_ptr<const columns::Table> table) {
    return std::const_pointer_cast<columns::Table>(std::move(table));
}

std::pair<std::unique_ptr<OwnedEngine>, std::string> restore(const py::bytes& bytes,
                                                             std::size_t remember) {
    feed::LogEngine::Restored restored =
        feed::LogEngine::restore(std::string_view(bytes), remember);
    return {std::make_unique<OwnedEngine>(std::move(restored.engine)), std::move(restored.note)};
}

// Tables of what is forgotten go to a function, which may be called while the lock is not held.
void begin_feed(OwnedEngine& self, const std::optional<py::function>& on_forgotten) {
    feed::LogEngine::Forget forget;
    if (on_forgotten) {
        forget = [function = *on_forgotten](std::shared_ptr<const columns::Table> table) {
            const py::gil_scoped_acquire acquire;
            function(shared(std::move(table)));
        };
    }
    self.get().begin_feed(std::move(forget));
}

// A number, or the nodes of a structure as JSON.
py::object value(OwnedEngine& self, const std::string& object, const std::string& statistic,
                 const std::string& object_type) {
    const feed::LogEngine& log = self.get();
    const StatisticId id = log.find(object, statistic, object_type).id;
    if (log.engine().is_structure(id)) {
        return py::str(log.structure_json(id));
    }
    return py::float_(log.engine().value(id));
}

void open_definition(OwnedEngine& self, const std::string& object, const std::string& text,
                     const std::string& file, const Zones& zones) {
    feed::LogEngine& log = self.get();
    const std::vector<Zone> known = zones_of(zones);
    auto definitions = codec::read_statistics(text, file, known).definitions;
    if (definitions.size() != 1) {
        throw py::value_error("one definition is expected, not " +
                              std::to_string(definitions.size()));
    }
    log.open(object, std::move(definitions.front()), known);
}

}  // namespace

void register_statistics_engine(py::module_& module) {
    py::class_<OwnedEngine>(module, "StatisticsEngine", made_by_functions())
        .def_static("make", &make, py::arg("text"), py::arg("file"), py::arg("zones"),
                    py::arg("objects"), py::arg("start"), py::arg("truncates"), py::arg("remember"))
        .def("begin_feed", &begin_feed, py::arg("on_forgotten"))
        .def("feed", &OwnedEngine::feed, py::arg("capsule"))
        .def("commit_feed", &OwnedEngine::commit_feed)
        .def("undo_feed", [](OwnedEngine& self) { self.get().undo_feed(); })
        .def("advance_to",
             [](OwnedEngine& self, std::int64_t now) { self.get().advance_to({now}); })
        .def("now", [](OwnedEngine& self) { return self.get().engine().now().microseconds; })
        .def("value", &value, py::arg("object"), py::arg("statistic"), py::arg("object_type"))
        .def("values", [](OwnedEngine& self) { return shared(self.get().values()); })
        .def("notifications", [](OwnedEngine& self) { return shared(self.get().notifications()); })
        .def(
            "history",
            [](OwnedEngine& self, const std::string& object, const std::string& statistic,
               const std::string& object_type, std::int64_t since, std::int64_t until,
               std::size_t last) {
                const feed::LogEngine& log = self.get();
                const auto found = log.find_past(object, statistic, object_type);
                auto table = log.history(found, {{since}, {until}, last});
                if (!found.id.exists() && table->rows() == 0) {
                    log.find(object, statistic, object_type);
                }
                return shared(std::move(table));
            },
            py::arg("object"), py::arg("statistic"), py::arg("object_type"), py::arg("since"),
            py::arg("until"), py::arg("last"))
        .def(
            "explain",
            [](OwnedEngine& self, const std::string& object, const std::string& statistic,
               const std::string& object_type) {
                const feed::LogEngine& log = self.get();
                return shared(log.explain(log.find(object, statistic, object_type)));
            },
            py::arg("object"), py::arg("statistic"), py::arg("object_type"))
        .def("remembered_since",
             [](OwnedEngine& self) -> std::optional<std::int64_t> {
                 const std::optional<Instant> since = self.get().remembered_since();
                 return since ? std::optional(since->microseconds) : std::nullopt;
             })
        .def(
            "open_named",
            [](OwnedEngine& self, const std::string& object, const std::string& statistic,
               const std::string& object_type) { self.get().open(object, statistic, object_type); })
        .def("open_definition", &open_definition)
        .def("close",
             [](OwnedEngine& self, const std::string& object, const std::string& statistic,
                const std::string& object_type) {
                 self.get().close(object, statistic, object_type);
             })
        .def("save", [](OwnedEngine& self,
                        const std::string& note) { return py::bytes(self.get().save(note)); })
        .def_static("restore", &restore)
        .def("refusals", [](OwnedEngine& self) { return self.get().refusals(); })
        .def("counts", [](OwnedEngine& self) {
            const feed::LogEngine& log = self.get();
            return py::make_tuple(log.object_count(), log.engine().statistics().size());
        });
}

}  // namespace cordboard::bindings
