// The end of the program where nothing can be undone any more.
#pragma once

#include <string>

namespace dropcert::run {

/// A temporary file that must not outlive the program. Committed or removed files are let go.
class Temporary {
 public:
  Temporary() = default;
  explicit Temporary(const std::string& path);
  ~Temporary() { let_go(); }
  Temporary(Temporary&& other) noexcept;
  Temporary& operator=(Temporary&& other) noexcept;
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void let_go() noexcept;

 private:
  int slot_ = -1;  // none: too many at a time, which a later run removes
};

/// Removes all temporaries. Safe in a signal handler.
void remove_temporaries() noexcept;

/// Removes all temporaries, writes "dropcert: SENTENCE" to standard error and ends the program, whatever its
/// other threads do. Allocates nothing; safe in a signal handler. The sentence is printable.
[[noreturn]] void end_at_once(const char* sentence, int exit_code) noexcept;

}  // namespace dropcert::run
