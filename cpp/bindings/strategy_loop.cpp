// SPDX-License-Identifier: Apache-2.0
#include "strategy_loop.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <pybind11/stl.h>

#include "base/check.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

constexpr std::uint64_t commands_a_turn = 100'000;
constexpr std::uint64_t decisions_between_signals = 4'096;

[[noreturn]] void answer_is_wrong(const char* method, const py::handle& answer, std::size_t count) {
    const auto text = py::cast<std::string>(py::repr(answer));
    throw py::value_error(std::string(method) + " answered " + text +
                          "; expected None or an index from 0 to " + std::to_string(count - 1));
}

// Lists of numbers are welcome too; what NumPy would have to round is not.
bool is_of_whole_numbers(const py::handle& answer) {
    const py::array seen = py::array::ensure(answer);
    return seen && std::string_view("iu").find(seen.dtype().kind()) != std::string_view::npos;
}

[[noreturn]] void answer_is_no_array(std::size_t decisions) {
    throw py::value_error(
        "Strategy.choose_many: expected an integer array with one index for each "
        "of the " +
        std::to_string(decisions) + " decisions, -1 for none");
}

// An index below `count`, or -1 for None.
std::ptrdiff_t index_of(const py::handle& answer, std::size_t count, const char* method) {
    if (answer.is_none()) {
        return -1;
    }
    const Py_ssize_t index = PyNumber_AsSsize_t(answer.ptr(), PyExc_OverflowError);
    if (index == -1 && PyErr_Occurred() != nullptr) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) == 0 &&
            PyErr_ExceptionMatches(PyExc_OverflowError) == 0) {
            throw py::error_already_set();
        }
        PyErr_Clear();
        answer_is_wrong(method, answer, count);
    }
    if (PyBool_Check(answer.ptr()) != 0 || index < 0 || static_cast<std::size_t>(index) >= count) {
        answer_is_wrong(method, answer, count);
    }
    return index;
}

}  // namespace

StrategyRun::StrategyRun(const ModelDoor& model, std::uint64_t seed, std::uint64_t first,
                         std::uint64_t count, const std::vector<std::string>& needs,
                         sim::Replications::ObserverOf observer_of,
                         sim::Replications::WhenFinished when_finished)
    : model_(&model.get()),
      columns_(columns_of(model_->genesis.state(), needs)),
      view_(columns_),
      matrix_(columns_.size()),
      when_finished_(std::move(when_finished)),
      first_(first) {
    for (std::uint64_t i = 0; i < count; ++i) {
        simulations_.push_back(
            std::make_unique<sim::Simulation>(*model_, seed, first + i, observer_of(first + i)));
    }
    interaction_ = py::cast(RoutedInteraction{});
}

py::object StrategyRun::ask(const py::object& method, const py::handle& first,
                            const py::handle& second) {
    PyObject* const arguments[] = {first.ptr(), second.ptr()};
    asking_ = true;
    PyObject* const result = PyObject_Vectorcall(method.ptr(), arguments, 2, nullptr);
    if (result == nullptr) {
        throw py::error_already_set();
    }
    asking_ = false;
    return py::reinterpret_steal<py::object>(result);
}

void StrategyRun::check_signals(const py::object& progress) {
    if (PyErr_CheckSignals() != 0) {
        throw py::error_already_set();
    }
    if (!progress.is_none()) {
        progress(decisions_, finished_.load());
    }
}

void StrategyRun::choose_one(sim::Simulation& simulation, const py::object& choose) {
    const Engine& engine = simulation.engine();
    view_.look(engine);
    auto& routed = interaction_.cast<RoutedInteraction&>();
    routed = {&engine, engine.awaited_decision().interaction};
    const py::object answer = ask(choose, interaction_, view_.matrix());
    const routing::CandidateRows& rows = view_.candidates();
    const std::ptrdiff_t index = index_of(answer, rows.size(), "Strategy.choose");
    const AgentId agent = index < 0 ? AgentId{} : rows.agent(static_cast<std::size_t>(index));
    const Verdict verdict = simulation.decide(agent);
    CHECK(verdict.accepted());
    routed = {};
}

void StrategyRun::finish(std::uint64_t index) {
    ++finished_;
    when_finished_(first_ + index, *simulations_[index]);
}

void StrategyRun::count_decisions(std::uint64_t count, const py::object& progress) {
    const std::uint64_t before = decisions_;
    decisions_ += count;
    if (decisions_ / decisions_between_signals != before / decisions_between_signals) {
        check_signals(progress);
    }
}

void StrategyRun::run_one(std::uint64_t index, const py::object& choose, const py::object& pull,
                          const py::object& progress) {
    sim::Simulation& simulation = *simulations_[index];
    for (;;) {
        const sim::Simulation::Status status = simulation.run(commands_a_turn);
        if (status == sim::Simulation::Status::finished) {
            break;
        }
        if (status == sim::Simulation::Status::paused) {
            check_signals(progress);
            continue;
        }
        count_decisions(1, progress);
        if (!is_pulled(simulation, pull)) {
            choose_one(simulation, choose);
        }
    }
    finish(index);
    check_signals(progress);
}

