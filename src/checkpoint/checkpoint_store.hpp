// A folder of checkpoints of one run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "checkpoint/record.hpp"

namespace dropcert::checkpoint {

/// Checkpoints of one run, one file a piece of work: FOLDER/NAME.checkpoint. Each appears whole or not at
/// all, so a run killed at any moment leaves the pieces that it had saved and nothing else. One run at a
/// time: a lock that ends with the process guards the folder. Different threads may save and load different
/// pieces.
class CheckpointStore {
 public:
  /// Makes the folder if there is none. `command` and `parameters`: all that the results depend on, besides
  /// the build of the program, which is added. Throws std::runtime_error if the folder cannot be used or
  /// another run uses it.
  CheckpointStore(std::filesystem::path folder, std::string program, std::string command,
                  std::vector<std::pair<std::string, std::string>> parameters);
  ~CheckpointStore();
  CheckpointStore(const CheckpointStore&) = delete;
  CheckpointStore& operator=(const CheckpointStore&) = delete;

  /// The saved piece, its digest and identity checked; none if it was not saved. Throws RecordError if it is
  /// damaged or belongs to another run.
  std::optional<RecordReader> open(std::string_view name) const;
  /// A writer whose commit puts the piece in place of an earlier one.
  RecordWriter create(std::string_view name) const;

  /// The same for whole bodies.
  std::optional<std::string> load(std::string_view name) const;
  void save(std::string_view name, std::string_view body) const;

 private:
  std::filesystem::path path_of(std::string_view name) const;
  void lock();

  std::filesystem::path folder_;
  Identity identity_;
  int lock_ = -1;
};

}  // namespace dropcert::checkpoint
