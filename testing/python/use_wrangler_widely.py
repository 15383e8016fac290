"""The functions of awswrangler that write, as people call them: no option stands here for the sake of Glaux."""
import datetime
import decimal
import json
import sys

import awswrangler as wr
import pandas as pd

database, bucket, folder = sys.argv[1], sys.argv[2], sys.argv[3]
root = "s3://%s/%s" % (bucket, folder)
seen = {}


def frame(rows=6):
    return pd.DataFrame(
        {
            "id": range(rows),
            "name": ["ä'%d\"" % i if i % 2 else None for i in range(rows)],
            "amount": [decimal.Decimal("%d.25" % i) for i in range(rows)],
            "moment": [datetime.datetime(2024, 1, 1 + i, 12, 30) for i in range(rows)],
            "day": [datetime.date(2024, 1, 1 + i) for i in range(rows)],
            "year": [2023 + i % 2 for i in range(rows)],
            "month": [1 + i % 3 for i in range(rows)],
        }
    )


def count(table, where="true", **options):
    sql = 'SELECT count(*) AS n FROM "%s" WHERE %s' % (table, where)
    return int(wr.athena.read_sql_query(sql, database=database, **options)["n"][0])


if database not in wr.catalog.databases(limit=1000).values:
    wr.catalog.create_database(database)

# a dataset whose partitions are projected
wr.s3.to_parquet(
    df=frame(),
    path=root + "/projected/",
    dataset=True,
    database=database,
    table="projected",
    partition_cols=["year", "month"],
    athena_partition_projection_settings={
        "projection_types": {"year": "integer", "month": "integer"},
        "projection_ranges": {"year": "2020,2030", "month": "1,12"},
    },
)
seen["projected"] = count("projected", ctas_approach=False)
seen["projected_clipped"] = count("projected", "year = 2023 AND month IN (1, 3)", ctas_approach=False)

# a dataset with partitions in the catalog; the ways of reading it
wr.s3.to_parquet(
    df=frame(), path=root + "/data/", dataset=True, database=database, table="data", partition_cols=["year"]
)
sql = 'SELECT * FROM "data" ORDER BY id'
plain = wr.athena.read_sql_query(sql, database=database, ctas_approach=False)
ctas = wr.athena.read_sql_query(sql, database=database).sort_values("id").reset_index(drop=True)
unloaded = (
    wr.athena.read_sql_query(
        sql, database=database, ctas_approach=False, unload_approach=True, s3_output=root + "/unloaded/"
    )
    .sort_values("id")
    .reset_index(drop=True)
)
seen["plain"] = [str(v) for v in plain["name"].tolist()]
for name, other in (("ctas", ctas), ("unload", unloaded)):
    assert list(other.columns) == list(plain.columns), (name, other.columns)
    for column in plain.columns:
        left = [str(v) for v in plain[column].tolist()]
        right = [str(v) for v in other[column].tolist()]
        assert left == right, (name, column, left, right)
    seen[name] = len(other)
seen["chunks"] = sum(len(c) for c in wr.athena.read_sql_query(sql, database=database, chunksize=4))
seen["parameters"] = int(
    wr.athena.read_sql_query(
        "SELECT count(*) AS n FROM data WHERE id > ? AND year = ?",
        database=database,
        params=["2", "2024"],
        paramstyle="qmark",
        ctas_approach=False,
    )["n"][0]
)
seen["table"] = len(wr.athena.read_sql_table("data", database=database))

# partitions that only the storage knows
wr.s3.to_parquet(df=frame(2).drop(columns=["year"]), path=root + "/data/year=2031/x.parquet")
seen["repair"] = wr.athena.repair_table("data", database=database)
seen["repaired"] = count("data", "year = 2031", ctas_approach=False)

# tables made from queries
made = wr.athena.create_ctas_table(
    sql='SELECT id, name, year FROM "data" WHERE year < 2030',
    database=database,
    ctas_table="made",
    ctas_database=database,
    s3_output=root + "/made/",
    storage_format="orc",
    write_compression="snappy",
    partitioning_info=["year"],
    wait=True,
)
seen["made"] = count(made["ctas_table"], ctas_approach=False)
described = wr.athena.describe_table("data", database=database)
seen["described"] = described["Column Name"].tolist()
seen["partition_keys"] = described[described["Partition"]]["Column Name"].tolist()
seen["show_create"] = wr.athena.show_create_table("data", database=database)

# Iceberg
for _ in range(2):
    wr.athena.to_iceberg(
        df=frame(), database=database, table="ice", table_location=root + "/ice/", temp_path=root + "/temp/",
        partition_cols=["day(day)"], keep_files=False,
    )
seen["iceberg"] = count("ice", ctas_approach=False)
changed = frame(3)
changed["name"] = "changed"
wr.athena.to_iceberg(
    df=changed, database=database, table="ice2", table_location=root + "/ice2/", temp_path=root + "/temp2/",
)
wr.athena.to_iceberg(
    df=frame(5), database=database, table="ice2", temp_path=root + "/temp3/", merge_cols=["id"],
)
seen["merged"] = count("ice2", ctas_approach=False)
seen["merged_changed"] = count("ice2", "name = 'changed'", ctas_approach=False)
wr.athena.delete_from_iceberg_table(
    df=frame(2)[["id"]], database=database, table="ice2", temp_path=root + "/temp4/", merge_cols=["id"],
)
seen["deleted"] = count("ice2", ctas_approach=False)
wider = frame(2).tail(1)  # the other row has no name, and then a type cannot be told
wider["extra"] = 1.5
wr.athena.to_iceberg(
    df=wider, database=database, table="ice2", temp_path=root + "/temp5/", schema_evolution=True,
)
seen["evolved"] = count("ice2", "extra = 1.5", ctas_approach=False)

# statements that are kept
wr.athena.create_prepared_statement(
    sql="SELECT count(*) AS n FROM data WHERE year = ?", statement_name="by_year"
)
seen["prepared"] = int(
    wr.athena.read_sql_query(
        "EXECUTE by_year USING 2023", database=database, ctas_approach=False
    )["n"][0]
)
seen["statements"] = [s["StatementName"] for s in wr.athena.list_prepared_statements()]
wr.athena.delete_prepared_statement("by_year")

seen["left"] = sorted(t["Name"] for t in wr.catalog.get_tables(database=database))
print(json.dumps(seen))
