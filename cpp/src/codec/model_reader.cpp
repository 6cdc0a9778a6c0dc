// SPDX-License-Identifier: Apache-2.0
#include "codec/model_reader.hpp"

#include <map>
#include <numeric>
#include <utility>

#include "codec/center_draft.hpp"
#include "codec/model_shifts.hpp"

namespace cordboard::codec {

namespace {

using Optional = std::optional<Reader>;

double microseconds_of(Reader reader) {
    return static_cast<double>(reader.as_duration().microseconds);
}

Rows rows_of(Fields& fields, std::string_view key) {
    Rows rows;
    if (const Optional reader = fields.optional(key)) {
        for (const Reader row : reader->as_list()) {
            rows.push_back(row);
        }
    }
    return rows;
}

// One distribution out of its name and parameters.
base::Distribution::Made make_distribution(std::size_t kind, Fields& fields) {
    using base::Distribution;
    const auto time = [&](std::string_view key) { return microseconds_of(fields.required(key)); };
    const auto number = [&](std::string_view key) { return fields.required(key).as_number(); };
    // The order of evaluation of arguments is open: a faulty first parameter is reported first.
    const double first = kind == 0   ? time("value")
                         : kind == 2 ? time("low")
                         : kind == 7 ? 0.0
                                     : time("mean");
    switch (kind) {
        case 0:
            return Distribution::constant(first);
        case 1:
            return Distribution::exponential(first);
        case 2:
            return Distribution::uniform(first, time("high"));
        case 3:
            return Distribution::lognormal(first, number("cv"));
        case 4:
            return Distribution::gamma(first, number("cv"));
        case 5:
            return Distribution::erlang(first, fields.required("k").as_integer());
        case 6:
            return Distribution::weibull(first, number("shape"));
        default:
            break;
    }
    std::vector<double> values;
    for (const Reader value : fields.required("values").as_list()) {
        values.push_back(microseconds_of(value));
    }
    return Distribution::empirical(std::move(values));
}

base::Distribution read_distribution(Reader row, Fields& fields) {
    const std::size_t kind = fields.required("distribution")
                                 .one_of({"constant", "exponential", "uniform", "lognormal",
                                          "gamma", "erlang", "weibull", "empirical"});
    base::Distribution::Made made = make_distribution(kind, fields);
    if (const auto* fault = std::get_if<std::string>(&made)) {
        // It begins with the name of the parameter.
        const std::optional<Node> parameter = row.node().find(fault->substr(0, fault->find(':')));
        throw(parameter ? *parameter : row.node()).fault(*fault);
    }
    return std::get<base::Distribution>(std::move(made));
}

// More than a row of arrivals could bring in hours of computing; a slip of the unit, most likely.
void check_arrivals(Reader origin, double expected) {
    constexpr double most = 1e9;
    if (expected > most) {
        origin.refuse("more than 1,000,000,000 interactions would arrive in the duration",
                      "check the number and its unit, or shorten the duration");
    }
}

class ModelReader {
  public:
    ModelReader(Node node, const ModelSources& sources) : root_(node), sources_(sources) {}

    ModelFile read();

  private:
    struct Level {
        double gamma = 0.0;
        std::uint32_t number = 0;
        Position position;
    };

    void read_times(Fields& fields);
    void read_center_of(Reader reader);
    ZoneTable read_zone(Fields& fields);
    void check_media(Fields& fields, QueueId queue) const;
    void read_arrivals(Reader row);
    void read_profile(Reader reader, sim::ArrivalRow& arrival) const;
    void read_level(Reader reader, sim::ArrivalRow& arrival);
    sim::NarrowedDistribution read_rule(Reader row, bool before_an_agent) const;
    void read_service_level(Reader row);

