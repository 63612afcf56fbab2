#include "paper/source_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <tuple>

#include "paper/tex.hpp"

namespace dropcert::paper {

using namespace language;

namespace {

constexpr std::array<std::string_view, 18> conditions = {
    "if",      "ifcat",  "ifx",    "ifnum",  "ifdim", "ifodd",  "ifvmode",   "ifhmode",  "ifmmode",
    "ifinner", "ifvoid", "ifhbox", "ifvbox", "ifeof", "ifcase", "ifdefined", "ifcsname", "iffontchar"};

// Commands that begin so and are no conditions of TeX; the others take their cases in braces.
constexpr std::array<std::string_view, 2> no_conditions = {"iff", "ifthenelse"};

constexpr std::size_t longest_argument = 2'000;  // bytes of a name, an address, verbatim text in a line

template <class List>
bool is_one_of(std::string_view name, const List& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// "x.tex" if the name has no such end.
std::string with_extension(const std::string& name) {
  return name.ends_with(".tex") ? name : name + ".tex";
}

}  // namespace

SourceText::Place SourceText::place(std::size_t offset) const {
  if (segments_.empty()) return {files_.empty() ? "" : files_.front().name, {}};
  auto after =
      std::upper_bound(segments_.begin(), segments_.end(), offset,
                       [](std::size_t value, const Segment& segment) { return value < segment.begin; });
  if (after != segments_.begin()) --after;
  const File& file = files_[after->file];
  const std::size_t within = after->offset + (offset - after->begin);
  const auto line = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), within) - 1;
  return {file.name,
          {static_cast<int>(line - file.line_starts.begin()) + 1, static_cast<int>(within - *line) + 1}};
}

std::string SourceText::describe(std::size_t offset) const {
  const Place found = place(offset);
  return fmt::format("{}:{}:{}", found.file, found.at.line, found.at.column);
}

SourceError SourceText::error(std::size_t offset, const std::string& sentence) const {
  const Place found = place(offset);
  return {found.file, found.at, sentence};
}

void SourceText::sort(Faults& faults) const {
  const auto file_of = [&](const SourceError& fault) {
    const std::string_view text = fault.what();
    return std::find_if(
               files_.begin(), files_.end(),
               [&](const File& file) { return text.substr(0, file.name.size() + 1) == file.name + ":"; }) -
           files_.begin();
  };
  const auto key = [&](const SourceError& fault) {
    return std::tuple(file_of(fault), fault.at().line, fault.at().column);
  };
  std::stable_sort(faults.begin(), faults.end(),
                   [&](const SourceError& a, const SourceError& b) { return key(a) < key(b); });
  const auto is_same = [](const SourceError& a, const SourceError& b) {
    return std::string_view(a.what()) == b.what();
  };
  faults.erase(std::unique(faults.begin(), faults.end(), is_same), faults.end());
}

class SourceReader {
 public:
  explicit SourceReader(const FileReader& reader) : reader_(reader) {
    for (const char* name :
         {"verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "lstlisting", "minted",
          "comment", "filecontents", "filecontents*", "luacode", "luacode*", "VerbatimOut", "SaveVerbatim"})
      verbatim_.insert(name);
  }

  SourceText run(const std::string& file) {
    folder_ = std::filesystem::path(file).parent_path();
    const std::optional<std::string> content = reader_(file);
    if (!content) throw std::runtime_error(fmt::format("there is no file '{}'", file));
    read_file(file, *content);
    return std::move(result_);
  }

 private:
  // A file while it is read.
  struct Open {
    std::size_t file;
    std::string_view content;
    std::size_t at = 0;
    std::size_t end = 0;
    std::vector<bool> conditions = {};  // whether the first branch is known to be the one that counts
  };

  void read_file(const std::string& name, const std::string& content) {
    bytes_ += content.size();
    if (bytes_ > max_paper_bytes)
      throw std::runtime_error(
          fmt::format("'{}': the paper has more than {} bytes, repetitions included", name, max_paper_bytes));
    SourceText::File file{name, {0}};
    for (std::size_t i = content.find('\n'); i != std::string::npos; i = content.find('\n', i + 1))
      file.line_starts.push_back(i + 1);
    result_.files_.push_back(std::move(file));
    names_.push_back(std::filesystem::weakly_canonical(name).string());
    Open open{result_.files_.size() - 1, content, 0, content.size()};
    if (content.starts_with("\xef\xbb\xbf")) open.at = 3;
    while (open.at < open.end && !ended_) step(open);
    names_.pop_back();
  }

