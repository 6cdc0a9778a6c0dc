// SPDX-License-Identifier: Apache-2.0
// From events of the engine to rows of actions (statistics reference, 2.2). The statistics engine
// knows nothing of events, the engine nothing of actions: this room is the only one that knows
// both.
//
// An interaction of any media is a call to its queue (contract 6.3, point 12): it enters, waits, is
// distributed, answered and released there; a queue of another media than voice has the interaction
// actions of a staging area besides. On the agent a call rings and is established on his device,
// any other interaction is delivered and handled on the channel of its media.
//
// A skill has a group of agents, those with the skill, and a virtual queue: an interaction is in it
// while a routing target that names the skill is open for it (house 3.1a).
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include <cordboard/events.hpp>
#include <cordboard/statistics.hpp>

namespace cordboard::stats {

// How the objects of a skill are called: its group of agents and its virtual queue.
std::string skill_object_name(std::string_view skill);

class Projector {
  public:
    // Interns its objects in `statistics`, which outlives it. With `complete`, every row is made;
    // else momentary rows that no open statistic counts are left out.
    explicit Projector(StatisticsEngine& statistics, bool complete);

    // Appends the rows of the events.
    void observe(std::span<const Event> events, const Arena& texts, std::vector<ActionRow>& rows);

    // A copy for a copied statistics engine.
    Projector(const Projector& other, StatisticsEngine& statistics);

  private:
    struct Actions;
    static const Actions& actions();

    // What is known of an interaction that is alive.
    struct Visit {
        InteractionId id;
        MediaId media;
        QueueId queue;
        CallType type = CallType::inbound;
        bool waiting = false;
        bool handed_over = false;
        Instant entered{0};
        Instant invited_at{0};
        Instant accepted_at{0};
        AgentId invited;
        AgentId owner;
        // The skills whose virtual queues it is in, or from which it was distributed.
        std::vector<SkillId> skills;
    };

    struct ChannelView {
        bool open = false;
        bool do_not_disturb = false;
        ChannelState state = ChannelState::logout;
        WorkMode work_mode = WorkMode::none;
        std::uint32_t calls = 0;
        // The one durable state action that runs: an index into Actions, 0 for none.
        ActionIndex running = 0;
        bool runs = false;
    };

    struct QueueView {
        ObjectId calls;         // Queue, RoutePoint or VirtualQueue
        ObjectId interactions;  // StagingArea, for other media than voice
        MediaId media;
    };

    struct MediaView {
        std::uint32_t text = 0;
        bool is_voice = false;
    };

    void project(const Event& event, const Arena& texts);
    void project_directory(const Event& event, const Arena& texts);
    void project_objects(const Event& event, const Arena& texts);
    void session_started(const ContactCenterSessionStarted& event);
    void session_ended(const ContactCenterSessionEnded& event);
    void disturbed(const DoNotDisturbChanged& event);
    void add_queue(const QueueCreated& event, const Arena& texts);
    void add_target(const TargetCreated& event, const Arena& texts);
    void created(const InteractionCreated& event);
    void queued(const InteractionQueued& event);
    void widened(const RoutingWidened& event);
    void invited(const InteractionInvited& event);
    void accepted(const InteractionAccepted& event);
    void let_go(InteractionId id, AgentId agent, bool rejected);
    void revoked(const InteractionRevoked& event);
    void transferred(const InteractionTransferred& event);
    void placed(const InteractionPlacedInQueue& event);
    void completed(const InteractionCompleted& event);
    void state_changed(const AgentStateChanged& event);

    void begin_wait(Visit& visit);
    void end_wait(Visit& visit, ActionIndex call_outcome, ActionIndex interaction_outcome);
    void distribute(Visit& visit, TargetId target);
    void end_offer(Visit& visit, ActionIndex call_outcome, ActionIndex media_outcome);
    void on_queues(const Visit& visit, ActionIndex call_action, Duration duration);
    void end_handling(Visit& visit, bool finished);
    void show_state(AgentId agent, MediaId media);
    void enter_skills(Visit& visit, TargetListId targets);

    void row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
             Duration duration = {});
    void row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                        Duration duration = {});
    Visit& visit(InteractionId id) { return visits_[id.slot()]; }
    ObjectId agent_object(AgentId agent) const { return agents_[agent.value]; }
    ChannelView& channel(AgentId agent, MediaId media);
    bool is_wanted(ObjectId object, ActionIndex action) const;
    std::vector<SkillId> skills_named(std::string_view expression) const;

    StatisticsEngine* statistics_;
    bool complete_;
    Instant now_{0};
    std::vector<ActionRow>* rows_ = nullptr;
    std::vector<Visit> visits_;  // by slot
    std::vector<ObjectId> agents_;
    std::vector<QueueView> queues_;
    std::vector<MediaView> media_;
    std::vector<ObjectId> groups_;
    std::vector<std::string> skill_names_;
    std::vector<ObjectId> skill_groups_;
    std::vector<ObjectId> skill_queues_;
    std::vector<std::vector<SkillId>> target_skills_;
    std::vector<std::vector<TargetId>> lists_;
    std::vector<std::vector<ChannelView>> channels_;  // by agent, then media
};

}  // namespace cordboard::stats
