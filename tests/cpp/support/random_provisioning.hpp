// SPDX-License-Identifier: Apache-2.0
// What administrators do to a centre, by the dice of a history: updates, deletions, settings,
// features and services.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include <cordboard/commands.hpp>
#include <cordboard/value.hpp>

#include "state/state.hpp"

namespace cordboard::test {

template <class History>
class RandomProvisioning {
  public:
    explicit RandomProvisioning(History& dice) : dice_(dice) {}

    CommandBody change() {
        switch (dice_.below(12)) {
            case 0:
                return DeleteAgent{recent<AgentId>(dice_.directory().agents.size())};
            case 1:
            case 2: {
                UpdateAgent command{
                    dice_.agent(), perhaps("first"), perhaps("last"), perhaps("mail"), {}, {}};
                command.roles = static_cast<std::uint8_t>(dice_.below(18));
                command.enabled = !dice_.one_in(4);
                return command;
            }
            case 3:
                return UpdateSkill{dice_.skill(), dice_.fresh("about")};
            case 4:
                return DeleteSkill{recent<SkillId>(dice_.directory().skills.size())};
            case 5:
                return UpdateContact{
                    dice_.template any<ContactId>(dice_.directory().contacts.size()),
                    perhaps("contact"), perhaps("7")};
            case 6:
                return DeleteContact{
                    dice_.template any<ContactId>(dice_.directory().contacts.size())};
            case 7:
                return UpdateQueue{dice_.queue(), perhaps("about"), perhaps("8"),
                                   static_cast<std::int32_t>(dice_.below(104)) - 2};
            case 8:
                return DeleteQueue{recent<QueueId>(dice_.directory().queues.size())};
            case 9:
                return agent_state_change();
            default:
                return settings_change();
        }
    }

    // Seldom is anything away, and then not for long.
    CommandBody service_change() {
        if (dice_.state().settings.restricted && !dice_.one_in(8)) {
            for (std::size_t i = 0; i < dice_.state().settings.services.size(); ++i) {
                if (dice_.state().settings.services[i] != ServiceState::active) {
                    return SetServiceState{static_cast<Service>(i), ServiceState::active};
                }
            }
            std::uint32_t feature = 0;
            while ((dice_.state().settings.disabled_features >> feature & 1U) == 0) {
                ++feature;
            }
            return EnableFeature{static_cast<Feature>(feature)};
        }
        return dice_.one_in(2) ? CommandBody{DisableFeature{static_cast<Feature>(dice_.below(5))}}
                               : SetServiceState{static_cast<Service>(dice_.below(4)),
                                                 static_cast<ServiceState>(dice_.below(3))};
    }

    // Mostly of one whose connection is lost.
    CommandBody connection_change() {
        const auto& agents = dice_.directory().agents;
        for (std::uint32_t i = 0; i < agents.size() && !dice_.one_in(20); ++i) {
            if (agents[i].grace_timer != base::no_timer) {
                return RestoreConnection{{i}};
            }
        }
        return LoseConnection{dice_.agent()};
    }

  private:
    // Something that was made last: what the furniture of the centre needs stays.
    template <class Id>
    Id recent(std::size_t count) {
        return dice_.one_in(30) ? dice_.template any<Id>(count)
                                : Id{static_cast<std::uint32_t>(count - 1 - dice_.below(2))};
    }
    std::optional<Text> perhaps(std::string_view kind) {
        return dice_.one_in(2) ? std::optional(dice_.fresh(kind)) : std::nullopt;
    }

    ValueText setting() {
        std::string bytes = "{";
        value::append_count(bytes, 2);
        for (const std::string_view key : {"name", "more"}) {
            value::append_count(bytes, 4);
            bytes += key;
            bytes += dice_.one_in(2) ? "t" : dice_.one_in(2) ? "f" : "n";
        }
        return dice_.arena.add_value(bytes);
    }

    CommandBody settings_change() {
        const auto groups = dice_.directory().settings_groups.size();
        const SettingsGroupId group = recent<SettingsGroupId>(std::max<std::size_t>(groups, 2));
        switch (dice_.below(10)) {
            case 0:
                return CreateSettingsGroup{dice_.fresh("group"), dice_.fresh("shown"),
                                           dice_.arena.add(dice_.one_in(3) ? "more" : "name")};
            case 1:
                return DeleteSettingsGroup{group};
            case 2:
            case 3:
                return UpdateSetting{group, setting()};
            case 4:
                return DeleteSetting{group, setting()};
            case 5:
            case 6:
                return SetCenterSetting{static_cast<CenterSetting>(dice_.below(center_settings)),
                                        dice_.arena.add(std::to_string(dice_.below(120)))};
            default:
                return CreateSetting{group, setting()};
        }
    }

    CommandBody agent_state_change() {
        const AgentStateId id =
            dice_.template any<AgentStateId>(dice_.directory().agent_states.size());
        if (dice_.one_in(4)) {
            return DeleteAgentState{id};
        }
        UpdateAgentState command;
        command.agent_state = id;
        command.display_name = perhaps("shown");
        command.reason = perhaps("reason");
        if (dice_.one_in(2)) {
            command.state = static_cast<ChannelState>(dice_.below(3));
            command.work_mode = static_cast<WorkMode>(dice_.below(9));
        }
        return command;
    }

    History& dice_;
};

}  // namespace cordboard::test
