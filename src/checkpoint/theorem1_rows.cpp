#include "checkpoint/theorem1_rows.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <sstream>

namespace dropcert {

namespace {

constexpr std::string_view piece = "rows";
constexpr std::size_t number_bytes = 8;

std::string encode(std::uint64_t number) {
  std::string bytes;
  for (std::size_t i = 0; i < number_bytes; ++i)
    bytes += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
  return bytes;
}

std::uint64_t read_number(RecordReader& record) {
  std::uint64_t number = 0;
  const std::string bytes = record.read(number_bytes);
  for (std::size_t i = number_bytes; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

void write_text(RecordWriter& record, const std::string& text) {
  record.write(encode(text.size()));
  record.write(text);
}

std::string read_text(RecordReader& record) {
  return record.read(read_number(record));
}

/// The magnitude, lowest byte first.
void write_entry(RecordWriter& record, const mpz_class& entry) {
  std::string bytes((mpz_sizeinbase(entry.get_mpz_t(), 2) + 7) / 8, '\0');
  std::size_t count = 0;
  mpz_export(bytes.data(), &count, -1, 1, 0, 0, entry.get_mpz_t());
  bytes.resize(count);
  write_text(record, bytes);
}

mpz_class read_entry(RecordReader& record) {
  const std::string bytes = read_text(record);
  mpz_class entry;
  mpz_import(entry.get_mpz_t(), bytes.size(), -1, 1, 0, 0, bytes.data());
  return entry;
}

}  // namespace

void save_rows(const CheckpointStore& store, const Theorem1Rows& rows, const std::string& note) {
  RecordWriter record = store.create(piece);
  write_text(record, note);
  for (const std::uint64_t number : {rows.k, rows.sampled_rows, rows.sampled_in_full})
    record.write(encode(number));
  for (unsigned long j = 1; j <= rows.k; ++j) write_entry(record, rows.surjections(j));
  for (unsigned long i = 1; i <= rows.k + 1; ++i) write_entry(record, rows.derivative(i));
  record.commit();
}

std::optional<SavedRows> load_rows(const CheckpointStore& store) {
  std::optional<RecordReader> opened = store.open(piece);
  if (!opened) return std::nullopt;
  const auto record = std::make_shared<RecordReader>(std::move(*opened));
  SavedRows saved;
  saved.note = read_text(*record);
  saved.rows.k = read_number(*record);
  saved.rows.sampled_rows = read_number(*record);
  saved.rows.sampled_in_full = read_number(*record);
  saved.rows.surjections = [record](unsigned long) { return read_entry(*record); };
  saved.rows.derivative = saved.rows.surjections;
  return saved;
}

}  // namespace dropcert
