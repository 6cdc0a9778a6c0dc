// SPDX-License-Identifier: Apache-2.0
#include "codec/center_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "agent/built_in.hpp"
#include "codec/center_draft.hpp"
#include "codec/refusal_words.hpp"
#include "codec/statistics_configuration.hpp"

namespace cordboard::codec {

void CenterDraft::say(const CommandBody& body, Reader origin) {
    events.clear();
    center.commands.push_back({at, body});
    const Verdict verdict = engine.apply(center.commands.back(), center.texts, events);
    if (verdict.accepted()) {
        return;
    }
    const Refusal& refusal = verdict.refusal();
    const Node node = origin.node();
    const std::optional<Node> field =
        node.kind() == Kind::mapping ? node.find(refusal.field) : std::nullopt;
    RefusalWords words = refusal_words(refusal, field, engine.state());
    throw(field ? *field : node).fault(std::move(words.message), std::move(words.remedy));
}

std::string json_of(const std::optional<Reader>& reader) {
    std::string text;
    if (reader) {
        write_json(reader->node(), text);
    }
    return text;
}

namespace {

using Optional = std::optional<Reader>;

Text optional_text(CenterDraft& draft, const Optional& reader) {
    return reader ? draft.text(reader->as_text()) : Text{};
}

Text optional_digits(CenterDraft& draft, const Optional& reader) {
    return reader ? draft.text(reader->as_text_or_digits()) : Text{};
}

// The rows of the section of that key; none where the file has no such section.
Rows section(Fields& root, std::string_view key) {
    Rows rows;
    if (const Optional reader = root.optional(key)) {
        for (const Reader row : reader->as_list()) {
            rows.push_back(row);
        }
    }
    return rows;
}

// An object that needs nothing but its name may be written as the name alone.
bool is_name_alone(Reader row) { return row.kind() == Kind::string; }

void read_tenant(CenterDraft& draft, Reader tenant) {
    if (is_name_alone(tenant)) {
        draft.say(NameTenant{draft.text(tenant.as_name())}, tenant);
        return;
    }
    Fields fields = tenant.as_mapping();
    const Reader name = fields.required("name");
    if (const Optional id = fields.optional("id")) {
        draft.center.tenant_id = id->as_integer(1);
    }
    fields.finish();
    draft.say(NameTenant{draft.text(name.as_name())}, tenant);
}

MediaKind kind_of(std::string_view name) {
    return name == "voice"   ? MediaKind::voice
           : name == "chat"  ? MediaKind::chat
           : name == "email" ? MediaKind::email
                             : MediaKind::open;
}

CreateMedia media_command(CenterDraft& draft, std::string_view name) {
    CreateMedia command;
    command.media_name = draft.text(name);
    command.kind = kind_of(name);
    return command;
}

void read_media_row(CenterDraft& draft, Reader row) {
    if (is_name_alone(row)) {
        draft.media.add(row, row.as_name());
        draft.say(media_command(draft, row.as_name()), row);
        return;
    }
    Fields fields = row.as_mapping();
    const Reader name = fields.required("name");
    CreateMedia command = media_command(draft, name.as_name());
    if (const Optional alone = fields.optional("alone")) {
        command.alone = alone->as_boolean();
    }
    if (const Optional beside = fields.optional("with")) {
        command.beside_any = false;
        for (const Reader other : beside->as_list()) {
            if (other.as_name() != name.as_name()) {
                command.beside.insert(draft.media.resolve(other));
            }
        }
    }
    fields.finish();
    draft.media.add(name, name.as_name());
    draft.say(command, row);
}

std::string_view name_of_row(Reader row) {
    const std::optional<Node> name =
        row.kind() == Kind::mapping ? row.node().find("name") : std::optional(row.node());
    return name ? name->text() : std::string_view{};
}

// Whether the row names a media of a row that is not read yet.
bool must_wait(Reader row, const Rows& rows, const std::vector<bool>& is_read) {
    const std::optional<Node> beside =
        row.kind() == Kind::mapping ? row.node().find("with") : std::nullopt;
    if (!beside || beside->kind() != Kind::sequence) {
        return false;
    }
    for (const Node name : *beside) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!is_read[i] && name.text() == name_of_row(rows[i]) &&
                name.text() != name_of_row(row)) {
                return true;
            }
        }
    }
    return false;
}

