"""Labs: controls that drive the course's models, and a picture that answers at once."""

from clustercourse.labs.buzz import buzz_lab
from clustercourse.labs.focal import focal_lab
from clustercourse.labs.formula import formula_lab
from clustercourse.labs.horizontal import horizontal_lab
from clustercourse.labs.multi_angle import multi_angle_lab
from clustercourse.labs.policy import policy_lab
from clustercourse.labs.position import position_lab
from clustercourse.labs.structure import structure_lab
from clustercourse.labs.toy import toy_lab
from clustercourse.labs.trust import trust_lab
from clustercourse.labs.vertical import vertical_lab

__all__ = [
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
