/// The filters of Shopify/liquid 5.13, `Liquid::StandardFilters`.
///
/// Every filter returns its result with the flags that are right for it: a result is marked as markup only when
/// it is. A row's `safety` tells the checker and the manual; nobody may add flags to a result because of it.
public enum StandardFilters {
  /// One row a filter, by subject.
  public static let rows: [FilterRow] =
    letters + trimming + replacing + cutting + markup + encoding
    + arithmetic + lists + properties + ordering + dates + choices
}
