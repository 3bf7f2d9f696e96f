#ifndef BILLOW_CSYSTEM_H
#define BILLOW_CSYSTEM_H

// Opens `path` beneath the folder `folder`, following no symbolic link in any part of it.
//
// openat2(2) has no wrapper in the C library, and syscall(2) is variadic, which Swift does not
// import. Returns a descriptor, or -1 with errno; ENOSYS where the system is too old for it.
int billow_open_beneath(int folder, const char *path, int flags, unsigned mode);

// syncfs(2), which the C library shows only under _GNU_SOURCE; Swift does not set that.
int billow_sync_file_system(int folder);

#endif
