// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package difftest_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/js/difftest"
)

var firstSeed = flag.Uint64("seed", 0, "of the first program")

const (
	batchSize    = 25 // programs of one process
	ordinaryRuns = 40 // batches without DIFFTIME
	shown        = 10 // differences after which to stop
	tries        = 800
	processLimit = 5 * time.Second
)

// prelude prints values so that the order of properties does not show.
const prelude = `var qs = require('querystring'), crypt = require('crypto');
function S(v, d) { if (typeof v === 'string') return "'" + v + "'"; if (typeof v === 'function') return 'function'; if (typeof v === 'symbol') return v.toString(); if (v === null || typeof v !== 'object') return Object.is(v, -0) ? '-0' : String(v); return d > 3 ? '...' : O(v, Object.prototype.toString.call(v).slice(8, -1), d || 0); }
function O(v, t, d) { var r = [], i; if (t === 'Date') return 'Date ' + v.getTime(); if (Object.getOwnPropertyNames(v).length > 25) return 'large'; if (t === 'RegExp') return String(v) + v.lastIndex; if (t === 'Error') r.push(String(v)); if (t === 'Array' || /Array$/.test(t)) for (i = 0; i < Math.min(40, v.length); i++) r.push(i in v ? S(v[i], d + 1) : '-'); Object.getOwnPropertyNames(v).sort().forEach(k => { if (t === 'Error' || t === 'Array' && k === 'length' || r.length > 60 || r.length && k >= 0) return; var e = Object.getOwnPropertyDescriptor(v, k); if (e) r.push(k + (e.writable ? '' : ' r') + (e.enumerable ? '' : ' h') + (e.configurable ? '' : ' f') + ':' + ('value' in e ? S(e.value, d + 1) : typeof e.get + typeof e.set)); }); return t + '{' + r.join() + '}'; }
function F() {}
function G(x) { return x; }
function H(x, y) { return [x, y]; }
function L() { console.log([].slice.call(arguments).map(v => S(v)).join(' ')); }
function p(f) { try { L(f()); } catch (e) { console.log('!', String(e)); } }
`

// engines are a reference and what it is compared with.
type engines struct {
	njs     string
	version int
}

// TestDiff compares the engine with those that the environment names: NJS_1 (njs 0.4.3), NJS_2 (njs 0.7.12), NJS (0.7.9,
// default: njs in the path, when there is one). It runs a fixed set of programs, or others for as long as DIFFTIME says.
func TestDiff(t *testing.T) {
	debian := os.Getenv("NJS")
	if debian == "" {
		debian, _ = exec.LookPath("njs")
	}
	for _, r := range []struct {
		name    string
		engines engines
		old     bool
	}{
		{"NJS_1", engines{os.Getenv("NJS_1"), 1}, false},
		{"NJS_2", engines{os.Getenv("NJS_2"), 2}, false},
		{"NJS", engines{debian, 2}, true},
	} {
		t.Run(r.name, func(t *testing.T) {
			if r.engines.njs == "" {
				t.Skipf("%s does not name a njs command line", r.name)
			}
			g, err := difftest.NewGenerator(r.engines.version, r.old)
			if err != nil {
				t.Fatal(err)
			}
			r.engines.search(t, g)
		})
	}
}

// search runs batches of programs until the time is over or enough was found.
func (e engines) search(t *testing.T, g *difftest.Generator) {
	limit, _ := time.ParseDuration(os.Getenv("DIFFTIME"))
	end := time.Now().Add(limit)
	found := map[string]bool{}
	seed, n := *firstSeed, 0
	for b := 0; len(found) < shown && (b < ordinaryRuns && limit == 0 || time.Now().Before(end)); b++ {
		var batch []string
		for range batchSize {
			batch = append(batch, g.Program("program", seed))
			seed++
		}
		script := g.Program("script", seed)
		n += batchSize + 1
		for _, source := range append(e.different(batch), prelude+script) {
			if !e.differs(source) {
				continue
			}
			first := firstDifference(e.ours(source), e.theirs(source))
			body, whole := e.minimized(source, first)
			if !found[body] {
				found[body] = true
				t.Errorf("a program before seed %d\n%s\nours   %s\ntheirs %s\n%s", seed, body, first[0], first[1], e.chunk(whole))
			}
		}
	}
	t.Logf("%d programs", n)
}

const mark = "--- end of a program"

