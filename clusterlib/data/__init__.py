"""An example of the CSV pair that ``read_cluster`` reads: a cluster of bicycle makers.

It is invented, down to the names: no survey and no firm stands behind it.
"""
