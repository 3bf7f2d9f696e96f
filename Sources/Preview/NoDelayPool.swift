import FlyingFox
import FlyingSocks
import Glibc

/// Waits for sockets as the pool it wraps does, and lets none hold small writes back.
///
/// FlyingFox writes a response's head and body apart. On a connection that is kept, the kernel then holds the body until
/// the head is acknowledged, which the other side puts off for 40 ms: every answer took 43 ms. With `TCP_NODELAY` it
/// takes one.
struct NoDelayPool: AsyncSocketPool {
  let base: any AsyncSocketPool

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // A listening socket hands the option on to those it accepts.
    try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
