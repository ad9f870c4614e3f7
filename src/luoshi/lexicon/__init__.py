"""Lexicon: the vocabulary as TOML, each entry with its source, and the one loader that validates it."""
