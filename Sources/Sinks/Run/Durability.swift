/// How much is asked of the disk.
public enum Durability: Sendable {
  /// One `syncfs` for everything staged, one for everything published: the default.
  case grouped
  /// An `fsync` of each file and folder, for disks shared with others who write a lot.
  case each
  /// Nothing; survives the death of the process, not of the machine. For measuring.
  case none
}
