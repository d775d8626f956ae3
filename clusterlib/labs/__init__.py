"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clusterlib.labs.choices import Question, Quiz, Reveal, predict, quiz, reveal

__all__ = ["Question", "Quiz", "Reveal", "predict", "quiz", "reveal"]
