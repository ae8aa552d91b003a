"""The ten nearest by cosine, by another library: NAME PROBES GALLERY DIMENSION PLACES; prints seconds TAB number."""

import sys
import time

import numpy

NEAREST = 10


def rows(path: str, dimension: int) -> numpy.ndarray:
    return numpy.fromfile(path, dtype="<f4").reshape(-1, dimension)


def scikit(probes: numpy.ndarray, gallery: numpy.ndarray) -> tuple[float, numpy.ndarray]:
    from sklearn.neighbors import NearestNeighbors

    start = time.perf_counter()
    found = NearestNeighbors(n_neighbors=NEAREST, metric="cosine", algorithm="brute").fit(gallery)
    places = found.kneighbors(probes, return_distance=False)
    return time.perf_counter() - start, places


def faiss(probes: numpy.ndarray, gallery: numpy.ndarray) -> tuple[float, numpy.ndarray]:
    import faiss as library

    start = time.perf_counter()
    # Exact inner products of unit vectors; normalising is part of the time, as it is of ours.
    units = [(rows / numpy.linalg.norm(rows, axis=1, keepdims=True)).astype("float32") for rows in (probes, gallery)]
    index = library.IndexFlatIP(gallery.shape[1])
    index.add(units[1])
    places = index.search(units[0], NEAREST)[1]
    return time.perf_counter() - start, places


def main() -> None:
    name, probes, gallery, dimension, places = sys.argv[1:]
    seconds, found = {"scikit-learn": scikit, "faiss": faiss}[name](
        rows(probes, int(dimension)), rows(gallery, int(dimension))
    )
    found.astype("<i4").tofile(places)
    print(f"seconds\t{seconds}")


if __name__ == "__main__":
    main()
