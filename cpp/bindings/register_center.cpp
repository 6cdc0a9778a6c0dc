// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <pybind11/stl.h>

#include <cordboard/codec.hpp>

#include "center/center.hpp"
#include "center/declared.hpp"
#include "center/event_table.hpp"
#include "chat/decide.hpp"
#include "codec/body_json.hpp"
#include "codec/interaction_id.hpp"
#include "codec/json_writer.hpp"
#include "codec/names.hpp"
#include "codec/provisioning_json.hpp"
#include "codec/quoted.hpp"
#include "codec/refusal_words.hpp"
#include "codec/state_json.hpp"
#include "codec/statistics_json.hpp"
#include "codec/statistics_reader.hpp"
#include "made_by_functions.hpp"
#include "owned.hpp"
#include "registers.hpp"
#include "routing/candidates.hpp"
#include "strategy_view.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

class OwnedCenter : public Owned<center::Center> {
  public:
    explicit OwnedCenter(center::Center center)
        : Owned(std::move(center),
                "a Center belongs to the thread that made it; fork() or snapshot() it there") {}
};

py::object refused(const std::optional<center::RefusalText>& refusal) {
    if (!refusal) {
        return py::none();
    }
    return py::make_tuple(refusal->status_code, refusal->reason, refusal->message, refusal->field);
}

const Interaction& existing(center::Center& center, const std::string& id) {
    const Interaction* found = find(center.engine().state(), codec::parse_interaction(id));
    if (found == nullptr) {
        throw py::key_error("no such interaction: " + id);
    }
    return *found;
}

template <class ObjectId>
ObjectId named(center::Center& center, const std::string& name, const char* kind) {
    ObjectId id;
    if (!codec::find_name(center.engine().state(), name, id).found) {
        throw py::key_error("no such " + std::string(kind) + ": " + name);
    }
    return id;
}

py::object awaited(center::Center& center) {
    const RoutingRequested request = center.engine().awaited_decision();
    if (!request.interaction.exists()) {
        return py::none();
    }
    const State& state = center.engine().state();
    const py::object agent =
        request.agent.exists()
            ? py::object(py::str(std::string(codec::name_of(state, request.agent))))
            : py::object(py::none());
    return py::make_tuple(codec::interaction_text(request.interaction), agent);
}

std::vector<std::string> candidates(center::Center& center, DecisionView& view) {
    std::vector<std::string> names;
    view.look(center.engine());
    const routing::CandidateRows& rows = view.candidates();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        names.emplace_back(codec::name_of(center.engine().state(), rows.agent(row)));
    }
    return names;
}

std::vector<std::string> interaction_ids(center::Center& center) {
    std::vector<std::string> ids;
    for (const Interaction& one : center.engine().state().interactions.slots) {
        if (one.id.exists()) {
            ids.push_back(codec::interaction_text(one.id));
        }
    }
    return ids;
}

template <class Objects, class NameOf>
std::vector<std::string> names_of(const State& state, const Objects& objects, NameOf name) {
    std::vector<std::string> names;
    for (const auto& one : objects) {
        if constexpr (requires { one.deleted; }) {
            if (one.deleted) {
                continue;
            }
        }
        names.emplace_back(state.texts.view(name(one)));
    }
    return names;
}

using Zones = std::vector<std::pair<std::string, ZonePairs>>;

// What a center measures, and how.
struct Measured {
    std::vector<StatisticDefinition> definitions;
    StatisticsOptions options;
};

Measured measured(const std::string& text, const std::string& file, Instant start,
                  const Zones& zones) {
    Measured how;
    how.options.start = start;
    how.options.truncation = Truncation::none;
    for (const auto& [name, pairs] : zones) {
        how.options.zones.push_back(zone_of(name, pairs));
    }
    if (!text.empty()) {
        how.definitions = codec::read_statistics(text, file, how.options.zones).definitions;
    }
    return how;
}

center::Measurement measurement(const Measured& how) {
    return {how.definitions, how.options, true};
}