  [[noreturn]] void fail(const Open& open, std::size_t at, const std::string& sentence) const {
    const SourceText::File& file = result_.files_[open.file];
    const auto line = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), at) - 1;
    throw SourceError(
        file.name, {static_cast<int>(line - file.line_starts.begin()) + 1, static_cast<int>(at - *line) + 1},
        sentence);
  }

  void remark(const Open& open, std::size_t at, const std::string& sentence) {
    try {
      fail(open, at, sentence);
    } catch (const SourceError& error) {
      result_.remarks_.push_back(error.what());
    }
  }

  void copy(Open& open, std::size_t to) {
    if (to == open.at) return;
    result_.segments_.push_back({result_.text_.size(), open.file, open.at});
    result_.text_ += open.content.substr(open.at, to - open.at);
    open.at = to;
  }

  // A byte that stands for what is left out.
  void put(const Open& open, std::size_t at, char c) {
    result_.segments_.push_back({result_.text_.size(), open.file, at});
    result_.text_ += c;
  }

  void step(Open& open) {
    copy(open, std::min(open.content.find_first_of("%\\", open.at), open.end));
    if (open.at >= open.end) return;
    if (open.content[open.at] == '%') return comment(open);
    const std::string_view name = control_word(open.content.substr(0, open.end), open.at);
    if (name.empty()) return copy(open, std::min(open.at + 2, open.end));
    command(open, name);
  }

  // To the end of the line, and the blanks of the next; a line that is empty ends a paragraph.
  void comment(Open& open) {
    const std::size_t begin = open.at;
    skip_comment(open.content.substr(0, open.end), open.at);
    if (open.at < open.end && open.content[open.at] == '\n') put(open, begin, '\n');
  }

  void command(Open& open, std::string_view name) {
    const std::size_t begin = open.at;
    const std::size_t after = begin + 1 + name.size();
    if (name == "begin") return environment(open, after);
    if (name == "end" && name_in_braces(open, after) == "document") {
      ended_ = true;
      return;
    }
    if (name == "verb" || name == "Verb" || name == "lstinline" || name == "mintinline")
      return inline_verbatim(open, after);
    if (name == "url" || name == "nolinkurl" || name == "path" || name == "href")
      return literal_argument(open, after);
    if (name == "input" || name == "include" || name == "subfile" || name == "subfileinclude" ||
        name == "InputIfFileExists" || name == "import" || name == "subimport" || name == "includefrom")
      return input(open, name, after);
    if (name == "endinput") {
      copy(open, after);
      open.end = std::min(open.content.find('\n', open.at), open.end);
      return;
    }
    if (name == "let" || name == "newif" || name == "futurelet" || name == "string" || name == "noexpand")
      return copy_names(open, after, name == "let" ? 2 : 1);
    if (name == "excludecomment" || name == "lstnewenvironment" || name == "DefineVerbatimEnvironment" ||
        name == "specialcomment")
      if (const std::string defined = name_in_braces(open, after); !defined.empty())
        verbatim_.insert(defined);
    if (name == "iffalse" || name == "iftrue" || is_condition(open.content, name, after))
      return condition(open, name, after);
    if (name == "else" && !open.conditions.empty() && open.conditions.back()) {
      skip_branch(open, begin, after);
      open.conditions.pop_back();
      return;
    }
    if (name == "fi" && !open.conditions.empty()) open.conditions.pop_back();
    copy(open, after);
  }

  static bool is_condition(std::string_view content, std::string_view name, std::size_t after) {
    if (!name.starts_with("if") || is_one_of(name, no_conditions)) return false;
    return is_one_of(name, conditions) || after >= content.size() || content[after] != '{';
  }

  // ---- conditions

  void condition(Open& open, std::string_view name, std::size_t after) {
    const std::size_t begin = open.at;
    if (name != "iffalse") {
      copy(open, after);
      open.conditions.push_back(name == "iftrue");
      return;
    }
    if (skip_branch(open, begin, after)) open.conditions.push_back(false);  // at \else: read on to \fi
  }

  // To behind the \else or \fi that ends it; whether that was an \else.
  bool skip_branch(Open& open, std::size_t begin, std::size_t from) {
    std::size_t depth = 0;
    std::size_t at = from;
    const std::string_view content = open.content.substr(0, open.end);
    while (at < content.size()) {
      at = std::min(content.find_first_of("%\\", at), content.size());
      if (at >= content.size()) break;
      if (content[at] == '%') {
        skip_comment(content, at);
        continue;
      }
      const std::string_view name = control_word(content, at);
      if (name.empty()) {
        at += 2;
        continue;
      }
      at += 1 + name.size();
      if (name == "fi" && depth == 0) return end_branch(open, begin, at), false;
      if (name == "else" && depth == 0) return end_branch(open, begin, at), true;
      if (name == "fi") --depth;
      if (name == "iffalse" || name == "iftrue" || is_condition(content, name, at)) ++depth;
    }
    fail(open, begin, "the condition that begins here has no end in its file; expected \\fi");
  }

  void end_branch(Open& open, std::size_t begin, std::size_t at) {
    put(open, begin, ' ');
    open.at = at;
  }

  // \let\ifdraft\iffalse begins no condition.
  void copy_names(Open& open, std::size_t after, int count) {
    copy(open, after);
    for (; count > 0; --count) {
      std::size_t at = open.at;
      while (at < open.end && (is_blank(open.content[at]) || open.content[at] == '=')) ++at;
      if (at >= open.end || open.content[at] != '\\') return;
      const std::string_view name = control_word(open.content.substr(0, open.end), at);
      copy(open, std::min(at + (name.empty() ? 2 : 1 + name.size()), open.end));
    }
  }

  // ---- verbatim text

  // {name} at that place, after blanks; empty if there is none.
  std::string name_in_braces(const Open& open, std::size_t at) const {
    while (at < open.end && is_blank(open.content[at])) ++at;
    if (at >= open.end || open.content[at] != '{') return "";
    const std::string_view within =
        open.content.substr(at + 1, std::min(longest_argument, open.end - at - 1));
    const std::size_t close = within.find('}');
    if (close == std::string_view::npos) return "";
    std::string name(within.substr(0, close));
    while (!name.empty() && is_blank(name.back())) name.pop_back();
    while (!name.empty() && is_blank(name.front())) name.erase(0, 1);
    return name;
  }

  void environment(Open& open, std::size_t after) {
    const std::string name = name_in_braces(open, after);
    if (name == "document") {
      copy(open, open.content.find('}', after) + 1);
      result_.body_ = result_.text_.size();
      return;
    }
    if (verbatim_.count(name) == 0) return copy(open, after);
    const std::size_t end = open.content.find("\\end{" + name + "}", after);
    if (end == std::string_view::npos || end >= open.end)
      fail(
          open, open.at,
          fmt::format("the environment that begins here has no end in its file; expected \\end{{{}}}", name));
    put(open, open.at, ' ');
    open.at = end + name.size() + 6;
  }

  // \verb|...|, \verb*|...|, \lstinline[...]|...|, \lstinline{...}, \mintinline{language}|...|.
  void inline_verbatim(Open& open, std::size_t at) {
    const std::size_t begin = open.at;
    const bool is_minted = open.content.substr(begin + 1, 4) == "mint";
    const bool is_verb = open.content.substr(begin + 2, at - begin - 2) == "erb";
    std::string_view rest = open.content.substr(at, std::min(longest_argument, open.end - at));
    rest = rest.substr(0, rest.find('\n'));
    std::size_t i = rest.starts_with('*') ? 1 : 0;
    if (!is_verb && rest.substr(i).starts_with('[')) i = rest.find(']', i) + 1;
    if (is_minted) i = rest.find('}', i) + 1;
    if (i >= rest.size()) return copy(open, at);
    const char close = rest[i] == '{' && !is_verb ? '}' : rest[i];
    const std::size_t end = rest.find(close, i + 1);
    if (end == std::string_view::npos) return copy(open, at);  // as in \let\oldverb\verb
    put(open, begin, ' ');
    open.at = at + end + 1;
  }

  // In an address '%' begins no comment.
  void literal_argument(Open& open, std::size_t at) {
    if (at >= open.end || open.content[at] != '{') return copy(open, at);
    std::size_t depth = 0;
    for (std::size_t i = at; i < std::min(open.end, at + longest_argument) && open.content[i] != '\n'; ++i) {
      if (open.content[i] == '{') ++depth;
      if (open.content[i] == '}' && --depth == 0) {
        put(open, open.at, ' ');
        open.at = i + 1;
        return;
      }
    }
    copy(open, at);
  }

  // ---- other files

  void input(Open& open, std::string_view name, std::size_t after) {
    const std::size_t begin = open.at;
    const bool has_folder = name == "import" || name == "subimport" || name == "includefrom";
    std::size_t at = after;
    std::string folder;
    if (has_folder) {
      if (at < open.end && open.content[at] == '*') ++at;
      folder = name_in_braces(open, at);
      if (folder.empty()) return copy(open, after);
      at = std::min(open.content.find('}', at), open.end - 1) + 1;
    }
    std::string target = name_in_braces(open, at);
    if (!target.empty()) {
      at = open.content.find('}', at) + 1;
    } else if (name == "input" && !has_folder) {
      target = plain_name(open, at);
    }
    if (target.empty()) return copy(open, after);
    if (target.find_first_of("\\#") != std::string::npos) {
      remark(open, begin,
             fmt::format("'\\{} {}' is not followed: its name is made by a macro", name, target));
      return copy(open, at);
    }
    if (target.size() > 1 && target.front() == '"' && target.back() == '"')
      target = target.substr(1, target.size() - 2);
    if (names_.size() >= max_input_depth)
      fail(open, begin, fmt::format("files are input more than {} deep", max_input_depth));
    if (++inputs_ > max_inputs) fail(open, begin, fmt::format("more than {} files are input", max_inputs));
    const auto found = find(folder, target);
    if (!found) {
      const std::string sentence = fmt::format("there is no file '{}'", with_extension(folder + target));
      if (name == "InputIfFileExists") return copy(open, at);
      if (result_.body_ > 0) fail(open, begin, sentence);
      remark(open, begin, sentence + " beside the paper; it is not read");
      return copy(open, at);
    }
    refuse_circle(open, begin, found->first);
    const std::filesystem::path outer = import_;
    if (has_folder) import_ = (name == "subimport" ? import_ / folder : std::filesystem::path(folder));
    put(open, begin, '\n');
    read_file(found->first, found->second);
    put(open, begin, '\n');
    import_ = outer;
    open.at = at;
  }

  // \input name, up to a blank or a command.
  static std::string plain_name(const Open& open, std::size_t& at) {
    std::size_t begin = at;
    while (begin < open.end && (open.content[begin] == ' ' || open.content[begin] == '\t')) ++begin;
    std::size_t end = begin;
    if (end < open.end && open.content[end] == '"') {
      end = open.content.find('"', begin + 1);
      if (end == std::string_view::npos || end >= open.end) return "";
      ++end;
    } else {
      while (end < open.end && !is_blank(open.content[end]) &&
             std::string_view("\\{}%[]").find(open.content[end]) == std::string_view::npos)
        ++end;
    }
    if (end == begin || begin == at) return "";
    at = end;
    return std::string(open.content.substr(begin, end - begin));
  }

  std::optional<std::pair<std::string, std::string>> find(const std::string& folder,
                                                          const std::string& target) const {
    std::vector<std::filesystem::path> folders;
    if (!folder.empty()) folders.push_back(folder_ / import_ / folder);
    if (!folder.empty()) folders.push_back(folder_ / folder);
    if (!import_.empty()) folders.push_back(folder_ / import_);
    folders.push_back(folder_);
    for (const std::filesystem::path& place : folders)
      for (const std::string& name : {with_extension(target), target})
        if (std::string path = (place / name).lexically_normal().string();
            std::optional<std::string> content = reader_(path))
          return std::pair(std::move(path), std::move(*content));
    return std::nullopt;
  }

  void refuse_circle(const Open& open, std::size_t at, const std::string& path) const {
    const std::string name = std::filesystem::weakly_canonical(path).string();
    const auto first = std::find(names_.begin(), names_.end(), name);
    if (first == names_.end()) return;
    std::string way;
    for (auto next = first; next != names_.end(); ++next)
      way += std::filesystem::path(*next).filename().string() + " -> ";
    fail(open, at,
         fmt::format("'{}' inputs itself: {}{}", path, way, std::filesystem::path(name).filename().string()));
  }

  const FileReader& reader_;
  SourceText result_;
  std::filesystem::path folder_;
  std::filesystem::path import_;
  std::set<std::string> verbatim_;
  std::vector<std::string> names_;  // of the files that are being read
  std::size_t bytes_ = 0;
  std::size_t inputs_ = 0;
  bool ended_ = false;
};

SourceText read_paper(const std::string& file, const FileReader& reader) {
  return SourceReader(reader).run(file);
}

}  // namespace dropcert::paper
