// SPDX-License-Identifier: Apache-2.0
// The engine's own tables, as Python sees them: limits, reasons of refusal, state machines and
// actions. tools/gen.py writes the reference pages from what these functions return.
#include <pybind11/stl.h>

#include <cordboard/agent.hpp>
#include <cordboard/interaction.hpp>
#include <cordboard/limits.hpp>
#include <cordboard/result.hpp>

#include "agent/transitions.hpp"
#include "call/transitions.hpp"
#include "interaction/transitions.hpp"
#include "registers.hpp"
#include "stats/action_table.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using MachineRow = std::tuple<std::string_view, std::string_view, std::string_view>;

// The order of these names is that of interaction::Input.
constexpr std::string_view interaction_inputs[interaction::inputs] = {
    "invite",   "accept",           "reject",   "revoke",
    "complete", "place_in_queue",   "transfer", "transfer_to_skill",
    "leave",    "change_user_data",
};
constexpr std::string_view agent_inputs[agent::inputs] = {"ready", "not_ready", "offline"};

template <class Rows, class Inputs>
std::vector<MachineRow> rows_of(const Rows& rows, const Inputs& inputs) {
    std::vector<MachineRow> found;
    for (const auto& row : rows) {
        using State = decltype(row.from);
        found.emplace_back(Names<State>::names[static_cast<std::size_t>(row.from)],
                           inputs[static_cast<std::size_t>(row.input)],
                           Names<State>::names[static_cast<std::size_t>(row.to)]);
    }
    return found;
}

std::vector<std::tuple<std::string_view, std::vector<MachineRow>>> machines() {
    return {{"Interaction", rows_of(interaction::open_media_rows, interaction_inputs)},
            {"Voice call", rows_of(call::rows, interaction_inputs)},
            {"Agent's channel", rows_of(agent::rows, agent_inputs)}};
}

std::vector<std::tuple<std::string_view, std::int64_t, std::string_view>> limit_rows() {
    std::vector<std::tuple<std::string_view, std::int64_t, std::string_view>> found;
    for (const limits::LimitRow& row : limits::rows) {
        found.emplace_back(row.name, row.value, row.meaning);
    }
    return found;
}

std::vector<std::tuple<std::string_view, int, std::string_view>> reason_rows() {
    std::vector<std::tuple<std::string_view, int, std::string_view>> found;
    for (const ReasonRow& row : reasons) {
        found.emplace_back(row.name, static_cast<int>(row.code), row.message);
    }
    return found;
}

using ActionTuple =
    std::tuple<std::string_view, std::string_view, std::string_view, bool, std::string_view>;

std::vector<ActionTuple> action_tuples() {
    constexpr std::string_view columns[] = {"regular", "media",  "mediation", "virtual queue",
                                            "staging", "tenant", "workbin"};
    constexpr std::string_view kinds[] = {"durable", "momentary", "retrospective"};
    std::vector<ActionTuple> found;
    for (const stats::ActionRecord& record : stats::action_table) {
        found.emplace_back(record.name, columns[static_cast<std::size_t>(record.column)],
                           kinds[static_cast<std::size_t>(record.kind)], record.interaction_related,
                           record.carries);
    }
    return found;
}

}  // namespace

void register_reference(py::module_& module) {
    module.def("limits", &limit_rows, "Every limit: name, value, meaning.");
    module.def("reasons", &reason_rows, "Every reason of refusal: name, status code, message.");
    module.def("machines", &machines, "Every state machine: name, rows of (from, input, to).");
    module.def("actions", &action_tuples,
               "Every action: name, column, kind, whether of an interaction, what it carries.");
}

}  // namespace cordboard::bindings
