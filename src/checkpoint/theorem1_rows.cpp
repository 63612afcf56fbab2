#include "checkpoint/theorem1_rows.hpp"

#include <cstdint>
#include <memory>

namespace dropcert::checkpoint {

namespace {

constexpr std::string_view piece = "rows";

/// The magnitude, lowest byte first.
void write_entry(RecordWriter& record, const mpz_class& entry) {
  std::string bytes((mpz_sizeinbase(entry.get_mpz_t(), 2) + 7) / 8, '\0');
  std::size_t count = 0;
  mpz_export(bytes.data(), &count, -1, 1, 0, 0, entry.get_mpz_t());
  bytes.resize(count);
  record.write_text(bytes);
}

mpz_class read_entry(RecordReader& record) {
  const std::string bytes = record.read_text();
  mpz_class entry;
  mpz_import(entry.get_mpz_t(), bytes.size(), -1, 1, 0, 0, bytes.data());
  return entry;
}

}  // namespace

void save_rows(const CheckpointStore& store, const theorem1::Theorem1Rows& rows, const std::string& note) {
  RecordWriter record = store.create(piece);
  record.write_text(note);
  for (const std::uint64_t number : {rows.k, rows.sampled_rows, rows.sampled_in_full})
    record.write_number(number);
  for (unsigned long j = 1; j <= rows.k; ++j) write_entry(record, rows.surjections(j));
  for (unsigned long i = 1; i <= rows.k + 1; ++i) write_entry(record, rows.derivative(i));
  record.commit();
}

std::optional<SavedRows> load_rows(const CheckpointStore& store) {
  std::optional<RecordReader> opened = store.open(piece);
  if (!opened) return std::nullopt;
  const auto record = std::make_shared<RecordReader>(std::move(*opened));
  SavedRows saved;
  saved.note = record->read_text();
  saved.rows.k = record->read_number();
  saved.rows.sampled_rows = record->read_number();
  saved.rows.sampled_in_full = record->read_number();
  saved.rows.surjections = [record](unsigned long) { return read_entry(*record); };
  saved.rows.derivative = saved.rows.surjections;
  return saved;
}

}  // namespace dropcert::checkpoint
