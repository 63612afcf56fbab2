// A `for` over real intervals, the reals and ranges without end: by normal form, at points, by subdivision.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "verify/machine.hpp"
#include "verify/region_comparison.hpp"

namespace dropcert::verify {

/// The run of consecutive region binders of a quantifier that begins at `first`, and what follows it.
class Region {
 public:
  /// `at_precision` sets the machine's precision, and binds anew what depends on it; nullptr: only the first.
  Region(Machine& machine, const Code& quantifier, std::size_t first,
         std::function<void(ball::Bits)> at_precision);

  /// So many pieces at most, where the limits allow more.
  void limit_pieces(int most) { most_pieces_ = most; }

  /// Adds all elements of the region (each with all that follows) to the gathering. In a machine of boxes or
  /// forms for all that the outer variables stand for; then with little effort.
  void solve(Gathering& gathering);

  /// Set by solve: there is a point at which all that follows is false or undefined,
  bool has_failing_point() const { return has_failing_point_; }
  /// the values there, of each binder from the first on;
  std::vector<Value> failing_values() const;
  /// or the end of the binder after these is undefined there.
  bool fails_by_domain() const { return failing_point_.size() < axes_.size() || failing_rest_by_domain_; }
  /// The ends of the group are undefined, whatever its variables.
  bool has_undefined_ends() const { return has_undefined_ends_; }
  bool is_identity() const { return is_identity_; }
  long pieces() const { return pieces_; }
  /// How the pieces were decided, in words: "7 by Taylor models; about x = 1/2"; "" if by
  /// intervals.
  std::string how() const;
  /// By how much the sides of comparisons differ; empty if the machine does not keep that.
  std::vector<std::string> margins() const { return margins_.told(); }
  /// Why it is not decided, or "".
  const std::string& reason() const { return reason_; }

 private:
  // A side of a box. The interval of its points lies within [low, high], which is exactly that unless its
  // ends are irrational numbers; an infinite end has no number.
  struct Edge {
    exact::Rational low, high;
    bool low_infinite = false, high_infinite = false;
    bool low_open = false, high_open = false;
    std::shared_ptr<const Contact> exact_low, exact_high;  // irrational ends
    bool low_is_special = false, high_is_special = false;  // worth an expansion about it

    bool is_infinite() const { return low_infinite || high_infinite; }
    bool is_point() const { return !is_infinite() && low == high; }
  };
  enum class Place { low, middle, high };
  // One way to decide a piece: by models in one variable, about a centre.
  struct Attempt {
    enum class Path {
      along,     // one variable moves from the centre, the others stay anywhere
      ray,       // all move from the centre towards anywhere in the box
      diagonal,  // x = y + u
    };
    Path path = Path::along;
    std::size_t axis = 0;
    std::size_t other = 0;      // of a diagonal
    std::vector<Place> centre;  // of each axis
    long order = 2;
    bool is_exact = false;
    // x = c + u^power, at an infinite end 1/u^power; x = -log u there; or x = exp(1/u^power) there, and
    // c + exp(-1/u^power).
    enum class Scale { powers, logarithm, exponential } scale = Scale::powers;
    long power = 1;
    bool by_logarithms = false;
    std::optional<long> remainder = {};  // of n by 2 where n is 2/u + that, for 1/u over the integers

    bool operator==(const Attempt&) const = default;
  };
  using Box = std::vector<Edge>;

  struct Axis {
    const BinderCode* binder = nullptr;
    int slot = 0;
    int element = -1;  // of a list: its place there
    bool is_integer = false;
    bool is_dependent = false;        // its ends mention variables of the group
    bool has_unbounded_ends = false;  // and these have no ends of their own
    bool low_infinite = false, high_infinite = false;
    bool low_open = false, high_open = false;
    Value low, high;  // the ends, if not infinite; of a dependent axis as last evaluated
    Edge cover;       // contains all points, if bounded
  };

  // A part of the region, by the signs of the variables and the order of their absolute values.
  struct FormCase {
    std::vector<int> signs;  // of each axis 1 or -1; 0 or empty: of any sign
    enum class Zero { included, excluded, only } zero = Zero::included;  // beside a sign
    enum class Face { all, inside, low, high };
    std::vector<Face> faces;         // of each axis; empty: all of it
    std::vector<std::size_t> order;  // of the axes, from the least; empty: in any order
    enum class Steps { nonnegative, positive, zero } steps = Steps::nonnegative;  // from each to the next
    bool by_exponentials = false;  // positive variables are exponentials of others, those in (0, 1) sigmoids
    bool goes_beyond = false;      // the high end
    // One variable is t times another, t >= 0, or the opposite; a positive one the exponential of that.
    struct Multiple {
      std::size_t axis, of;
      int side;
    };
    std::optional<Multiple> multiple;
  };

  // The points c + u d, 0 <= u <= 1, of a box, with each coordinate of d between two numbers.
  struct Cone {
    std::vector<Contact> apex;                                        // c
    std::vector<std::pair<exact::Rational, exact::Rational>> slopes;  // d
  };

