"""What this course has computed on one surveyed cluster: the figures, not the data.

Printers and paper makers around Kecskemét, Hungary, 2012: who asks whom for technical advice
(Juhász and Lengyel 2018). The data are open, in the GitHub repository ``bokae/anet_course``, folder
``seminars/05_clusters-ergms``, licence GPL-3. A test computes the figures anew where the files lie.
"""

from __future__ import annotations

#: Where the files can be found, and their names there.
WHERE = "GitHub, bokae/anet_course, seminars/05_clusters-ergms"
FILES = ("network_data.csv", "firm_properties.csv")
#: Firms, requests for advice, and links outside.
FIRMS, REQUESTS, LINKS = 26, 223, 193
#: The firm with most links outside, and by how many it is asked.
STAR_LINKS, STAR_REQUESTS = 50, 3
#: Each figure of :func:`~clusterlib.region.survey.survey_table`: its value, and by chance the mean
#: and the ends between which 95 of 100 draws lie.
FIGURES = {
    "links outside of the four firms with most": (0.534, 0.241, 0.212, 0.275),
    "requests to these four": (0.175, 0.154, 0.090, 0.229),
    "rank correlation: links outside, asked by others": (0.381, 0.005, -0.381, 0.381),
    "rank correlation: links outside, employees": (0.406, -0.001, -0.371, 0.376),
    "gatekeepers": (8.0, 5.116, 3.0, 8.0),
    "external stars": (5.0, 8.022, 6.0, 10.0),
    "advice that is mutual": (0.619, 0.441, 0.386, 0.484),
    "advice within closed triads": (0.526, 0.498, 0.481, 0.515),
}
#: The model on its network, from no link outside to all of them: the share of ties that lead out,
#: and the performance of firms (:func:`~clusterlib.region.survey.openness_path`).
OPEN = (0.0, 0.080, 0.148, 0.257, 0.377, 0.464)
PERFORMANCE = (0.299, 0.337, 0.350, 0.366, 0.376, 0.380)
