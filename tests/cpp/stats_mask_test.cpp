// SPDX-License-Identifier: Apache-2.0
// The action table and the masks over it (statistics reference, 2.2 to 2.4 and section 7).
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <cordboard/statistics.hpp>

#include "stats/actions.hpp"
#include "stats/mask.hpp"
#include "stats/statuses.hpp"

namespace cordboard::stats {
namespace {

constexpr ObjectType all_types[] = {
    ObjectType::agent,        ObjectType::queue,  ObjectType::virtual_queue,
    ObjectType::staging_area, ObjectType::tenant, ObjectType::workbin,
};

bool counts(const ActionMask& mask, std::string_view name, ObjectType type) {
    const auto action = find_action(name, type);
    EXPECT_TRUE(action) << name;
    return action &&
           mask.test(element_of(action->action, action->type.value_or(CallType::unknown)));
}

TEST(ActionTable, every_row_is_found_by_its_name_on_some_object) {
    std::set<ActionIndex> found;
    for (const ActionRecord& record : action_table) {
        for (ObjectType type : all_types) {
            if (column_fits(record.column, type)) {
                const auto action = find_action(record.name, type);
                ASSERT_TRUE(action) << record.name;
                EXPECT_EQ(action_table[action->action].kind, record.kind) << record.name;
                found.insert(action->action);
            }
        }
    }
    // Three rows of virtual queues and InteractionAccepted are other words for rows found already;
    // InteractionResponded of a channel stands behind the one of the telephone.
    EXPECT_EQ(found.size(), action_count - 5);
}

TEST(ActionTable, a_name_means_another_action_on_another_object) {
    EXPECT_NE(find_action("CallAnswered", ObjectType::agent),
              find_action("CallAnswered", ObjectType::queue));
    EXPECT_EQ(find_action("CallAnswered", ObjectType::virtual_queue),
              find_action("CallAnswered", ObjectType::queue));
    EXPECT_FALSE(find_action("CallWait", ObjectType::agent));
}

TEST(ActionTable, typed_names_are_a_base_and_a_type) {
    const auto hold = find_action("CallOnHoldInternal", ObjectType::agent);
    ASSERT_TRUE(hold);
    EXPECT_EQ(action_table[hold->action].name, "CallOnHold");
    EXPECT_EQ(hold->type, CallType::internal);
    const auto wait = find_action("CallWaitConsult", ObjectType::queue);
    ASSERT_TRUE(wait);
    EXPECT_EQ(wait->type, CallType::consult);
    EXPECT_EQ(find_action("CallObservedInbound", ObjectType::agent)->type, CallType::inbound);
    EXPECT_EQ(find_action("CallInbound", ObjectType::agent)->type, std::nullopt);
    EXPECT_FALSE(find_action("CallInboundInbound", ObjectType::agent));
    EXPECT_FALSE(find_action("WaitForNextCallInbound", ObjectType::agent));
}

TEST(Mask, the_order_of_names_and_blanks_do_not_matter) {
    const auto a = parse_status_mask("*,~LoggedOut,~NotMonitored");
    const auto b = parse_status_mask(" ~NotMonitored ,\t~LoggedOut");
    EXPECT_EQ(a.fault, "");
    EXPECT_EQ(a.mask, b.mask);
    EXPECT_FALSE(a.mask.test(key_of(Status::logged_out)));
    EXPECT_TRUE(a.mask.test(key_of(Status::on_hook)));
}

TEST(Mask, a_group_name_can_be_taken_away) {
    const auto parsed = parse_action_mask("*,~CallOnHold", ObjectType::agent);
    EXPECT_FALSE(counts(parsed.mask, "CallOnHoldInbound", ObjectType::agent));
    EXPECT_TRUE(counts(parsed.mask, "CallInbound", ObjectType::agent));
}

TEST(Mask, a_typed_name_counts_only_its_type) {
    const auto parsed = parse_action_mask("CallWaitInbound", ObjectType::queue);
    EXPECT_TRUE(counts(parsed.mask, "CallWaitInbound", ObjectType::queue));
    EXPECT_FALSE(counts(parsed.mask, "CallWaitOutbound", ObjectType::queue));
    EXPECT_FALSE(counts(parsed.mask, "CallWait", ObjectType::queue));
}

TEST(Mask, voice_names_find_the_actions_of_channels) {
    const struct {
        std::string_view voice;
        std::string_view media;
    } pairs[] = {{"CallAnswered", "Accepted"},
                 {"CallAnswered", "InteractionAccepted"},
                 {"CallRinging", "Delivering"},
                 {"CallInbound", "HandlingInbound"},
                 {"CallOutboundStarted", "HandlingOutboundStarted"},
                 {"WaitForNextCall", "Available"},
                 {"NotReadyForNextCall", "Blocked"},
                 {"LoggedIn", "Active"}};
    for (const auto& pair : pairs) {
        const auto parsed = parse_action_mask(pair.voice, ObjectType::agent);
        EXPECT_TRUE(counts(parsed.mask, pair.media, ObjectType::agent)) << pair.media;
        const auto back = parse_action_mask(pair.media, ObjectType::agent);
        EXPECT_FALSE(counts(back.mask, pair.voice, ObjectType::agent)) << pair.voice;
    }
}

TEST(Mask, voice_names_on_a_queue_are_no_names_of_channels) {
    for (const ObjectType type : {ObjectType::queue, ObjectType::virtual_queue}) {
        const auto parsed = parse_action_mask("CallAbandonedFromRinging", type);
        EXPECT_TRUE(counts(parsed.mask, "CallAbandonedFromRinging", type));
        EXPECT_FALSE(counts(parsed.mask, "InteractionAbandonedDuringOffering", type));
    }
}

TEST(Mask, handling_is_a_group) {
    const auto parsed = parse_action_mask("Handling", ObjectType::agent);
    EXPECT_TRUE(counts(parsed.mask, "HandlingInternal", ObjectType::agent));
    const auto inbound = parse_action_mask("CallInbound", ObjectType::agent);
    const auto handling = find_action("Handling", ObjectType::agent);
    EXPECT_TRUE(inbound.mask.test(element_of(handling->action, CallType::inbound)));
    EXPECT_FALSE(inbound.mask.test(element_of(handling->action, CallType::internal)));
}

TEST(Mask, what_cannot_be_meant_is_named) {
    EXPECT_EQ(parse_action_mask("CallWait, CalWait", ObjectType::queue).fault,
              "there is no action named 'CalWait'");
    EXPECT_EQ(parse_action_mask("CallWait", ObjectType::agent).fault,
              "'CallWait' is not an action of objects of type Agent");
    EXPECT_EQ(parse_status_mask("CallAnswered").fault,
              "the action 'CallAnswered' is never a status");
    EXPECT_EQ(parse_status_mask("Idle").fault, "there is no status named 'Idle'");
    EXPECT_EQ(parse_status_mask("").fault, "the mask is empty; write '*' for everything");
    EXPECT_EQ(parse_status_mask("OnHook,,OffHook").fault,
              "a name is missing between the commas of the mask 'OnHook,,OffHook'");
    EXPECT_EQ(parse_status_mask("callinbound").fault, "there is no status named 'callinbound'");
}

TEST(Mask, a_letter_lost_in_the_owners_file_is_read_with_a_warning) {
    const auto parsed = parse_status_mask("CallRingin, CallDialing");
    EXPECT_EQ(parsed.fault, "");
    EXPECT_TRUE(parsed.mask.test(key_of(Status::call_ringing)));
    EXPECT_EQ(parsed.warnings.size(), 1U);
}

TEST(Statuses, the_ranks_are_those_of_the_table) {
    const Status order[] = {
        Status::not_monitored,   Status::monitored,          Status::logged_in,
        Status::on_hook,         Status::wait_for_next_call, Status::off_hook,
        Status::call_dialing,    Status::call_ringing,       Status::not_ready_for_next_call,
        Status::after_call_work, Status::call_on_hold,       Status::call_unknown,
        Status::call_consult,    Status::call_internal,      Status::call_outbound,
        Status::call_inbound};
    for (std::size_t at = 1; at < std::size(order); ++at) {
        EXPECT_LT(order[at - 1], order[at]);
    }
    EXPECT_LT(Status::call_on_hold, Status::asm_engaged);
    EXPECT_LT(Status::asm_outbound, Status::call_unknown);
}

}  // namespace
}  // namespace cordboard::stats
