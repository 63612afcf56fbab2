// Work on numbered pieces by several threads, with the results in order.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "exact/flint.hpp"
#include "run/threads.hpp"

namespace dropcert::audit {

/// Runs next -> work -> take over a sequence of pieces. The threads fetch pieces one after the other (`bool
/// next(Piece&)`, false at the end), work on them at the same time (`Result work(Piece&)`), and hand the
/// results to `take(Result&&)` one after the other in the order of the pieces. At most four pieces a thread
/// are under way. The first exception in the order of the pieces ends the run and is thrown again; the
/// results before it have been taken.
template <typename Piece, typename Result, typename Next, typename Work, typename Take>
class OrderedParallel {
 public:
  OrderedParallel(Next next, Work work, Take take)
      : next_(std::move(next)), work_(std::move(work)), take_(std::move(take)) {}

  void run(unsigned threads) {
    window_ = 4 * static_cast<std::uint64_t>(threads);
    run::on_threads<exact::FlintThread>(threads, [this](unsigned) { serve(); });
    if (error_) std::rethrow_exception(error_);
  }

 private:
  struct Outcome {
    std::optional<Result> result;
    std::exception_ptr error;
  };

  void serve() {
    Piece piece;
    Outcome outcome;
    while (const std::optional<std::uint64_t> number = fetch(piece, outcome)) {
      if (!outcome.error) {
        try {
          outcome.result.emplace(work_(piece));
        } catch (...) {
          outcome.error = std::current_exception();
        }
      }
      deliver(*number, std::exchange(outcome, {}));
    }
  }

  // The number of the next piece; none at the end. What goes wrong in reading a piece is its outcome.
  std::optional<std::uint64_t> fetch(Piece& piece, Outcome& outcome) {
    const std::lock_guard reading(input_);
    {
      std::unique_lock lock(state_);
      moved_.wait(lock, [this] { return stopped_ || fetched_ - taken_ < window_; });
      if (stopped_ || at_end_) return std::nullopt;
    }
    try {
      at_end_ = !next_(piece);
      if (at_end_) return std::nullopt;
    } catch (...) {
      outcome.error = std::current_exception();
      at_end_ = true;
    }
    const std::lock_guard lock(state_);
    return fetched_++;
  }

  void deliver(std::uint64_t number, Outcome outcome) {
    std::unique_lock lock(state_);
    waiting_.emplace(number, std::move(outcome));
    if (taking_) return;  // whoever is taking comes to this one
    taking_ = true;
    while (!stopped_ && !waiting_.empty() && waiting_.begin()->first == taken_) {
      Outcome first = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      lock.unlock();
      const std::exception_ptr error = taken(first);
      lock.lock();
      ++taken_;
      if (error) {
        error_ = error;
        stopped_ = true;
      }
      moved_.notify_all();
    }
    taking_ = false;
  }

  std::exception_ptr taken(Outcome& outcome) {
    if (outcome.error) return outcome.error;
    try {
      take_(std::move(*outcome.result));
      return nullptr;
    } catch (...) {
      return std::current_exception();
    }
  }

  Next next_;
  Work work_;
  Take take_;
  std::mutex input_;  // held while reading; before state_ where both are
  bool at_end_ = false;
  std::mutex state_;
  std::condition_variable moved_;
  std::uint64_t window_ = 0, fetched_ = 0, taken_ = 0;
  std::map<std::uint64_t, Outcome> waiting_;
  bool taking_ = false, stopped_ = false;
  std::exception_ptr error_;
};

template <typename Piece, typename Result, typename Next, typename Work, typename Take>
void ordered_parallel(unsigned threads, Next next, Work work, Take take) {
  OrderedParallel<Piece, Result, Next, Work, Take>(std::move(next), std::move(work), std::move(take))
      .run(threads);
}

}  // namespace dropcert::audit
