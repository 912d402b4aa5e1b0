# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""A function in a distribution, from its association to the end of both. Source: api.md 2.8, 2.11, 4."""

from lib.clients import ACCOUNT, ETAGS, control, view
from lib.steps import equal, eventually, refused, run, step
from lib.things import deployed, distribution, function_config, publish

client = control()
errors = client.exceptions
made = {}


def answers(text):
    return b"function handler(event) { return { statusCode: 200, body: '%s ' + event.request.uri }; }" % text


@step("create_distribution with a function that is not published")
def _():
    refused(errors.InvalidFunctionAssociation, 400, "function/none", client.create_distribution,
            DistributionConfig=distribution("none", f"arn:aws:cloudfront::{ACCOUNT}:function/none"))


@step("create_distribution")
def _():
    made["arn"] = publish(client, "answers", answers(b"first"))
    out = client.create_distribution(DistributionConfig=distribution("python", made["arn"]))
    made.update(id=out["Distribution"]["Id"], domain=out["Distribution"]["DomainName"])
    equal((out["ETag"], out["Distribution"]["Status"]), (ETAGS[0], "InProgress"))
    assert out["Location"].endswith("/distribution/" + made["id"])


@step("the waiter distribution_deployed")
def _():
    deployed(client, made["id"])
    equal(client.get_distribution(Id=made["id"])["Distribution"]["Status"], "Deployed")


@step("viewers see what the function answers")
def _():
    status, _, body = view(made["domain"], "/docs/")
    equal((status, body), (200, "first /docs/"))


@step("publish_function changes what viewers see")
def _():
    out = client.update_function(Name="answers", IfMatch=ETAGS[0], FunctionConfig=function_config(), FunctionCode=answers(b"second"))
    client.publish_function(Name="answers", IfMatch=out["ETag"])
    eventually(lambda: equal(view(made["domain"], "/")[2], "second /"))


@step("delete_function of a function in use")
def _():
    refused(errors.FunctionInUse, 409, "it is in use by 1 distributions", client.delete_function, Name="answers", IfMatch=ETAGS[1])


@step("the paginator of list_distributions")
def _():
    other = client.create_distribution(DistributionConfig=distribution("other", made["arn"], enabled=False))
    pages = client.get_paginator("list_distributions").paginate(PaginationConfig={"PageSize": 1})
    seen = [item["Id"] for page in pages for item in page["DistributionList"].get("Items", [])]
    equal(seen, [other["Distribution"]["Id"], made["id"]])
    deployed(client, seen[0])
    client.delete_distribution(Id=seen[0], IfMatch=other["ETag"])


@step("update_distribution takes the function away")
def _():
    got = client.get_distribution_config(Id=made["id"])
    config = got["DistributionConfig"]
    config["DefaultCacheBehavior"]["FunctionAssociations"] = {"Quantity": 0}
    config["Enabled"] = False
    refused(errors.PreconditionFailed, 412, got["ETag"], client.update_distribution,
            Id=made["id"], IfMatch=ETAGS[2], DistributionConfig=config)
    refused(errors.DistributionNotDisabled, 409, "", client.delete_distribution, Id=made["id"], IfMatch=got["ETag"])
    out = client.update_distribution(Id=made["id"], IfMatch=got["ETag"], DistributionConfig=config)
    equal(out["Distribution"]["DistributionConfig"], config)  # what is sent comes back whole
    made["etag"] = out["ETag"]
    deployed(client, made["id"])
    equal(view(made["domain"], "/")[0], 403)


@step("delete_function and delete_distribution")
def _():
    client.delete_function(Name="answers", IfMatch=ETAGS[1])
    client.delete_distribution(Id=made["id"], IfMatch=made["etag"])
    refused(errors.NoSuchDistribution, 404, "", client.get_distribution, Id=made["id"])


run()
