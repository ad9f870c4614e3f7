"""The platform: a board on which every number leads to its sentence. Imports the public names of luoshi only."""