  enum class Emptiness { not_empty, perhaps, empty };

  bool prepare(Gathering& gathering);
  void add_axis(const BinderCode& binder, int element);
  void set(const Axis& axis, Value value);
  void bind(const std::vector<Value>& point);
  Gathering follow(bool wherever_defined);
  void solve_open_length(Gathering& gathering);
  void look_at_points(Gathering& gathering);
  bool find_ends(Gathering& gathering);
  void solve_forms(Gathering& gathering);
  void solve_points(Gathering& gathering);
  Outcomes evaluate_ends(std::size_t axis);
  Outcomes ends();
  Outcomes order(const Axis& axis);
  bool is_bounded() const;
  std::optional<std::vector<exact::Rational>> only_point() const;
  SymbolTable::Range range_of(const Axis& axis) const;

  Value form_variable(const Axis& axis, const std::string& name);
  std::optional<Gathering> normal_form(bool wherever_defined);
  std::optional<Gathering> normal_form_once(bool wherever_defined);
  // Binds the variables to forms, whose variables have the names that it is given.
  using FormBinding = std::function<Outcomes(const std::function<std::string()>& new_name)>;
  std::optional<Gathering> evaluated_as_form(bool wherever_defined, const FormBinding& bind_forms);
  // The same while signs are searched for; what that takes is taken from `work`, and charged.
  static constexpr long most_work = 3'000'000;  // about a second
  std::optional<Gathering> searched_as_form(bool wherever_defined, const FormBinding& bind_forms, long& work);
  std::vector<std::vector<FormCase>> systems_of_cases() const;
  std::string describe_parts(const std::vector<FormCase>& system) const;
  std::optional<Outcomes> by_cases(bool wherever_defined, long& work);
  std::vector<std::vector<Axis>> wider_axes() const;
  std::optional<Outcomes> by_wider_cases(std::vector<std::vector<Axis>> wider);
  std::optional<Gathering> by_induction();
  void add_shown(Gathering& whole, const char* how, const Outcomes& all);
  bool by_statements(Gathering& whole, const std::vector<Code>& statements, const char* how, int most_pieces);
  bool over_reals(Gathering& whole, int most_pieces);
  bool by_premises(Gathering& whole, int most_pieces);
  bool by_steps(Gathering& whole);
  bool is_shown(const std::function<bool()>& find);
  bool is_whole_quantifier() const;
  using Holds = std::function<bool(const Code& part)>;
  bool by_parts(Gathering& whole, const char* how, const std::function<bool(const Holds&)>& all_hold);
  bool by_links(Gathering& whole);
  bool by_squares(Gathering& whole);
  struct WayFinder {
    const char* how;
    int most_apart;
    Ways (*find)(const language::Node& statement, const RegionComparison& comparison,
                 const Meanings& meanings);
  };
  bool by_ways(Gathering& whole, const std::vector<WayFinder>& finders);
  bool by_monotone_functions(Gathering& whole);
  bool by_slopes(Gathering& whole);
  bool by_faces(Gathering& whole);
  std::optional<Outcomes> by_open_lists();
  Outcomes bind_case(const FormCase& one, const std::function<std::string()>& new_name);
  Value form_from(const Axis& axis, const std::string& name);
  Value form_from_end(const Axis& axis, bool low_open, bool high_open, const std::string& name);
  Value form_between(const Value& low, const Value& high, bool low_open, bool high_open,
                     const std::string& name);
  SignRange bounds_of(const Axis& axis) const;
  std::vector<std::size_t> axes_of_one_domain() const;
  bool is_open_unit(const Axis& axis) const;
  Outcomes contains(const std::vector<Value>& point, std::size_t& undefined_axis);
  void add_candidates_from_obligations();
  std::vector<exact::Rational> special_values(std::size_t axis) const;
  // Asked for each axis once its ends are known; nullopt: any number.
  using Chosen = std::function<std::optional<exact::Rational>(std::size_t axis)>;
  std::optional<std::vector<exact::Rational>> sample(int i, const Chosen& chosen);
  std::optional<std::vector<exact::Rational>> candidate(
      const std::vector<std::vector<exact::Rational>>& special, int i);
  exact::Rational spread(const Axis& axis, int i, std::size_t number);
  static exact::Rational integer_value(const Axis& axis, long i);
  bool survives(const std::vector<Value>& point, Gathering& gathering);
  bool survives(const std::vector<exact::Rational>& point, Gathering& gathering);
  std::vector<std::vector<Value>> circular_points();
  bool sampled(Gathering& gathering, int count);
  bool far_points(Gathering& gathering);
  bool infinite_cases(Gathering& gathering, long most, long first = 0);
  static constexpr long infinite_cases_tried = 1000;
  static constexpr long infinite_cases_inside_boxes = 16;
  static constexpr long first_cases_tried = 32;  // before steps from case to case
  static constexpr long infinite_cases_of_lengths = 5;
  bool fail(std::vector<Value> point, Gathering& gathering, const Gathering& at_point);
  void subdivide(Gathering& whole);
  bool cover(Gathering& whole, int most, bool by_models);
  Gathering piece(const Box& box, bool wherever_defined, bool& is_outside);
  Box whole_box() const;
  static bool is_infinite(const Box& box);
  bool has_dependent_ends() const;
  bool has_integers() const;
  Expansion& new_expansion();
  void with_forms(const std::function<void()>& evaluate);
  bool touches(const Contact& point);
  void note_contact(const Contact& point);
  static std::string text_of(const Contact& point);
  std::optional<Nearness> nearness(const Box& box, const Attempt& attempt) const;
  bool touches(const std::function<Value(std::size_t)>& coordinate);
  bool tail_of_range(Gathering& whole);
  bool narrow_to_integers(Box& box) const;
  bool split(Box& box, std::vector<exact::Rational> centre, const Box& start, std::deque<Box>& boxes);
  ball::Interval hull_of(const Value& value);
  SymbolTable::Range sign_of(const Edge& edge) const;
  static ball::Interval range_of(const Edge& edge);
  Gathering by_models(const Box& box, const Attempt& attempt, bool wherever_defined);
  bool bind_box(const Box& box, Outcomes& defined, const Attempt* attempt);
  Gathering expand(const Box& box, const Attempt& attempt, bool wherever_defined);
  void bind_model(std::size_t axis, const Box& box, const Edge& edge, const Attempt& attempt);
  static Contact end_of(const Edge& edge, bool is_low);
  Value exact_value_of(const Contact& contact);
  exact::Rational split_point(const Edge& edge) const;
  std::optional<exact::Rational> given_contact(std::size_t axis, const Edge& edge) const;
  bool improve(Gathering& found, const Box& box);
  std::vector<Attempt> attempts(const Box& box) const;
  std::optional<Gathering> at_exact_point(const Contact& point, bool wherever_defined);
  std::vector<Contact> inner_candidates(const Edge& edge) const;
  bool about_point(Gathering& found, const Box& box);
  bool by_cones(Gathering& found, const Box& box, const std::vector<Contact>& point);
  bool split_at_contact(Box& box, std::deque<Box>& boxes, Gathering& whole);
  bool open_ends(Box& box, Gathering& whole);
  void refute_at(const Contact& point, Gathering& whole);
  void leave_open(Gathering& gathering, const std::string& reason);
  void set_precision(ball::Bits precision);
  std::string without_pieces(bool infinite_integers, bool wherever) const;
  std::string describe(const std::vector<exact::Rational>& point) const;
  std::vector<exact::Rational> point_of(const Box& box);
  std::string closest_comparison(const std::vector<exact::Rational>& point);
  std::string undecided_near(const std::string& effort, const Box& box);
  std::string undecided_everywhere(bool are_close, const std::vector<exact::Rational>& point);

