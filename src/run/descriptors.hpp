// What a program does before anything else, so that no file is opened in place of a standard stream.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace dropcert::run {

/// Opens /dev/null in place of each of the descriptors 0, 1 and 2 that is closed; else the next file that is
/// opened would get its number, and messages would be written into it. It is opened the other way round, so
/// that using the stream is an error still: results that nobody can get are no success. Also ignores SIGXFSZ,
/// so that a write beyond a quota of file size is an error (EFBIG) and not the end.
inline void prepare_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0) {
      const int opened = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
      // Without /dev/null there is no safe way to go on: descriptors are given out from the lowest.
      if (opened != descriptor) _exit(2);
    }
#ifdef SIGXFSZ
  std::signal(SIGXFSZ, SIG_IGN);
#endif
}

}  // namespace dropcert::run
