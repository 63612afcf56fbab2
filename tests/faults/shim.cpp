// Preloaded into a program: makes the system refuse what it seldom refuses.
//   FAULT_THREADS=N     threads beyond the first N cannot be made
//   FAULT_CALL=NAME     fsync or rename fails, as on a full disk
//   FAULT_CHANGE=PATH   the file changes, by its last byte but one, just before it is opened for the third
//   time: the first looks at its layout, the second takes its digest
#undef _FILE_OFFSET_BITS  // with it the headers make open another name of open64
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool fails(const char* name) {
  const char* wanted = std::getenv("FAULT_CALL");
  if (wanted == nullptr || std::strcmp(wanted, name) != 0) return false;
  errno = ENOSPC;
  return true;
}

using Open = int (*)(const char*, int, ...);

int open_by(const char* name, const char* path, int flags, mode_t mode) {
  static std::atomic<int> opened{0};
  const auto real = next<Open>(name);
  const char* changing = std::getenv("FAULT_CHANGE");
  if (changing != nullptr && std::strcmp(changing, path) == 0 && ++opened == 3) {
    const int file = real(path, O_RDWR);
    const off_t at = lseek(file, -2, SEEK_END);
    if (pwrite(file, "7", 1, at) != 1) std::abort();
    close(file);
  }
  return real(path, flags, mode);
}

}  // namespace

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) {
  static std::atomic<int> made{0};
  const char* most = std::getenv("FAULT_THREADS");
  if (most != nullptr && made++ >= std::atoi(most)) return EAGAIN;
  return next<decltype(&pthread_create)>("pthread_create")(thread, attributes, start, argument);
}

int fsync(int descriptor) {
  return fails("fsync") ? -1 : next<int (*)(int)>("fsync")(descriptor);
}

int rename(const char* from, const char* to) noexcept {
  return fails("rename") ? -1 : next<int (*)(const char*, const char*)>("rename")(from, to);
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = va_arg(arguments, mode_t);
  va_end(arguments);
  return open_by("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = va_arg(arguments, mode_t);
  va_end(arguments);
  return open_by("open64", path, flags, mode);
}

}  // extern "C"
