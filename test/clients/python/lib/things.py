# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""What several topics make."""

import json

PASSING = b"function handler(event) { return event.request; }"


def event(uri):
    """A test event of a viewer request."""
    request = {"method": "GET", "uri": uri, "querystring": {}, "headers": {}, "cookies": {}}
    return json.dumps({
        "version": "1.0", "context": {"eventType": "viewer-request"}, "viewer": {"ip": "192.0.2.1"}, "request": request,
    }).encode()


def function_config(comment="made by Python", store=None):
    config = {"Comment": comment, "Runtime": "cloudfront-js-2.0"}
    if store:
        config["KeyValueStoreAssociations"] = {"Quantity": 1, "Items": [{"KeyValueStoreARN": store}]}
    return config


def publish(client, name, code, store=None):
    """Creates and publishes a function, and returns its ARN."""
    made = client.create_function(Name=name, FunctionConfig=function_config(store=store), FunctionCode=code)
    out = client.publish_function(Name=name, IfMatch=made["ETag"])
    return out["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]


def distribution(reference, arn, enabled=True):
    """The configuration of a distribution with a function on viewer requests."""
    origin = {
        "Id": "main", "DomainName": "127.0.0.1",
        "CustomOriginConfig": {"HTTPPort": 1, "HTTPSPort": 443, "OriginProtocolPolicy": "http-only"},
    }
    return {
        "CallerReference": reference, "Comment": "", "Enabled": enabled, "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {
            "TargetOriginId": "main", "ViewerProtocolPolicy": "allow-all",
            "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",  # the managed policy CachingDisabled
            "FunctionAssociations": {"Quantity": 1, "Items": [{"EventType": "viewer-request", "FunctionARN": arn}]},
        },
    }


def deployed(client, distribution_id):
    """Waits as boto3 does, but not a minute from one look to the next."""
    client.get_waiter("distribution_deployed").wait(Id=distribution_id, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