// different returns the programs that behave otherwise here when they run one after the other.
func (e engines) different(batch []string) []string {
	var b strings.Builder
	for i, source := range batch {
		batch[i] = prelude + "p(function () {\n" + source + "\n});"
		b.WriteString(strings.TrimPrefix(batch[i], prelude) + "\nconsole.log('" + mark + "');\n")
	}
	ours := strings.Split(e.ours(prelude+b.String()), mark+"\n")
	theirs := strings.Split(e.theirs(prelude+b.String()), mark+"\n")
	if len(ours) <= len(batch) || len(theirs) <= len(batch) {
		return batch // a program that nobody compiles, or one that ends the process
	}
	var different []string
	for i := range batch {
		if ours[i] != theirs[i] {
			different = append(different, batch[i])
		}
	}
	return different
}

// crash starts what theirs returns when njs did not end as it should, which we do not imitate.
const crash = "crash: "

func (e engines) differs(source string) bool {
	theirs := e.theirs(source)
	return !strings.HasPrefix(theirs, crash) && e.ours(source) != theirs
}

// minimized makes a program small that starts with the prelude: first so that the first difference stays what it is,
// then in any way.
func (e engines) minimized(source string, want [2]string) (body, whole string) {
	body = strings.TrimPrefix(source, prelude)
	body = difftest.Minimize(body, tries, func(shorter string) bool {
		shorter = prelude + shorter
		ours := e.ours(shorter)
		return strings.Contains(ours, want[0]) && firstDifference(ours, e.theirs(shorter)) == want
	})
	fails := failing.MatchString(e.ours(prelude+body) + e.theirs(prelude+body))
	return body, difftest.Minimize(prelude+body, tries, func(shorter string) bool {
		ours := e.ours(shorter)
		if !fails && failing.MatchString(ours) || now.MatchString(shorter) {
			return false
		}
		theirs := e.theirs(shorter)
		return ours != theirs && !strings.HasPrefix(theirs, crash) && (fails || !failing.MatchString(theirs))
	})
}

// failing is what a program is not to come to when it becomes smaller.
var failing = regexp.MustCompile(`Thrown:|is not defined|SyntaxError`)

// now is what is different every time.
var now = regexp.MustCompile(`new Date(?:[^(]|$|\(\))`)

// firstDifference returns the first lines that differ.
func firstDifference(ours, theirs string) [2]string {
	a, b := strings.Split(ours, "\n"), strings.Split(theirs, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return [2]string{a[i], b[i]}
		}
	}
	return [2]string{strconv.Itoa(len(a) - len(b))}
}

// chunk shows a program as a case for testdata/lang, with what we do instead.
func (e engines) chunk(source string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// --- found by difftest\n// versions: %d\n%s\n", e.version, source)
	for line := range strings.Lines(e.theirs(source)) {
		b.WriteString("//> " + line)
	}
	b.WriteString("here:\n" + e.ours(source))
	return b.String()
}

func (e engines) ours(source string) string {
	var out strings.Builder
	shell := cff.Shell{
		Runtime: selvedge.Runtime2, Name: "string", Fuel: 50_000_000, Memory: 256 << 20,
		Print: func(text string) { out.WriteString(text + "\n") },
	}
	if e.version == 1 {
		shell.Runtime = selvedge.Runtime1
	}
	if r := shell.Run(source); r.Thrown != "" {
		out.WriteString("Thrown:\n" + r.Thrown + "\n")
	}
	return plain(out.String())
}

func (e engines) theirs(source string) string {
	ctx, cancel := context.WithTimeout(context.Background(), processLimit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, e.njs, "-u", "-c", source)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = []string{"TZ=UTC"}
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return crash + err.Error()
	}
	return plain(stdout.String() + stderr.String())
}

// plain takes out the name of the script, which the engine itself does not know.
func plain(out string) string {
	out = strings.NewReplacer(" in string:", " in ", "(string:", "(:").Replace(out)
	out = notExtensible.ReplaceAllString(out, "$1$2")
	return stack.ReplaceAllString(out, "")
}

// notExtensible is a message in which njs has garbage for the name of an element.
var notExtensible = regexp.MustCompile(`(?s)(Cannot add property )"[^"]*"(, object is not extensible)`)

// stack are lines of a stack trace, in which calls without a line of a program are not always the same.
var stack = regexp.MustCompile(`(?m)^    at .*\n?`)
