"""The tasks of the exercises, a file a unit: what is right, and what a wrong answer shows."""
