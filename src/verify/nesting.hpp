// Depth of evaluations within one another.
#pragma once

namespace dropcert::verify {

/// Counts the nesting of evaluations, so that definitions of definitions cannot exhaust the stack.
class Nesting {
 public:
  static constexpr int most = 1200;  // some 5 kB of stack each, of 8 MB

  explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  bool is_too_deep() const { return depth_ > most; }

 private:
  int& depth_;
};

}  // namespace dropcert::verify
