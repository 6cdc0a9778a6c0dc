// SPDX-License-Identifier: Apache-2.0
#include "sim/side_by_side.hpp"

#include <utility>

#include "base/check.hpp"
#include "state/state.hpp"

namespace cordboard::sim {

SideBySide::SideBySide(std::vector<Simulation*> simulations,
                       const std::vector<routing::Column>& columns, unsigned threads,
                       Answered answered, WhenFinished when_finished)
    : simulations_(std::move(simulations)),
      answered_(std::move(answered)),
      when_finished_(std::move(when_finished)),
      shares_(threads, Share{{}, 0, {0}, routing::CandidateRows(columns), {}}),
      team_(threads, [this](unsigned member) { work(shares_[member]); }) {
    for (std::size_t index = 0; index < simulations_.size(); ++index) {
        shares_[index * threads / simulations_.size()].running.push_back(index);
    }
}

bool SideBySide::run(std::uint64_t commands) {
    commands_ = commands;
    team_.work();
    offsets_.assign(1, 0);
    bool all = true;
    for (const Share& share : shares_) {
        const std::int64_t before = offsets_.back();
        for (std::size_t at = 1; at < share.offsets.size(); ++at) {
            offsets_.push_back(before + share.offsets[at]);
        }
        all = all && share.arrived == share.running.size();
    }
    return all;
}

void SideBySide::answer(std::span<const std::int64_t> chosen) {
    for (Share& share : shares_) {
        const auto own = chosen.first(share.running.size());
        share.chosen.assign(own.begin(), own.end());
        chosen = chosen.subspan(own.size());
    }
}

void SideBySide::decide(Share& share) {
    for (std::size_t at = 0; at < share.chosen.size(); ++at) {
        const std::int64_t row = share.offsets[at] + share.chosen[at];
        const AgentId agent =
            share.chosen[at] < 0 ? AgentId{} : share.rows.agent(static_cast<std::size_t>(row));
        const Verdict verdict = simulations_[share.running[at]]->decide(agent);
        CHECK(verdict.accepted());
    }
    share.chosen.clear();
    share.arrived = 0;
    share.offsets.assign(1, 0);
    share.rows.clear();
}

void SideBySide::work(Share& share) {
    if (!share.chosen.empty()) {
        decide(share);
    }
    const auto at = [&] {
        return share.running.begin() + static_cast<std::ptrdiff_t>(share.arrived);
    };
    for (std::uint64_t left = commands_; at() != share.running.end();) {
        Simulation& simulation = *simulations_[*at()];
        const std::uint64_t before = simulation.commands();
        const Simulation::Status status = simulation.run(left);
        left -= simulation.commands() - before;
        if (status == Simulation::Status::paused) {
            return;
        }
        if (status == Simulation::Status::finished) {
            when_finished_(*at());
            share.running.erase(at());
            continue;
        }
        if (answered_ && answered_(simulation)) {
            continue;
        }
        const Engine& engine = simulation.engine();
        const RoutingRequested request = engine.awaited_decision();
        share.rows.add(engine.state(), *find(engine.state(), request.interaction), request.agent,
                       engine.now());
        share.offsets.push_back(static_cast<std::int64_t>(share.rows.size()));
        ++share.arrived;
    }
}

}  // namespace cordboard::sim
