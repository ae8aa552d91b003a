#!/usr/bin/env python3
"""Writes small high-throughput JPEG 2000 codestreams and what another decoder makes of them.

    python3 htj2k.py ../resources/org/medveil/imaging/codec

Needs what codestreams.py needs, and ojph_compress (OpenJPH 0.9). OpenJPH writes cleanup passes alone; the passes
that refine them are written here, bit by bit, behind a cleanup pass of OpenJPH. What is expected comes from
OpenJPEG, whatever the encoder, but where that is too coarse. CodestreamsTest reads the result: htj2k.tsv.gz, as
codestreams.tsv.gz.
"""
import gzip
import os
import struct
import subprocess
import sys
import tempfile

import numpy

from codestreams import picture, row

LOSSLESS = "1.2.840.10008.1.2.4.201"
ORDERED = "1.2.840.10008.1.2.4.202"
LOSSY = "1.2.840.10008.1.2.4.203"
ALONE, WITH_SIGNIFICANCE, WITH_BOTH = 1, 2, 3


def decoded(code, shape, bits, signed):
    rows, columns, samples = shape
    kind = "<" + ("i" if signed else "u") + ("1" if bits <= 8 else "2")
    with tempfile.TemporaryDirectory() as folder:
        path, raw = os.path.join(folder, "a.j2k"), os.path.join(folder, "a.rawl")
        with open(path, "wb") as target:
            target.write(code)
        subprocess.run(["opj_decompress", "-i", path, "-o", raw], check=True, stdout=subprocess.DEVNULL)
        flat = numpy.fromfile(raw, kind)
    values = flat.reshape(samples, rows, columns).transpose(1, 2, 0)
    if signed:  # the raw writer leaves the sign out
        values = (values.astype(numpy.int64) + (1 << bits - 1)) % (1 << bits) - (1 << bits - 1)
    return values


def expanded(code, shape):
    """OpenJPH's own decoder. OpenJPEG takes 1.625732422 for 2 / 1.230174105: three units at 16 bits."""
    with tempfile.TemporaryDirectory() as folder:
        path, raw = os.path.join(folder, "a.j2c"), os.path.join(folder, "a.pgm")
        with open(path, "wb") as target:
            target.write(code)
        subprocess.run(["ojph_expand", "-i", path, "-o", raw], check=True, stdout=subprocess.DEVNULL)
        return numpy.fromfile(raw, ">u2", offset=os.path.getsize(raw) - 2 * shape[0] * shape[1]).reshape(shape)


def line(name, values, bits, signed, code, order):
    coarse = "9/7" in name and bits == 16
    back = expanded(code, values.shape) if coarse else decoded(code, values.shape, bits, signed)
    lossless = bool((back == values).all())
    if "9/7" not in name:
        assert lossless, name
    uid = LOSSY if not lossless else ORDERED if order == "RPCL" else LOSSLESS
    return row(name, uid, values, bits, signed, code, back)


def compressed(values, bits, signed, options):
    """OpenJPH 0.9 reads signed files wrongly: it gets the values without their level shift, which is the same code."""
    rows, columns, samples = values.shape
    kind = "<u1" if bits <= 8 else "<u2"
    values = values + (1 << bits - 1) if signed else values
    with tempfile.TemporaryDirectory() as folder:
        code = os.path.join(folder, "a.j2c")
        if "-colour_trans" in options:
            raw = os.path.join(folder, "a.ppm")
            data = b"P6 %d %d %d\n" % (columns, rows, (1 << bits) - 1) + values.astype(kind.replace("<", ">")).tobytes()
            form = []
        else:
            raw = os.path.join(folder, "a.yuv")
            data = values.transpose(2, 0, 1).astype(kind).tobytes()
            form = ["-dims", f"{{{columns},{rows}}}", "-num_comps", str(samples)]
            form += ["-signed", ",".join(["false"] * samples)]
            form += ["-bit_depth", ",".join([str(bits)] * samples), "-downsamp", "{1,1}"]
        with open(raw, "wb") as target:
            target.write(data)
        command = ["ojph_compress", "-i", raw, "-o", code] + form + options.split()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(code, "rb") as source:
            stream = bytearray(source.read())
    for c in range(samples):
        stream[42 + 3 * c] |= 0x80 if signed else 0
    return bytes(stream)


def openjph(name, options, shape, bits, signed=False):
    values = picture(*shape, bits, signed)
    if "-qstep" not in options:
        options += " -reversible true"
    code = compressed(values, bits, signed, options)
    return line(name, values, bits, signed, code, "RPCL" if "-prog_order" not in options else "other")


