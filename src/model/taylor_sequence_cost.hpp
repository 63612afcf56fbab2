#pragma once

namespace dropcert::model {

// Costs of the routes of taylor_sequence.hpp to `bits` bits, in microseconds of the machine on which they
// were measured: they decide which route is taken, never a result.

/// Less is not worth a second thread.
inline constexpr double worth_a_thread = 500;

/// Whether the recurrence gives b_0, ..., b_n sooner than a power series.
bool recurrence_is_cheaper(unsigned long n, double bits);
/// That of b_0, ..., b_(first-1) by the cheaper of these two.
double start_cost(unsigned long first, double bits);
/// The order from which poles are to be summed so that all orders up to n cost least, |z| = modulus; n + 1
/// for none. at_once: the poles are summed while the others are computed.
unsigned long cheapest_first_pole_order(unsigned long n, double modulus, double bits, bool at_once);

}  // namespace dropcert::model
