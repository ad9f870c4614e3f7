"""Values: the smallest things every later stage speaks of. Standard library only."""
