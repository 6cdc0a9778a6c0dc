// SPDX-License-Identifier: Apache-2.0
// The files that people write, read into what the engine takes. A centre becomes ordinary commands
// in the order of creation, so that whoever plays them into an empty engine has the centre, and a
// journal of them is complete; what is no business of the engine stands beside them (contract,
// section 3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/commands.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

#include "codec/bad_input.hpp"

namespace cordboard::codec {

// What the server checks when an agent logs in; it never enters a command, a snapshot or a journal.
struct Credential {
    std::string user_name;
    std::string password;
};

// The sections that the engine does not take, as JSON texts; empty where the file has none.
struct CenterExtras {
    std::string recording;
    std::string security;
    std::string compat;
    // `statistics`: the name of a file or the definitions themselves, and the configuration that
    // simple entries refer to.
    std::string statistics_file;
    std::string statistics;
    std::string statistics_configuration;
};

struct Center {
    std::string file;
    // An empty engine accepts them all: each was tried while the file was read.
    std::vector<Command> commands;
    Arena texts;

    std::int64_t tenant_id = 1;
    // The name of a zone; whether it exists is for those who have the zones to say.
    std::string timezone = "UTC";
    Position timezone_position;
    std::vector<Credential> credentials;
    CenterExtras extras;
};

// YAML, or JSON where the name of the file says so. Throws BadInput for whatever it does not
// understand, with file, line, column, field and remedy.
Center read_center(std::string_view text, std::string_view file, Instant at);

}  // namespace cordboard::codec