class Bits:
    """Of a packet header: the highest first, a byte after FF has seven."""

    def __init__(self):
        self.bytes, self.current, self.room = bytearray(), 0, 8

    def put(self, value, count):
        for i in reversed(range(count)):
            self.room -= 1
            self.current |= (value >> i & 1) << self.room
            if self.room == 0:
                self.flush()

    def flush(self):
        self.bytes.append(self.current)
        self.room = 7 if self.current == 0xFF else 8
        self.current = 0

    def end(self):
        if self.room < 8:
            self.flush()
        return bytes(self.bytes)


def forwards(bits):
    """The lowest first, a byte after FF has seven."""
    out, at = bytearray(), 0
    while at < len(bits):
        size = 7 if out and out[-1] == 0xFF else 8
        out.append(sum(b << i for i, b in enumerate(bits[at:at + size])))
        at += size
    return bytes(out + b"\0" if out and out[-1] == 0xFF else out)


def backwards(bits):
    """From the end, the lowest first; behind a byte above 8F, seven ones are a byte of their own."""
    out, at = bytearray(), 0
    while at < len(bits):
        above = not out or out[-1] > 0x8F
        size = 7 if above and bits[at:at + 7] == [1] * 7 else 8
        out.append(sum(b << i for i, b in enumerate(bits[at:at + size])))
        at += size
    return bytes(reversed(out))


def stripes(rows, columns, width):
    for top in range(0, rows, 4):
        for left in range(0, columns, width):
            yield [(y, x) for x in range(left, min(columns, left + width)) for y in range(top, min(rows, top + 4))]


def refinement(values, passes, causal):
    """The second segment, and the values as they are then known, the last bit of some being lost."""
    rows, columns = values.shape
    known = numpy.abs(values) >> 1 != 0
    significant = numpy.pad(known, 1)
    found = known.copy()
    bits = []
    for places in stripes(rows, columns, 4):
        fresh = []
        for y, x in places:
            bottom = y + 2 if causal and y % 4 == 3 else y + 3
            if not known[y, x] and significant[y:bottom, x:x + 3].any():
                bits.append(int(abs(values[y, x]) & 1))
                if bits[-1]:
                    significant[y + 1, x + 1] = found[y, x] = True
                    fresh.append(int(values[y, x] < 0))
        bits += fresh
    magnitudes = [int(abs(values[y, x]) & 1) for places in stripes(rows, columns, columns) for y, x in places
                  if known[y, x]]
    # Without magnitude refinement the undecided bit is one half of two.
    lowest = values if passes == WITH_BOTH else numpy.sign(values) * (numpy.abs(values) | 1)
    segment = forwards(bits) + (backwards(magnitudes) if passes == WITH_BOTH else b"")
    return segment, numpy.where(known if passes == ALONE else found, lowest, 0)


def segment(marker, *parts):
    body = b"".join(parts)
    return struct.pack(">HH", marker, len(body) + 2) + body


def refined(name, shape, bits, passes, causal=False, layers=1, empty=0):
    """One block without a wavelet: its values but the last bit in a cleanup pass, that bit behind it."""
    rows, columns = shape
    values = picture(rows, columns, 1, bits, True)[:, :, 0]
    values = numpy.sign(values) * (numpy.abs(values) >> 3)  # most of them small: there is something to propagate
    halves = numpy.sign(values) * (numpy.abs(values) >> 1)
    coded = compressed(halves[:, :, None], 16, True, "-reversible true -num_decomps 0")
    data = coded[coded.index(b"\xff\x93") + 2:-2]
    second, known = refinement(values, passes, causal)
    # The cleanup segment says how long its second part is, and the packet's header is a few bytes before it.
    header = next(n for n in range(1, 12) if length_of(data[:n]) == len(data) - n)
    first = data[header:]
    packets = []
    lblock = max(3, len(first).bit_length(), len(second).bit_length())
    for layer in range(layers):
        out = Bits()
        out.put(1, 1)
        out.put(1, 1)
        if layer == 0:
            out.put(1, bits - empty)  # zero planes: all but the lowest two of bits + 1
        count = passes if layers == 1 else 1 if layer == 0 else passes - 1
        count += 3 * empty if layer == 0 else 0  # an empty set of passes stands for a zero plane
        out.put(*{1: (0, 1), 2: (2, 2), 3: (12, 4), 4: (13, 4), 5: (14, 4), 6: (0b111100000, 9)}[count])
        raised = lblock - 3 if layer == 0 else 0
        out.put((1 << raised) - 1, raised)
        out.put(0, 1)
        body = b""
        if layer == 0:
            out.put(len(first), lblock + (2 if empty else 0))
            body += first
        if passes > 1 and layer == layers - 1:
            out.put(len(second), lblock + (1 if passes == WITH_BOTH else 0))
            body += second
        packets.append(out.end() + body)
    body = b"".join(packets)
    code = struct.pack(">H", 0xFF4F)
    code += segment(0xFF51, struct.pack(">HIIIIIIIIHBBB", 0x4000, columns, rows, 0, 0, columns, rows, 0, 0, 1,
                                        0x80 | bits - 1, 1, 1))
    code += segment(0xFF50, struct.pack(">IH", 1 << 17, 0))
    code += segment(0xFF52, struct.pack(">BBHBBBBBB", 0, 0, layers, 0, 0, 4, 4, 0x40 | (8 if causal else 0), 1))
    code += segment(0xFF5C, struct.pack(">BB", 2 << 5, bits << 3))
    code += segment(0xFF90, struct.pack(">HIBB", 0, 14 + len(body), 0, 1)) + struct.pack(">H", 0xFF93) + body
    code += struct.pack(">H", 0xFFD9)
    # OpenJPEG 2.5 takes what comes in a later layer for more of the cleanup pass, and knows no empty sets.
    if layers == 1 and empty == 0:
        assert (decoded(code, (rows, columns, 1), bits, True)[:, :, 0] == known).all(), name
    return row(name, LOSSY, values[:, :, None], bits, True, code, known)


