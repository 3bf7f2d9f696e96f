/// The locales' raw text, one generated file each in `Data/`.
///
/// A line is a key, one space and a value; a list's items stand between `|`, and a key that comes again goes
/// on. `LocaleReader` reads it. `Scripts/make-locales.py` writes it, from CLDR as Babel carries it.
enum LocaleData {}
