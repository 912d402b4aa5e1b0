# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""The life of a function. Source: api.md 2."""

import datetime
import json

from lib.clients import ACCOUNT, ETAGS, control
from lib.steps import equal, refused, run, step
from lib.things import event, function_config

client = control()
errors = client.exceptions
NAME = "python"
CODE = """// ünïcode
function handler(event) {
    console.log('ran');
    event.request.uri += 'index.html';
    return event.request;
}
""".encode()


def check_summary(got, status, stage, comment="made by Python"):
    """Checks a summary whole; its times must be times."""
    metadata = dict(got["FunctionMetadata"])
    for name in ("CreatedTime", "LastModifiedTime"):
        assert isinstance(metadata.pop(name), datetime.datetime)
    equal({**got, "FunctionMetadata": metadata}, {
        "Name": NAME, "Status": status, "FunctionConfig": function_config(comment),
        "FunctionMetadata": {"FunctionARN": f"arn:aws:cloudfront::{ACCOUNT}:function/{NAME}", "Stage": stage},
    })


@step("create_function")
def _():
    out = client.create_function(Name=NAME, FunctionConfig=function_config(), FunctionCode=CODE)
    equal((out["ETag"], out["ResponseMetadata"]["HTTPStatusCode"]), (ETAGS[0], 201))
    assert out["Location"].endswith(f"/2020-05-31/function/arn:aws:cloudfront::{ACCOUNT}:function/{NAME}")
    check_summary(out["FunctionSummary"], "UNPUBLISHED", "DEVELOPMENT")


@step("create_function that is refused")
def _():
    def create(name, code):
        client.create_function(Name=name, FunctionConfig=function_config(), FunctionCode=code)
    refused(errors.FunctionAlreadyExists, 409, NAME, create, name=NAME, code=CODE)
    refused(errors.FunctionSizeLimitExceeded, 413, "", create, name="large", code=b"//" + b"x" * 10_240)
    refused("MalformedXML", 400, "[a-zA-Z0-9-_]", create, name="a b", code=CODE)


@step("describe_function and get_function")
def _():
    out = client.describe_function(Name=NAME)
    equal(out["ETag"], ETAGS[0])
    check_summary(out["FunctionSummary"], "UNPUBLISHED", "DEVELOPMENT")
    refused(errors.NoSuchFunctionExists, 404, "", client.describe_function, Name=NAME, Stage="LIVE")
    out = client.get_function(Name=NAME, Stage="DEVELOPMENT")
    equal((out["FunctionCode"].read(), out["ContentType"], out["ETag"]), (CODE, "application/octet-stream", ETAGS[0]))


@step("test_function")
def _():
    out = client.test_function(Name=NAME, IfMatch=ETAGS[0], Stage="DEVELOPMENT", EventObject=event("/docs/"))
    result = out["TestResult"]
    check_summary(result["FunctionSummary"], "UNPUBLISHED", "DEVELOPMENT")
    assert result["ComputeUtilization"].isdigit()
    equal((result["FunctionExecutionLogs"], result["FunctionErrorMessage"]), (["ran"], ""))
    equal(json.loads(result["FunctionOutput"])["request"]["uri"], "/docs/index.html")


@step("update_function")
def _():
    comment = '<changed> & "quoted" \U0001F600'

    def update(tag):
        return client.update_function(Name=NAME, IfMatch=tag, FunctionConfig=function_config(comment), FunctionCode=CODE)
    refused(errors.PreconditionFailed, 412, ETAGS[0], update, tag=ETAGS[1])
    refused(errors.InvalidIfMatchVersion, 400, "", update, tag="old")
    out = update(ETAGS[0])
    equal(out["ETag"], ETAGS[1])
    check_summary(out["FunctionSummary"], "UNPUBLISHED", "DEVELOPMENT", comment)


@step("publish_function")
def _():
    refused(errors.PreconditionFailed, 412, ETAGS[1], client.publish_function, Name=NAME, IfMatch=ETAGS[0])
    out = client.publish_function(Name=NAME, IfMatch=ETAGS[1])
    equal(out["FunctionSummary"]["FunctionMetadata"]["Stage"], "LIVE")
    equal(client.describe_function(Name=NAME, Stage="LIVE")["ETag"], ETAGS[0])


@step("list_functions, by pages")
def _():
    seen, marker = [], {}
    while True:
        page = client.list_functions(MaxItems="1", **marker)["FunctionList"]
        equal((page["MaxItems"], page["Quantity"]), (1, len(page["Items"])))
        seen += [item["FunctionMetadata"]["Stage"] for item in page["Items"]]
        if "NextMarker" not in page:
            break
        marker = {"Marker": page["NextMarker"]}
    equal(seen, ["DEVELOPMENT", "LIVE"])


@step("tags")
def _():
    arn = f"arn:aws:cloudfront::{ACCOUNT}:function/{NAME}"
    tags = [{"Key": "team", "Value": "web @ edge"}, {"Key": "x", "Value": ""}]
    client.tag_resource(Resource=arn, Tags={"Items": tags})
    equal(client.list_tags_for_resource(Resource=arn)["Tags"]["Items"], tags)
    client.untag_resource(Resource=arn, TagKeys={"Items": ["team"]})
    equal(client.list_tags_for_resource(Resource=arn)["Tags"]["Items"], tags[1:])


@step("delete_function")
def _():
    out = client.delete_function(Name=NAME, IfMatch=ETAGS[1])
    equal(out["ResponseMetadata"]["HTTPStatusCode"], 204)
    refused(errors.NoSuchFunctionExists, 404, "", client.get_function, Name=NAME)


run()
