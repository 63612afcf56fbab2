// Pieces that cover a region, and what is seen of the statement on each.
#pragma once

#include <deque>
#include "check/calculus/expansion.hpp"
#include "check/region.hpp"

namespace dropcert::check {

/// The end of a piece: a real number, known exactly or enclosed; then a term may have its form.
struct End {
  Value value;
  const language::Node* term = nullptr;
};

/// What a piece has of one variable: the numbers between two ends, or one number. An end that is missing is
/// infinite.
struct Side {
  std::optional<End> low;
  std::optional<End> high;
  bool low_open = false;
  bool high_open = false;
  bool is_point = false;  // low alone

  bool is_finite() const { return low && (high || is_point); }
};

struct Piece {
  std::vector<Side> sides;
  int depth = 0;
};

/// How terms are expanded on a piece: about an end, the middle or infinity of one side; about its point;
/// about the diagonal, where the variable of the side is that of `other` plus or minus u; along rays from a
/// point; about the centre of all sides, where each variable is that of the centre plus a part of its radius
/// times u, at u = 1.
struct View {
  enum class Place { low, high, middle, point, diagonal, centre, cone } place;
  std::size_t axis;
  int order;
  bool has_forms = false;
  std::size_t other = 0;
  int root = 1;       // c + u^root or u^-root about an end
  int direction = 0;  // about the diagonal: its side, 0 for the diagonal itself; of parities: 0 or 1
  // Towards infinity, x = log u or -log u, or exp(u^-root) or -exp(u^-root), or 2/u + direction or -2/u +
  // direction for integers 1/u; about an open end, c + exp(-u^-root).
  enum class Scale { powers, logarithm, exponential, parities } scale = Scale::powers;

  bool operator==(const View&) const = default;
};

/// The points c + u d, 0 <= u <= 1, with each coordinate of d between two numbers.
struct Cone {
  std::vector<End> apex;
  std::vector<std::pair<mpq_class, mpq_class>> slopes;
  std::vector<Value> forms;  // of the slopes that are not known
};

/// Covers a region by pieces on each of which the statement is seen to be true.
class Cover {
 public:
  Cover(Evaluator& evaluator, Evaluator::Region& region) : evaluator_(evaluator), region_(region) {}
  /// That the statement holds, or fails at a point; nullopt if neither is seen.
  std::optional<Truth> run();

 private:
  bool begin(Piece& whole);
  Interval hull_of(const Side& side) const;
  Value form_of(const End& end, Forms& forms);
  /// The outcomes over the piece, its variables being intervals, or expanded.
  Truth outcomes(const Piece& piece);
  std::optional<Chart> chart_of(const Piece& piece, const View& view) const;
  int whole_power(const Piece& piece, const View& view) const;
  Truth outcomes(const Piece& piece, const View& view, Chart& chart);
  Value variable(const Piece& piece, const View& view, Chart& chart, std::size_t axis,
                 const std::vector<Value>& forms) const;
  /// Binds the variable of the side, given its own or, where its domain depends on others, the place in it.
  void bind(std::size_t axis, const Value& value);
  template <class Bind>
  Truth with_variables(Bind bind_all);

  /// Draws the ends of a side of integers, beside others, in to integers; false if there are none between
  /// them.
  bool narrow_to_integers(Piece& piece) const;
  /// On a piece with ends, of integers: of each by itself.
  std::optional<Truth> by_cases(const Piece& piece);
  Truth at_integer(const mpz_class& n);
  Truth by_directions(const Piece& piece, View view);
  bool is_good(const Truth& found) const;
  Truth decide(Piece& piece);
  std::vector<View> views(const Piece& piece) const;
  // contacts.cpp
  std::vector<End> simple_points(const Side& side) const;
  std::optional<Truth> about_point(const Piece& piece);
  std::optional<Truth> by_cones(const Piece& piece, const std::vector<End>& point);

  // cuts.cpp
  /// The parts of a piece on which the statement was not decided; none if it cannot be cut further.
  std::vector<Piece> cut(const Piece& piece);
  std::optional<std::vector<Piece>> parts_at_given(const Piece& piece);
  std::optional<End> special_point(const Piece& piece);
  std::optional<End> recognised(const Interval& near, const Side& side);
  void collect_constants(const language::Node& node);

  Evaluator& evaluator_;
  Evaluator::Region& region_;
  unsigned excluded_ = 0;
  bool is_over_integers_ = false;  // of the only side: nothing else counts
  Cone* cone_ = nullptr;           // that a view is of
  int points_tried_ = 0;           // as its apex
  bool touches_low_ = false;       // of the only side: something may be zero at the closed end
  bool touches_high_ = false;
  std::optional<View> helpful_;  // the view by which the last piece was decided
  bool has_constants_ = false;
  std::deque<language::Node> terms_;  // of numbers where it was cut
  std::vector<End> constants_;        // of the statement: numbers where it may be at its least
};

}  // namespace dropcert::check
