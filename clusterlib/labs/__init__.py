"""Labs: controls that drive the course's models, and questions that ask for a prediction first."""

from clusterlib.labs.buzz import BuzzLab, buzz_lab
from clusterlib.labs.curve import predict_curve, reveal_curve
from clusterlib.labs.curve_plot import Axis
from clusterlib.labs.focal import FocalLab, focal_lab
from clusterlib.labs.horizontal import HorizontalLab, horizontal_lab
from clusterlib.labs.multi_angle import MultiAngleLab, multi_angle_lab
from clusterlib.labs.policy import PolicyLab, policy_lab
from clusterlib.labs.position import PositionLab, position_lab
from clusterlib.labs.predictions import Reveal, predict, reveal
from clusterlib.labs.quizzes import Question, Quiz, quiz
from clusterlib.labs.structure import StructureLab, structure_lab
from clusterlib.labs.trust import TrustLab, trust_lab
from clusterlib.labs.vertical import VerticalLab, vertical_lab

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
