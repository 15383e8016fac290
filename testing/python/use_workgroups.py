"""boto3 makes, changes, tags and deletes a workgroup, as infrastructure tools do."""
import json
import time

import boto3

athena = boto3.client("athena")
name = "of_boto3"
athena.create_work_group(
    Name=name,
    Description="of a test",
    Configuration={
        "ResultConfiguration": {"OutputLocation": "s3://glaux/of_boto3/"},
        "EnforceWorkGroupConfiguration": True,
        "BytesScannedCutoffPerQuery": 20_000_000,
        "EngineVersion": {"SelectedEngineVersion": "AUTO"},
    },
    Tags=[{"Key": "team", "Value": "one"}])
query = athena.start_query_execution(
    QueryString="SELECT 1",
    WorkGroup=name,
    ResultConfiguration={"OutputLocation": "s3://glaux/mine/"})["QueryExecutionId"]
while True:
    execution = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]
    if execution["Status"]["State"] not in ("QUEUED", "RUNNING"):
        break
    time.sleep(0.1)
account = boto3.client("sts").get_caller_identity()["Account"]
arn = "arn:aws:athena:%s:%s:workgroup/%s" % (athena.meta.region_name, account, name)
athena.tag_resource(ResourceARN=arn, Tags=[{"Key": "stage", "Value": "test"}])
athena.untag_resource(ResourceARN=arn, TagKeys=["team"])
tags = athena.list_tags_for_resource(ResourceARN=arn)["Tags"]
athena.update_work_group(
    WorkGroup=name,
    State="DISABLED",
    ConfigurationUpdates={
        "RemoveBytesScannedCutoffPerQuery": True,
        "ResultConfigurationUpdates": {"RemoveOutputLocation": True},
    })
changed = athena.get_work_group(WorkGroup=name)["WorkGroup"]


def refusal(call):
    try:
        call()
    except athena.exceptions.InvalidRequestException as error:
        return error.response["Error"]["Message"]
    return None


disabled = refusal(lambda: athena.start_query_execution(QueryString="SELECT 1", WorkGroup=name))
full = refusal(lambda: athena.delete_work_group(WorkGroup=name))
athena.delete_work_group(WorkGroup=name, RecursiveDeleteOption=True)
print(json.dumps({
    "location": execution["ResultConfiguration"]["OutputLocation"],
    "tags": tags,
    "state": changed["State"],
    "cutoff": changed["Configuration"].get("BytesScannedCutoffPerQuery"),
    "results": changed["Configuration"]["ResultConfiguration"],
    "disabled": disabled,
    "full": full,
    "gone": refusal(lambda: athena.get_work_group(WorkGroup=name)),
}))
