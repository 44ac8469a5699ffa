"""English: a report and its text in, claims out. The story is `reader`; the rooms that it goes through, in order:

sentences   a text's sentences, and their words with tags and dependencies
when        its moments (`dates`)
where       its places (`toponyms`)
how_many    the numbers that may count people (`quantities`), ages, and those that count nobody
people      who is counted or named (`chunks`)
harm        what befell them: words of harm, their victims, how figures relate (`figures`)
who_says    who has the word: quotations, verbs of saying, chains of voices (`attribution`, `voices`)
stance      what a voice denies, doubts or concedes; what nobody says has happened; who is blamed
claims      put together: one sentence's claims, then what the rest of the report says of when and where
words       the lexicons of `reading/data`, which all of them use
"""
