"""Arabic, read by words and patterns: no parser of Arabic whose licence and data we could ship exists.

letters    a text as given → one spelling of it, with the way back to every code point
words      folded text → words, each with the readings that its clitics allow
numbers    number words in every gender and case → values;  quantities  "at least", "dozens", "between … and …"
people     nouns for people in singular, dual and plural → who, and how many their form says
harm       words of harm;  chunks  people as counted;  figures  what became of whom
voices, stance, blame, means, dates, toponyms   what else a sentence says
reader     a report and its text → claims
"""
