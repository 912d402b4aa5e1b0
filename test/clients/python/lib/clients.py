# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""Clients as people make them: region and access key come from the environment, as 'selvedge env' prints it. The
endpoints are there, too, but only newer versions of botocore read them themselves."""

import importlib.util
import os
import re
import socket
import urllib.error
import urllib.request

import boto3
import botocore
from botocore.config import Config

from .steps import skip

ACCOUNT = "111122223333"
ETAGS = ["ETVPDKIKX0DER", "E3UN6WX5RRO2AG", "E1F83G8C2ARO7P"]  # of the first versions of anything; source: api.md 1.7

# It does not try again, so that nothing is hidden.
_once = Config(retries={"total_max_attempts": 1})


def control(**options):
    """A client of the control plane."""
    return boto3.client("cloudfront", endpoint_url=os.environ["AWS_ENDPOINT_URL_CLOUDFRONT"], config=_once, **options)


def need_stores():
    """Ends the topic when botocore is older than key value stores."""
    if "cloudfront-keyvaluestore" not in boto3.session.Session().get_available_services():
        skip(f"botocore {botocore.__version__} does not know key value stores")


def data(**options):
    """A client of the data plane. It signs with SigV4A where the package awscrt is there, else with SigV4."""
    config = _once
    if importlib.util.find_spec("awscrt") is None:
        config = config.merge(Config(signature_version="v4"))
    url = os.environ["AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE"]
    return boto3.client("cloudfront-keyvaluestore", endpoint_url=url, config=config, **options)


def _resolve(host, *arguments, **options):
    """The data plane is asked as <account id>.localhost, a name that only some machines resolve."""
    if isinstance(host, str) and re.fullmatch(r"\d{12}\.localhost", host):
        host = "127.0.0.1"
    return _getaddrinfo(host, *arguments, **options)


_getaddrinfo, socket.getaddrinfo = socket.getaddrinfo, _resolve


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def view(host, path):
    """Asks the edge, whose URL the test gives in EDGE, for a path of a distribution: status, headers and body."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
    try:
        answer = opener.open(urllib.request.Request(os.environ["EDGE"] + path, headers={"Host": host}), timeout=20)
    except urllib.error.HTTPError as e:
        answer = e
    with answer:
        return answer.status, answer.headers, answer.read().decode()
