// SPDX-License-Identifier: Apache-2.0
// Who is logged in to which device or channel, and where. A log says so in the attributes of a
// login (statistics reference, decision D-19); the engine takes it as rows of membership around it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <cordboard/action_row.hpp>

namespace cordboard::feed {

class Logins {
  public:
    // The place where a device stands for good, as the configuration says.
    void stands_at(ObjectId device, ObjectId place) { places_[device] = place; }

    // The rows of membership that a login brings. Where the device stands for good needs none.
    void start(const ActionRow& login, std::optional<ObjectId> agent, std::optional<ObjectId> place,
               std::vector<ActionRow>& rows);
    // And those that take it back; none if nobody was logged in.
    void end(const ActionRow& logout, std::vector<ActionRow>& rows);

    // The fields for save and restore, in log_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    std::map<ObjectId, ObjectId> places_;
    std::map<ObjectId, std::vector<ObjectId>> open_;  // the agent and the place of a login
};

}  // namespace cordboard::feed
