"""PyAthena with one of its cursors: use_pyathena.py CURSOR DATABASE TABLE."""
import json
import sys

from pyathena import connect
from pyathena.arrow.cursor import ArrowCursor
from pyathena.cursor import Cursor
from pyathena.pandas.cursor import PandasCursor

name, database, table = sys.argv[1:4]
cursors = {"cursor": Cursor, "pandas": PandasCursor, "arrow": ArrowCursor}
cursor = connect(s3_staging_dir="s3://glaux/results/", schema_name=database, cursor_class=cursors[name]).cursor()
tables = sorted(t.name for t in cursor.list_table_metadata(schema_name=database))
cursor.execute('SELECT count(*) AS n FROM "%s"' % table)
if name == "pandas":
    count = int(cursor.as_pandas()["n"][0])
elif name == "arrow":
    count = cursor.as_arrow()["n"][0].as_py()
else:
    count = cursor.fetchone()[0]
print(json.dumps({"tables": tables, "count": count, "scanned": cursor.data_scanned_in_bytes}))
