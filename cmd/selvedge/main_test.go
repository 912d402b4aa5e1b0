// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/rogpeppe/go-internal/testscript"

	"selvedge/internal/datadir"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"selvedge": func() { os.Exit(run()) }})
}

// TestScripts runs testdata/*.txtar. Beside the commands of testscript they have
//
//	exit CODE PROGRAM [ARGUMENT...]   runs a program that must end with the code
//	member NAME VALUE                 the last stdout is a JSON object whose member NAME is the string VALUE
//	member NAME ~ PART                … is a string that contains PART
//	report FILE                       the last stdout is FILE but for compute utilizations, which FILE has as N
//	function NAME FILE                creates and publishes a function on the server whose data folder is $SELVEDGE_DATA
//	result FILE                       the last stdout is FILE but for ComputeUtilization, which FILE has as "N"
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               cleanEnvironment,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit": exit, "member": member, "result": result, "report": report, "function": function,
		},
		Deadline: time.Now().Add(scriptLimit),
	})
}

// scriptLimit bounds all scripts together, so that a command that should have been refused does not run forever.
const scriptLimit = time.Minute

// cleanEnvironment removes settings of whoever runs the tests.
func cleanEnvironment(env *testscript.Env) error {
	kept := env.Vars[:0]
	for _, v := range env.Vars {
		if !strings.HasPrefix(v, "SELVEDGE_") {
			kept = append(kept, v)
		}
	}
	// Without it each end of a process with the race detector takes a second longer.
	env.Vars = append(kept, "GORACE=atexit_sleep_ms=0")
	return nil
}

func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%s: %v", args[1], err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func member(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 && (len(args) != 3 || args[1] != "~") {
		ts.Fatalf("usage: member NAME VALUE, or member NAME ~ PART")
	}
	var object map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &object))
	got, ok := object[args[0]].(string)
	want := args[len(args)-1]
	switch {
	case !ok:
		ts.Fatalf("member %s is %v, want a string", args[0], object[args[0]])
	case len(args) == 2 && got != want:
		ts.Fatalf("member %s is %q, want %q", args[0], got, want)
	case !strings.Contains(got, want):
		ts.Fatalf("member %s is %q, want it to contain %q", args[0], got, want)
	}
}

// utilization is an integer from 0 to 100 as text. Source: api.md 2.7.
var utilization = regexp.MustCompile(`"ComputeUtilization": "(100|[1-9]?[0-9])"`)

func result(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: result FILE")
	}
	got := utilization.ReplaceAllString(ts.ReadFile("stdout"), `"ComputeUtilization": "N"`)
	if want := ts.ReadFile(args[0]); got != want {
		ts.Fatalf("stdout is\n%s, want\n%s", got, want)
	}
}

// utilizations are those in reports of cases: as text, and as JSON or YAML.
var utilizations = regexp.MustCompile(`( +)[0-9]+( %\n)|(utilization"?: )[0-9]+`)

func report(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: report FILE")
	}
	got := utilizations.ReplaceAllString(ts.ReadFile("stdout"), "${1}${3}N${2}")
	if want := ts.ReadFile(args[0]); got != want {
		ts.Fatalf("stdout is\n%s, want\n%s", got, want)
	}
}

// function puts something on a running server that commands can work with.
func function(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: function NAME FILE")
	}
	dir := ts.MkAbs(ts.Getenv("SELVEDGE_DATA"))
	key, err := datadir.ReadCredentials(dir)
	ts.Check(err)
	at, err := datadir.ReadAddresses(dir)
	ts.Check(err)
	c := cloudfront.New(cloudfront.Options{
		Region: "us-east-1", BaseEndpoint: &at.API,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: key.AccessKeyID, SecretAccessKey: key.SecretAccessKey}, nil
		}),
	})
	name, comment := args[0], ""
	made, err := c.CreateFunction(context.Background(), &cloudfront.CreateFunctionInput{
		Name: &name, FunctionCode: []byte(ts.ReadFile(args[1])),
		FunctionConfig: &types.FunctionConfig{Comment: &comment, Runtime: types.FunctionRuntimeCloudfrontJs20},
	})
	ts.Check(err)
	_, err = c.PublishFunction(context.Background(), &cloudfront.PublishFunctionInput{Name: &name, IfMatch: made.ETag})
	ts.Check(err)
}
