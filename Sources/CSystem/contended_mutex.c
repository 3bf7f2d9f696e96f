// Tells the thread sanitizer who had a contended `Mutex` before; only in its builds.
//
// Swift's `Synchronization.Mutex` is a priority-inheriting futex. Without contention it is locked and unlocked by atomic
// instructions of our own code, which the sanitizer sees. With contention the standard library, which is not instrumented,
// lets the kernel hand the lock over (FUTEX_LOCK_PI): no order between the two owners is recorded, and all that they do under
// the lock is reported as a race. So the two functions that do this are stood in for here: each does what it did, and says so.
// The order is of this lock's address alone, as a pthread mutex has it, so an access outside the lock is reported as before.
#if __has_feature(thread_sanitizer)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <stdint.h>

// Part of the standard library's binary interface. Were they renamed, these would never be called and the reports come back.
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void lock_slow(
    uint32_t thread, __attribute__((swift_context)) void *mutex);
typedef __attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *mutex);

lock_slow billow_lock_slow __asm__(LOCK_SLOW);
unlock_slow billow_unlock_slow __asm__(UNLOCK_SLOW);

static lock_slow *next_lock_slow;
static unlock_slow *next_unlock_slow;

// Before `main`, when there is one thread yet.
__attribute__((constructor)) static void find_next(void) {
  next_lock_slow = (lock_slow *)dlsym(RTLD_NEXT, LOCK_SLOW);
  next_unlock_slow = (unlock_slow *)dlsym(RTLD_NEXT, UNLOCK_SLOW);
}

__attribute__((swiftcall)) void billow_lock_slow(
    uint32_t thread, __attribute__((swift_context)) void *mutex) {
  next_lock_slow(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void billow_unlock_slow(__attribute__((swift_context)) void *mutex) {
  // Before the kernel lets the next owner go on.
  __tsan_release(mutex);
  next_unlock_slow(mutex);
}
#endif
