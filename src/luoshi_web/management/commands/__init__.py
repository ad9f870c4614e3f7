"""Commands of manage."""