// Whoever is named in "with" stands somewhere in the section.
void check_named(const Rows& rows) {
    NameTable<MediaId> named("media");
    for (const Reader& row : rows) {
        if (!named.find(name_of_row(row)).exists()) {
            named.add(row, name_of_row(row));
        }
    }
    for (const Reader& row : rows) {
        const std::optional<Node> beside =
            row.kind() == Kind::mapping ? row.node().find("with") : std::nullopt;
        if (beside && beside->kind() != Kind::null) {
            for (const Reader name : Reader(*beside).as_list()) {
                (void)named.resolve(name);
            }
        }
    }
}

// The engine takes a media only beside media it knows: rows wait until those they name are read.
void read_media(CenterDraft& draft, const Rows& rows) {
    check_named(rows);
    std::vector<bool> is_read(rows.size());
    for (std::size_t done = 0; done < rows.size(); ++done) {
        std::size_t next = 0;
        while (next < rows.size() && (is_read[next] || must_wait(rows[next], rows, is_read))) {
            ++next;
        }
        if (next == rows.size()) {
            const auto first = std::find(is_read.begin(), is_read.end(), false);
            rows[static_cast<std::size_t>(first - is_read.begin())].refuse(
                "this media and others name each other in a circle",
                "leave \"with\" away from one of them, or use \"alone\"");
        }
        read_media_row(draft, rows[next]);
        is_read[next] = true;
    }
}

void read_default_media(CenterDraft& draft, Reader root) {
    for (const std::string_view name : {"voice", "chat", "email", "workitem"}) {
        draft.media.add(root, name);
        draft.say(media_command(draft, name), root);
    }
}

void read_skills(CenterDraft& draft, const Rows& rows) {
    for (const Reader& row : rows) {
        CreateSkill command;
        if (is_name_alone(row)) {
            draft.skills.add(row, row.as_name());
            command.skill_name = draft.text(row.as_name());
        } else {
            Fields fields = row.as_mapping();
            const Reader name = fields.required("name");
            command.skill_name = draft.text(name.as_name());
            command.description = optional_text(draft, fields.optional("description"));
            fields.finish();
            draft.skills.add(name, name.as_name());
        }
        draft.say(command, row);
    }
}

void add_built_in_states(CenterDraft& draft, Reader root) {
    for (const agent::BuiltIn& one : agent::built_in) {
        draft.agent_states.add(root, one.operation_name);
        CreateAgentState command;
        command.operation_name = draft.text(one.operation_name);
        command.display_name = draft.text(one.display_name);
        command.state = one.state;
        command.work_mode = one.work_mode;
        draft.say(command, root);
    }
}

void read_agent_states(CenterDraft& draft, const Rows& rows) {
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("operationName");
        const Optional display = fields.optional("displayName");
        CreateAgentState command;
        command.operation_name = draft.text(name.as_name());
        command.display_name = display ? draft.text(display->as_text()) : command.operation_name;
        if (const Optional state = fields.optional("state")) {
            command.state = state->one_of({"NotReady", "Ready"}) == 0 ? ChannelState::not_ready
                                                                      : ChannelState::ready;
        }
        if (const Optional mode = fields.optional("workMode")) {
            const std::size_t word =
                mode->one_of({"ManualIn", "AutoIn", "ReturnBack", "AfterCallWork", "AuxWork",
                              "LegalGuard", "NoCallDisconnect", "WalkAway"});
            command.work_mode = static_cast<WorkMode>(word + 1);
        }
        command.reason = optional_text(draft, fields.optional("reason"));
        fields.finish();
        draft.agent_states.add(name, name.as_name());
        draft.say(command, row);
    }
}

