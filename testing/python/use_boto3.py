"""boto3 as it comes: lists tables through Athena and Glue, runs a query, reads the result file from S3."""
import json
import sys
import time

import boto3

database, name = sys.argv[1], sys.argv[2]
athena = boto3.client("athena")
pages = athena.get_paginator("list_table_metadata").paginate(CatalogName="AwsDataCatalog", DatabaseName=database)
tables = [table["Name"] for page in pages for table in page["TableMetadataList"]]
glue_pages = boto3.client("glue").get_paginator("get_tables").paginate(DatabaseName=database)
glue_tables = [table["Name"] for page in glue_pages for table in page["TableList"]]
query = athena.start_query_execution(
    QueryString='SELECT count(*) AS n FROM "%s"' % name,
    QueryExecutionContext={"Catalog": "AwsDataCatalog", "Database": database})["QueryExecutionId"]
while True:
    execution = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]
    if execution["Status"]["State"] not in ("QUEUED", "RUNNING"):
        break
    time.sleep(0.1)
rows = athena.get_query_results(QueryExecutionId=query)["ResultSet"]["Rows"]
bucket, key = execution["ResultConfiguration"]["OutputLocation"][len("s3://"):].split("/", 1)
text = boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()
print(json.dumps({
    "tables": sorted(tables),
    "glueTables": sorted(glue_tables),
    "state": execution["Status"]["State"],
    "count": rows[1]["Data"][0]["VarCharValue"],
    "file": text,
    "scanned": execution["Statistics"]["DataScannedInBytes"],
    "user": boto3.client("sts").get_caller_identity()["Arn"],
}))
