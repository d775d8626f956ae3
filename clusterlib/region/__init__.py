"""A region's network from open data: who takes part in research projects with whom."""

from clusterlib.region import printing as printing
from clusterlib.region.brief import write_brief
from clusterlib.region.chance import shuffle_members
from clusterlib.region.collaborating import Region, region_cluster
from clusterlib.region.comparing import compare_structure, random_twin
from clusterlib.region.cordis import Download, example_download, read_cordis
from clusterlib.region.page import READ_WITH_CARE, region_map, write_region
from clusterlib.region.survey import Survey, openness_path, read_survey, survey_of, survey_table

__all__ = [
    "READ_WITH_CARE",
    "Download",
    "Region",
    "Survey",
    "compare_structure",
    "example_download",
    "openness_path",
    "random_twin",
    "read_cordis",
    "read_survey",
    "region_cluster",
    "region_map",
    "shuffle_members",
    "survey_of",
    "survey_table",
    "write_brief",
    "write_region",
]