  Machine& machine_;
  const Code& code_;
  std::size_t first_, last_;
  std::function<void(ball::Bits)> at_precision_;
  Machine::Mode outer_mode_;
  std::vector<Axis> axes_;
  std::vector<std::string> names_;  // of each
  bool compares_powers_ = false;    // by their logarithms
  bool has_open_length_ = false;    // the next binder's lists have as many elements as a variable here says
  Emptiness emptiness_ = Emptiness::not_empty;
  std::optional<Gathering> known_;                   // of the whole at any point, from the normal form
  std::string obstacle_of_models_;                   // met by the last of those that say whether sides touch
  std::vector<std::vector<exact::Rational>> roots_;  // points at which a divisor or an argument may be 0
  bool seen_true_ = false, seen_counted_ = false;
  bool outer_balls_ = false;
  bool forms_by_ratio_ = false;
  std::optional<int> most_pieces_;

  std::vector<Value> failing_point_;
  std::vector<Value> rest_, failing_rest_;  // the values of the binders behind an open length
  bool rest_by_domain_ = false, failing_rest_by_domain_ = false;
  bool has_failing_point_ = false;
  bool has_undefined_point_ = false;  // of a region inside a statement
  bool has_undefined_ends_ = false;
  bool is_identity_ = false;
  bool looked_at_faces_ = false;
  long pieces_ = 0;
  std::optional<Attempt> last_success_;
  const Cone* cone_ = nullptr;      // what models are made of
  int points_tried_ = 0;            // as such apexes
  long by_models_ = 0;              // of the pieces
  std::vector<std::string> meets_;  // points of contact, as terms
  std::string tail_;                // from where on a range is one piece
  std::string parts_;               // by which the region was decided with forms
  std::string induction_;           // how it was decided by induction
  std::string open_lists_;          // or for lists of any length
  std::string reason_;
  Margins margins_;
};

/// A ball that contains [low, high], and nothing beyond 0 if an end is 0.
ball::Ball box_ball(const exact::Rational& low, const exact::Rational& high, ball::Bits precision);

}  // namespace dropcert::verify
