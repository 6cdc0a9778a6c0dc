// SPDX-License-Identifier: Apache-2.0
// Walks the transition tables: every pair of state and input that is a row does what the row says,
// every pair that is not changes nothing.
#include "agent/transitions.hpp"

#include "call/leg_transitions.hpp"
#include "call/monitoring_transitions.hpp"
#include "call/recording_transitions.hpp"
#include "call/transitions.hpp"
#include "call_control/forwarding_transitions.hpp"
#include "chat/decide.hpp"
#include "chat/transitions.hpp"
#include "email/transitions.hpp"
#include "interaction/transitions.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

using interaction::Input;

// One interaction brought into a state, and who acts on it there.
struct Scene {
    Center center;
    InteractionId id;
    AgentId actor;
};

// A draft of anna's, sent, kept, or waiting because her session has ended.
void draft(Scene& made, InteractionState wanted) {
    Center& center = made.center;
    const bool waits = wanted == InteractionState::queued || wanted == InteractionState::invited;
    center.start("anna");
    made.id = center.offered(CreateEmail{
        made.actor,
        center.queue_id("main"),
        center.object(
            {{"fromAddress", "a@b"}, {"toAddress", "c@d"}, {"subject", "x"}, {"text", "y"}}),
        {}});
    if (waits) {
        center.end("anna");
    }
    if (wanted == InteractionState::invited) {
        center.works("anna");
    }
    if (wanted == InteractionState::sent) {
        center.must(SendEmail{made.actor, made.id, center.queue_id("later"), {}});
    }
    if (wanted == InteractionState::in_workbin || wanted == InteractionState::pulled) {
        center.place_in_workbin("anna", made.id, "drafts");
    }
    if (wanted == InteractionState::pulled) {
        center.pull("anna", made.id);
    }
    if (wanted == InteractionState::transferring) {
        center.works("bert").transfer("anna", made.id, "bert");
    }
    if (wanted == InteractionState::completed) {
        center.must(CancelEmail{made.actor, made.id});
    }
}

// Ends the session of a chat; what shall wait or be offered then has been given back.
void end_session(Scene& made, InteractionState wanted) {
    Center& center = made.center;
    if (wanted == InteractionState::queued || wanted == InteractionState::invited) {
        center.works("anna").accept("anna", made.id);
    }
    center.must(EndChatSession{made.actor, made.id});
    if (wanted == InteractionState::queued || wanted == InteractionState::invited) {
        center.end("anna");
    }
    if (wanted == InteractionState::invited) {
        center.works("anna");
    }
}

enum class Life : std::uint8_t { plain, draft, live_chat, ended_chat };

Scene scene(MediaKind kind, InteractionState wanted, Life life) {
    Scene made;
    Center& center = made.center;
    center.media("work", {kind}).skill("any").skill("law");
    center.queue("main", "work").rule("main", {"any"}).queue("later", "work").workbin("drafts");
    for (const char* name : {"anna", "bert", "carl"}) {
        center.agent(name, {{"any", 1}});
    }
    made.actor = center.agent_id("anna");
    if (life == Life::draft) {
        draft(made, wanted);
        return made;
    }
    const bool is_taken = wanted != InteractionState::queued &&
                          !(life == Life::ended_chat && wanted == InteractionState::invited);
    if (is_taken) {
        center.works("anna");
    }
    made.id = life == Life::live_chat || life == Life::ended_chat ? center.offer_chat("main")
                                                                  : center.offer("main");
    if (wanted != InteractionState::queued && wanted != InteractionState::invited) {
        center.accept("anna", made.id);
    }
    if (life == Life::ended_chat) {
        end_session(made, wanted);
    }
    if (wanted == InteractionState::in_workbin || wanted == InteractionState::pulled) {
        center.place_in_workbin("anna", made.id, "drafts");
    }
    if (wanted == InteractionState::pulled) {
        center.pull("anna", made.id);
    }
    if (wanted == InteractionState::transferring) {
        center.works("bert").transfer("anna", made.id, "bert");
    }
    if (wanted == InteractionState::completed) {
        center.complete("anna", made.id);
    }
    return made;
}

