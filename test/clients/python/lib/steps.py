# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

"""What the topics in the folder above have in common: they go through steps, one after the other, and write a line of
JSON about each. The Go tests read those lines (test/e2e/clients_test.go)."""

import json
import sys
import time
import traceback

from botocore.exceptions import ClientError

_steps = []


def step(name):
    """Makes a function a step. A step that fails ends the topic, because those behind it build on it."""
    return lambda function: _steps.append((name, function))


def run():
    for name, function in _steps:
        try:
            function()
        except Exception:  # whatever it is, it is what the step came to
            _report(step=name, error=traceback.format_exc())
            sys.exit(1)
        _report(step=name, error="")
    _report(done=len(_steps))


def skip(reason):
    """Ends a topic that this version of boto3 has nothing for."""
    _report(skip=reason)
    sys.exit(0)


def _report(**line):
    print(json.dumps(line), flush=True)


def equal(got, want):
    assert got == want, f"got  {got!r}\nwant {want!r}"


def refused(error, status, text, call, **arguments):
    """Checks that a call is refused; error is a class of the client, or a code that has none."""
    try:
        call(**arguments)
    except ClientError as e:
        code = error if isinstance(error, str) else error.__name__
        assert isinstance(error, str) or isinstance(e, error), repr(e)
        equal((e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]), (code, status))
        message = e.response["Error"]["Message"]
        assert message and text in message, f"message {message!r}, want it to have {text!r}"
        equal(len(e.response["ResponseMetadata"]["RequestId"]), 36)
        return
    raise AssertionError("it succeeds")


def eventually(check):
    """Calls check until it returns without an error."""
    end = time.monotonic() + 20
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        time.sleep(0.02)
