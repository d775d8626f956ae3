"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clusterlib.labs.buzz import BuzzLab, buzz_lab
from clusterlib.labs.predictions import Reveal, predict, reveal
from clusterlib.labs.quizzes import Question, Quiz, quiz
from clusterlib.labs.structure import StructureLab, structure_lab

__all__ = [
    "BuzzLab",
    "Question",
    "Quiz",
    "Reveal",
    "StructureLab",
    "buzz_lab",
    "predict",
    "quiz",
    "reveal",
    "structure_lab",
]