InteractionState state_of(const Scene& scene) {
    const Interaction* found = find(scene.center.state(), scene.id);
    return found == nullptr ? InteractionState::completed : found->state;
}

// What can be done with e-mails only, and with chats only.
CommandBody of_one_media(Scene& scene, Input input) {
    Center& center = scene.center;
    const ValueText words = center.object({{"subject", "z"}});
    switch (input) {
        case Input::reply:
        case Input::reply_all: {
            ReplyToEmail command;
            command.agent = scene.actor;
            command.interaction = scene.id;
            command.queue = center.queue_id("main");
            command.all = input == Input::reply_all;
            return command;
        }
        case Input::cancel:
            return CancelEmail{scene.actor, scene.id};
        case Input::send_email:
            return SendEmail{scene.actor, scene.id, center.queue_id("later"), words};
        case Input::change_email:
            return ChangeEmail{scene.actor, scene.id, words};
        case Input::link_attachment:
            return LinkAttachment{scene.id, scene.actor, center.text("d"), {}, {}, 0};
        case Input::confirm:
            return ConfirmEmail{scene.id};
        case Input::customer_writes:
            return SendCustomerMessage{scene.id, center.text("hello")};
        case Input::send_message:
            return SendMessage{scene.actor, scene.id, center.text("hello"), ChatVisibility::all};
        case Input::start_typing:
            return SendNotice{scene.actor, scene.id, ChatNotice::typing_started};
        case Input::stop_typing:
            return SendNotice{scene.actor, scene.id, ChatNotice::typing_stopped};
        case Input::end_session:
            return EndChatSession{scene.actor, scene.id};
        default:
            return ReturnEmail{scene.id, {}};
    }
}

// Lets the input come, and says whether anything came of it.
bool bring(Scene& scene, Input input) {
    Center& center = scene.center;
    const Interaction* found = find(center.state(), scene.id);
    const AgentId invited =
        found != nullptr && found->invited.exists() ? found->invited : scene.actor;
    const std::size_t before = center.batch.events.size();
    center.forget();
    switch (input) {
        case Input::invite:
            center.works("carl");
            return !center.events("InteractionInvited").empty();
        case Input::revoke:
            if (state_of(scene) == InteractionState::accepted ||
                state_of(scene) == InteractionState::pulled ||
                state_of(scene) == InteractionState::reply_created) {
                center.end("anna");
            } else {
                center.at(31);
            }
            return !center.events("InteractionRevoked").empty();
        case Input::accept:
            return center.give(AcceptInteraction{invited, scene.id}).accepted();
        case Input::reject:
            return center.give(RejectInteraction{invited, scene.id}).accepted();
        case Input::complete:
            return center.give(CompleteInteraction{scene.actor, scene.id}).accepted();
        case Input::place_in_queue:
            return center.give(PlaceInQueue{scene.actor, scene.id, center.queue_id("later")})
                .accepted();
        case Input::transfer:
            if (!center.agent_of("bert").in_session) {
                center.start("bert").must(SetAgentState{
                    center.agent_id("bert"), {}, {}, ChannelState::ready, WorkMode::none, {}});
            }
            return center
                .give(TransferInteraction{scene.actor, scene.id, center.agent_id("bert"), {}})
                .accepted();
        case Input::transfer_to_skill:
            return center.give(TransferInteraction{scene.actor, scene.id, {}, center.text("law")})
                .accepted();
        case Input::place_in_workbin:
            return center.give(PlaceInWorkbin{scene.actor, scene.id, {WorkbinId{0}, {}, {}, {}}})
                .accepted();
        case Input::pull:
            return center.give(PullInteraction{scene.actor, scene.id}).accepted();
        case Input::leave:
            return center.give(LeaveInteraction{scene.id}).accepted();
        case Input::change_user_data:
            return center
                .give(ChangeUserData{scene.actor, scene.id, UserDataOperation::update,
                                     center.arena.add_value(value::empty_object)})
                .accepted();
        case Input::request_history:
            return chat::check_history(center.state(), scene.actor, scene.id).accepted();
        default:
            return center.give(of_one_media(scene, input)).accepted();
    }
    return before != center.batch.events.size();
}