// Lets `pull` answer if the decision is his.
bool StrategyRun::is_pulled(sim::Simulation& simulation, const py::object& pull) {
    const AgentId agent = simulation.engine().awaited_decision().agent;
    if (!agent.exists() || pull.is_none()) {
        return false;
    }
    pull_one(simulation, agent, pull);
    return true;
}

// pull(agent, waiting): which of the waiting interactions the agent takes, first the one who the
// engine would give him; None leaves them all waiting.
void StrategyRun::pull_one(sim::Simulation& simulation, AgentId agent, const py::object& pull) {
    const Engine& engine = simulation.engine();
    routing::pullable(engine.state(), agent, engine.now(), waiting_);
    py::list waiting;
    std::vector<py::object> lent;
    for (const routing::Pulled& one : waiting_) {
        lent.push_back(py::cast(RoutedInteraction{&engine, one.interaction->id}));
        waiting.append(lent.back());
    }
    const State& state = engine.state();
    const py::str name(
        std::string(state.texts.view(state.directory.agents[agent.value].user_name)));
    const py::object answer = ask(pull, name, waiting);
    for (const py::object& one : lent) {
        one.cast<RoutedInteraction&>() = {};
    }
    const std::ptrdiff_t index = index_of(answer, waiting_.size(), "Strategy.pull");
    const Verdict verdict =
        index < 0
            ? simulation.decide({})
            : simulation.route(waiting_[static_cast<std::size_t>(index)].interaction->id, agent);
    CHECK(verdict.accepted());
}

void StrategyRun::run_each(const py::list& choose, const py::object& pull,
                           const py::object& progress) {
    for (std::size_t i = 0; i < simulations_.size(); ++i) {
        const py::object pull_of_this =
            pull.is_none() ? py::none() : py::object(pull.cast<py::list>()[i]);
        run_one(i, choose[i], pull_of_this, progress);
    }
}

void StrategyRun::run_together(const py::object& choose_many, const py::object& pull,
                               unsigned threads, const py::object& progress) {
    std::vector<sim::Simulation*> simulations;
    for (const auto& one : simulations_) {
        simulations.push_back(one.get());
    }
    sim::SideBySide::Answered answered;
    if (!pull.is_none()) {
        threads = 1;
        answered = [&](sim::Simulation& simulation) {
            if (!is_pulled(simulation, pull)) {
                return false;
            }
            count_decisions(1, progress);
            return true;
        };
    }
    sim::SideBySide together(std::move(simulations), columns_, threads, std::move(answered),
                             [this](std::size_t index) { finish(index); });
    for (;;) {
        const bool all = together.run(commands_a_turn);
        if (!all) {
            check_signals(progress);
            continue;
        }
        if (together.is_over()) {
            break;
        }
        answer_all(choose_many, together);
        count_decisions(together.offsets().size() - 1, progress);
    }
    check_signals(progress);
}

// The bounds as Python sees them: a copy, so that nothing done to it does harm.
const py::array& StrategyRun::offsets(const std::vector<std::int64_t>& bounds) {
    const auto size = static_cast<py::ssize_t>(bounds.size());
    if (offsets_.size() != size) {
        offsets_ = py::array_t<std::int64_t>(size);
    }
    std::copy(bounds.begin(), bounds.end(), offsets_.mutable_data());
    return offsets_;
}

void StrategyRun::answer_all(const py::object& choose_many, sim::SideBySide& together) {
    const std::vector<std::int64_t>& bounds = together.offsets();
    const std::size_t decisions = bounds.size() - 1;
    matrix_.clear();
    together.for_each_share([&](const routing::CandidateRows& rows) { matrix_.add(rows); });
    const py::object answer = ask(choose_many, matrix_.array(), offsets(bounds));
    using Indices = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
    const bool exact = Indices::check_(answer);
    if (!exact && !is_of_whole_numbers(answer)) {
        answer_is_no_array(decisions);
    }
    const Indices indices = Indices::ensure(answer);
    if (!indices || indices.ndim() != 1 || indices.size() != static_cast<py::ssize_t>(decisions)) {
        PyErr_Clear();
        answer_is_no_array(decisions);
    }
    const std::span<const std::int64_t> chosen(indices.data(), decisions);
    for (std::size_t i = 0; i < decisions; ++i) {
        const std::int64_t count = bounds[i + 1] - bounds[i];
        if (chosen[i] < -1 || chosen[i] >= count) {
            answer_is_wrong("Strategy.choose_many", py::int_(chosen[i]),
                            static_cast<std::size_t>(count));
        }
    }
    together.answer(chosen);
}

std::vector<sim::Finished> StrategyRun::results() {
    std::vector<sim::Finished> out;
    for (const auto& one : simulations_) {
        out.push_back({one->measures(), one->interactions(), one->engine().event_hash()});
    }
    return out;
}

}  // namespace cordboard::bindings
