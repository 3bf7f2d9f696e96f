public struct XMLLimits {}