template <class Machine>
void walk(const Machine& machine, MediaKind kind, Life life = Life::plain) {
    const auto never = [&](InteractionState state) {
        const bool of_drafts =
            state == InteractionState::reply_created || state == InteractionState::sent;
        const bool of_others = state == InteractionState::transferring ||
                               state == InteractionState::in_workbin ||
                               state == InteractionState::pulled;
        if (life == Life::live_chat) {
            return of_drafts || state == InteractionState::in_workbin ||
                   state == InteractionState::pulled;
        }
        return life == Life::draft ? state == InteractionState::accepted
                                   : of_drafts || (kind == MediaKind::voice && of_others);
    };
    std::size_t rows = 0;
    for (std::size_t from = 0; from < interaction::states; ++from) {
        for (std::size_t with = 0; with < interaction::inputs; ++with) {
            const auto state = static_cast<InteractionState>(from);
            const auto input = static_cast<Input>(with);
            if (never(state)) {
                EXPECT_FALSE(machine.allows(state, input));
                continue;
            }
            if (state == InteractionState::queued && input == Input::transfer) {
                EXPECT_FALSE(machine.allows(state, input)) << "nobody holds what waits";
                continue;
            }
            Scene here = scene(kind, state, life);
            ASSERT_EQ(state_of(here), state);
            SCOPED_TRACE(std::string(name_of(state)) + " with input " + std::to_string(with));
            EXPECT_EQ(bring(here, input), machine.allows(state, input));
            if (machine.allows(state, input)) {
                EXPECT_EQ(name_of(state_of(here)), name_of(machine.next(state, input)));
                ++rows;
            } else if (input != Input::revoke) {
                EXPECT_EQ(name_of(state_of(here)), name_of(state));
            }
        }
    }
    EXPECT_GT(rows, 8U);
}

TEST(Transitions, OpenMediaFollowsItsTable) { walk(interaction::open_media, MediaKind::open); }
TEST(Transitions, EmailsFollowTheirTable) { walk(email::inbound, MediaKind::email); }
TEST(Transitions, DraftsFollowTheirTable) { walk(email::draft, MediaKind::email, Life::draft); }
TEST(Transitions, ChatsFollowTheirTable) { walk(chat::live, MediaKind::chat, Life::live_chat); }
TEST(Transitions, EndedChatsFollowTheirTable) {
    walk(chat::ended, MediaKind::chat, Life::ended_chat);
}
TEST(Transitions, CallsFollowTheirTable) { walk(call::machine, MediaKind::voice); }

// Anna's leg of a call in a state, with what the input needs beside that.
struct LegScene {
    Center center;
    InteractionId id;
    InteractionId other;
};

using call::LegInput;

bool is_of_a_pair(LegInput input) {
    return input == LegInput::swap || input == LegInput::complete_transfer ||
           input == LegInput::complete_conference;
}

// A call with a customer and its consult call with bert; anna's leg of `scene.id` is in that state.
void consult(LegScene& made, LegState wanted, bool of_consult_call) {
    Center& center = made.center;
    const InteractionId call = center.works("anna").offer("main");
    center.answer("anna", call);
    const InteractionId second = center.consult("anna", call, "5002");
    made.id = of_consult_call ? second : call;
    made.other = of_consult_call ? call : second;
    if (wanted == LegState::dialing) {
        return;
    }
    center.answer("bert", second);
    const LegState now = of_consult_call ? LegState::established : LegState::held;
    if (wanted != now) {
        center.must(SwapCalls{center.agent_id("anna"), made.id, made.other});
    }
}

