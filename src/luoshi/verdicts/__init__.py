"""Verdicts: what the rows of several reports mean together. Reconciliation answers commitments, audit checks sums."""
