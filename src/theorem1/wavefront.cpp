#include "theorem1/wavefront.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <thread>

#include "run/threads.hpp"

namespace dropcert::theorem1 {
namespace {

/// How far each block of rows has come, and whether a thread failed or gave up.
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

/// When a run that is asked to stop gives up: what it would need another moment for is finished.
class Patience {
 public:
  explicit Patience(const std::atomic<bool>* stop) : stop_(stop) {}

  bool is_over() {
    if (stop_ == nullptr || !stop_->load(std::memory_order_relaxed)) return false;
    const Clock::rep now = Clock::now().time_since_epoch().count();
    Clock::rep asked = 0;
    if (asked_.compare_exchange_strong(asked, now)) return false;
    return Clock::duration(now - asked) > std::chrono::milliseconds(100);
  }

 private:
  using Clock = std::chrono::steady_clock;
  const std::atomic<bool>* stop_;
  std::atomic<Clock::rep> asked_ = 0;
};

class Runner {
 public:
  Runner(const Wavefront& w, const std::function<void(const WavefrontVisit&)>& visit)
      : w_(w),
        visit_(visit),
        blocks_((w.last_row - w.first_row + w.rows_per_block - 1) / w.rows_per_block),
        progress_(blocks_),
        patience_(w.stop) {}

  bool operator()() {
    run::on_threads(static_cast<unsigned>(std::min<unsigned long>(w_.threads, blocks_)),
                    [this](unsigned id) { work(id); });
    return !stopped_;
  }

 private:
  // Blocks are begun in their order, so the one before is always done or in work.
  void work(unsigned id) {
    try {
      for (unsigned long b = next_++; b < blocks_; b = next_++) {
        if (!run_block(id, b)) return;
      }
    } catch (...) {
      progress_.fail();
      throw;
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
      if (patience_.is_over()) {
        stopped_ = true;
        progress_.fail();
        return false;
      }
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
  Patience patience_;
  std::atomic<unsigned long> next_ = 0;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

bool run_wavefront(const Wavefront& wavefront, const std::function<void(const WavefrontVisit&)>& visit) {
  return wavefront.last_row <= wavefront.first_row || Runner(wavefront, visit)();
}

}  // namespace dropcert::theorem1
