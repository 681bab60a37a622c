"""A report becomes proposals: figures, who says them, dated events, positions, places. No network, no clock, no store.

What a stranger gets wrong: nothing here is accepted. A reader proposes, a person decides; and what the text does not
say (a date without a day of publication, a place, a source) stays empty instead of being guessed.
"""
