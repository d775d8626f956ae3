"""Chance with the projects kept: who would work with whom if members were drawn by lot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from clusterlib.region.comparing import swapped
from clusterlib.region.cordis import Download
from clusterlib.seeds import Seed


def shuffle_members(download: Download, *, rng: Seed = None) -> Download:
    """Return a download in which members have changed projects by lot.

    Parameters
    ----------
    download : Download
        From :func:`read_cordis`.
    rng : int, numpy Generator, SeedSequence or None
        Source of randomness (:mod:`clusterlib.seeds`).

    Returns
    -------
    Download
        Each organisation takes part in as many projects as before, and each project has as many
        members. What a region's cluster shows here too, it owes to the number and the size of
        projects, and not to who works with whom.

    Notes
    -----
    Two participations at a time exchange their projects, five times as often as there are
    participations; an exchange that would put an organisation into a project twice is left out.
    Ties by common projects close triangles by themselves, since all members of a project are tied.
    A network in which only degrees are kept (:func:`random_twin`) has none of that; this one has
    all of it (Newman, Strogatz and Watts 2001, on networks of members and groups).

    Examples
    --------
    >>> from clusterlib.region import example_download
    >>> download = example_download()
    >>> other = shuffle_members(download, rng=1)
    >>> sizes = [
    ...     one.participations.drop_duplicates(["project", "org"])["project"]
    ...     .value_counts().to_dict()
    ...     for one in (download, other)
    ... ]
    >>> sizes[0] == sizes[1]
    True
    """
    rows = download.participations.drop_duplicates(["project", "org"])
    orgs, projects = rows["org"].to_numpy(), rows["project"].to_numpy()
    # Projects are numbered behind the organisations, so that no number means both.
    first = int(orgs.max()) + 1
    ties = list(zip(orgs.tolist(), (projects + first).tolist(), strict=True))
    moved = [project - first for _, project in swapped(ties, np.random.default_rng(rng))]
    note = "members have changed projects by lot: a network of chance"
    return replace(
        download, participations=rows.assign(project=moved), notes=(*download.notes, note)
    )
