// SPDX-License-Identifier: Apache-2.0
// The part of the projector that says what filters, custom values and structures look at
// (statistics reference, 2.5): to whom an interaction belongs, through which queue it came, what
// is attached to it, and why an agent's state is what it is. Media and identity have columns of
// their own (decision D-20), so only definitions find the identity among the attributes.
//
// A set is written once and shared by the rows that say the same; one that says nothing of its
// interaction is shared by all that came the same way.
#include <algorithm>

#include <cordboard/value.hpp>

#include "stats/projected_actions.hpp"

namespace cordboard::stats {

namespace {

constexpr std::uint32_t no_room = 0xFFFF'FFFF;

}  // namespace

// Keys without a value are as good as none.
void Projector::attach(Visit& visit, std::string_view user_data) {
    const bool is_some = value::is_object(user_data);
    if (brings_lists_ == Brings::nothing || (brings_ == Brings::nothing && !is_some)) {
        return;
    }
    const std::uint32_t slot = visit.id.slot();
    if (slot >= attachments_.size()) {
        attachments_.resize(slot + 1);
    }
    Attachment& there = attachments_[slot];
    there.texts.clear();
    there.sizes.clear();
    forget_sets_of(visit);
    if (!is_some) {
        return;
    }
    value::for_each_entry(user_data, [&](std::string_view key, std::string_view one) {
        constexpr std::size_t head = 5;  // of a text: its kind and its length
        if (one.front() == 'n') {
            return;
        }
        const std::size_t before = there.texts.append(key).size();
        one.front() == 's' ? there.texts.append(one.substr(head))
                           : there.texts.append(wording_.value(one));
        there.sizes.emplace_back(static_cast<std::uint32_t>(key.size()),
                                 static_cast<std::uint32_t>(there.texts.size() - before));
    });
    visit.brings = there.sizes.empty() ? brings_ : brings_lists_;
}

void Projector::forget_sets_of(const Visit& visit) {
    Attachment& there = attachments_[visit.id.slot()];
    for (KeptSet* set : {&there.on_agent, &there.elsewhere}) {
        statistics_->release(set->kept.value_or(0));
        *set = {};
    }
}

std::uint32_t Projector::attributes_of(const Visit& visit, AgentId on) {
    const bool on_agent = on.exists();
    const AgentId agent = on_agent ? on : visit.party;
    std::uint32_t kept = visit.left;
    if (kept == 0) {
        Attachment& there = attachments_[visit.id.slot()];
        KeptSet& set = on_agent ? there.on_agent : there.elsewhere;
        if (!set.kept || set.agent != agent) {
            const std::uint32_t before = set.kept.value_or(0);
            set = {agent, kept_in(there, visit, agent, on_agent)};
            statistics_->release(before);
        }
        kept = *set.kept;
    }
    statistics_->retain(kept);
    return kept;
}

std::uint32_t Projector::kept_in(const Attachment& there, const Visit& visit, AgentId agent,
                                 bool on_agent) {
    if (names_connections_ || !there.sizes.empty() || visit.workbin.exists()) {
        return written(there, visit, agent, on_agent);
    }
    return shared({visit.queue.value, visit.dialed.value, on_agent ? 1U : 0U, agent.value,
                   place_of(agent).value, 0},
                  [&] { return written(there, visit, agent, on_agent); });
}

template <class Write>
std::uint32_t Projector::shared(const SharedKey& key, Write&& write) {
    const auto [at, is_new] = shared_.try_emplace(key);
    if (is_new) {
        at->second = write();
    }
    statistics_->retain(at->second);
    return at->second;
}

PlaceId Projector::place_of(AgentId agent) const {
    return agent.exists() ? agents_[agent.value].place : PlaceId{};
}

void Projector::say(std::string_view name, std::string_view value) {
    if (brings_ == Brings::everything && !value.empty()) {
        said_.push_back({AttributeList::top, name, value});
    }
}

void Projector::say_agent(AgentId agent) {
    if (!agent.exists()) {
        return;
    }
    const PlaceId place = place_of(agent);
    say("AgentID", statistics_->name_of(agent_object(agent)));
    say("PlaceID", place.exists() ? places_[place.value] : std::string_view());
}

void Projector::say_tenant(bool is_voice) {
    say(is_voice ? "CustomerID" : "TenantID", statistics_->name_of(tenant_));
}

std::uint32_t Projector::written(const Attachment& there, const Visit& visit, AgentId agent,
                                 bool on_agent) {
    said_.clear();
    say_agent(agent);
    say_tenant(visit.is_voice);
    const std::string_view queue =
        visit.queue.exists() ? statistics_->name_of(queues_[visit.queue.value].calls) : "";
    say("Queue", queue);
    if (visit.is_voice && visit.dialed.exists()) {
        say("DNIS", statistics_->text_of(queues_[visit.dialed.value].number));
        say("ThisQueue", on_agent ? queue : "");
    }
    if (visit.workbin.exists()) {
        say("WorkbinID", workbins_[visit.workbin.value]);
        say("WorkbinTypeID", workbins_[visit.workbin.value]);
    }
    if (visit.workbin.exists() && visit.workbin_agent.exists()) {
        const std::string_view owner = statistics_->name_of(agent_object(visit.workbin_agent));
        say("WorkbinOwnerID", owner);
        say("WorkbinAgentID", owner);
    }
    const std::string connection = names_connections_ ? wording_.connection(visit.id) : "";
    say("ConnID", connection);
    const char* text = there.texts.data();
    for (const auto& [key, value] : there.sizes) {
        said_.push_back({AttributeList::user_data, {text, key}, {text + key, value}});
        text += key + value;
    }
    return statistics_->keep(said_);
}

std::uint32_t Projector::attributes_of_channel(AgentId agent, MediaId media,
                                               const ChannelFacts& facts) {
    const Room room = facts.room.value_or(Room{no_room, no_room});
    constexpr std::uint32_t no_queue = QueueId{}.value;
    const SharedKey key{no_queue,    room.maximum,          room.routable,
                        agent.value, place_of(agent).value, (facts.reason << 6) | media.value};
    return shared(key, [&] {
        said_.clear();
        say_agent(agent);
        say_tenant(media_[media.value].is_voice);
        const std::string maximum = std::to_string(room.maximum);
        const std::string routable = std::to_string(room.routable);
        if (facts.room) {
            said_.push_back({AttributeList::top, "MaximumNumber", maximum});
            said_.push_back({AttributeList::top, "RoutableNumber", routable});
        }
        if (facts.reason != 0) {
            const std::string_view why = statistics_->text_of(facts.reason);
            said_.push_back({AttributeList::reasons, why, why});
        }
        return statistics_->keep(said_);
    });
}

void Projector::user_data_changed(InteractionId id, std::string_view user_data) {
    if (brings_lists_ == Brings::nothing) {
        return;
    }
    Visit& one = visit(id);
    attach(one, user_data);
    const Actions& all = actions();
    if (one.waiting) {
        const QueueView& queue = queues_[one.queue.value];
        row(queue.calls, one, all.call_wait, Phase::update);
        if (queue.interactions.exists()) {
            row(queue.interactions, one, all.staging_wait, Phase::update);
        }
        for (const SkillId skill : one.skills) {
            row(skill_queues_[skill.value], one, all.call_wait, Phase::update);
        }
    }
    if (one.invited.exists()) {
        row_of_agent(one.invited, one, one.is_voice ? all.ringing : all.delivering, Phase::update);
    }
    if (one.owner.exists()) {
        const Actions::Work& work = all.work(one.type, one.is_voice);
        row_of_agent(one.owner, one, work.lasts, Phase::update);
        if (work.received) {
            row_of_agent(one.owner, one, *work.received, Phase::update);
        }
    }
    if (one.has_legs) {
        update_legs(one);
    }
    if (!one.is_voice) {
        tenant_row(one, one.attended ? all.tenant_party : all.tenant_wait, Phase::update);
    }
}

}  // namespace cordboard::stats