LegScene leg_scene(LegState wanted, LegInput input) {
    LegScene made;
    Center& center = made.center;
    center.voice().skill("any").queue("main", "voice").rule("main", {"any"});
    center.agent("anna", {{"any", 1}}).desk("anna", "5001");
    center.agent("bert").desk("bert", "5002").agent("carl").desk("carl", "5003");
    center.start("bert").start("carl");
    if (input == LegInput::end_consult || is_of_a_pair(input)) {
        consult(made, wanted, input == LegInput::end_consult);
        return made;
    }
    center.start("anna");
    if (wanted == LegState::dialing) {
        made.id = center.dial("anna", "5002");
        return made;
    }
    made.id = center.dial("bert", "5001");
    if (wanted == LegState::released) {
        center.hangup("bert", made.id);
    }
    if (wanted == LegState::released || wanted == LegState::ringing) {
        return made;
    }
    center.answer("anna", made.id);
    if (input == LegInput::remove_participant) {
        center.must(SingleStepConference{center.agent_id("anna"), made.id, center.text("5003")});
        center.answer("carl", made.id).hangup("bert", made.id);
        center.must(SingleStepConference{center.agent_id("anna"), made.id, center.text("5002")});
        center.answer("bert", made.id);
    }
    if (input == LegInput::unmute) {
        center.must(MuteCall{center.agent_id("anna"), made.id, true});
    }
    if (wanted == LegState::held) {
        center.hold("anna", made.id);
    }
    return made;
}

LegState leg_of(const LegScene& scene) {
    const Interaction* call = find(scene.center.state(), scene.id);
    return call == nullptr
               ? LegState::released
               : call::party_of(scene.center.state(), *call, scene.center.agent_id("anna")).state;
}

bool bring(LegScene& scene, LegInput input) {
    Center& center = scene.center;
    const AgentId anna = center.agent_id("anna");
    const Text third = center.text("5003");
    const auto give = [&](const CommandBody& body) { return center.give(body).accepted(); };
    switch (input) {
        case LegInput::dial:
            scene.id = center.dial("anna", "5003");
            return true;
        case LegInput::ring:
            scene.id = center.dial("bert", "5001");
            return true;
        case LegInput::connect:
            return give(AnswerCall{center.agent_id("bert"), scene.id});
        case LegInput::answer:
            return give(AnswerCall{anna, scene.id});
        case LegInput::hangup:
            return give(HangupCall{anna, scene.id});
        case LegInput::hold:
            return give(HoldCall{anna, scene.id});
        case LegInput::retrieve:
            return give(RetrieveCall{anna, scene.id});
        case LegInput::send_dtmf:
            return give(SendDtmf{anna, scene.id, center.text("1")});
        case LegInput::mute:
            return give(MuteCall{anna, scene.id, true});
        case LegInput::unmute:
            return give(MuteCall{anna, scene.id, false});
        case LegInput::single_step_transfer:
            return give(SingleStepTransfer{anna, scene.id, third});
        case LegInput::single_step_conference:
            return give(SingleStepConference{anna, scene.id, third});
        case LegInput::consult:
            return give(InitiateConference{anna, scene.id, third});
        case LegInput::swap:
            return give(SwapCalls{anna, scene.id, scene.other});
        case LegInput::complete_transfer:
        case LegInput::end_consult:
            return give(CompleteTransfer{anna, scene.id});
        case LegInput::complete_conference:
            return give(CompleteConference{anna, scene.id});
        case LegInput::remove_participant:
            return give(RemoveParticipantFromConference{anna, scene.id, third});
        case LegInput::record:
            return give(StartCallRecording{anna, scene.id});
        case LegInput::change_user_data:
            return give(ChangeUserData{anna, scene.id, UserDataOperation::update,
                                       center.arena.add_value(value::empty_object)});
    }
    return false;
}

