"""awswrangler reads a query as a frame, by the result file; use_wrangler_widely.py has the other ways."""
import json
import sys

import awswrangler

database, table = sys.argv[1], sys.argv[2]
sql = 'SELECT count(*) AS n FROM "%s"' % table
direct = awswrangler.athena.read_sql_query(sql, database=database, ctas_approach=False, s3_output="s3://glaux/results/")
tables = sorted(t["Name"] for t in awswrangler.catalog.get_tables(database=database))
print(json.dumps({"count": int(direct["n"][0]), "tables": tables}))