center::StatisticHistory history(const Measured& how, std::size_t forgotten) {
    return {how.definitions, how.options, forgotten};
}

std::unique_ptr<OwnedCenter> make(const std::string& text, const std::string& file,
                                  std::int64_t now, const std::string& statistics,
                                  const std::string& statistics_file, const Zones& zones) {
    const codec::Center configured = codec::read_center(text, file, {now});
    const Measured how = measured(statistics, statistics_file, {now}, zones);
    center::Center made(Engine{}, measurement(how), history(how, 0));
    for (const Command& command : configured.commands) {
        const auto refusal = made.execute(command, configured.texts);
        if (refusal) {
            throw UsageError("the configuration was read but refused: " + refusal->message);
        }
    }
    // The statistics begin; a value asked for before would have to begin a copy of them each time.
    made.pass_time({now});
    return std::make_unique<OwnedCenter>(std::move(made));
}

std::unique_ptr<OwnedCenter> restore(const py::bytes& bytes, std::int64_t start,
                                     const std::string& statistics,
                                     const std::string& statistics_file, const Zones& zones,
                                     std::size_t forgotten) {
    const Measured how = measured(statistics, statistics_file, {start}, zones);
    return std::make_unique<OwnedCenter>(center::Center::restore(
        std::string_view(bytes), measurement(how), history(how, forgotten)));
}

py::object choose_by(OwnedCenter& self, const std::string& choice, std::int64_t at) {
    return refused(self.get().execute(
        R"({"command":"SetRoutingStrategy","choice":")" + choice + R"("})", {at}));
}

void route(OwnedCenter& self, const std::string& interaction, const std::string& agent) {
    AgentId chosen;
    if (!agent.empty()) {
        chosen = named<AgentId>(self.get(), agent, "agent");
    }
    const Command command{self.get().engine().now(),
                          RouteInteraction{codec::parse_interaction(interaction), chosen}};
    const auto refusal = self.get().execute(command, Arena{});
    if (refusal) {
        throw UsageError("the decision was refused: " + refusal->message);
    }
}

std::vector<std::string> pullable(OwnedCenter& self, const std::string& agent) {
    const Engine& engine = self.get().engine();
    std::vector<routing::Pulled> waiting;
    routing::pullable(engine.routed_state(), named<AgentId>(self.get(), agent, "agent"),
                      engine.now(), waiting);
    std::vector<std::string> ids;
    for (const routing::Pulled& one : waiting) {
        ids.push_back(codec::interaction_text(one.interaction->id));
    }
    return ids;
}

// Why a center has no such statistic.
std::string not_measured(const StatisticsEngine& engine, const std::string& object,
                         const std::string& name, const std::string& object_type) {
    const auto of_other_types = center::find_declared(engine, object, name, "");
    if (!of_other_types.empty()) {
        const ObjectId there = of_other_types.front().object;
        const auto as = center::declared(engine.type_of(there), engine.name_of(there));
        return "the statistic " + codec::quoted(name) + " of " + codec::quoted(object) +
               " is there for " + std::string(name_of(as->target)) + ", not for " +
               codec::quoted(object_type);
    }
    std::set<std::string_view> names;
    std::set<std::string_view> objects;
    for (const OpenStatistic& one : engine.statistics()) {
        const std::string_view known = engine.definition(one.definition).name;
        names.insert(known);
        const auto as = center::declared(engine.type_of(one.object), engine.name_of(one.object));
        if (known == name && as) {
            objects.insert(as->name);
        }
    }
    const std::string place = "the statistic " + codec::quoted(name) + " has no object";
    const bool is_known = !objects.empty();
    return codec::unknown_name_words(is_known ? place : "no statistic", is_known ? object : name,
                                     is_known ? std::vector(objects.begin(), objects.end())
                                              : std::vector(names.begin(), names.end()))
        .text();
}

