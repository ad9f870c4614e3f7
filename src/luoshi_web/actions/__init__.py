"""All writes, one module for each kind."""
