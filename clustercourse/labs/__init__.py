"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clustercourse.labs.buzz import BuzzLab, buzz_lab
from clustercourse.labs.focal import FocalLab, focal_lab
from clustercourse.labs.horizontal import HorizontalLab, horizontal_lab
from clustercourse.labs.multi_angle import MultiAngleLab, multi_angle_lab
from clustercourse.labs.policy import PolicyLab, policy_lab
from clustercourse.labs.position import PositionLab, position_lab
from clustercourse.labs.structure import StructureLab, structure_lab
from clustercourse.labs.trust import TrustLab, trust_lab
from clustercourse.labs.vertical import VerticalLab, vertical_lab
from clustercourse.predictions.axis import Axis
from clustercourse.predictions.drawing import predict_curve, reveal_curve
from clustercourse.predictions.predicting import Reveal, predict, reveal
from clustercourse.predictions.quizzes import Question, Quiz, quiz

__all__ = [
    "Axis",
    "BuzzLab",
    "FocalLab",
    "HorizontalLab",
    "MultiAngleLab",
    "PolicyLab",
    "PositionLab",
    "Question",
    "Quiz",
    "Reveal",
    "StructureLab",
    "TrustLab",
    "VerticalLab",
    "buzz_lab",
    "focal_lab",
    "horizontal_lab",
    "multi_angle_lab",
    "policy_lab",
    "position_lab",
    "predict",
    "predict_curve",
    "quiz",
    "reveal",
    "reveal_curve",
    "structure_lab",
    "trust_lab",
    "vertical_lab",
]