OpenStatistic find_statistic(const StatisticsEngine& engine, const std::string& object,
                             const std::string& name, const std::string& object_type) {
    const auto found = center::find_declared(engine, object, name, object_type);
    if (found.empty()) {
        throw py::key_error(not_measured(engine, object, name, object_type));
    }
    if (found.size() > 1) {
        throw py::key_error("the statistic " + name + " of " + object +
                            " exists for several object types; name one with object_type=");
    }
    return found.front();
}

// Value, structure (as JSON, else empty) and definition (as JSON) of one statistic.
py::tuple statistic(OwnedCenter& self, const std::string& object, const std::string& name,
                    const std::string& object_type) {
    const center::Measurement& measured = self.get().measurement();
    const OpenStatistic one = find_statistic(measured.engine(), object, name, object_type);
    const StatisticDefinition& definition = measured.engine().definition(one.definition);
    const bool is_structure = measured.engine().is_structure(one.id);
    return py::make_tuple(is_structure ? 0.0 : measured.engine().value(one.id),
                          is_structure ? measured.structure_json(one.id) : "",
                          codec::statistic_json(definition));
}

// What to say of a name that nothing of its kind has.
std::string unknown_name(const std::string& kind, const std::string& name,
                         const std::vector<std::string>& known) {
    return codec::unknown_name_words("no such " + kind, name, {known.begin(), known.end()}).text();
}

// What a configuration says beside the engine's business: time zone and statistics, as JSON.
std::string center_extras(const std::string& text, const std::string& file) {
    const codec::Center center = codec::read_center(text, file, {0});
    std::string out;
    codec::JsonWriter writer(out);
    writer.begin_object();
    for (const auto& [key, value] :
         {std::pair{"timezone", &center.timezone},
          std::pair{"statistics_file", &center.extras.statistics_file},
          std::pair{"statistics", &center.extras.statistics},
          std::pair{"statistics_configuration", &center.extras.statistics_configuration}}) {
        writer.key(key);
        writer.text(*value);
    }
    writer.end_object();
    return out;
}

void register_statistics_of(py::class_<OwnedCenter>& type) {
    type.def("statistic", &statistic)
        .def("statistic_table",
             [](OwnedCenter& self) {
                 const center::Center& center = self.get();
                 return std::const_pointer_cast<columns::Table>(
                     center.measurement().statistic_table(center.measurement().engine().now()));
             })
        .def("action_table",
             [](OwnedCenter& self) {
                 return std::const_pointer_cast<columns::Table>(
                     self.get().measurement().action_table());
             })
        .def("event_table", [](OwnedCenter& self) {
            const center::Center& center = self.get();
            return std::const_pointer_cast<columns::Table>(
                center::event_table(center.log(), center.engine().state()));
        });
}

void register_messages_of(py::class_<OwnedCenter>& type) {
    const auto shared = [](std::shared_ptr<const columns::Table> table) {
        return std::const_pointer_cast<columns::Table>(std::move(table));
    };
    type.def(
            "tell", [](OwnedCenter& self, std::int64_t now) { return self.get().tell({now}); },
            py::arg("now"))
        .def("message_count", [](OwnedCenter& self) { return self.get().history().size(); })
        .def("forgotten_count", [](OwnedCenter& self) { return self.get().history().forgotten(); })
        .def("messages_since",
             [](OwnedCenter& self) { return self.get().history().since().microseconds; })
        .def(
            "oldest_messages",
            [shared](OwnedCenter& self, std::size_t count) {
                return shared(self.get().history().oldest(count));
            },
            py::arg("count"))
        .def(
            "forget_messages",
            [](OwnedCenter& self, std::size_t count) { self.get().history().forget(count); },
            py::arg("count"))
        .def("statistic_history",
             [shared](OwnedCenter& self) { return shared(self.get().history().table()); })
        .def(
            "history",
            [shared](OwnedCenter& self, const std::string& object, const std::string& name,
                     const std::string& object_type, std::int64_t since, std::int64_t until,
                     std::size_t last) {
                const center::StatisticHistory& history = self.get().history();
                return shared(
                    history.history(find_statistic(history.engine(), object, name, object_type),
                                    {{since}, {until}, last}));
            },
            py::arg("object"), py::arg("statistic"), py::arg("object_type"), py::arg("since"),
            py::arg("until"), py::arg("last"));
}

