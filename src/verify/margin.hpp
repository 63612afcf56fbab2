// By how much the sides of comparisons differ over a region: how it was decided, for a reader to follow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exact/rational.hpp"
#include "verify/program.hpp"
#include "verify/value.hpp"

namespace dropcert::verify {

/// A comparison `<`, `<=`, `>` or `>=` on one piece: the side that is to be greater, less the other.
struct Margin {
  const Code* code = nullptr;  // the relation,
  std::size_t link = 0;        // and the link of its chain
  bool holds = false;
  std::optional<exact::Rational> least;   // at least that, which is positive
  std::optional<exact::Rational> factor;  // at least that times u^order, where the model is one in u >= 0
  long order = 0;
};

/// What a piece is near: u^power is what `distance` says, such as "x - 1/2"; `range` the piece, in words.
struct Nearness {
  std::string distance;
  long power = 1;
  std::string range;
};

/// The margins of all pieces of a region.
class Margins {
 public:
  /// Of a piece that is decided; near what, if its models are about the end of a side.
  void add(const std::vector<Margin>& piece, const std::optional<Nearness>& near);
  void clear() { links_.clear(); }
  /// A sentence for each comparison that holds wherever it was made; no more than a few.
  std::vector<std::string> told() const;

 private:
  struct Near {
    Nearness place;
    exact::Rational factor;
    long order;
  };
  struct Link {
    const Code* code;
    std::size_t link;
    bool holds = true;
    std::vector<Near> near;
    std::optional<exact::Rational> least;  // on the other pieces
    bool is_only_positive = false;         // on one of these no number is known
    bool has_rest = false;
  };
  std::vector<Link> links_;  // in the order in which they were met
};

}  // namespace dropcert::verify
