"""Plain models of the policies: one person at a time, two-valued, slow and obvious.

They read the rows themselves and share nothing with `eligibility.law`. What is unknown in a record is tried
with every day, grade or length that could make a difference.
"""