// Why the agent may not read it, if he may not; and the events as JSON. Without an agent, nobody is
// asked.
py::tuple chat_history(OwnedCenter& self, const std::string& agent, const std::string& id,
                       std::size_t first) {
    const State& state = self.get().engine().state();
    const InteractionId interaction = codec::parse_interaction(id);
    if (!agent.empty()) {
        const Verdict verdict =
            chat::check_history(state, named<AgentId>(self.get(), agent, "agent"), interaction);
        if (!verdict.accepted()) {
            const ReasonRow& row = verdict.refusal().row();
            return py::make_tuple(py::make_tuple(static_cast<int>(row.code), row.name, row.message,
                                                 verdict.refusal().field),
                                  "");
        }
    }
    return py::make_tuple(py::none(), codec::chat_history_json(state, interaction, first));
}

void register_provisioning(py::class_<OwnedCenter>& type) {
    const auto view = [](std::string (*json)(const State&)) {
        return [json](OwnedCenter& self) { return json(self.get().engine().state()); };
    };
    type.def("settings", view(&codec::settings_json))
        .def("contacts", view(&codec::contacts_json))
        .def("skills", view(&codec::skills_json))
        .def("services", view(&codec::services_json))
        .def("features", view(&codec::features_json));
}

void register_views(py::class_<OwnedCenter>& type) {
    type.def("agent",
             [](OwnedCenter& self, const std::string& name) {
                 const auto id = named<AgentId>(self.get(), name, "agent");
                 return codec::agent_json(self.get().engine().state(), id);
             })
        .def("queue",
             [](OwnedCenter& self, const std::string& name) {
                 const auto id = named<QueueId>(self.get(), name, "queue");
                 return codec::queue_json(self.get().engine().state(), id);
             })
        .def("workbin",
             [](OwnedCenter& self, const std::string& name) {
                 const auto id = named<WorkbinId>(self.get(), name, "workbin");
                 return codec::workbin_json(self.get().engine().state(), id);
             })
        .def("interaction",
             [](OwnedCenter& self, const std::string& id) {
                 return codec::interaction_json(self.get().engine().state(),
                                                existing(self.get(), id));
             })
        .def("chat_history", &chat_history, py::arg("agent"), py::arg("interaction"),
             py::arg("first"))
        .def("explain",
             [](OwnedCenter& self, const std::string& id) {
                 const Engine& engine = self.get().engine();
                 return codec::explanation_json(engine.state(), existing(self.get(), id),
                                                engine.now());
             })
        .def("interactions", [](OwnedCenter& self) { return interaction_ids(self.get()); })
        .def("agents",
             [](OwnedCenter& self) {
                 const State& state = self.get().engine().state();
                 return names_of(state, state.directory.agents,
                                 [](const Agent& one) { return one.user_name; });
             })
        .def("queues",
             [](OwnedCenter& self) {
                 const State& state = self.get().engine().state();
                 return names_of(state, state.directory.queues,
                                 [](const Queue& one) { return one.name; });
             })
        .def("workbins",
             [](OwnedCenter& self) {
                 const State& state = self.get().engine().state();
                 return names_of(state, state.directory.workbins,
                                 [](const Workbin& one) { return one.name; });
             })
        .def("media", [](OwnedCenter& self) {
            const State& state = self.get().engine().state();
            return names_of(state, state.directory.media,
                            [](const Media& one) { return one.name; });
        });
}

