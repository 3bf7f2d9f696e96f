#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int billow_open_beneath(int folder, const char *path, int flags, unsigned mode) {
#ifdef SYS_openat2
  struct open_how how = {
      .flags = (unsigned)flags,
      .mode = mode,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
#else
  (void)folder, (void)path, (void)flags, (void)mode;
  errno = ENOSYS;
  return -1;
#endif
}

int billow_sync_file_system(int folder) { return syncfs(folder); }
