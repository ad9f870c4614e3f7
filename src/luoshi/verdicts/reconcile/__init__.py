"""Reconciliation: each commitment of an earlier report, answered from later ones."""
