# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""The keys of a store, and a function that reads them. Source: kvs-api.md."""

import datetime
import json

from lib.clients import ETAGS, control, data, need_stores, view
from lib.steps import equal, eventually, refused, run, step
from lib.things import deployed, distribution, event, publish

need_stores()
client, keys = control(), data()
errors = keys.exceptions
SPECIAL = ["..", ".", "/", "//", "a b", "a/b", "a+b", "100%", "%2F", "k?x=1#y", "ключ \U0001F600", "a:b@c!$&'()*,;=", "q\"<>\\^`{|}~[]"]
made = {}


def change(call, **arguments):
    """Makes a change with the current entity tag, and keeps the new one."""
    out = call(KvsARN=made["arn"], IfMatch=made["etag"], **arguments)
    assert out["ETag"].startswith("KV") and out["ETag"] != made["etag"]
    made["etag"] = out["ETag"]
    return out


def listed(size):
    pages = keys.get_paginator("list_keys").paginate(KvsARN=made["arn"], PaginationConfig={"PageSize": size})
    return [item["Key"] for page in pages for item in page["Items"]]


@step("describe_key_value_store")
def _():
    made["arn"] = client.create_key_value_store(Name="keys")["KeyValueStore"]["ARN"]
    out = keys.describe_key_value_store(KvsARN=made["arn"])
    equal((out["KvsARN"], out["ItemCount"], out["TotalSizeInBytes"], out["Status"]), (made["arn"], 0, 0, "READY"))
    assert isinstance(out["Created"], datetime.datetime) and "FailureReason" not in out
    made["etag"] = out["ETag"]


@step("put_key and get_key")
def _():
    out = change(keys.put_key, Key="key1", Value="value1")
    equal((out["ItemCount"], out["TotalSizeInBytes"]), (1, 11))
    for key in SPECIAL:
        change(keys.put_key, Key=key, Value="of " + key)
        out = keys.get_key(KvsARN=made["arn"], Key=key)
        equal((out["Key"], out["Value"]), (key, "of " + key))


@step("the paginator of list_keys")
def _():
    equal(sorted(listed(4)), sorted([*SPECIAL, "key1"]))


@step("delete_key")
def _():
    for key in SPECIAL:
        change(keys.delete_key, Key=key)
    refused(errors.ResourceNotFoundException, 404, "", keys.get_key, KvsARN=made["arn"], Key=SPECIAL[0])
    equal(listed(50), ["key1"])


@step("update_keys changes all or nothing")
def _():
    puts = [{"Key": f"key/{i}", "Value": str(i)} for i in range(49)]
    equal(change(keys.update_keys, Puts=puts, Deletes=[{"Key": "key1"}])["ItemCount"], 49)

    def update(**arguments):
        keys.update_keys(KvsARN=made["arn"], IfMatch=made["etag"], **arguments)
    new = {"Key": "key/0", "Value": "new"}
    refused(errors.ResourceNotFoundException, 404, "", update, Puts=[new], Deletes=[{"Key": "none"}])
    refused(errors.ValidationException, 400, "", update, Puts=[new, {"Key": "long", "Value": "x" * 1025}])
    refused(errors.ValidationException, 400, "", update, Puts=[{"Key": f"more/{i}", "Value": ""} for i in range(51)])
    equal(keys.get_key(KvsARN=made["arn"], Key="key/0")["Value"], "0")
    equal(keys.describe_key_value_store(KvsARN=made["arn"])["ETag"], made["etag"])


@step("conditions that fail")
def _():
    stale = made["etag"]
    change(keys.put_key, Key="again", Value="1")
    refused(errors.ConflictException, 409, made["etag"], keys.put_key, KvsARN=made["arn"], IfMatch=stale, Key="again", Value="2")
    refused(errors.ConflictException, 409, made["etag"], keys.delete_key, KvsARN=made["arn"], IfMatch=stale, Key="again")
    refused(errors.ValidationException, 400, "", keys.delete_key, KvsARN=made["arn"], IfMatch=ETAGS[0], Key="again")


@step("a function reads the keys")
def _():
    code = b"""import cf from 'cloudfront';
    async function handler(event) { return { statusCode: 200, body: await cf.kvs().get('again') }; }"""
    arn = publish(client, "reader", code, store=made["arn"])
    out = client.test_function(Name="reader", IfMatch=ETAGS[0], EventObject=event("/"))
    equal(json.loads(out["TestResult"]["FunctionOutput"])["response"]["body"]["data"], "1")
    created = client.create_distribution(DistributionConfig=distribution("python", arn))["Distribution"]
    deployed(client, created["Id"])
    equal(view(created["DomainName"], "/")[2], "1")
    change(keys.put_key, Key="again", Value="2")
    eventually(lambda: equal(view(created["DomainName"], "/")[2], "2"))


@step("access keys that are refused")
def _():
    wrong = data(aws_access_key_id="AKIANOSUCHKEY0000000", aws_secret_access_key="wrong")
    refused("UnrecognizedClientException", 403, "", wrong.get_key, KvsARN=made["arn"], Key="again")


run()
