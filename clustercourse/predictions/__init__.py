"""Predict first: questions with options, curves to be drawn, quizzes, and what came of them."""

from clustercourse.predictions.axis import Axis
from clustercourse.predictions.drawing import predict_curve, reveal_curve
from clustercourse.predictions.predicting import Reveal, predict, reveal
from clustercourse.predictions.quizzes import Question, Quiz, quiz
from clustercourse.predictions.results import when_yours

__all__ = [
    "Axis",
    "Question",
    "Quiz",
    "Reveal",
    "predict",
    "predict_curve",
    "quiz",
    "reveal",
    "reveal_curve",
    "when_yours",
]
