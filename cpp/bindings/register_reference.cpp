// SPDX-License-Identifier: Apache-2.0
// The engine's own tables, as Python sees them: limits, reasons of refusal, state machines and
// actions. tools/gen.py writes the reference pages from what these functions return.
#include <pybind11/stl.h>

#include <cordboard/agent.hpp>
#include <cordboard/interaction.hpp>
#include <cordboard/limits.hpp>
#include <cordboard/result.hpp>

#include "agent/transitions.hpp"
#include "call/leg_transitions.hpp"
#include "call/monitoring_transitions.hpp"
#include "call/recording_transitions.hpp"
#include "call/transitions.hpp"
#include "call_control/forwarding_transitions.hpp"
#include "chat/transitions.hpp"
#include "email/transitions.hpp"
#include "interaction/transitions.hpp"
#include "registers.hpp"
#include "stats/action_table.hpp"
#include "stats/categories.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using MachineRow = std::tuple<std::string_view, std::string_view, std::string_view>;

// The order of these names is that of interaction::Input.
constexpr std::string_view interaction_inputs[interaction::inputs] = {
    "invite",          "accept",           "reject",           "revoke",
    "complete",        "place_in_queue",   "transfer",         "transfer_to_skill",
    "leave",           "change_user_data", "place_in_workbin", "pull",
    "reply",           "reply_all",        "cancel",           "send_email",
    "change_email",    "link_attachment",  "confirm",          "give_back",
    "customer_writes", "send_message",     "start_typing",     "stop_typing",
    "end_session",     "request_history",
};
constexpr std::string_view leg_inputs[call::leg_inputs] = {
    "dial",
    "ring",
    "connect",
    "answer",
    "hangup",
    "hold",
    "retrieve",
    "send_dtmf",
    "mute",
    "unmute",
    "single_step_transfer",
    "single_step_conference",
    "consult",
    "swap",
    "complete_transfer",
    "complete_conference",
    "end_consult",
    "remove_participant",
    "change_user_data",
    "record",
};
constexpr std::string_view recording_inputs[call::recording_inputs] = {"start", "pause", "resume",
                                                                       "stop"};
constexpr std::string_view monitoring_inputs[call::monitoring_inputs] = {
    "cancel", "start_listening", "start_coaching", "intrude"};
constexpr std::string_view forwarding_inputs[call_control::forwarding_inputs] = {"forward_on",
                                                                                 "forward_off"};
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
    return {
        {"Interaction", rows_of(interaction::open_media_rows, interaction_inputs)},
        {"E-mail", rows_of(email::inbound_rows, interaction_inputs)},
        {"Draft of an e-mail", rows_of(email::draft_rows, interaction_inputs)},
        {"Chat", rows_of(chat::live_rows, interaction_inputs)},
        {"Chat whose session has ended", rows_of(chat::ended_rows, interaction_inputs)},
        {"Voice call", rows_of(call::rows, interaction_inputs)},
        {"Leg of a voice call", rows_of(call::leg_table::rows, leg_inputs)},
        {"Recording of a call", rows_of(call::recording_table::rows, recording_inputs)},
        {"Monitoring by a supervisor", rows_of(call::monitoring_table::rows, monitoring_inputs)},
        {"Forwarding of a device",
         rows_of(call_control::forwarding_table::rows, forwarding_inputs)},
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

std::string_view unit_of(const stats::CategoryRow& row) {
    using stats::Quantity;
    using stats::Quotient;
    constexpr std::string_view quotients[] = {
        "", "", "%", "per hour", "%", "per second", "%", "s", "s", "s", "as its expression"};
    if (row.quotient != Quotient::first && row.quotient != Quotient::ratio) {
        return quotients[static_cast<std::size_t>(row.quotient)];
    }
    switch (row.parts[0].kind) {
        case Quantity::header:
            return "a structure";
        case Quantity::time:
        case Quantity::adjusted_time:
        case Quantity::maximum:
        case Quantity::minimum:
        case Quantity::time_in_range:
        case Quantity::age:
        case Quantity::greatest_age:
        case Quantity::least_age:
        case Quantity::mean_age:
            return "s";
        case Quantity::custom_sum:
        case Quantity::custom_greatest:
        case Quantity::custom_least:
        case Quantity::custom_level_sum:
        case Quantity::custom_level_greatest:
        case Quantity::custom_level_least:
            return "as its formula";
        default:
            return "count";
    }
}

std::string_view masks_of(const stats::CategoryRow& row) {
    bool fixed = false;
    bool relative = false;
    for (const stats::Part& part : row.parts) {
        fixed = fixed || part.side == stats::Side::fixed;
        relative = relative || part.side == stats::Side::relative;
    }
    return fixed ? "its own" : relative ? "main, relative" : "main";
}

int ranges_of(const stats::CategoryRow& row) {
    int ranges = 0;
    for (const stats::Part& part : row.parts) {
        ranges += part.ranged != stats::Ranged::no ? 1 : 0;
    }
    return ranges;
}

using CategoryTuple = std::tuple<std::string_view, bool, std::string_view, bool, std::string_view,
                                 std::string_view, int>;

std::vector<CategoryTuple> category_tuples() {
    constexpr std::string_view subjects[] = {"any", "actions", "statuses"};
    std::vector<CategoryTuple> found;
    for (std::size_t at = 0; at <= static_cast<std::size_t>(Category::formula); ++at) {
        const auto category = static_cast<Category>(at);
        if (const stats::CategoryRow* row = stats::row_of(category)) {
            found.emplace_back(name_of(category), row->historical,
                               subjects[static_cast<std::size_t>(row->subjects)],
                               row->of_selections, masks_of(*row), unit_of(*row), ranges_of(*row));
        }
    }
    return found;
}

}  // namespace

void register_reference(py::module_& module) {
    module.def("limits", &limit_rows, "Every limit: name, value, meaning.");
    module.def("reasons", &reason_rows, "Every reason of refusal: name, status code, message.");
    module.def("machines", &machines, "Every state machine: name, rows of (from, input, to).");
    module.def("categories", &category_tuples,
               "Every category: name, whether of an interval, subjects, whether of selections,"
               " masks, unit, number of time ranges.");
    module.def("actions", &action_tuples,
               "Every action: name, column, kind, whether of an interaction, what it carries.");
}

}  // namespace cordboard::bindings
