"""Document: a source as sections and classified sentences."""
