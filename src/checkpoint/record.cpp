#include "checkpoint/record.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace dropcert::checkpoint {

using namespace certificate;

namespace {

constexpr std::string_view format_version = "1";
constexpr std::string_view digest_label = "sha256 ";
constexpr std::uint64_t digest_digits = 64;
constexpr std::uint64_t closing_bytes = digest_label.size() + digest_digits + 1;
constexpr std::size_t number_bytes = 8;
constexpr std::size_t block_bytes = std::size_t{1} << 20;

bool is_one_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \n\r") == std::string_view::npos;
}

std::string line_of(std::string_view name, std::string_view value) {
  if (!is_one_word(name) || value.find_first_of("\n\r") != std::string_view::npos)
    throw std::invalid_argument(fmt::format("'{} {}' does not fit on a line of a record", name, value));
  return fmt::format("{} {}\n", name, value);
}

std::string heading(const Identity& identity) {
  std::string text = line_of("dropcert", fmt::format("{} {}", identity.kind, format_version));
  text += line_of("program", identity.program);
  text += line_of("command", identity.command);
  for (const auto& [name, value] : identity.parameters) text += line_of(name, value);
  return text + "\n";
}

std::string closing(const Sha256& digest) {
  return fmt::format("{}{}\n", digest_label, digest.hex());
}

std::optional<std::string> unlike(std::string_view what, std::string_view found, std::string_view expected) {
  if (found == expected) return std::nullopt;
  return fmt::format("its {} is {}, not {}", what, found, expected);
}

}  // namespace

const std::string* Identity::find(std::string_view name) const {
  for (const auto& [known, value] : parameters)
    if (known == name) return &value;
  return nullptr;
}

std::optional<std::string> difference(const Identity& found, const Identity& expected) {
  if (auto text = unlike("kind", found.kind, expected.kind)) return text;
  if (auto text = unlike("program", found.program, expected.program)) return text;
  if (auto text = unlike("command", found.command, expected.command)) return text;
  for (const auto& [name, value] : expected.parameters) {
    const std::string* other = found.find(name);
    if (!other) return fmt::format("it has no {}", name);
    if (auto text = unlike(name, *other, value)) return text;
  }
  for (const auto& [name, value] : found.parameters)
    if (!expected.find(name)) return fmt::format("it has {} {}, which is not expected", name, value);
  return std::nullopt;
}

RecordWriter::RecordWriter(publish::OutputFile file, const Identity& identity) : file_(std::move(file)) {
  write(heading(identity));
}

void RecordWriter::write(std::string_view bytes) {
  digest_.update(bytes);
  file_.write(bytes);
}

void RecordWriter::write_number(std::uint64_t number) {
  std::string bytes;
  for (std::size_t i = 0; i < number_bytes; ++i)
    bytes += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
  write(bytes);
}

void RecordWriter::write_text(std::string_view text) {
  write_number(text.size());
  write(text);
}

void RecordWriter::commit() {
  file_.write(closing(digest_));
  file_.commit();
}

std::string record_text(const Identity& identity, std::string_view body) {
  std::string text = heading(identity);
  text += body;
  Sha256 digest;
  digest.update(text);
  return text + closing(digest);
}

RecordReader::RecordReader(run::InputFile file) : file_(std::move(file)) {
  file_.make_seekable();
  check_digest();
  read_heading();
}

void RecordReader::damaged(const std::string& reason) const {
  throw RecordError(fmt::format("'{}' is damaged and is not used: {}", file_.path(), reason));
}

void RecordReader::go_to_start(std::uint64_t remaining) {
  file_.seek(0);
  block_.clear();
  begin_ = 0;
  remaining_ = remaining;
}

// Leaves the file at its start, and in remaining_ what lies before the closing line.
void RecordReader::check_digest() {
  constexpr std::string_view opening = "dropcert ";
  const std::uint64_t size = file_.size().value_or(0);
  go_to_start(size);
  if (size < opening.size() || read(opening.size()) != opening)
    throw RecordError(fmt::format(
        "'{}' is neither a checkpoint nor a shard: it does not start with 'dropcert '", file_.path()));
  if (size < closing_bytes) damaged("it ends too early");
  Sha256 digest;
  go_to_start(size - closing_bytes);
  while (remaining_ > 0) digest.update(read(std::min<std::uint64_t>(remaining_, block_bytes)));
  remaining_ = closing_bytes;
  const std::string last = read(closing_bytes);
  if (last.rfind(digest_label, 0) != 0 || last.back() != '\n')
    damaged("its last line, with the digest, is missing");
  if (last != closing(digest)) damaged("its bytes do not have the digest of its last line");
  go_to_start(size - closing_bytes);
}

std::string RecordReader::read_line() {
  std::string line;
  while (line.size() < block_bytes && remaining_ > 0) {
    const std::string c = read(1);
    if (c == "\n") return line;
    line += c;
  }
  damaged("its heading has no end");
}

// A right digest is no proof that this program wrote it, so the form is checked too.
void RecordReader::read_heading() {
  const auto field = [this](std::string_view label) {
    const std::string line = read_line();
    if (line.rfind(fmt::format("{} ", label), 0) != 0)
      damaged(fmt::format("expected the line '{} ...', not '{}'", label, line));
    return line.substr(label.size() + 1);
  };
  const std::string kind = field("dropcert");
  const std::size_t space = kind.find(' ');
  if (space == std::string::npos || kind.substr(space + 1) != format_version)
    throw RecordError(fmt::format("'{}' has the format 'dropcert {}', which this program does not read",
                                  file_.path(), kind));
  identity_.kind = kind.substr(0, space);
  identity_.program = field("program");
  identity_.command = field("command");
  for (std::string line = read_line(); !line.empty(); line = read_line()) {
    const std::size_t end = line.find(' ');
    if (end == std::string::npos) damaged(fmt::format("'{}' is no line of a heading", line));
    identity_.parameters.emplace_back(line.substr(0, end), line.substr(end + 1));
  }
}

std::string RecordReader::read(std::uint64_t bytes) {
  if (bytes > remaining_) damaged("it ends too early");
  std::string text;
  text.reserve(bytes);
  while (text.size() < bytes) {
    if (begin_ == block_.size()) {
      block_.resize(block_bytes);
      block_.resize(file_.read(block_.data(), block_.size()));
      begin_ = 0;
      if (block_.empty()) damaged("it cannot be read to its end");
    }
    const std::size_t n = std::min<std::size_t>(bytes - text.size(), block_.size() - begin_);
    text.append(block_, begin_, n);
    begin_ += n;
  }
  remaining_ -= bytes;
  return text;
}

std::uint64_t RecordReader::read_number() {
  std::uint64_t number = 0;
  const std::string bytes = read(number_bytes);
  for (std::size_t i = number_bytes; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

void RecordReader::require(const Identity& expected) const {
  if (const auto text = difference(identity_, expected))
    throw RecordError(fmt::format("'{}' belongs to another run: {}", file_.path(), *text));
}

}  // namespace dropcert::checkpoint
