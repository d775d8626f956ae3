"""The course model in other ways of writing it, to measure against and to check against."""