void register_routed_interaction(py::module_& module) {
    py::class_<RoutedInteraction>(module, "RoutedInteraction", made_by_functions())
        .def_property_readonly(
            "id",
            [](const RoutedInteraction& self) { return codec::interaction_text(self.get().id); })
        .def_property_readonly("media",
                               [](const RoutedInteraction& self) {
                                   return codec::name_of(self.engine->state(), self.get().media);
                               })
        .def_property_readonly("queue",
                               [](const RoutedInteraction& self) {
                                   return codec::name_of(self.engine->state(), self.get().queue);
                               })
        .def_property_readonly(
            "type", [](const RoutedInteraction& self) { return name_of(self.get().type); })
        .def_property_readonly("priority",
                               [](const RoutedInteraction& self) { return self.get().priority; })
        .def_property_readonly("waiting_time", [](const RoutedInteraction& self) {
            const Duration waiting = self.engine->now() - self.get().entered;
            return static_cast<double>(waiting.microseconds) / 1e6;
        });
}

void register_decisions(py::module_& module, py::class_<OwnedCenter>& type) {
    py::class_<DecisionView>(module, "DecisionView", made_by_functions());
    type.def("decision_view",
             [](OwnedCenter& self, const std::vector<std::string>& needs) {
                 return DecisionView(columns_of(self.get().engine().state(), needs));
             })
        .def("awaited_decision", [](OwnedCenter& self) { return awaited(self.get()); })
        .def("candidates",
             [](OwnedCenter& self, DecisionView& view) { return candidates(self.get(), view); })
        .def("candidate_matrix",
             [](OwnedCenter& self, DecisionView& view) {
                 view.look(self.get().engine());
                 return view.matrix();
             })
        .def("route", &route)
        .def("pullable", &pullable)
        .def(
            "routed_interaction",
            [](OwnedCenter& self, const std::string& id) {
                const Engine& engine = self.get().engine();
                return RoutedInteraction{&engine, codec::parse_interaction(id)};
            },
            py::keep_alive<0, 1>());
}

}  // namespace

void register_center(py::module_& module) {
    module.def("schema", &codec::schema_json);
    module.def("center_extras", &center_extras);
    module.def("unknown_name", &unknown_name, py::arg("kind"), py::arg("name"), py::arg("known"));
    register_routed_interaction(module);
    py::class_<OwnedCenter> type(module, "Center", made_by_functions());
    type.def_static("make", &make, py::arg("text"), py::arg("file"), py::arg("now"),
                    py::arg("statistics"), py::arg("statistics_file"), py::arg("zones"))
        .def("execute", [](OwnedCenter& self, const std::string& command,
                           std::int64_t at) { return refused(self.get().execute(command, {at})); })
        .def("tick", [](OwnedCenter& self, std::int64_t at) { self.get().tick({at}); })
        .def("pass_time", [](OwnedCenter& self, std::int64_t at) { self.get().pass_time({at}); })
        .def("mark", [](OwnedCenter& self) { self.get().mark(); })
        .def("roll_back", [](OwnedCenter& self) { self.get().roll_back(); })
        .def("choose_by", &choose_by)
        .def("choice",
             [](OwnedCenter& self) {
                 return std::string(name_of(self.get().engine().state().routing.choice));
             })
        .def("next_deadline",
             [](OwnedCenter& self) -> std::optional<std::int64_t> {
                 const Instant at = self.get().engine().next_deadline();
                 return at == never ? std::nullopt : std::optional(at.microseconds);
             })
        .def("events",
             [](OwnedCenter& self, std::size_t first) { return self.get().events_json(first); })
        .def("event_count", [](OwnedCenter& self) { return self.get().log().events.size(); })
        .def("state_hash", [](OwnedCenter& self) { return self.get().engine().state_hash(); })
        .def("event_hash", [](OwnedCenter& self) { return self.get().engine().event_hash(); })
        .def("snapshot", [](OwnedCenter& self) { return py::bytes(self.get().save()); })
        .def("fork",
             [](OwnedCenter& self) {
                 return std::make_unique<OwnedCenter>(center::Center(self.get()));
             })
        .def_static("restore", &restore);
    register_views(type);
    register_provisioning(type);
    register_decisions(module, type);
    register_statistics_of(type);
    register_messages_of(type);
}

}  // namespace cordboard::bindings