TEST(Transitions, LegsOfCallsFollowTheirTable) {
    std::size_t rows = 0;
    for (std::size_t from = 0; from < call::leg_states; ++from) {
        for (std::size_t with = 0; with < call::leg_inputs; ++with) {
            const auto state = static_cast<LegState>(from);
            const auto input = static_cast<LegInput>(with);
            const bool allows = call::leg_machine.allows(state, input);
            SCOPED_TRACE(std::string(name_of(state)) + " with input " + std::to_string(with));
            const bool begins = input == LegInput::dial || input == LegInput::ring;
            const bool cannot_be =
                begins ? state != LegState::released
                       : (is_of_a_pair(input) || input == LegInput::end_consult) && !allows;
            if (cannot_be) {
                EXPECT_FALSE(allows);
                continue;
            }
            LegScene here = leg_scene(state, input);
            ASSERT_EQ(leg_of(here), state);
            const std::uint64_t before = here.center.engine.state_hash();
            EXPECT_EQ(bring(here, input), allows);
            if (allows) {
                EXPECT_EQ(name_of(leg_of(here)), name_of(call::leg_machine.next(state, input)));
                ++rows;
            } else {
                EXPECT_EQ(here.center.engine.state_hash(), before);
            }
        }
    }
    EXPECT_EQ(rows, std::size(call::leg_table::rows));
}

// A plain call of anna's whose recording is in that state.
InteractionId recorded(Center& center, RecordingState wanted) {
    center.voice().skill("any").queue("main", "voice").rule("main", {"any"});
    center.agent("anna", {{"any", 1}}).works("anna");
    const InteractionId call = center.offer("main");
    center.answer("anna", call);
    const AgentId anna = center.agent_id("anna");
    if (wanted != RecordingState::stopped) {
        center.must(StartCallRecording{anna, call});
    }
    if (wanted == RecordingState::paused) {
        center.must(PauseCallRecording{anna, call});
    }
    return call;
}

TEST(Transitions, RecordingsFollowTheirTable) {
    for (std::size_t from = 0; from < call::recording_states; ++from) {
        for (std::size_t with = 0; with < call::recording_inputs; ++with) {
            const auto state = static_cast<RecordingState>(from);
            const auto input = static_cast<call::RecordingInput>(with);
            Center center;
            const InteractionId call = recorded(center, state);
            ASSERT_EQ(center.interaction(call).recording, state);
            const AgentId anna = center.agent_id("anna");
            const CommandBody commands[] = {
                StartCallRecording{anna, call}, PauseCallRecording{anna, call},
                ResumeCallRecording{anna, call}, StopCallRecording{anna, call}};
            SCOPED_TRACE(std::string(name_of(state)) + " with input " + std::to_string(with));
            if (call::recording_machine.allows(state, input)) {
                center.must(commands[with]);
                EXPECT_EQ(name_of(center.interaction(call).recording),
                          name_of(call::recording_machine.next(state, input)));
            } else {
                EXPECT_REFUSED(center, commands[with], Reason::not_in_state, "interaction");
            }
        }
    }
}

TEST(Transitions, ForwardingsFollowTheirTable) {
    for (const auto from : {ForwardingState::off, ForwardingState::on}) {
        for (std::size_t with = 0; with < call_control::forwarding_inputs; ++with) {
            Center center;
            center.voice().agent("anna").desk("anna", "5001");
            const AgentId anna = center.agent_id("anna");
            const CommandBody on = ForwardCallsOn{anna, center.text("+331"), {}};
            if (from == ForwardingState::on) {
                center.must(on);
            }
            const auto input = static_cast<call_control::ForwardingInput>(with);
            const CommandBody commands[] = {on, ForwardCallsOff{anna, {}}};
            SCOPED_TRACE(std::string(name_of(from)) + " with input " + std::to_string(with));
            if (call_control::forwarding_machine.allows(from, input)) {
                center.must(commands[with]);
                EXPECT_EQ(call_control::forwarding_of(center.state().directory.devices[0]),
                          call_control::forwarding_machine.next(from, input));
            } else {
                EXPECT_REFUSED(center, commands[with], Reason::not_in_state, "device");
            }
        }
    }
}

