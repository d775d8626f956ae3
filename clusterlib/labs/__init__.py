"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clusterlib.labs.predictions import Reveal, predict, reveal
from clusterlib.labs.quizzes import Question, Quiz, quiz

__all__ = ["Question", "Quiz", "Reveal", "predict", "quiz", "reveal"]