// Which place each device stands at is written in the rows of the places.
using Standing = std::vector<std::pair<Reader, PlaceId>>;

Standing read_places(CenterDraft& draft, const Rows& rows) {
    Standing standing;
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("name");
        const PlaceId place = draft.places.add(name, name.as_name());
        if (const Optional devices = fields.optional("devices")) {
            for (const Reader device : devices->as_list()) {
                standing.emplace_back(device, place);
            }
        }
        fields.finish();
        draft.say(CreatePlace{draft.text(name.as_name())}, row);
    }
    return standing;
}

void read_devices(CenterDraft& draft, const Rows& rows, const Standing& standing) {
    std::vector<std::pair<Reader, CreateDevice>> created;
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader number = fields.required("phoneNumber");
        draft.devices.add(number, number.as_text_or_digits());
        CreateDevice command;
        command.phone_number = draft.text(number.as_text_or_digits());
        if (const Optional network = fields.optional("telephonyNetwork")) {
            command.public_network = network->one_of({"Private", "Public"}) == 1;
        }
        command.switch_name = optional_text(draft, fields.optional("switch"));
        fields.finish();
        created.emplace_back(row, command);
    }
    for (const auto& [reference, place] : standing) {
        CreateDevice& command = created[draft.devices.resolve(reference).value].second;
        if (command.place.exists()) {
            reference.refuse("the device " + quoted(reference.node().text()) +
                                 " stands at the place " +
                                 quoted(draft.places.name(command.place.value)) + " already",
                             "a device stands at one place");
        }
        command.place = place;
    }
    for (const auto& [row, command] : created) {
        draft.say(command, row);
    }
}

void read_queues(CenterDraft& draft, const Rows& rows, QueueKind kind) {
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("name");
        CreateQueue command;
        command.queue_name = draft.text(name.as_name());
        command.kind = kind;
        const Optional channel =
            kind == QueueKind::queue ? fields.required("channel") : fields.optional("channel");
        command.media = channel ? draft.media.resolve(*channel) : draft.media.find("voice");
        if (!command.media.exists()) {
            row.refuse("there is no media \"voice\" for it", "write its channel");
        }
        command.phone_number = optional_digits(draft, fields.optional("phoneNumber"));
        command.description = optional_text(draft, fields.optional("description"));
        fields.finish();
        draft.queues.add(name, name.as_name());
        draft.media_of_queue.push_back(command.media);
        draft.say(command, row);
    }
}

void read_workbins(CenterDraft& draft, const Rows& rows) {
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("name");
        CreateWorkbin command;
        command.workbin_name = draft.text(name.as_name());
        if (const Optional owner = fields.optional("owner")) {
            command.owner =
                static_cast<WorkbinOwner>(owner->one_of({"shared", "agent", "group", "place"}));
        }
        if (const Optional media = fields.optional("default_for")) {
            for (const Reader one : media->as_list()) {
                command.default_for.insert(draft.media.resolve(one));
            }
        }
        fields.finish();
        draft.workbins.add(name, name.as_name());
        draft.say(command, row);
    }
}

void read_contacts(CenterDraft& draft, const Rows& rows) {
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("name");
        CreateContact command;
        command.contact_name = draft.text(name.as_name());
        command.phone_number = optional_digits(draft, fields.optional("phoneNumber"));
        if (const Optional type = fields.optional("type")) {
            command.kind = static_cast<ContactKind>(type->one_of({"Custom", "Queue", "User"}));
        }
        fields.finish();
        draft.contacts.add(name, name.as_name());
        draft.say(command, row);
    }
}

