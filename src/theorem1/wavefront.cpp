#include "theorem1/wavefront.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <memory>
#include <thread>
#include <vector>

namespace dropcert {
namespace {

/// How far each block of rows has come, and whether a thread failed.
class Progress {
 public:
  explicit Progress(unsigned long blocks) : done_(new Line[blocks]) {}

  /// Returns once block b has finished the visit of `diagonal`; false if a thread failed.
  bool wait(unsigned long b, long diagonal) const {
    for (unsigned spins = 0; done_[b].diagonal.load(std::memory_order_acquire) > diagonal; ++spins) {
      if (failed_.load(std::memory_order_relaxed)) return false;
      if (spins >= patience) std::this_thread::yield();  // the core may be shared with the thread waited for
    }
    return true;
  }

  void finished(unsigned long b, long diagonal) {
    done_[b].diagonal.store(diagonal, std::memory_order_release);
  }
  void fail() { failed_.store(true, std::memory_order_relaxed); }

 private:
  static constexpr unsigned patience = 1000;
  struct alignas(64) Line {
    std::atomic<long> diagonal = std::numeric_limits<long>::max();
  };
  std::unique_ptr<Line[]> done_;
  std::atomic<bool> failed_ = false;
};

class Runner {
 public:
  Runner(const Wavefront& w, const std::function<void(const WavefrontVisit&)>& visit)
      : w_(w),
        visit_(visit),
        blocks_((w.last_row - w.first_row + w.rows_per_block - 1) / w.rows_per_block),
        progress_(blocks_),
        errors_(w.threads) {}

  void operator()() {
    const auto threads = static_cast<unsigned>(std::min<unsigned long>(w_.threads, blocks_));
    {
      std::vector<std::jthread> others;  // joined at the end of this scope
      try {
        for (unsigned id = 1; id < threads; ++id)
          others.emplace_back([this, id, threads] { work(id, threads); });
      } catch (...) {
        progress_.fail();  // a thread that cannot start must not be waited for
        throw;
      }
      work(0, threads);
    }
    for (const std::exception_ptr& error : errors_) {
      if (error) std::rethrow_exception(error);
    }
  }

 private:
  void work(unsigned id, unsigned threads) noexcept {
    try {
      for (unsigned long b = id; b < blocks_; b += threads) {
        if (!run_block(id, b)) return;
      }
    } catch (...) {
      errors_[id] = std::current_exception();
      progress_.fail();
    }
  }

  // Row first has columns up to first + 2 to move (the last of them is where D^first p gets its new term),
  // which step 0 meets on the diagonal first + 2; the last step meets column 1 on the diagonal 2 - rows.
  bool run_block(unsigned id, unsigned long b) {
    const unsigned long first = w_.first_row + b * w_.rows_per_block;
    const unsigned long rows = std::min(w_.rows_per_block, w_.last_row - first);
    const long last_diagonal = 2 - static_cast<long>(rows);
    for (long d = static_cast<long>(first) + 2; d >= last_diagonal; --d) {
      if (b > 0 && !wait_for_block_before(b, d)) return false;
      visit_({id, first, d, d >= 1 ? 0 : static_cast<unsigned long>(1 - d), rows});
      progress_.finished(b, d);
    }
    return true;
  }

  // Step 0 on diagonal d reads columns d and d-1. The block before, which is never a last, shorter one, moves
  // column d-1 to its last row on the diagonal d - rows_per_block, and does not touch it later.
  bool wait_for_block_before(unsigned long b, long d) const {
    const long last_diagonal = 2 - static_cast<long>(w_.rows_per_block);
    return progress_.wait(b - 1, std::max(d - static_cast<long>(w_.rows_per_block), last_diagonal));
  }

  const Wavefront& w_;
  const std::function<void(const WavefrontVisit&)>& visit_;
  unsigned long blocks_;
  Progress progress_;
  std::vector<std::exception_ptr> errors_;
};

}  // namespace

void run_wavefront(const Wavefront& wavefront, const std::function<void(const WavefrontVisit&)>& visit) {
  if (wavefront.last_row > wavefront.first_row) Runner(wavefront, visit)();
}

}  // namespace dropcert