    Reader root_;
    const ModelSources& sources_;
    ModelFile file_;
    std::optional<CenterDraft> draft_;
    std::map<std::string, Level, std::less<>> shared_levels_;
    std::uint32_t levels_ = 0;
};

void ModelReader::read_times(Fields& fields) {
    sim::Model& model = file_.model;
    if (const Optional start = fields.optional("start")) {
        model.start = start->as_instant();
    }
    model.duration = fields.required("duration").as_duration(Duration{1});
    if (const Optional warm_up = fields.optional("warm_up")) {
        model.warm_up = warm_up->as_duration();
        if (model.warm_up >= model.duration) {
            warm_up->refuse("the warm-up lies inside the duration and is shorter",
                            "shorten it, or lengthen the duration");
        }
    }
    if (const Optional end = fields.optional("end")) {
        model.drain = end->one_of({"stop", "drain"}) == 1;
    }
}

void ModelReader::read_center_of(Reader reader) {
    draft_.emplace(file_.model.start);
    draft_->shares_places = true;
    if (reader.kind() != Kind::string) {
        (void)reader.as_mapping();
        fill_draft(*draft_, reader.node());
        return;
    }
    if (!sources_.load) {
        reader.refuse("the name of a file cannot be followed here",
                      "write the sections of the centre in its place");
    }
    const Document document = read_text(sources_.load(reader.as_name()), reader.as_name());
    fill_draft(*draft_, document.root());
}

ZoneTable ModelReader::read_zone(Fields& fields) {
    const Optional own = fields.optional("timezone");
    file_.timezone = own ? std::string(own->as_name()) : draft_->center.timezone;
    if (file_.timezone == "UTC") {
        return {};
    }
    std::optional<ZoneTable> zone;
    if (sources_.zone) {
        zone = sources_.zone(file_.timezone);
    }
    if (!zone) {
        const std::string message = "there is no time zone " + quoted(file_.timezone);
        const std::string remedy = "write a name such as Europe/Paris, or UTC";
        if (own) {
            own->refuse(message, remedy);
        }
        throw BadInput(
            {draft_->center.file, draft_->center.timezone_position, "timezone", message, remedy});
    }
    return *zone;
}

// A row may repeat the media of its queue.
void ModelReader::check_media(Fields& fields, QueueId queue) const {
    const Optional media = fields.optional("media");
    if (!media) {
        return;
    }
    const MediaId expected = draft_->media_of_queue[queue.value];
    if (draft_->media.resolve(*media) != expected) {
        media->refuse("the queue " + quoted(draft_->queues.name(queue.value)) +
                          " is of the media " + quoted(draft_->media.name(expected.value)),
                      "leave the media away");
    }
}

void ModelReader::read_profile(Reader reader, sim::ArrivalRow& arrival) const {
    Fields fields = reader.as_mapping();
    arrival.every = fields.required("every").as_duration(Duration{1});
    const Reader means = fields.required("mean");
    constexpr double mean_most = 1e9;
    for (const Reader mean : means.as_list()) {
        arrival.mean.push_back(mean.as_number(0.0, mean_most));
    }
    fields.finish();
    if (arrival.mean.empty()) {
        means.refuse("expected at least one mean number", "write one for each interval");
    }
    check_arrivals(means, std::accumulate(arrival.mean.begin(), arrival.mean.end(), 0.0));
}

void ModelReader::read_level(Reader reader, sim::ArrivalRow& arrival) {
    Fields fields = reader.as_mapping();
    const Reader gamma = fields.required("gamma");
    arrival.day_level_k = gamma.as_number(1e-3, 1e9);
    const Optional share = fields.optional("share");
    fields.finish();
    if (!share) {
        arrival.day_level_share = levels_++;
        return;
    }
    const auto [level, is_new] =
        shared_levels_.try_emplace(std::string(share->as_name()),
                                   Level{arrival.day_level_k, levels_, gamma.node().position()});
    levels_ += is_new ? 1 : 0;
    arrival.day_level_share = level->second.number;
    if (level->second.gamma != arrival.day_level_k) {
        gamma.refuse("rows that share a day level have one gamma, and another stands in line " +
                         std::to_string(level->second.position.line),
                     "repeat it, or share another level");
    }
}

void ModelReader::read_arrivals(Reader row) {
    Fields fields = row.as_mapping();
    if (const Optional trace = fields.optional("trace")) {
        fields.finish();
        file_.traces.push_back(
            {std::string(trace->as_name()), trace->node().position(), trace->node().path()});
        return;
    }
    sim::ArrivalRow arrival;
    arrival.queue = draft_->queues.resolve(fields.required("queue"));
    check_media(fields, arrival.queue);
    const Optional rate = fields.optional("rate");
    const Optional profile = fields.optional("profile");
    const Optional level = fields.optional("day_level");
    fields.finish();
    if (rate.has_value() == profile.has_value()) {
        row.refuse("expected one of rate, profile, trace", "write for example rate: 48/min");
    }
    if (rate) {
        arrival.rate = rate->as_rate().per_second() / 1e6;
        const auto length = static_cast<double>(file_.model.duration.microseconds);
        check_arrivals(*rate, arrival.rate * length);
    } else {
        read_profile(*profile, arrival);
    }
    if (level) {
        read_level(*level, arrival);
    }
    file_.model.arrivals.push_back(std::move(arrival));
}

sim::NarrowedDistribution ModelReader::read_rule(Reader row, bool before_an_agent) const {
    sim::NarrowedDistribution rule;
    Fields fields = row.as_mapping();
    if (const Optional queue = fields.optional("queue")) {
        rule.queue = draft_->queues.resolve(*queue);
        check_media(fields, rule.queue);
    }
    if (const Optional media = fields.optional("media")) {
        rule.media = draft_->media.resolve(*media);
    }
    if (const Optional skill = fields.optional("skill")) {
        rule.skill = draft_->skills.resolve(*skill);
    }
    if (const Optional group = fields.optional("agent_group")) {
        rule.agent_group = draft_->agent_groups.resolve(*group);
        if (before_an_agent) {
            group->refuse_key("patience does not depend on an agent group: nobody serves yet",
                              "narrow it by media, queue or skill");
        }
    }
    rule.distribution = read_distribution(row, fields);
    fields.finish();
    return rule;
}

void ModelReader::read_service_level(Reader row) {
    Fields fields = row.as_mapping();
    const Reader name = fields.required("queue");
    const QueueId queue = draft_->queues.resolve(name);
    check_media(fields, queue);
    const Duration within = fields.required("within").as_duration();
    fields.finish();
    for (const sim::ServiceLevel& known : file_.model.service_levels) {
        if (known.queue == queue) {
            name.refuse("the queue has a service level already", "write one a queue");
        }
    }
    file_.model.service_levels.push_back({queue, within});
}

ModelFile ModelReader::read() {
    sim::Model& model = file_.model;
    file_.file = root_.node().file();
    Fields fields = root_.as_mapping();
    const Reader center = fields.required("center");
    read_times(fields);
    read_center_of(center);
    const ZoneTable zone = read_zone(fields);
    for (const Reader& row : rows_of(fields, "arrivals")) {
        read_arrivals(row);
    }
    const auto read_rules = [&](std::string_view key) {
        std::vector<sim::NarrowedDistribution> rules;
        for (const Reader& row : rows_of(fields, key)) {
            rules.push_back(read_rule(row, key == "patience"));
        }
        return rules;
    };
    model.handling = read_rules("handling");
    model.after_call = read_rules("after_call");
    model.patience = read_rules("patience");
    model.answer = read_rules("answer");
    for (const Reader& row : rows_of(fields, "service_level")) {
        read_service_level(row);
    }
    model.shifts = read_shifts(*draft_, rows_of(fields, "shifts"), zone, model.start,
                               model.start + model.duration);
    fields.finish();
    model.genesis = std::move(draft_->engine);
    file_.center = std::move(draft_->center);
    return std::move(file_);
}

}  // namespace

ModelFile read_model(const Document& document, const ModelSources& sources) {
    return ModelReader(document.root(), sources).read();
}

ModelFile read_model(std::string_view text, std::string_view file, const ModelSources& sources) {
    return read_model(read_text(text, file), sources);
}

}  // namespace cordboard::codec
