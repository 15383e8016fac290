"""PyIceberg with Glaux as its Glue: reads a table, makes one, appends to it: use_pyiceberg.py DATABASE TABLE NEW."""
import json
import os
import sys

import pyarrow
from pyiceberg.catalog import load_catalog

database, table, new = sys.argv[1:4]
catalog = load_catalog("glaux", **{
    "type": "glue",
    "s3.endpoint": os.environ["AWS_ENDPOINT_URL"],
    "s3.access-key-id": os.environ["AWS_ACCESS_KEY_ID"],
    "s3.secret-access-key": os.environ["AWS_SECRET_ACCESS_KEY"],
    "s3.region": os.environ["AWS_DEFAULT_REGION"],
})
tables = sorted(name[1] for name in catalog.list_tables(database))
rows = catalog.load_table((database, table)).scan().to_arrow().num_rows
batch = pyarrow.table({"id": pyarrow.array(range(1000), pyarrow.int64()), "name": ["n%d" % i for i in range(1000)]})
made = catalog.create_table((database, new), schema=batch.schema, location="s3://glaux/testing/%s" % new)
made.append(batch)
made.append(batch)
appended = catalog.load_table((database, new)).scan().to_arrow().num_rows
print(json.dumps({"tables": tables, "rows": rows, "appended": appended}))
