// SPDX-License-Identifier: Apache-2.0
#include "stats/engine_archive.hpp"

#include "stats/archive.hpp"

namespace cordboard {

// The records of the public headers, where argument-dependent look-up finds them.

template <class Archive, stats::Is<StatisticDefinition> Record>
void fields(Archive& archive, Record& record) {
    auto& [name, target, subject, category, main_mask, relative_mask, interval, time_profile, left,
           right, left_2, right_2, mode, frequency, insensitivity, filter, media_types, formula,
           expression, by_connection] = record;
    stats::transfer_all(archive, name, target, subject, category, main_mask, relative_mask,
                        interval, time_profile, left, right, left_2, right_2, mode, frequency,
                        insensitivity, filter, media_types, formula, expression, by_connection);
}

template <class Archive, stats::Is<ZoneOffset> Record>
void fields(Archive& archive, Record& record) {
    auto& [from, offset] = record;
    stats::transfer_all(archive, from, offset);
}

template <class Archive, stats::Is<Zone> Record>
void fields(Archive& archive, Record& record) {
    auto& [name, offsets] = record;
    stats::transfer_all(archive, name, offsets);
}

}  // namespace cordboard

namespace cordboard::stats {

constexpr DeviceKind last_of(DeviceKind) { return DeviceKind::mediation; }
constexpr Source last_of(Source) { return Source::group_status; }

template <class Archive, Is<OpenAction> Record>
void fields(Archive& archive, Record& record) {
    auto& [interaction, row, start, object, media, attributes, channel, previous, next, past,
           action, type, hidden] = record;
    transfer_all(archive, interaction, row, start, object, media, attributes, channel, previous,
                 next, past, action, type, hidden);
}

template <class Archive, Is<OpenList> Record>
void fields(Archive& archive, Record& record) {
    auto& [first, last] = record;
    transfer_all(archive, first, last);
}

template <class Archive, Is<ObjectRecord> Record>
void fields(Archive& archive, Record& record) {
    auto& [type, name, same_name, plan, block, holder, device, group, groups, members, last_member,
           tallies, open] = record;
    transfer_all(archive, type, name, same_name, plan, block, holder, device, group, groups,
                 members, last_member, tallies, open);
}

template <class Archive, Is<Membership> Record>
void fields(Archive& archive, Record& record) {
    auto& [member, group, next_group, next_member, joined, times, configured] = record;
    transfer_all(archive, member, group, next_group, next_member, joined, times, configured);
}

template <class Archive, Is<StatusRun> Record>
void fields(Archive& archive, Record& record) {
    auto& [since, key] = record;
    transfer_all(archive, since, key);
}

template <class Archive, Is<Device> Record>
void fields(Archive& archive, Record& record) {
    auto& [object, media, next, kind, owned, changed, interrupted, logins, open_statuses, counts,
           after, past, run] = record;
    transfer_all(archive, object, media, next, kind, owned, changed, interrupted, logins,
                 open_statuses, counts, after, past, run);
}

template <class Archive, Is<HolderRecord> Record>
void fields(Archive& archive, Record& record) {
    auto& [object, devices, source, changed, past, run] = record;
    transfer_all(archive, object, devices, source, changed, past, run);
}

template <class Archive, Is<GroupRecord> Record>
void fields(Archive& archive, Record& record) {
    auto& [object, changed, members, run] = record;
    transfer_all(archive, object, changed, members, run);
}

template <class Archive, Is<StatisticRecord> Record>
void fields(Archive& archive, Record& record) {
    auto& [object, definition, openings, next, tally, opened] = record;
    transfer_all(archive, object, definition, openings, next, tally, opened);
}

template <class Archive, Is<TallyRecord> Record>
void fields(Archive& archive, Record& record) {
    auto& [tally, next] = record;
    transfer_all(archive, tally, next);
}

template <class Archive, Is<Update> Record>
void fields(Archive& archive, Record& record) {
    auto& [entry, row] = record;
    transfer_all(archive, entry, row);
}

template <class Archive, Is<PlanEntry> Record>
void fields(Archive& archive, Record& record) {
    auto& [definition, opening] = record;
    transfer_all(archive, definition, opening);
}

template <class Archive, Is<Origin> Record>
void fields(Archive& archive, Record& record) {
    auto& [object, element] = record;
    transfer_all(archive, object, element);
}

template <class Archive, Is<Finished> Record>
void fields(Archive& archive, Record& record) {
    auto& [since, end, carried, interaction, began_row, ended_row, custom, origin, durable, timed,
           has_custom] = record;
    transfer_all(archive, since, end, carried, interaction, began_row, ended_row, custom, origin,
                 durable, timed, has_custom);
}

template <class Archive, Is<Sums> Record>
void fields(Archive& archive, Record& record) {
    auto& [number, adjusted_number, time, adjusted_time, maximum, minimum, number_in_range,
           time_in_range, custom_number, custom_sum, custom_greatest, custom_least] = record;
    transfer_all(archive, number, adjusted_number, time, adjusted_time, maximum, minimum,
                 number_in_range, time_in_range, custom_number, custom_sum, custom_greatest,
                 custom_least);
}

template <class Archive, Is<Counter> Record>
void fields(Archive& archive, Record& record) {
    auto& [open, start_sum, sums, levels, levels_at, finished, first] = record;
    transfer_all(archive, open, start_sum, sums, levels, levels_at, finished, first);
    if constexpr (Archive::reads) {
        if (first > finished.size()) {
            archive.impossible();
        }
    }
}

// A slot that is empty has nothing but its key.
template <class Archive, Is<Piece> Record>
void fields(Archive& archive, Record& record) {
    auto& [interaction, row, since, key, name, origin] = record;
    transfer(archive, key);
    if (key != no_index) {
        transfer_all(archive, interaction, row, since, name, origin);
    }
}

template <class Archive, class Self>
void Tally::fields(Archive& archive, Self& self) {
    auto& [object, index, opened, left, login, logout, counters] = self;
    transfer_all(archive, object, index, opened, left, login, logout, counters);
}

template <class Archive, class Self>
void Levels::fields(Archive& archive, Self& self) {
    auto& [left, greatest, least, samples, number_sum, age_sum] = self;
    transfer_all(archive, left, greatest, least, samples, number_sum);
    auto low = static_cast<std::uint64_t>(age_sum);
    auto high = static_cast<std::uint64_t>(age_sum >> 64);
    transfer_all(archive, low, high);
    if constexpr (Archive::reads) {
        age_sum = (Wide{high} << 64) | low;
    }
}

// The slots as they are, for in their order custom values are added up, and sums of fractions
// depend on it.
template <class Archive, class Self>
void PieceTable::fields(Archive& archive, Self& self) {
    auto& [slots, used] = self;
    transfer(archive, slots);
    if constexpr (Archive::reads) {
        used = static_cast<std::size_t>(std::count_if(
            slots.begin(), slots.end(), [](const Piece& piece) { return piece.key != no_index; }));
        if (!slots.empty() && (!std::has_single_bit(slots.size()) || used * 2 > slots.size())) {
            archive.impossible();
        }
    }
}

template <class Archive, class Self>
void Ledger::fields(Archive& archive, Self& self) {
    auto& [entries, free, slots, wrap, used] = self;
    transfer_all(archive, entries, free);
    if constexpr (Archive::reads) {
        std::vector<bool> is_free(entries.size());
        for (const std::uint32_t entry : free) {
            if (entry >= entries.size() || is_free[entry]) {
                archive.impossible();
            }
            is_free[entry] = true;
        }
        used = entries.size() - free.size();
        slots = std::vector<Slot>(std::bit_ceil(std::max<std::size_t>(64, (used + 1) * 2)));
        wrap = slots.size() - 1;
        for (std::uint32_t entry = 0; entry < entries.size(); ++entry) {
            if (!is_free[entry]) {
                const OpenAction& open = entries[entry];
                self.place(mix(open.object, open.action, open.interaction, open.channel), entry);
            }
        }
    }
}

template <class Archive, Is<PastSet> Record>
void fields(Archive& archive, Record& record) {
    auto& [until, attributes, before] = record;
    transfer_all(archive, until, attributes, before);
}

template <class Archive, class Self>
void PastAttributes::fields(Archive& archive, Self& self) {
    auto& [sets, first_free] = self;
    transfer_all(archive, sets, first_free);
}

template <class Archive, class Self>
void PastStatuses::fields(Archive& archive, Self& self) {
    auto& [keys, slots, blocks] = self;
    transfer_all(archive, keys, slots);
    transfer_each(archive, blocks,
                  [&](auto& block) { transfer_all(archive, block.until, block.next); });
}

// The sets by their handles; where they lie in memory is nobody's concern.
template <class Archive, class Self>
void AttributeStore::fields(Archive& archive, Self& self) {
    auto& [words, slots, first_free, free_blocks] = self;
    transfer(archive, first_free);
    std::vector<std::tuple<AttributeList, std::string, std::string>> texts;
    std::uint32_t handle = 0;
    transfer_each(archive, slots, [&](auto& slot) {
        ++handle;
        std::uint32_t references = slot.references;
        std::uint32_t next_free = slot.next_free;
        transfer_all(archive, references, next_free);
        texts.clear();
        if constexpr (Archive::reads) {
            transfer(archive, texts);
            std::vector<Attribute> attributes;
            for (const auto& [list, key, value] : texts) {
                attributes.push_back({list, key, value});
            }
            if (attributes.empty() != (references == 0)) {
                archive.impossible();
            }
            if (references > 0) {
                slot = self.write(attributes);
            }
            slot.references = references;
            slot.next_free = next_free;
        } else {
            if (references > 0) {
                self.for_each(handle, [&](const Attribute& one) {
                    texts.emplace_back(one.list, one.key, one.value);
                });
            }
            transfer(archive, texts);
        }
    });
}

namespace {

constexpr ArchiveKind engine_kind{"cordboard-statistics-engine", "3"};

constexpr std::size_t most_definitions = 0x1'0000;

// Definitions as they were written; the catalogue reads them anew.
template <class Archive, class Held>
void transfer_catalogue(Archive& archive, Held& catalogue) {
    std::vector<Zone> zones;
    std::vector<std::pair<StatisticDefinition, bool>> definitions;  // and whether it is traced
    if constexpr (!Archive::reads) {
        zones.assign(catalogue->zones().begin(), catalogue->zones().end());
        for (std::size_t at = 0; at < catalogue->size(); ++at) {
            definitions.emplace_back(catalogue->definition(at), catalogue->read(at).traced);
        }
    }
    transfer_all(archive, zones, definitions);
    if constexpr (Archive::reads) {
        if (definitions.size() > most_definitions) {
            archive.impossible();
        }
        auto read = std::make_shared<Catalogue>(std::vector<StatisticDefinition>{}, zones);
        for (const auto& [definition, traced] : definitions) {
            read->add(definition, traced);
        }
        catalogue = std::move(read);
    }
}

// The entries of plans; the plans are made of them anew. The cells mean what the plans say, so a
// version whose plans differ must not go on with them.
template <class Archive, class Entries, class Plans>
void transfer_plans(Archive& archive, const Catalogue& catalogue, Entries& entries, Plans& plans) {
    transfer(archive, entries);
    if constexpr (Archive::reads) {
        plans.clear();
        for (const std::vector<PlanEntry>& of_one : entries) {
            for (const PlanEntry& entry : of_one) {
                if (entry.definition >= catalogue.size() ||
                    !catalogue.read(entry.definition).fault.empty() ||
                    !catalogue.read(entry.definition).refusal.empty()) {
                    archive.impossible();
                }
            }
            plans.push_back(std::make_shared<const Plan>(catalogue, of_one));
        }
    }
    for (const std::shared_ptr<const Plan>& plan : plans) {
        auto cells = static_cast<std::uint32_t>(plan->cells().size());
        transfer(archive, cells);
        if (cells != plan->cells().size()) {
            ArchiveReader::impossible();
        }
    }
}

}  // namespace

template <class Archive, class Self>
void EngineState::fields(Archive& archive, Self& self) {
    auto& [catalogue, truncation, start, time, origin, begun, any_row, texts, first_of_name,
           objects, holders, devices, groups, tenants, memberships, free_memberships,
           changed_devices, changed_holders, changed_groups, ledger, attributes, past_attributes,
           past_statuses, attribute_readers, row, plans, plan_entries, cells, free_blocks, tallies,
           free_tallies, updates, statistics, free_statistics, statistics_of, listeners,
           action_groups, profile_starts, next_reset] = self;
    transfer_catalogue(archive, catalogue);
    transfer_plans(archive, *catalogue, plan_entries, plans);
    transfer_all(archive, truncation, start, time, origin, begun, any_row, texts, first_of_name,
                 objects, holders, devices, groups, tenants, memberships, free_memberships,
                 changed_devices, changed_holders, changed_groups, ledger, attributes,
                 past_attributes, past_statuses, attribute_readers, row, cells, free_blocks,
                 tallies, free_tallies, updates, statistics, free_statistics, statistics_of,
                 listeners, action_groups, profile_starts, next_reset);
    if constexpr (Archive::reads) {
        // A version with other actions or profiles reads them by other numbers.
        if (listeners.size() != action_count + 1 || statistics_of.size() != objects.size() ||
            profile_starts.size() != catalogue->profiles().size()) {
            archive.impossible();
        }
    }
}

std::string save(const EngineState& state) {
    ArchiveWriter writer(engine_kind);
    EngineState::fields(writer, state);
    return writer.finish();
}

std::unique_ptr<EngineState> restore(std::string_view bytes) {
    ArchiveReader reader(engine_kind, bytes);
    auto state =
        std::make_unique<EngineState>(std::vector<StatisticDefinition>{}, StatisticsOptions{});
    EngineState::fields(reader, *state);
    reader.finish();
    return state;
}

}  // namespace cordboard::stats
