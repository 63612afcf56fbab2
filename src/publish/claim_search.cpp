#include "publish/claim_search.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "publish/layout.hpp"
#include "publish/prose.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

// Small letters, single blanks, none at the ends.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_blank && (result.empty() || result.back() == ' ')) continue;
    result += is_blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// So that Theorem 1 is not found in Theorem 10.
bool has_whole(const std::string& text, const std::string& part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    const bool begins = at == 0 || !is_of_word(text[at - 1]) || !is_of_word(part.front());
    const bool ends = end == text.size() || !is_of_word(text[end]) || !is_of_word(part.back());
    if (begins && ends) return true;
  }
  return false;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

// The place of a claim in the ledger; as written, or but for capital letters.
std::optional<std::size_t> place_of(const Ledger& ledger, const std::string& id) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    if (ledger.claims[i].id == id) return i;
    if (!found && plain(ledger.claims[i].id) == plain(id)) found = i;
  }
  return found;
}

// One id, or two with a hyphen between them.
std::optional<std::pair<std::size_t, std::size_t>> range_of(const Ledger& ledger, const std::string& text) {
  if (const auto one = place_of(ledger, text)) return std::pair(*one, *one);
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string::npos) return std::nullopt;
  const auto first = place_of(ledger, plain(text.substr(0, hyphen)));
  const auto last = place_of(ledger, plain(text.substr(hyphen + 1)));
  if (!first || !last || *last < *first) return std::nullopt;
  return std::pair(*first, *last);
}

std::vector<std::string> named(const Ledger& ledger, const std::string& request) {
  std::vector<bool> is_named(ledger.claims.size(), false);
  for (const std::string& part : split(request, ',')) {
    const std::size_t begin = part.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    const auto range = range_of(ledger, part.substr(begin, part.find_last_not_of(' ') - begin + 1));
    if (!range) return {};
    for (std::size_t i = range->first; i <= range->second; ++i) is_named[i] = true;
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < is_named.size(); ++i)
    if (is_named[i]) ids.push_back(ledger.claims[i].id);
  return ids;
}

template <class Is>
std::vector<std::string> ids_of(const Ledger& ledger, Is is) {
  std::vector<std::string> ids;
  for (const Claim& claim : ledger.claims)
    if (is(claim)) ids.push_back(claim.id);
  return ids;
}

}  // namespace

FoundClaims find_claims(const Ledger& ledger, const std::string& request) {
  const std::string text = plain(request);
  if (text.empty()) return {};
  if (std::vector<std::string> ids = named(ledger, request); !ids.empty())
    return {FoundClaims::By::id, std::move(ids)};
  std::vector<std::string> ids =
      ids_of(ledger, [&](const Claim& claim) { return has_whole(plain(claim.where), text); });
  if (!ids.empty()) return {FoundClaims::By::place, std::move(ids)};
  const std::vector<std::string> words = split(text, ' ');
  ids = ids_of(ledger, [&](const Claim& claim) {
    const std::string all =
        plain(claim.where + " " + text_prose(claim.says) + " " + text_prose(claim.because));
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return all.find(word) != std::string::npos; });
  });
  return {FoundClaims::By::words, std::move(ids)};
}

std::string list_claims(const Ledger& ledger, const std::vector<std::string>& ids, std::size_t width) {
  std::size_t longest_id = 0;
  for (const std::string& id : ids) longest_id = std::max(longest_id, id.size());
  std::string text;
  for (const Claim& claim : ledger.claims) {
    if (std::find(ids.begin(), ids.end(), claim.id) == ids.end()) continue;
    const std::string says = claim.says.empty() ? claim.where : claim.where + ": " + text_prose(claim.says);
    text += clipped(fmt::format("{:<{}}  {}", claim.id, longest_id, says), width) + "\n";
  }
  return text;
}

}  // namespace dropcert::publish
