extension UnitOutput {
  /// Notes what is to be done about a record's customer.
  public func addTask(_ task: TaskEntry) { TaskSpool.append(task, to: &tasks) }

  /// Notes that nothing is to be done about the customer of a key, which is UTF-8, and why.
  public func addNoTask(key: UnsafeRawBufferPointer, reason: String) {
    TaskSpool.append(key: key, reason: reason, to: &tasks)
  }
}
