"""English: a report and its text in, claims out. The story is `reader`; what it calls, in order of need:

what to read     sentences, parse, lexicon, means, speech_context
how many         quantities, quantity_phrases, number_words, not_counts, nobody, numbering, ages
of whom          chunks, chunk, counted, names, axes, joining
what befell them harm, victims, ties, fates, relations, speaking, stated_tolls → figures
who says it      quotations, direct_speech, clauses, subjects, hearsay, saying, saying_lexicon → attribution → voices
                 (with voice_kinds, coreference)
with what stance stance, stance_lexicon, unreal
by whose hand    blame
when             dates (date_words, date_shapes, date_context, date_resolution, stated_dates, relative_dates)
where            toponyms (toponym_spotting, toponym_cues, toponym_forms, toponym_text, toponym_words)
put together     who_says, scene, setting → claims → reader
"""
