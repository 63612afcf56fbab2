#include "publish/tables/folder.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <sstream>

#include "certificate/sha256.hpp"
#include "exact/flint.hpp"
#include "publish/output_file.hpp"
#include "run/files.hpp"
#include "run/input_file.hpp"
#include "run/threads.hpp"
#include "verify/outcome.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace certificate;
using namespace verify;

namespace fs = std::filesystem;

namespace {

std::optional<std::string> content_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;  // a pipe or a device may have no end
  constexpr std::size_t most = std::size_t{1} << 28;
  return run::content_of(path.string(), most, run::InputFile::Owner::program);
}

// Longest first, so that the threads end together.
std::vector<std::size_t> working_order(const std::vector<const TableUnit*>& units) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return units[a]->text.seconds > units[b]->text.seconds;
  });
  return order;
}

std::vector<NamedText> files_of(const TableUnit& unit, const TableInputs& inputs, const KnownFiles& known) {
  const std::string name = unit.specification().name;
  if (known.recall)
    if (std::optional<std::vector<NamedText>> files = known.recall(name)) return std::move(*files);
  std::vector<NamedText> files = generate(unit, inputs);
  if (known.keep) known.keep(name, files);
  return files;
}

std::set<std::string> all_names() {
  std::set<std::string> names;
  for (const TableUnit& unit : table_units())
    for (const std::string& name : file_names(unit)) names.insert(name);
  for (const NamedText& file : accompanying_files()) names.insert(file.name);
  return names;
}

// Printable bytes around a place, for a message.
std::string excerpt(const std::string& text, std::size_t at) {
  if (at >= text.size()) return "the end of the file";
  const std::size_t line = text.find_first_of("\r\n", at);
  std::string part;
  for (char c : text.substr(at, std::min<std::size_t>(line - at, 24)))
    part +=
        c >= ' ' && c <= '~' ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  return part.empty() ? "the end of a line" : "'" + part + "'";
}

// The lines of a manifest, name -> digest; none if it has a line of another kind, or about another file.
std::optional<std::map<std::string, std::string>> read_manifest(const std::string& text,
                                                                const std::set<std::string>& names) {
  constexpr std::size_t digits = 64;
  std::map<std::string, std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.size() <= digits + 2 || line.substr(digits, 2) != "  " || !names.count(line.substr(digits + 2)))
      return std::nullopt;
    lines[line.substr(digits + 2)] = line.substr(0, digits);
  }
  return lines;
}

void require_ours(const fs::path& folder, const Files& wanted) {
  const auto known = read_manifest(content_of(folder / manifest_name).value_or(""), all_names());
  for (const auto& [name, content] : wanted) {
    const std::optional<std::string> found = content_of(folder / name);
    if (!found || found->empty() || *found == content) continue;
    const bool ours =
        known && (name == manifest_name || (known->count(name) && known->at(name) == sha256(*found)));
    if (!ours)
      throw run::FileConflict(
          fmt::format("'{}' is not as dropcert wrote it; --force replaces it", (folder / name).string()));
  }
}

}  // namespace

void over_units(const std::vector<const TableUnit*>& units, unsigned threads,
                const std::function<void(double)>& progress, const std::function<void(std::size_t)>& make) {
  const std::vector<std::size_t> order = working_order(units);
  double all = 0;
  for (const TableUnit* unit : units) all += unit->text.seconds;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  double done = 0;
  std::exception_ptr failure;
  const auto work = [&] {
    for (std::size_t i = next++; i < order.size(); i = next++) {
      try {
        make(order[i]);
        const std::lock_guard<std::mutex> lock(mutex);
        done += units[order[i]]->text.seconds;
        if (progress) progress(done / all);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(mutex);
        if (!failure) failure = std::current_exception();
        next = order.size();
      }
    }
  };
  run::on_threads<FlintThread>(static_cast<unsigned>(std::min<std::size_t>(threads, order.size())),
                               [&](unsigned) { work(); });
  if (failure) std::rethrow_exception(failure);
}

Files generate(const std::vector<const TableUnit*>& units, const TableInputs& inputs, unsigned threads,
               const std::function<void(double)>& progress, const KnownFiles& known) {
  std::vector<std::vector<NamedText>> made(units.size());
  over_units(units, threads, progress,
             [&](std::size_t place) { made[place] = files_of(*units[place], inputs, known); });
  made.push_back(accompanying_files());
  Files files;
  for (std::vector<NamedText>& some : made)
    for (NamedText& file : some) files.insert_or_assign(file.name, std::move(file.content));
  return files;
}

std::string manifest(const Files& files, const std::string& known) {
  std::map<std::string, std::string> lines;
  const std::set<std::string> names = all_names();
  std::istringstream before(known);
  for (std::string line; std::getline(before, line);)
    if (line.size() > 66 && names.count(line.substr(66))) lines[line.substr(66)] = line.substr(0, 64);
  for (const auto& [name, content] : files) lines[name] = sha256(content);
  std::string text;
  for (const auto& [name, digest] : lines) text.append(digest).append("  ").append(name).append("\n");
  return text;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error))
    throw std::runtime_error(fmt::format("'{}' is no folder and cannot be made one", folder.string()));
}

std::vector<std::string> write_folder(const fs::path& folder, const Files& files, bool force,
                                      const std::function<bool()>& stopped) {
  Files wanted = files;
  wanted[manifest_name] = manifest(files, content_of(folder / manifest_name).value_or(""));
  make_folder(folder);
  if (!force) require_ours(folder, wanted);
  remove_unfinished(folder, [names = all_names()](const std::string& name) {
    return name == manifest_name || names.count(name) > 0;
  });
  std::vector<std::string> replaced;
  std::vector<OutputFile> outputs;
  std::optional<OutputFile> last;
  for (const auto& [name, content] : wanted) {
    if (content_of(folder / name) == content) continue;
    run::require_free(folder / name);
    OutputFile output(folder / name);
    output.write(content);
    output.finish();
    replaced.push_back(name);
    if (name == manifest_name)
      last.emplace(std::move(output));
    else
      outputs.push_back(std::move(output));
  }
  if (stopped()) throw Interrupted();
  for (OutputFile& output : outputs) output.commit();
  if (last) last->commit();
  return replaced;
}

std::string first_difference(const std::string& name, const std::string& found, const std::string& expected) {
  if (found == expected) return "";
  std::size_t at = 0;
  while (at < found.size() && at < expected.size() && found[at] == expected[at]) ++at;
  const std::string before = expected.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') == std::string::npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("{}:{}:{}: found {}, expected {}", name, line, at - start + 1, excerpt(found, at),
                     excerpt(expected, at));
}

std::vector<std::string> differences(const fs::path& folder, const Files& files, bool all) {
  std::vector<std::string> sentences;
  Files wanted = files;
  wanted[manifest_name] = manifest(files, all ? "" : content_of(folder / manifest_name).value_or(""));
  for (const auto& [name, content] : wanted) {
    const std::optional<std::string> found = content_of(folder / name);
    const std::string path = (folder / name).string();
    if (!found)
      sentences.push_back(fmt::format("{}: there is no such file", path));
    else if (const std::string difference = first_difference(path, *found, content); !difference.empty())
      sentences.push_back(difference);
  }
  if (!all || !fs::is_directory(folder)) return sentences;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (!entry.is_directory() && !wanted.count(entry.path().filename().string()) &&
        !(entry.path().extension() == ".table" && table_unit(entry.path().stem().string())))
      sentences.push_back(fmt::format("{}: no table has this file", entry.path().string()));
  return sentences;
}

}  // namespace dropcert::publish
