"""Labs: controls that drive the course's models, and a picture that answers at once."""

from clustercourse.labs.buzz import BuzzLab, buzz_lab
from clustercourse.labs.focal import FocalLab, focal_lab
from clustercourse.labs.formula import FormulaLab, formula_lab
from clustercourse.labs.horizontal import HorizontalLab, horizontal_lab
from clustercourse.labs.multi_angle import MultiAngleLab, multi_angle_lab
from clustercourse.labs.policy import PolicyLab, policy_lab
from clustercourse.labs.position import PositionLab, position_lab
from clustercourse.labs.structure import StructureLab, structure_lab
from clustercourse.labs.toy import ToyLab, toy_lab
from clustercourse.labs.trust import TrustLab, trust_lab
from clustercourse.labs.vertical import VerticalLab, vertical_lab

__all__ = [
    "BuzzLab",
    "FocalLab",
    "FormulaLab",
    "HorizontalLab",
    "MultiAngleLab",
    "PolicyLab",
    "PositionLab",
    "StructureLab",
    "ToyLab",
    "TrustLab",
    "VerticalLab",
    "buzz_lab",
    "focal_lab",
    "formula_lab",
    "horizontal_lab",
    "multi_angle_lab",
    "policy_lab",
    "position_lab",
    "structure_lab",
    "toy_lab",
    "trust_lab",
    "vertical_lab",
]
