"""Tokens: the numbers, ranks, dates and labels of a sentence."""
