// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file kills processes in the middle of writes and checks what is there afterwards.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/smithy-go"
)

// version is one stage of a function as the tests write it: the comment is part of the code, so that half a write shows.
type version struct {
	Number  int // from 1; see etags
	Comment string
}

func (v version) code() string {
	return "// " + v.Comment + strings.Repeat(" padding", 500) + "\n" + passing
}

// stored is what the server should have of a function; both nil when the function does not exist.
type stored struct {
	Development, Live *version
}

func (s stored) String() string {
	text := func(v *version) string {
		if v == nil {
			return "none"
		}
		return fmt.Sprintf("version %d %q", v.Number, v.Comment)
	}
	return "DEVELOPMENT " + text(s.Development) + ", LIVE " + text(s.Live)
}

// etags are those of the first versions. Source: api.md 1.7.
var etags = []string{
	etag1, etag2, etag3, "E1PA6795UKMFR9", "E13V1IB3VIYZZH", "E1VC38T7YXB528", "E2EUQ1WTGCTBG2", "E3AEGXETSR30VB",
	"E3P5ROKL5A1OLE", "E3JWKAKR8XB7XF",
}

// writer owns one function and changes it all the time. Between rounds its state is certain.
type writer struct {
	name  string
	step  int
	state stored
	// pending is what the state becomes if a call was carried out whose answer did not come; equal to state otherwise.
	pending stored
}

// next makes the next call. It returns false when the server is gone, and an error when an answer was wrong.
func (w *writer) next(c *cloudfront.Client, acknowledged *atomic.Int64) (bool, error) {
	w.step++
	op, err := w.call(c)
	if err == nil {
		w.state = w.pending
		acknowledged.Add(1)
		return true, nil
	}
	if answer, ok := errors.AsType[smithy.APIError](err); ok {
		w.pending = w.state
		return false, fmt.Errorf("%s(%s) with %s: %w", op, w.name, w.state, answer)
	}
	return false, nil // no answer: either state
}

// call chooses an operation by the state, notes what it leads to, and makes it.
func (w *writer) call(c *cloudfront.Client) (op string, err error) {
	ctx := context.Background()
	d, live := w.state.Development, w.state.Live
	comment := fmt.Sprintf("%s step %d", w.name, w.step)
	switch {
	case d == nil:
		v := version{1, comment}
		w.pending = stored{Development: &v}
		_, err = c.CreateFunction(ctx, &cloudfront.CreateFunctionInput{
			Name: &w.name, FunctionCode: []byte(v.code()), FunctionConfig: functionConfig(comment),
		})
		return "CreateFunction", err
	case d.Number == len(etags):
		w.pending = stored{}
		_, err = c.DeleteFunction(ctx, &cloudfront.DeleteFunctionInput{Name: &w.name, IfMatch: &etags[d.Number-1]})
		return "DeleteFunction", err
	case live == nil || live.Comment != d.Comment:
		v := version{1, d.Comment}
		if live != nil {
			v.Number = live.Number + 1
		}
		w.pending = stored{d, &v}
		_, err = c.PublishFunction(ctx, &cloudfront.PublishFunctionInput{Name: &w.name, IfMatch: &etags[d.Number-1]})
		return "PublishFunction", err
	default:
		v := version{d.Number + 1, comment}
		w.pending = stored{&v, live}
		_, err = c.UpdateFunction(ctx, &cloudfront.UpdateFunctionInput{
			Name: &w.name, IfMatch: &etags[d.Number-1], FunctionCode: []byte(v.code()), FunctionConfig: functionConfig(comment),
		})
		return "UpdateFunction", err
	}
}

// verify compares the function with what was acknowledged, and takes what is there as the state.
func (w *writer) verify(t *testing.T, c *cloudfront.Client, listed map[string]string) {
	t.Helper()
	got := stored{w.read(t, c, types.FunctionStageDevelopment, listed), w.read(t, c, types.FunctionStageLive, listed)}
	if got.String() != w.state.String() && got.String() != w.pending.String() {
		t.Fatalf("%s after the crash: %s; acknowledged was: %s; in flight was: %s", w.name, got, w.state, w.pending)
	}
	w.state, w.pending = got, got
}

