enum StandardFilters { static let rows: [FilterRow] = [] }
