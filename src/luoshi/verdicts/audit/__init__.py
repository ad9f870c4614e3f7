"""Arithmetic on what the texts say: one rule, one file, one name, one page, one corpus."""