// read returns a stage, or nil; everything that the API says about it must fit together.
func (w *writer) read(t *testing.T, c *cloudfront.Client, stage types.FunctionStage, listed map[string]string) *version {
	t.Helper()
	comment, inList := listed[w.name+" "+string(stage)]
	out, err := c.GetFunction(t.Context(), &cloudfront.GetFunctionInput{Name: &w.name, Stage: stage})
	if _, absent := errors.AsType[*types.NoSuchFunctionExists](err); absent {
		if inList {
			t.Fatalf("%s %s is listed, but GetFunction does not find it", w.name, stage)
		}
		return nil
	}
	if err != nil {
		t.Fatalf("GetFunction(%s, %s): %v", w.name, stage, err)
	}
	v := version{slices.Index(etags, aws.ToString(out.ETag)) + 1, comment}
	if !inList || string(out.FunctionCode) != v.code() || v.Number == 0 {
		t.Fatalf("%s %s is half there: listed %t with comment %q, ETag %q, code %.60q of %d bytes",
			w.name, stage, inList, comment, aws.ToString(out.ETag), out.FunctionCode, len(out.FunctionCode))
	}
	return &v
}

// comments returns the comment of each stage that is listed.
func comments(t *testing.T, c *cloudfront.Client) map[string]string {
	t.Helper()
	listed := map[string]string{}
	in := &cloudfront.ListFunctionsInput{}
	for {
		out, err := c.ListFunctions(t.Context(), in)
		if err != nil {
			t.Fatalf("ListFunctions: %v", err)
		}
		for _, s := range out.FunctionList.Items {
			listed[*s.Name+" "+string(s.FunctionMetadata.Stage)] = *s.FunctionConfig.Comment
		}
		if in.Marker = out.FunctionList.NextMarker; in.Marker == nil {
			return listed
		}
	}
}

// TestKill9: a process that is killed under concurrent writes has, when it is started again on the same folder,
// every write that it acknowledged, and nothing half.
func TestKill9(t *testing.T) {
	t.Parallel()
	rounds := 25
	switch {
	case testing.Short():
		rounds = 4
	case raceDetector: // which makes starts slow
		rounds = 15
	}
	dir := t.TempDir()
	var key, secret string
	var writers []*writer
	for i := range 6 {
		writers = append(writers, &writer{name: fmt.Sprintf("writer-%d", i)})
	}
	total := int64(0)
	for round := range rounds {
		p := launch(t, "--data", dir)
		p.dir = dir
		if round == 0 {
			key, secret = p.keyPair(t)
		}
		c := newClient(p.api, key, secret)
		listed := comments(t, c)
		for _, w := range writers {
			w.verify(t, c, listed)
		}
		// Rounds of different lengths end at different points of what the writers do.
		total += writeUntilKilled(t, p, c, writers, int64(1+(round*37)%90))
	}
	p := startOn(t, dir)
	c := p.client(t)
	listed := comments(t, c)
	for _, w := range writers {
		w.verify(t, c, listed)
	}
	for range 20 { // and it still works
		for _, w := range writers {
			if more, err := w.next(c, new(atomic.Int64)); !more {
				t.Fatalf("write after the last crash: %v", err)
			}
		}
	}
	if least := int64(rounds) * 20; total < least {
		t.Errorf("%d writes were acknowledged in %d rounds; a test of at least %d is wanted", total, rounds, least)
	}
}

// writeUntilKilled lets the writers write and kills the process when it has acknowledged a number of writes.
func writeUntilKilled(t *testing.T, p *process, c *cloudfront.Client, writers []*writer, after int64) int64 {
	t.Helper()
	var acknowledged atomic.Int64
	var wg sync.WaitGroup
	problems := make(chan error, len(writers))
	for _, w := range writers {
		wg.Go(func() {
			for more := true; more; {
				var err error
				if more, err = w.next(c, &acknowledged); err != nil {
					problems <- err
				}
			}
		})
	}
	eventually(t, fmt.Sprintf("%d writes are acknowledged", after), func() error {
		select {
		case err := <-problems:
			t.Fatalf("write: %v", err)
		default:
		}
		if n := acknowledged.Load(); n < after {
			return fmt.Errorf("%d are", n)
		}
		return nil
	})
	p.kill(t)
	wg.Wait()
	close(problems)
	for err := range problems {
		t.Errorf("write: %v", err)
	}
	return acknowledged.Load()
}
