"""Text: from any file to a Source, the characters that all later offsets point into."""
