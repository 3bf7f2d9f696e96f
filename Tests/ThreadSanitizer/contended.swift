import Dispatch
import Glibc
import Synchronization

// Threads that wait for each other at one lock, for `Scripts/test-tsan.sh`: no race, but with `outside` there is one.

final class Shared: @unchecked Sendable {
  // Unchecked: `outside` is the race to be found.
  let numbers = Mutex<[Int]>([])
  var count = 0
}

let shared = Shared()
let isOutside = CommandLine.arguments.contains("outside")
let rounds = 50
let threads = 4

DispatchQueue.concurrentPerform(iterations: threads) { thread in
  for round in 0..<rounds {
    shared.numbers.withLock { numbers in
      numbers.append(round)
      shared.count += 1
      // Longer than a lock spins: the others wait in the kernel, which hands the lock over.
      usleep(200)
    }
    if isOutside, thread == 0 { shared.count += 1 }
  }
}
precondition(shared.numbers.withLock { $0.count } == rounds * threads)
