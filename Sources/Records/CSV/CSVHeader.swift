final class CSVHeader: Sendable {}
