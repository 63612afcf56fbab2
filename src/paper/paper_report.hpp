// What is said of a paper, and the file that its package reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "paper/cells.hpp"
#include "paper/decisions.hpp"

namespace dropcert::paper {

/// The first bytes of a file for the package.
inline constexpr std::string_view package_file_opening = "% Written by dropcert paper";

/// And of a ledger.
inline constexpr std::string_view ledger_opening = "# Written by dropcert paper";

/// JOBNAME.dropcert: the name of each item (Item::name), what came out for it, the value if it is one, and
/// what is to be said of it. The package reads it with the backslash as a character like others, '|' being
/// the sign of commands.
std::string package_file(const std::vector<Item>& items, const std::vector<Decision>& decisions);

/// The ledger as text, which parse_ledger reads back.
std::string ledger_text(const language::Ledger& ledger);

/// For a terminal: each item that is not right with its place, the right digits where they are known,
/// remarks, totals, and how much nothing checks; without `unread` neither of the last two.
std::string text_report(const SourceText& source, const std::vector<Item>& items,
                        const language::Ledger& ledger, const Decisions& decisions,
                        const std::optional<std::vector<Unread>>& unread);

/// What nothing checks, each with its place and a draft of a command for it; and how many there are.
std::string unread_report(const SourceText& source, const std::vector<Unread>& unread);

bool all_right(const std::vector<Item>& items, const std::vector<Decision>& decisions);

}  // namespace dropcert::paper
