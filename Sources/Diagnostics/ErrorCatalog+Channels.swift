extension ErrorCatalog {
  /// What is said of e-mails and text messages.
  static let channels = Area(
    title: "E-mails and text messages",
    entries: [
      Entry(
        "config-channel",
        "An e-mail or text message of template.yaml says something that its key cannot mean.",
        example: "sms: { sms: pages/sms.liquid, as: sms.txt, segments: many }",
        cure: "Use what the message names; Docs/channels.md lists the keys."
      ),
      Entry(
        "email-address",
        "An e-mail's from, to or reply_to is not an address of the form name@domain.",
        example: "to: \"{{ customer.email }}\" for a record whose email is \"none\"",
        cure: "Correct the record, or make the e-mail only for records that have an address (when)."
      ),
      Entry(
        "email-subject",
        "The subject of an e-mail is empty for this record.",
        example: "subject: \"{{ customer.title }}\" for a record without one",
        cure: "Write a subject that every record fills."
      ),
      Entry(
        "email-unsubscribe",
        "The address that ends a mailing is not https or mailto, has a character that no header may hold, or is longer than 900 bytes.",
        example: "unsubscribe: \"http://example.com/bye?name={{ customer.name }}\"",
        cure:
          "Write an https address or a mailto, and pass values in it through url_encode; write nothing where there is none."
      ),
      Entry(
        "sms-alphabet",
        "A text message has a character outside GSM-7, and alphabet: gsm-7 allows none.",
        example: "a name in Greek capitals is in GSM-7, one in Cyrillic is not",
        cure: "Leave the value out, or write alphabet: any and allow more segments."
      ),
      Entry(
        "sms-empty",
        "A text message has no text for this record.",
        example: "{% if amount > 0 %}...{% endif %} and nothing else",
        cure: "Give the output a condition (when) instead of an empty page."
      ),
      Entry(
        "sms-too-long",
        "A text message would be billed as more messages than segments allows.",
        example: "161 characters of GSM-7, or 71 of UCS-2, with segments: 1",
        cure: "Shorten the text, cut values in it (truncate), or allow more segments."
      ),
    ])
}
