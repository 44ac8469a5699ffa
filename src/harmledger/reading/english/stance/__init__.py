"""Who says what in; what a voice denies, doubts or concedes, what nobody says has happened, and who is blamed out."""
