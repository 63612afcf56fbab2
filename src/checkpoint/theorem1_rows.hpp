// Rows of Theorem 1 in a checkpoint.
#pragma once

#include <string>

#include "checkpoint/checkpoint_store.hpp"
#include "theorem1/theorem1.hpp"

namespace dropcert::checkpoint {

/// Saves the rows as the piece "rows", with a line of text of the caller's. Cost: both rows are written,
/// exactly, and digested.
void save_rows(const CheckpointStore& store, const theorem1::Theorem1Rows& rows, const std::string& note);

struct SavedRows {
  theorem1::Theorem1Rows rows;  // read as they are asked for, in their order
  std::string note;
};

/// The saved rows, none if there are none. Throws RecordError as CheckpointStore::open.
std::optional<SavedRows> load_rows(const CheckpointStore& store);

}  // namespace dropcert::checkpoint
