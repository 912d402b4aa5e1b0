# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""The life of a key value store, without its keys. Source: api.md 3."""

from lib.clients import ACCOUNT, ETAGS, control, need_stores
from lib.steps import equal, refused, run, step
from lib.things import PASSING, function_config

need_stores()
client = control()
errors = client.exceptions
NAME = "redirects"
made = {}


@step("create_key_value_store")
def _():
    out = client.create_key_value_store(Name=NAME)
    store = out["KeyValueStore"]
    equal((out["ETag"], store["Status"], store["ARN"]),
          (ETAGS[0], "PROVISIONING", f"arn:aws:cloudfront::{ACCOUNT}:key-value-store/{store['Id']}"))
    assert "Comment" not in store
    made["arn"] = store["ARN"]
    refused(errors.EntityAlreadyExists, 409, "", client.create_key_value_store, Name=NAME)


@step("describe_key_value_store and update_key_value_store")
def _():
    out = client.describe_key_value_store(Name=NAME)
    equal((out["KeyValueStore"]["Status"], out["ETag"]), ("READY", ETAGS[1]))
    refused(errors.PreconditionFailed, 412, ETAGS[1], client.update_key_value_store, Name=NAME, Comment="c", IfMatch=ETAGS[0])
    out = client.update_key_value_store(Name=NAME, Comment="ünïcode & more", IfMatch=ETAGS[1])
    equal((out["KeyValueStore"]["Comment"], out["ETag"]), ("ünïcode & more", ETAGS[2]))


@step("the paginator of list_key_value_stores")
def _():
    client.create_key_value_store(Name="another")
    pages = client.get_paginator("list_key_value_stores").paginate(Status="READY", PaginationConfig={"PageSize": 1})
    equal(sorted(item["Name"] for page in pages for item in page["KeyValueStoreList"].get("Items", [])), ["another", NAME])


@step("delete_key_value_store")
def _():
    client.create_function(Name="reader", FunctionConfig=function_config(store=made["arn"]), FunctionCode=PASSING)
    refused(errors.CannotDeleteEntityWhileInUse, 409, "reader", client.delete_key_value_store, Name=NAME, IfMatch=ETAGS[2])
    client.delete_function(Name="reader", IfMatch=ETAGS[0])
    client.delete_key_value_store(Name=NAME, IfMatch=ETAGS[2])
    refused(errors.EntityNotFound, 404, "", client.describe_key_value_store, Name=NAME)


run()
