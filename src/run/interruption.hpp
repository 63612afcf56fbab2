// Being asked to end.
#pragma once

#include <atomic>

namespace dropcert::run {

/// From here on SIGINT (Ctrl-C), SIGTERM, SIGHUP and SIGXCPU (a quota of time) ask the program to end. What
/// is not over soon after the first of them is ended: temporaries are removed, and the exit code is 1.
/// Another of them ends it at once. By whatever other signal it ends (a closed pipe, Ctrl-\), temporaries are
/// removed. Call it before any file is opened.
void watch_signals();

/// Set by the first of these signals, for work that has something to save or to say when it ends early.
const std::atomic<bool>& interrupted();

/// The work has ended because interrupted() was seen; what is left takes the time that it takes.
void interruption_answered();

}  // namespace dropcert::run
