extension ErrorCatalog {
  /// What is said of personal links.
  static let links = Area(
    title: "Personal links",
    entries: [
      Entry(
        "link-key-differs",
        "A run is read back with another link key than it was made with.",
        example: "--link-key of the month before",
        cure: "Give the key whose id the run's manifest names."
      ),
      Entry(
        "link-key-length",
        "A link key has too few bytes to be safe, or so many that it is another file.",
        example: "a key of 16 bytes",
        cure: "Make one: (umask 077; openssl rand -out link.key 32)."
      ),
      Entry(
        "link-key-needed",
        "What is asked of a run with links needs the key they were made with.",
        example: "billow verify --re-render 1% without --link-key",
        cure: "Give the key with --link-key."
      ),
      Entry(
        "link-key-open",
        "Others than its owner may read or write the file of the link key.",
        example: "mode 0644",
        cure: "chmod 600 it; if others may have read it, make another key."
      ),
      Entry(
        "link-key-unreadable",
        "The file of the link key cannot be read, or is no plain file.",
        example: "--link-key of a file that is not there",
        cure: "Correct the path, or make a key: (umask 077; openssl rand -out link.key 32)."
      ),
      Entry(
        "link-refused",
        "A signed link is not one of ours, or is no longer good.",
        example: "a link whose amount was changed",
        cure: "Take the link as it was sent, name the key it was signed with, or send a new one."
      ),
      Entry(
        "lock-missing",
        "A run is to lock its pages, and the template has no page with a lock.",
        example: "--lock of a template without lock: in its outputs",
        cure: "Add lock: { page: pages/door.liquid, word: customer.postcode } to an output."
      ),
      Entry(
        "lock-word",
        "The field that a customer is asked for is not four letters or digits or more, or has other characters in it.",
        example: "an empty postcode",
        cure: "Name a field that every customer has and knows, or mend the record."
      ),
    ])
}