def length_of(header):
    """The length that a packet header of one block and one pass ends with, or -1."""
    text, full = "", 8
    for byte in header:
        text += format(byte, "08b")[8 - full:]
        full = 7 if byte == 0xFF else 8
    at = 2
    while at < len(text) and text[at] == "0":
        at += 1
    at += 2
    lblock = 3
    while at < len(text) and text[at] == "1":
        lblock, at = lblock + 1, at + 1
    at += 1
    if at + lblock > len(text) or len(text) - at - lblock > 7:
        return -1
    return int(text[at:at + lblock], 2)


def main(folder):
    grey, colour, large = (29, 37, 1), (29, 37, 3), (70, 83, 1)
    lines = [
        openjph("HT", "", grey, 8),
        openjph("HT no wavelet", "-num_decomps 0", grey, 8),
        openjph("HT one level", "-num_decomps 1", grey, 16),
        openjph("HT 16 bits", "", grey, 16),
        openjph("HT 16 bits signed", "", grey, 16, True),
        openjph("HT 12 bits", "", grey, 12),
        openjph("HT 12 bits signed", "", grey, 12, True),
        openjph("HT 10 bits", "", large, 10),
        openjph("HT 2 bits", "", grey, 2),
        openjph("HT colour", "-colour_trans true", colour, 8),
        openjph("HT colour of 16 bits", "-colour_trans true", colour, 16),
        openjph("HT colour apart", "", colour, 8),
        openjph("HT 9/7 fine", "-qstep 0.001", grey, 8),
        openjph("HT 9/7", "-qstep 0.05", large, 8),
        openjph("HT 9/7 of 16 bits", "-qstep 0.002", large, 16),
        openjph("HT 9/7 signed", "-qstep 0.002", grey, 12, True),
        openjph("HT colour 9/7", "-qstep 0.01 -colour_trans true", colour, 8),
        openjph("HT small blocks", "-block_size {4,4}", large, 8),
        openjph("HT flat blocks", "-block_size {4,64}", large, 8),
        openjph("HT wide blocks", "-block_size {4,1024}", large, 16),
        openjph("HT high blocks", "-block_size {1024,4}", large, 16),
        openjph("HT one row", "", (1, 83, 1), 12),
        openjph("HT one column", "", (70, 1, 1), 12),
        openjph("HT tiles", "-tile_size {16,11} -num_decomps 3 -colour_trans true", colour, 8),
        openjph("HT tiles 9/7", "-tile_size {17,13} -num_decomps 2 -qstep 0.01", grey, 8),
        openjph("HT tiles of 16 bits", "-tile_size {33,32} -num_decomps 3", large, 16),
    ]
    for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL"):
        options = f"-prog_order {order} -precincts {{16,16}},{{32,32}},{{64,32}} -block_size {{8,16}} -num_decomps 4"
        lines.append(openjph("HT " + order, options, (41, 50, 3), 8))
    for shape in ((29, 37), (41, 50), (64, 64), (5, 3), (1, 9), (64, 2)):
        name = f"HT {shape[0]} x {shape[1]} "
        for causal in (False, True):
            kind = " causal" if causal else ""
            lines.append(refined(name + "significance" + kind, shape, 6, WITH_SIGNIFICANCE, causal))
            lines.append(refined(name + "both" + kind, shape, 6, WITH_BOTH, causal))
    lines.append(refined("HT both of 12 bits", (41, 50), 12, WITH_BOTH))
    lines.append(refined("HT both in a layer of their own", (41, 50), 6, WITH_BOTH, False, 2))
    for passes in (ALONE, WITH_SIGNIFICANCE, WITH_BOTH):
        lines.append(refined(f"HT {passes} behind an empty set", (29, 37), 6, passes, empty=1))
    with open(os.path.join(folder, "htj2k.tsv.gz"), "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as target:
            target.writelines(("\t".join(map(str, entry)) + "\n").encode() for entry in lines)


if __name__ == "__main__":
    main(sys.argv[1])
