"""Lists of a class as platforms and spreadsheets export them: who is in them, by which id."""

from __future__ import annotations

import pytest

from clustergrader.roster import read_roster
from clusterlib.networks import ClusterError

ADA, BO = ("00123", "Ada Lovelace"), ("00456", "Bo Stone")
#: Shape: text, coding, and who is in it. ASCII on purpose: letters have tests of their own.
SHAPES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "Moodle, gradebook": (
        "First name,Last name,ID number,Institution,Department,Email address,"
        "Assignment: Exercise 01 (Real),Course total (Real),Last downloaded from this course\n"
        "Ada,Lovelace,00123,,,ada@uni.example,-,-,1764200000\n"
        "Bo,Stone,00456,,,bo@uni.example,71.00,71.00,1764200000\n",
        "utf-8-sig",
        [ADA, BO],
    ),
    "Moodle, grading worksheet without id numbers": (
        "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
        "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n"
        "Participant 4711,Ada Lovelace,,ada@uni.example,Submitted for grading,,100.00,Yes,-,-,\n"
        "Participant 4712,Bo Stone,,bo@uni.example,No submission,,100.00,Yes,-,-,\n",
        "utf-8",
        [("ada@uni.example", "Ada Lovelace"), ("bo@uni.example", "Bo Stone")],
    ),
    "Canvas, with two rows of its own and the test student": (
        "Student,ID,SIS User ID,SIS Login ID,Section,Exercise 01 (4711),Current Score\n"
        ",,,,,Manual Posting,\n"
        "    Points Possible,,,,,100,(read only)\n"
        '"Lovelace, Ada",71,00123,ada,Nove,,\n'
        '"Stone, Bo",72,00456,bo,Nove,71,71\n'
        '"Student, Test",73,,9b1f0c2ad5,Nove,,\n',
        "utf-8-sig",
        [("00123", "Lovelace, Ada"), ("00456", "Stone, Bo")],
    ),
    "Canvas without SIS ids": (
        "Student,ID,SIS User ID,SIS Login ID,Section\n"
        "    Points Possible,,,,\n"
        '"Lovelace, Ada",71,,ada@uni.example,Nove\n'
        '"Stone, Bo",72,,bo@uni.example,Nove\n'
        '"Student, Test",73,,9b1f0c2ad5,Nove\n',
        "utf-8",
        [("ada@uni.example", "Lovelace, Ada"), ("bo@uni.example", "Stone, Bo")],
    ),
    "Blackboard, in UTF-16 with tabs and a preview user": (
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
        '"Exercise 01 [Total Pts: 100 Score] |4711"\n'
        '"Lovelace"\t"Ada"\t"ada"\t""\t"2026-11-27 10:00:00"\t"Yes"\t""\n'
        '"Stone"\t"Bo"\t"bo"\t""\t""\t"Yes"\t"71"\n'
        '"Chair_PreviewUser"\t"Cleo"\t"cleo_previewuser"\t""\t""\t"Yes"\t""\n',
        "utf-16",
        [("ada", "Ada Lovelace"), ("bo", "Bo Stone")],
    ),
    "Brightspace, with # before each id": (
        "OrgDefinedId,Username,Last Name,First Name,Email,"
        "Exercise 01 Points Grade <Numeric MaxPoints:100>,End-of-Line Indicator\n"
        "#00123,#ada,Lovelace,Ada,ada@uni.example,,#\n"
        "#00456,#bo,Stone,Bo,bo@uni.example,71,#\n",
        "utf-8",
        [ADA, BO],
    ),
    "Sakai, gradebook": (
        "Student ID,Name,Exercise 01 [100],* Exercise 01\n"
        '00123,"Lovelace, Ada",,\n00456,"Stone, Bo",71,fine\n',
        "utf-8",
        [("00123", "Lovelace, Ada"), ("00456", "Stone, Bo")],
    ),
    "Sakai, grades of an assignment": (
        '"Exercise 01","Points"\n\n"Display ID","ID","Last Name","First Name","grade"\n'
        '"00123","ada","Lovelace","Ada",""\n"00456","bo","Stone","Bo","71"\n',
        "utf-8",
        [("00123", "Ada Lovelace"), ("00456", "Bo Stone")],
    ),
    "Google Classroom": (
        "Last Name,First Name,Email Address,Exercise 01\n"
        "Date,,,2026-11-27\nPoints,,,100\n"
        "Lovelace,Ada,ada@uni.example,\nStone,Bo,bo@uni.example,71\n"
        "Class Average,,,71\n",
        "utf-8",
        [("ada@uni.example", "Ada Lovelace"), ("bo@uni.example", "Bo Stone")],
    ),
    "GitHub Classroom": (
        '"identifier","github_username","github_id","name"\n'
        '"00123","ada-l","101","Ada Lovelace"\n"00456","","",""\n',
        "utf-8",
        [ADA, ("00456", "")],
    ),
    "Gradescope, with its staff": (
        "First Name,Last Name,SID,Email,Role,Exercise 01,Exercise 01 - Max Points\n"
        "Ada,Lovelace,00123,ada@uni.example,Student,,100\n"
        "Bo,Stone,00456,bo@uni.example,Student,71,100\n"
        "Cleo,Chair,,cleo@uni.example,Instructor,,\nDan,Aide,9,dan@uni.example,TA,,\n",
        "utf-8",
        [ADA, BO],
    ),
    "Excel in a country of semicolons": (
        "sep=;\nName, Vorname;Matrikelnummer;Tel.;Bonus;\n"
        "Lovelace, Ada;00123;+49 30 1;-0,5;\nStone, Bo;00456;-;;\n;;;;\nDurchschnitt;;;-0,5;\n",
        "utf-8-sig",
        [("00123", "Lovelace, Ada"), ("00456", "Stone, Bo")],
    ),
    "a program that reads ids as numbers": (
        ",id,name,points\n0,123.0,Ada Lovelace,1.5\n1,456.0,Bo Stone,2.0\n",
        "utf-8",
        [("123", "Ada Lovelace"), ("456", "Bo Stone")],
    ),
    "ids as formulas, so that Excel keeps their zeros": (
        'Student number,Student name\n="00123",Ada Lovelace\n"=""00456""",Bo Stone\n',
        "utf-8",
        [ADA, BO],
    ),
    "a name that nobody knows above the ids": (
        "Kennziffer,Wer,Punkte,Tag\nk-123,Ada,8.5,2026-11-27\nk-456,Bo,9.5,2026-11-26\n",
        "utf-8",
        [("k-123", ""), ("k-456", "")],
    ),
    "two sections, one below the other, with a sum and a note": (
        "Learner,Full name,Points\n00123,Ada Lovelace,80\nLearner,Full name,Points\n"
        "00456,Bo Stone,90\nTotal,,170\nExported on Friday,,\n",
        "utf-8",
        [ADA, BO],
    ),
}


