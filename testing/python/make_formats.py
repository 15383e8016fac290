"""Writes the same rows in every file format: make_formats.py FOLDER ROWS.

Row i is a function of i alone, so that SQL can check every value:

    id bigint = i, small int = i % 97, ratio double = i / 8, name string = 'name-<i % 1000>' (null for i % 11 == 0),
    flag boolean = i % 3 == 0, day date = 2020-01-01 + (i % 400) days,
    moment timestamp = 2021-01-01 + i seconds + (i % 1000) ms, amount decimal(12,2) = (i * 7 % 100000) / 100
"""
import csv
import datetime
import decimal
import io
import json
import os
import struct
import sys

import cramjam
import fastavro
import pyarrow
import pyarrow.orc
import pyarrow.parquet

FOLDER = sys.argv[1]
ROWS = int(sys.argv[2])
DAY = datetime.date(2020, 1, 1)
MOMENT = datetime.datetime(2021, 1, 1)


def row(i):
    return {
        "id": i,
        "small": i % 97,
        "ratio": i / 8.0,
        "name": None if i % 11 == 0 else "name-%d" % (i % 1000),
        "flag": i % 3 == 0,
        "day": DAY + datetime.timedelta(days=i % 400),
        "moment": MOMENT + datetime.timedelta(seconds=i, milliseconds=i % 1000),
        "amount": decimal.Decimal(i * 7 % 100000).scaleb(-2),
    }


SCHEMA = pyarrow.schema([
    ("id", pyarrow.int64()),
    ("small", pyarrow.int32()),
    ("ratio", pyarrow.float64()),
    ("name", pyarrow.string()),
    ("flag", pyarrow.bool_()),
    ("day", pyarrow.date32()),
    ("moment", pyarrow.timestamp("ms")),
    ("amount", pyarrow.decimal128(12, 2)),
])

AVRO = {
    "type": "record",
    "name": "sample",
    "fields": [
        {"name": "id", "type": "long"},
        {"name": "small", "type": "int"},
        {"name": "ratio", "type": "double"},
        {"name": "name", "type": ["null", "string"]},
        {"name": "flag", "type": "boolean"},
        {"name": "day", "type": {"type": "int", "logicalType": "date"}},
        {"name": "moment", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
    ],
}


def millis(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S.") + "%03d" % (moment.microsecond // 1000)


def texts(values):
    return [
        str(values["id"]),
        str(values["small"]),
        repr(values["ratio"]),
        values["name"],
        "true" if values["flag"] else "false",
        values["day"].isoformat(),
        millis(values["moment"]),
        "%.2f" % values["amount"],
    ]


def document(values):
    document = {name: value for name, value in values.items() if value is not None}
    day, moment, amount = values["day"].isoformat(), millis(values["moment"]), float(values["amount"])
    return dict(document, day=day, moment=moment, amount=amount)


def hadoop_snappy(data):
    """Hadoop's block framing of Snappy: the length of a block, then the length of its compressed form, then that."""
    out = io.BytesIO()
    for start in range(0, len(data), 65536):
        block = data[start:start + 65536]
        packed = bytes(cramjam.snappy.compress_raw(block))
        out.write(struct.pack(">II", len(block), len(packed)) + packed)
    return out.getvalue()


def packed(data, extension):
    if extension == "gz":
        return bytes(cramjam.gzip.compress(data))
    if extension == "zst":
        return bytes(cramjam.zstd.compress(data))
    if extension == "snappy":
        return hadoop_snappy(data)
    return data


def write(table, name, data):
    os.makedirs(os.path.join(FOLDER, table), exist_ok=True)
    with open(os.path.join(FOLDER, table, name), "wb") as file:
        file.write(data)


def write_texts(rows, part):
    separated = "".join("\x01".join("\\N" if v is None else v for v in texts(r)) + "\n" for r in rows).encode()
    lazy = "".join(",".join("\\N" if v is None else v for v in texts(r)) + "\n" for r in rows).encode()
    quoted = io.StringIO()
    writer = csv.writer(quoted, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(["" if v is None else v for v in texts(r)] for r in rows)
    documents = "".join(json.dumps(document(r)) + "\n" for r in rows).encode()
    for codec in ("none", "gz", "zst", "snappy"):
        name = part if codec == "none" else part + "." + codec
        write("text_" + codec, name, packed(separated, codec))
        write("csv_lazy_" + codec, name, packed(lazy, codec))
        write("csv_opencsv_" + codec, name, packed(quoted.getvalue().encode(), codec))
        write("json_hcatalog_" + codec, name, packed(documents, codec))
        write("json_openx_" + codec, name, packed(documents, codec))


def write_columnar(rows, part):
    table = pyarrow.Table.from_pylist(rows, schema=SCHEMA)
    for codec in ("none", "snappy", "gzip", "zstd"):
        out = io.BytesIO()
        pyarrow.parquet.write_table(table, out, compression=codec.upper(), row_group_size=max(1, len(rows) // 4))
        write("parquet_" + codec, part + ".parquet", out.getvalue())
    for codec in ("uncompressed", "snappy", "zlib", "zstd"):
        out = io.BytesIO()
        pyarrow.orc.write_table(table, out, compression=codec, stripe_size=256 * 1024)
        write("orc_" + codec, part + ".orc", out.getvalue())
    for codec in ("null", "snappy", "deflate", "zstandard"):
        out = io.BytesIO()
        records = [dict(r, moment=r["moment"].replace(tzinfo=datetime.timezone.utc)) for r in rows]
        fastavro.writer(out, AVRO, records, codec=codec)
        write("avro_" + codec, part + ".avro", out.getvalue())


HALF = ROWS // 2
for number, (first, last) in enumerate([(0, HALF), (HALF, ROWS)]):
    sample = [row(i) for i in range(first, last)]
    write_texts(sample, "part-%d" % number)
    write_columnar(sample, "part-%d" % number)
