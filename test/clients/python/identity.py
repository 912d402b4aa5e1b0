# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""Who asks. Source: auth.md 1.2, 2, 5."""

import os

import boto3

from lib.clients import ACCOUNT, control
from lib.steps import equal, refused, run, step


@step("any region")
def _():
    for region in ("us-east-1", "eu-west-1", "ap-southeast-2"):
        control(region_name=region).list_functions()


@step("access keys that are refused")
def _():
    key, secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]

    def ask(**credentials):
        control(**credentials).list_functions()
    refused("SignatureDoesNotMatch", 403, "", ask, aws_access_key_id=key, aws_secret_access_key="wrong")
    refused("InvalidClientTokenId", 403, "", ask, aws_access_key_id="AKIANOSUCHKEY0000000", aws_secret_access_key=secret)
    refused("InvalidClientTokenId", 403, "", ask, aws_access_key_id=key, aws_secret_access_key=secret, aws_session_token="of AWS")


@step("get_caller_identity")
def _():
    out = boto3.client("sts", endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"]).get_caller_identity()
    equal(out["Account"], ACCOUNT)
    assert out["Arn"].startswith(f"arn:aws:iam::{ACCOUNT}:")


run()
