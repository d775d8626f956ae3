"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clusterlib.labs.predictions import Reveal, predict, reveal
from clusterlib.labs.quizzes import Question, Quiz, quiz
from clusterlib.labs.structure import StructureLab, structure_lab

__all__ = [
    "Question",
    "Quiz",
    "Reveal",
    "StructureLab",
    "predict",
    "quiz",
    "reveal",
    "structure_lab",
]
