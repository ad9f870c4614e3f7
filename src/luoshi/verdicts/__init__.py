"""Judgements on what reports say: audit asks whether the figures agree, reconcile what became of commitments."""