void check_security(Reader security) {
    Fields fields = security.as_mapping();
    if (const Optional csrf = fields.optional("csrf")) {
        csrf->one_of({"off", "on"});
    }
    if (const Optional origins = fields.optional("allowed_origins")) {
        for (const Reader origin : origins->as_list()) {
            (void)origin.as_name();
        }
    }
    if (const Optional minimum = fields.optional("password_minimum")) {
        (void)minimum->as_integer(1, 1'024);
    }
    for (const std::string_view key : {"customer_key", "control_key"}) {
        if (const Optional secret = fields.optional(key)) {
            (void)secret->as_text_or_digits();
        }
    }
    if (const Optional control = fields.optional("control")) {
        (void)control->as_boolean();
    }
    if (const Optional limits = fields.optional("limits")) {
        (void)limits->as_entries();
    }
    fields.finish();
}

// A file, the definitions, or a mapping of one of them and the configuration they refer to. What is
// written out keeps its lines, so that the reader of the statistics can name them.
void read_statistics_section(Reader section, CenterExtras& extras) {
    if (section.kind() == Kind::string) {
        extras.statistics_file = section.as_name();
        return;
    }
    if (!is_configuration(section.node())) {
        if (section.kind() != Kind::mapping) {
            (void)section.as_list();
        }
        extras.statistics = json_in_place(section.node());
        return;
    }
    Fields fields = section.as_mapping();
    const Optional file = fields.optional("file");
    const Optional definitions = fields.optional("definitions");
    if (file && definitions) {
        file->refuse_key("the definitions stand in the section already", "remove one of them");
    }
    if (file) {
        extras.statistics_file = file->as_name();
    }
    if (definitions) {
        (void)definitions->as_list();
        extras.statistics = json_in_place(definitions->node());
    }
    extras.statistics_configuration = json_in_place(section.node());
}

// What others read: its form is checked here as far as it is known, its meaning there.
void read_extras(CenterDraft& draft, Fields& root) {
    CenterExtras& extras = draft.center.extras;
    const Optional security = root.optional("security");
    if (security) {
        check_security(*security);
    }
    extras.security = json_of(security);
    const Optional compat = root.optional("compat");
    if (compat) {
        (void)compat->as_entries();
    }
    extras.compat = json_of(compat);
    if (const Optional statistics = root.optional("statistics")) {
        read_statistics_section(*statistics, extras);
    }
    if (const Optional zone = root.optional("timezone")) {
        draft.center.timezone = zone->as_name();
        draft.center.timezone_position = zone->node().position();
    }
}

}  // namespace

void fill_draft(CenterDraft& draft, Node node) {
    draft.center.file = node.file();
    const Reader root(node);
    if (root.is_null()) {
        read_default_media(draft, root);
        add_built_in_states(draft, root);
        return;
    }
    Fields fields = root.as_mapping();
    if (const Optional tenant = fields.optional("tenant")) {
        read_tenant(draft, *tenant);
    }
    if (const Rows media = section(fields, "media"); !media.empty()) {
        read_media(draft, media);
    } else {
        read_default_media(draft, root);
    }
    read_skills(draft, section(fields, "skills"));
    add_built_in_states(draft, root);
    read_agent_states(draft, section(fields, "agent_states"));
    const Rows agents = section(fields, "agents");
    read_agents(draft, agents);
    read_agent_groups(draft, section(fields, "agent_groups"));
    const Standing standing = read_places(draft, section(fields, "places"));
    read_devices(draft, section(fields, "devices"), standing);
    assign_places(draft, agents);
    read_queues(draft, section(fields, "queues"), QueueKind::queue);
    read_queues(draft, section(fields, "virtual_queues"), QueueKind::virtual_queue);
    read_queues(draft, section(fields, "route_points"), QueueKind::route_point);
    read_workbins(draft, section(fields, "workbins"));
    read_contacts(draft, section(fields, "contacts"));
    read_routing(draft, section(fields, "routing"));
    if (const Optional settings = fields.optional("settings")) {
        read_settings(draft, *settings);
    }
    if (const Optional features = fields.optional("features")) {
        read_features(draft, *features);
    }
    read_extras(draft, fields);
    fields.finish();
}

Center read_center(const Document& document, Instant at) {
    CenterDraft draft(at);
    fill_draft(draft, document.root());
    return std::move(draft.center);
}

Center read_center(std::string_view text, std::string_view file, Instant at) {
    return read_center(read_text(text, file), at);
}

}  // namespace cordboard::codec
