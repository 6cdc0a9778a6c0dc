// SPDX-License-Identifier: Apache-2.0
// State machines as data. A row says: in `from`, `input` leads to `to`. What is not a row is
// refused; the inputs of an object's present state are its capabilities; documentation and tests
// read the rows.
#pragma once

#include <array>
#include <cstddef>

namespace cordboard::base {

template <class State, class Input>
struct Transition {
    State from;
    Input input;
    State to;
};

// The rows as a matrix, built and checked while compiling. An object begins in `initial`.
template <class State, class Input, std::size_t states, std::size_t inputs>
class Machine {
  public:
    template <std::size_t count>
    consteval explicit Machine(const Transition<State, Input> (&rows)[count],
                               State initial = State{}) {
        for (const auto& row : rows) {
            Cell& cell = cells_[index(row.from, row.input)];
            if (cell.exists) {
                throw "two rows for one state and input";
            }
            cell = {true, row.to};
        }
        if (!reaches_every_row(rows, initial)) {
            throw "a row whose state no other row leads to";
        }
    }

    constexpr bool allows(State from, Input input) const {
        return cells_[index(from, input)].exists;
    }
    constexpr State next(State from, Input input) const { return cells_[index(from, input)].to; }

  private:
    struct Cell {
        bool exists = false;
        State to{};
    };

    static constexpr std::size_t index(State from, Input input) {
        return static_cast<std::size_t>(from) * inputs + static_cast<std::size_t>(input);
    }

    template <std::size_t count>
    static consteval bool reaches_every_row(const Transition<State, Input> (&rows)[count],
                                            State initial) {
        std::array<bool, states> reached{};
        reached[static_cast<std::size_t>(initial)] = true;
        for (std::size_t round = 0; round < states; ++round) {
            for (const auto& row : rows) {
                if (reached[static_cast<std::size_t>(row.from)]) {
                    reached[static_cast<std::size_t>(row.to)] = true;
                }
            }
        }
        for (const auto& row : rows) {
            if (!reached[static_cast<std::size_t>(row.from)]) {
                return false;
            }
        }
        return true;
    }

    std::array<Cell, states * inputs> cells_{};
};

}  // namespace cordboard::base