def roster_of(path, text, codec="utf-8"):
    path.write_bytes(text.encode(codec))
    return read_roster(path)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read_directly(tmp_path, shape):
    text, codec, people = SHAPES[shape]
    roster = roster_of(tmp_path / "r.csv", text, codec)
    assert [(who.id, who.name) for who in roster.people] == people
    for learner, _ in people:
        assert roster.find(learner).id == learner


@pytest.mark.parametrize(
    "word", ["Points Possible", "Class average", "MAX", "Total:", "Mittelwert"]
)
@pytest.mark.parametrize(
    "text",
    [
        "id,name,email\ns101,Ada,a@x\n,{},\n",
        "id,name,email\ns101,Ada,a@x\n{},,\n",
        "Surname,First name,Email\nL,Ada,s101\n{},,\n",
        "Email,Surname,First name\ns101,L,Ada\n{},,\n",
    ],
)
def test_a_row_of_sums_is_nobody_wherever_its_word_stands(tmp_path, text, word):
    roster = roster_of(tmp_path / "r.csv", text.format(word))
    assert [who.id for who in roster.people] == ["s101"]


@pytest.mark.parametrize(
    "text",
    [
        "username\nmax\nada\n",
        "username,name\nmax,Max Total\nada,Ada\n",
        "username,name\nm1,Max\na1,Date\n",
        "id,Surname,First name\nm1,Points,Max\na1,Mean,\n",
    ],
)
def test_whoever_has_an_id_and_a_name_is_somebody_whatever_the_name(tmp_path, text):
    assert len(roster_of(tmp_path / "r.csv", text).people) == 2


def test_a_learner_without_an_id_is_said_and_never_left_out(tmp_path):
    for row in ("Bo,Stone,,b@x", "Bo,Stone,,", "Bo,,,", ",,,b@x"):
        text = f"First name,Surname,ID number,Email\nAda,Lovelace,s101,\n{row}\nDan,Ray,s103,\n"
        with pytest.raises(
            ClusterError, match=r"row 3: .* has no ID number\. Fill it in, or delete"
        ):
            roster_of(tmp_path / "r.csv", text)


@pytest.mark.parametrize(
    ("cells", "ids"),
    [
        (["101.0", "102.0"], ["101", "102"]),
        (["101,0", "102,00"], ["101", "102"]),
        (["101.0", "k102"], ["101", "k102"]),
        (["101.1", "102.0"], ["101.1", "102.0"]),
        (['="00101"', '= "00102"'], ["00101", "00102"]),
        (["'00101", "'00102"], ["00101", "00102"]),
        (["#00101", "#k-102"], ["00101", "k-102"]),
    ],
)
def test_ids_lose_what_programs_put_around_them_and_nothing_else(tmp_path, cells, ids):
    rows = "".join(f"{cell};A\n" for cell in cells)
    roster = roster_of(tmp_path / "r.csv", f"Student ID;Name\n{rows}")
    assert [who.id for who in roster.people] == ids
    assert [who.cells["Student ID"] for who in roster.people] == cells


@pytest.mark.parametrize("cell", ["1.2E+11", "1,2e+11", "2E+07", "101.000", "12,000"])
def test_an_id_that_a_spreadsheet_has_changed_is_said(tmp_path, cell):
    with pytest.raises(ClusterError, match="row 2: a spreadsheet has changed the id"):
        roster_of(tmp_path / "r.csv", f"Student ID;Name\n{cell};A\n")


def test_an_empty_or_equal_column_is_no_column_of_ids(tmp_path):
    head = "ID number,Student ID,Username,Email\n"
    for rows, ids in {
        ",,ada,a@x\n,,bo,b@x\n": ["ada", "bo"],
        ",7,,a@x\n,7,,b@x\n,7,,c@x\n": ["a@x", "b@x", "c@x"],
        "s1,,ada,a@x\ns2,,bo,b@x\n": ["s1", "s2"],
    }.items():
        assert [who.id for who in roster_of(tmp_path / "r.csv", head + rows).people] == ids


def test_two_columns_that_may_be_ids_are_asked_for(tmp_path):
    with pytest.raises(ClusterError, match="no column with the learners' ids among Kenn, Code"):
        roster_of(tmp_path / "r.csv", "Kenn,Code\nk-101,c-101\nk-102,c-102\n")
