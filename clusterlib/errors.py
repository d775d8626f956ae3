"""The root of all errors that say to a user what is wrong, where, and what to do."""


class ClusterlibError(ValueError):
    """What was given cannot be used. The text names every problem with its place and its cure.

    A command ends with the text alone; whatever is no such error is a fault of the program.
    """
