// Being asked to end.
#pragma once

#include <atomic>

namespace dropcert::run {

/// Set by the first SIGINT (Ctrl-C), SIGTERM, SIGHUP or SIGXCPU (a quota of time) since the first call. What
/// is not over soon after that is ended: temporaries are removed, and the exit code is 1. Another of them
/// ends the program at once.
const std::atomic<bool>& interrupted();

/// The work has ended because interrupted() was seen; what is left takes the time that it takes.
void interruption_answered();

}  // namespace dropcert::run