TEST(Transitions, MonitoringFollowsItsTable) {
    for (std::size_t from = 0; from < call::monitoring_states; ++from) {
        for (std::size_t with = 0; with < call::monitoring_inputs; ++with) {
            Center center;
            center.voice().agent("anna").must(CreateAgent{center.text("sue"), {}, {}, {}, 2});
            center.start("sue");
            const AgentId sue = center.agent_id("sue");
            const auto monitor = [&](std::size_t state) {
                return MonitorCalls{
                    sue, center.agent_id("anna"), static_cast<MonitoringState>(state), {}, {}};
            };
            if (from != 0) {
                center.must(monitor(from));
            }
            const auto state = static_cast<MonitoringState>(from);
            const auto input = static_cast<call::MonitoringInput>(with);
            const CommandBody command = input == call::MonitoringInput::cancel
                                            ? CommandBody{CancelSupervisorMonitoring{sue, {}}}
                                            : monitor(with);
            SCOPED_TRACE(std::string(name_of(state)) + " with input " + std::to_string(with));
            if (call::monitoring_machine.allows(state, input)) {
                center.must(command);
                const auto& all = center.state().monitorings;
                EXPECT_EQ(name_of(all.empty() ? MonitoringState::none : all.front().state),
                          name_of(call::monitoring_machine.next(state, input)));
            } else {
                const bool cancels = input == call::MonitoringInput::cancel;
                EXPECT_REFUSED(center, command, Reason::not_in_state, cancels ? "agent" : "state");
            }
        }
    }
}

TEST(Transitions, ChannelsFollowTheirTable) {
    for (const ChannelState from :
         {ChannelState::logout, ChannelState::not_ready, ChannelState::ready}) {
        for (const ChannelState to :
             {ChannelState::logout, ChannelState::not_ready, ChannelState::ready}) {
            Center center;
            center.media("mail").agent("anna").start("anna");
            if (from != ChannelState::not_ready) {
                center.set_state("anna", from);
            }
            SetAgentState command;
            command.agent = center.agent_id("anna");
            command.state = to;
            SCOPED_TRACE(std::string(name_of(from)) + " to " + std::string(name_of(to)));
            const agent::Input input = agent::input_for(to);
            if (agent::machine.allows(from, input)) {
                EXPECT_EQ(agent::machine.next(from, input), to);
                center.forget().must(command);
                EXPECT_EQ(center.events(),
                          Texts({"AgentStateChanged anna mail " + std::string(name_of(to))}));
                EXPECT_EQ(center.channel_of("anna", "mail").state, to);
            } else {
                EXPECT_REFUSED(center, command, Reason::not_in_state, "state");
            }
        }
    }
}

TEST(Transitions, WorkModesStandBesideTheirState) {
    const ChannelState home[] = {
        ChannelState::logout,    ChannelState::ready,     ChannelState::ready,
        ChannelState::ready,     ChannelState::not_ready, ChannelState::not_ready,
        ChannelState::not_ready, ChannelState::not_ready, ChannelState::not_ready};
    for (std::size_t mode = 0; mode < std::size(home); ++mode) {
        for (const ChannelState state :
             {ChannelState::logout, ChannelState::not_ready, ChannelState::ready}) {
            Center center;
            center.media("mail").agent("anna").start("anna");
            SetAgentState command;
            command.agent = center.agent_id("anna");
            command.state = state;
            command.work_mode = static_cast<WorkMode>(mode);
            CreateAgentState definition;
            definition.operation_name = center.text("Mine");
            definition.state = state;
            definition.work_mode = command.work_mode;
            SCOPED_TRACE(std::string(name_of(command.work_mode)) + " in " +
                         std::string(name_of(state)));
            if (mode == 0 || home[mode] == state) {
                center.must(command).must(definition);
                EXPECT_EQ(center.channel_of("anna", "mail").work_mode, command.work_mode);
            } else {
                EXPECT_REFUSED(center, command, Reason::invalid_value, "workMode");
                EXPECT_REFUSED(center, definition, Reason::invalid_value, "workMode");
            }
        }
    }
}

}  // namespace
}  // namespace cordboard::test
