"""A query that waits for its turn: use_queued.py CLIENT WORKGROUP; CLIENT is boto3, pyathena or awswrangler."""
import json
import sys
import time

client, workgroup = sys.argv[1:3]
sql = "SELECT 42 AS n"
if client == "pyathena":
    from pyathena import connect

    cursor = connect(s3_staging_dir="s3://glaux/results/", work_group=workgroup).cursor()
    count = cursor.execute(sql).fetchone()[0]
elif client == "awswrangler":
    import awswrangler

    frame = awswrangler.athena.read_sql_query(
        sql, database="default", ctas_approach=False, workgroup=workgroup, s3_output="s3://glaux/results/"
    )
    count = int(frame["n"][0])
else:
    import boto3

    athena = boto3.client("athena")
    query = athena.start_query_execution(QueryString=sql, WorkGroup=workgroup)["QueryExecutionId"]
    state = "QUEUED"
    while state in ("QUEUED", "RUNNING"):
        time.sleep(0.2)
        state = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]["Status"]["State"]
    rows = athena.get_query_results(QueryExecutionId=query)["ResultSet"]["Rows"]
    count = int(rows[1]["Data"][0]["VarCharValue"])
print(json.dumps({"count": count}))
