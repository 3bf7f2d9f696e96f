"""E-mails and text messages as a marketer looks at them: the mail as it is read, the message as it is billed."""

import re

from person import Person

# Characters of GSM-7's extension table take two places (3GPP TS 23.038, 6.2.1.1).
TWO_PLACES = "^{}\\[~]|€"


class AtTheMail(Person):
    def reads_the_mail(self):
        self.choose("1-soft")
        self.shows("email")
        head = self.tab.locator("#mail").inner_text()
        self.check("mail: from, to and subject",
                   "Olvera <servizio@olvera.example>" in head and "Giulia Ferri <giulia.ferri@example.com>" in head
                   and re.search(r"Subject\s+\S+", head), head)
        self.check("mail: its words", "Giulia" in self.text())
        width = self.page().evaluate("(image => image.decode().then(() => image.naturalWidth))(document.querySelector('img'))")
        self.check("mail: the picture inside it shows", width > 100, width)
        self.page().locator("strong").first.hover()
        self.until("document.querySelectorAll('#why li').length > 0")
        why = self.tab.locator("#why").inner_text()
        self.check("mail: why is this here", re.search(r"email\.liquid:\d+", why) and "template.yaml:" in why, why)
        self.picture("studio-mail")
        self.tab.click("#tab-checks")
        self.tab.click("#audit")
        self.tab.wait_for_selector("#axe p.ok, #axe p.no")
        said = self.tab.locator("#axe").inner_text()
        self.check("mail: axe finds it clean", "No violation" in said, said)
        self.tab.click("#tab-why")
        self.is_the_studio_itself_clean("a mail")
        locale = self.template / "locales/it.json"
        text = locale.read_text(encoding="utf-8")
        subject = re.search(r'"subject": \{\s*"1": "([^"]+)"', text)
        self.saves(locale, text[:subject.start(1)] + "Un saluto: {{ amount }}" + text[subject.end(1):])
        self.check("mail: a saved subject shows", "Un saluto" in self.tab.locator("#mail").inner_text(), self.tab.locator("#mail").inner_text())
        self.compares_with("HEAD")
        head = self.tab.locator("#mail").inner_text()
        self.check("mail: another version's subject beside it", "Un saluto" in head and self.tab.locator("#mail del").count() == 1, head)
        self.compares_with("")
        self.saves(locale, text)
        self.shows("email as text")
        said = self.tab.locator("#frames").inner_text()
        self.check("mail: its text part", "Da pagare" in said and "characters" in said and "</" not in said and "SMS" not in said, said)

    def reads_the_message(self):
        self.shows("sms")
        self.is_billed("GSM-7", single=160, part=153)
        self.picture("studio-sms")
        self.tab.click("#tab-data")
        field = self.tab.locator("#field-reminder\\.page_url")
        field.fill("https://olvera.example/" + "s" * 120)
        self.after(lambda: field.press("Tab"))
        self.is_billed("GSM-7", single=160, part=153)
        self.check("message: of two parts", "2 parts" in self.tab.locator("#frames").inner_text())
        field = self.tab.locator("#field-seller\\.trading_name")
        field.fill("Olveră")
        self.after(lambda: field.press("Tab"))
        said = self.tab.locator("#outcome").inner_text()
        self.check("message: what cannot be sent is told", "sms-alphabet" in said, said)
        manifest = self.template / "template.yaml"
        text = manifest.read_text(encoding="utf-8")
        self.saves(manifest, text.replace("segments: 2, alphabet: gsm-7", "segments: 4", 1))
        self.is_billed("UCS-2", single=70, part=67)
        self.after(lambda: self.tab.click("#reset"))
        self.saves(manifest, text)
        self.choose("suppressed-paid")
        said = self.tab.locator("#outcome").inner_text()
        self.check("no document, and why", "No document: suppressed: paid-since" in said, said)

    def is_billed(self, alphabet, single, part):
        """The length shown is the length of the words shown, counted here."""
        words = self.tab.locator("#frames pre").inner_text()
        caption = self.tab.locator("#frames p").inner_text()
        places = sum(2 if c in TWO_PLACES else 1 for c in words) if alphabet == "GSM-7" else len(words.encode("utf-16-le")) // 2
        parts = 1 if places <= single else -(-places // part)
        wanted = f"{len(words)} characters; as an SMS {parts} {'part' if parts == 1 else 'parts'} ({alphabet}, {places} of {single if parts == 1 else parts * part} places)"
        self.check(f"message: its length, {parts} of {alphabet}", caption == wanted, f"{caption!r} is not {wanted!r}")
