// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file checks how processes start and end, and what they leave in the data folder.

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

func TestDataFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "made", "by the server")
	code, stdout, stderr := runSelvedge(t, "env", "--data", dir)
	if code != 1 || stdout != "" || !strings.Contains(stderr, dir) || !strings.Contains(stderr, "selvedge serve") {
		t.Errorf("env before the first start: code %d, stdout %q, stderr %q; want 1 and what to do", code, stdout, stderr)
	}
	p := startOn(t, dir)
	env := environment(t, "--data", dir)
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		if env[name] != "us-east-1" {
			t.Errorf("%s = %q, want us-east-1", name, env[name])
		}
	}
	if len(env) != 8 || len(env["AWS_ACCESS_KEY_ID"]) < 16 || len(env["AWS_SECRET_ACCESS_KEY"]) < 40 || env["AWS_ENDPOINT_URL_CLOUDFRONT"] != p.api {
		t.Errorf("selvedge env prints %v", env)
	}
	checkPrivate(t, dir, env["AWS_SECRET_ACCESS_KEY"])

	code, stdout, stderr = runSelvedge(t, "serve", "--data", dir, "--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0")
	if code != 1 || stdout != "" || !strings.Contains(stderr, "in use by another selvedge process") ||
		!strings.Contains(stderr, fmt.Sprint(p.cmd.Process.Pid)) || !strings.Contains(stderr, dir) {
		t.Errorf("second process on the folder: code %d, stdout %q, stderr %q; want 1 and who has it", code, stdout, stderr)
	}
	createFunction(t, p.client(t), "kept", passing)
	p.stop(t)

	// When no server runs, env prints the default address, or the one it is told.
	if got := environment(t, "--data", dir)["AWS_ENDPOINT_URL_CLOUDFRONT"]; got != "http://127.0.0.1:4400" {
		t.Errorf("endpoint when no server runs = %q", got)
	}
	if got := environment(t, "--data", dir, "--api-addr", "localhost:9")["AWS_ENDPOINT_URL_CLOUDFRONT"]; got != "http://localhost:9" {
		t.Errorf("endpoint with --api-addr = %q", got)
	}
	again := startOn(t, dir)
	after := environment(t, "--data", dir)
	if after["AWS_SECRET_ACCESS_KEY"] != env["AWS_SECRET_ACCESS_KEY"] || after["AWS_ACCESS_KEY_ID"] != env["AWS_ACCESS_KEY_ID"] {
		t.Error("the second start made another key pair")
	}
	checkCode(t, again.client(t), "kept", "", passing, etag1)
}

// checkPrivate: nobody but the owner can read anything in the folder, the file with the key pair least of all.
func checkPrivate(t *testing.T, dir, secret string) {
	t.Helper()
	found := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			if info.Mode().Perm()&0o077 != 0 {
				t.Errorf("folder %s has mode %s", path, info.Mode())
			}
			return nil
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(data), secret) {
			found++
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s holds the secret and has mode %s, want 0600", path, info.Mode())
			}
		}
		return err
	})
	if err != nil {
		t.Errorf("data folder: %v", err)
	}
	if found != 1 {
		t.Errorf("%d files in the data folder hold the secret, want 1", found)
	}
}

func TestDevFolderIsTemporary(t *testing.T) {
	t.Parallel()
	temporary := t.TempDir()
	t.Run("run", func(t *testing.T) {
		p := &process{exited: make(chan struct{})}
		p.stdout.firstLine = make(chan struct{})
		p.cmd = command("serve", "--dev", "--api-addr", "localhost:0", "--edge-addr", "[::1]:0", "--log-level", "error")
		p.cmd.Env = append(p.cmd.Env, "TMPDIR="+temporary)
		p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
		if !hasIPv6() {
			p.cmd.Args[6] = "127.0.0.1:0"
		}
		if err := p.cmd.Start(); err != nil {
			t.Fatalf("selvedge serve: %v", err)
		}
		go func() {
			p.err = p.cmd.Wait()
			close(p.exited)
		}()
		select {
		case <-p.stdout.firstLine:
		case <-p.exited:
			t.Fatalf("selvedge serve ended: %v\n%s", p.err, p.stderr.String())
		}
		if entries, err := os.ReadDir(temporary); err != nil || len(entries) == 0 {
			t.Errorf("temporary folder while it runs: %v, %v; want the data", entries, err)
		}
		_ = p.cmd.Process.Signal(syscall.SIGINT)
		select {
		case <-p.exited:
		case <-time.After(stopLimit):
			_ = p.cmd.Process.Kill()
			t.Fatalf("the process runs %s after SIGINT", stopLimit)
		}
		if p.err != nil || p.stderr.String() != "" {
			t.Errorf("end: %v, stderr %q; want code 0 and nothing", p.err, p.stderr.String())
		}
	})
	if entries, err := os.ReadDir(temporary); err != nil || len(entries) != 0 {
		t.Errorf("temporary folder after the end: %v, %v; want it empty", entries, err)
	}
}

func hasIPv6() bool {
	l, err := net.Listen("tcp", "[::1]:0")
	if err == nil {
		_ = l.Close()
	}
	return err == nil
}

// TestRefusedStarts: what is wrong with the flags is said on stderr, with exit code 2; what is wrong with the world
// with 1.
func TestRefusedStarts(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	busy := taken.Addr().String()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatalf("file: %v", err)
	}
	free := []string{"--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0"}
	for _, tt := range []struct {
		name  string
		flags []string
		code  int
		texts []string
	}{
		{"dev on all addresses", []string{"--dev", "--api-addr", ":0"}, 2, []string{"loopback", "--dev"}},
		{"dev on IPv6 all addresses", []string{"--dev", "--api-addr", "[::]:0"}, 2, []string{"loopback"}},
		{"dev on another address", []string{"--dev", "--edge-addr", "192.0.2.1:0"}, 2, []string{"edge", "192.0.2.1:0", "loopback"}},
		{"dev on a name", []string{"--dev", "--api-addr", "example.com:0"}, 2, []string{"example.com:0", "loopback"}},
		{"address without port", []string{"--dev", "--api-addr", "127.0.0.1"}, 2, []string{"127.0.0.1", "host:port"}},
		{"account id", []string{"--dev", "--account-id", "12"}, 2, []string{"12 digits"}},
		{"domain", []string{"--dev", "--domain", "No Domain"}, 2, []string{"No Domain"}},
		{"delay", []string{"--dev", "--deployment-delay", "-1s"}, 2, []string{"-1s"}},
		{"log level", []string{"--dev", "--log-level", "loud"}, 2, []string{"loud"}},
		{"argument", []string{"now"}, 2, []string{"now"}},
		{"api address in use", []string{"--dev", "--api-addr", busy, "--edge-addr", "127.0.0.1:0"}, 1, []string{busy, "in use"}},
		{"edge address in use", []string{"--dev", "--edge-addr", busy, "--api-addr", "127.0.0.1:0"}, 1, []string{busy, "in use"}},
		{"data folder is a file", append([]string{"--data", file}, free...), 1, []string{file}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := runSelvedge(t, append([]string{"serve"}, tt.flags...)...)
			if code != tt.code || stdout != "" {
				t.Errorf("exit code %d, stdout %q, want %d and nothing; stderr %q", code, stdout, tt.code, stderr)
			}
			for _, text := range tt.texts {
				if !strings.Contains(stderr, text) {
					t.Errorf("stderr = %q, want it to contain %q", stderr, text)
				}
			}
		})
	}
}

// TestUnreachableEtcd: a process waits for its etcd and says which one that is; it is not ready meanwhile, and it
// ends when it is told to.
func TestUnreachableEtcd(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0") // accepts, and never answers
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	refusing, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	_ = refusing.Close()
	for name, endpoint := range map[string]string{"silent": silent.Addr().String(), "refusing": refusing.Addr().String()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &process{exited: make(chan struct{})}
			p.cmd = command("serve", "--dev", "--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0", "--etcd-endpoints", "http://"+endpoint)
			p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
			if err := p.cmd.Start(); err != nil {
				t.Fatalf("selvedge serve: %v", err)
			}
			go func() {
				p.err = p.cmd.Wait()
				close(p.exited)
			}()
			t.Cleanup(func() {
				_ = p.cmd.Process.Kill() // an error means that it has ended
				<-p.exited
			})
			eventually(t, "stderr names "+endpoint, func() error {
				if text := p.stderr.String(); !strings.Contains(text, endpoint) {
					return errors.New(text)
				}
				return nil
			})
			_ = p.cmd.Process.Signal(syscall.SIGTERM) // an error means that it has ended
			select {
			case <-p.exited:
			case <-time.After(stopLimit):
				t.Errorf("the process runs %s after SIGTERM", stopLimit)
			}
			if out := p.stdout.String(); out != "" {
				t.Errorf("stdout = %q, want nothing: the process was never ready", out)
			}
		})
	}
}

// TestDrain: what is in flight at SIGTERM ends well, and the process ends in time. The origin and the client hold
// their requests until the process has stopped to listen.
func TestDrain(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	var held atomic.Int64
	release := make(chan struct{})
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/held" {
			held.Add(1)
			<-release
		}
		echo(w, r)
	})
	arn := publishFunction(t, c, "f", "function handler(event) { event.response.headers['x-ran'] = {value: '1'}; return event.response; }")
	d := createDistribution(t, c, associate(configFor(t, origin), "", arn))

	const views = 16
	results := make(chan error, views)
	for range views {
		go func() {
			got, err := p.tryView(t, "GET", *d.DomainName, "/held")
			if err == nil && (got.status != 200 || got.body != "GET /held " || got.header.Get("X-Ran") != "1") {
				err = fmt.Errorf("answer %d %q", got.status, got.body)
			}
			results <- err
		}()
	}
	upload := beginUpload(t, p)
	load := startLoad(p, *d.DomainName)
	eventually(t, "requests are at the origin", func() error {
		if held.Load() < views || load.done.Load() < 100 {
			return fmt.Errorf("%d held, %d done", held.Load(), load.done.Load())
		}
		return nil
	})
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatalf("SIGTERM: %v", err)
	}
	ended := time.NewTimer(stopLimit)
	defer ended.Stop()
	for _, base := range []string{p.api, p.edge} {
		eventually(t, base+" accepts no connection", func() error {
			conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
			if err != nil {
				return nil
			}
			_ = conn.Close()
			return errors.New("it does")
		})
	}
	close(release)
	if err := upload.finish(); err != nil {
		t.Errorf("upload in flight at SIGTERM: %v", err)
	}
	for range views {
		if err := <-results; err != nil {
			t.Errorf("request in flight at SIGTERM: %v", err)
		}
	}
	select {
	case <-p.exited:
	case <-ended.C:
		t.Fatalf("the process runs %s after SIGTERM", stopLimit)
	}
	if p.err != nil {
		t.Errorf("the process ended with %v, want exit code 0", p.err)
	}
	p.checkOutput(t)
	if err := load.stop(); err != nil {
		t.Errorf("load: %v", err)
	}
}

// TestDrainBound: what never ends does not keep the process from ending in time.
func TestDrainBound(t *testing.T) {
	t.Parallel()
	p, release := startWithHeldRequest(t)
	defer close(release)
	beginUpload(t, p) // and nobody finishes it
	p.stop(t)
}

// TestSecondSignal: whoever is not willing to wait sends SIGTERM again.
func TestSecondSignal(t *testing.T) {
	t.Parallel()
	p, release := startWithHeldRequest(t)
	defer close(release)
	started := time.Now()
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // how it ends is checked below
	eventually(t, "the process listens no more", func() error {
		conn, err := net.Dial("tcp", strings.TrimPrefix(p.edge, "http://"))
		if err != nil {
			return nil
		}
		_ = conn.Close()
		return errors.New("it does")
	})
	// A signal that comes while the first one is still being taken in counts as the same, so it is repeated.
	eventually(t, "the process ends", func() error {
		select {
		case <-p.exited:
			return nil
		default:
			_ = p.cmd.Process.Signal(syscall.SIGTERM) // an error means that it has ended
			return errors.New("it runs")
		}
	})
	if took := time.Since(started); p.err == nil {
		t.Errorf("the process ended in order after %s, want it to be ended by the second signal", took)
	}
}

// startWithHeldRequest runs a process with a viewer request that the origin answers when release is closed.
func startWithHeldRequest(t *testing.T) (p *process, release chan struct{}) {
	t.Helper()
	release = make(chan struct{})
	arrived := make(chan struct{})
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-release
	})
	p = launch(t, "--dev")
	d := createDistribution(t, p.client(t), configFor(t, origin))
	go func() { _, _ = p.tryView(t, "GET", *d.DomainName, "/") }() // fails when the process ends
	select {
	case <-arrived:
	case <-time.After(stateLimit):
		t.Fatal("the request did not arrive at the origin")
	}
	return p, release
}

// TestDamagedData: a process that cannot read its data says so and ends, without the text of a panic.
func TestDamagedData(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, pattern string
		content       func([]byte) []byte
	}{
		{"key pair is no JSON", "credentials.json", func([]byte) []byte { return []byte("{") }},
		{"key pair is empty", "credentials.json", func([]byte) []byte { return []byte("{}") }},
		{"log is overwritten", "etcd/member/wal/*.wal", func(b []byte) []byte { return bytes.Repeat([]byte("garbage!"), len(b)/8) }},
		{"database is overwritten", "etcd/member/snap/db", func(b []byte) []byte { return bytes.Repeat([]byte("garbage!"), len(b)/8) }},
		{"database is cut off", "etcd/member/snap/db", func(b []byte) []byte { return b[:100] }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			p := startOn(t, dir)
			createFunction(t, p.client(t), "f", passing)
			p.stop(t)
			files, err := filepath.Glob(filepath.Join(dir, tt.pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("no file %s in the data folder: %v", tt.pattern, err)
			}
			for _, file := range files {
				data, err := os.ReadFile(file)
				if err == nil {
					err = os.WriteFile(file, tt.content(data), 0o600)
				}
				if err != nil {
					t.Fatalf("damage: %v", err)
				}
			}
			code, stdout, stderr := runSelvedge(t, "serve", "--data", dir, "--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0")
			if code != 1 || stdout != "" || !strings.Contains(stderr, dir) || strings.Contains(stderr, "goroutine ") {
				t.Errorf("exit code %d, stdout %q, stderr %s\nwant 1 and an error that names the folder", code, stdout, tail(stderr))
			}
		})
	}
}

// TestEnvInShell: what 'selvedge env' prints is for a shell, whatever the folder is called.
func TestEnvInShell(t *testing.T) {
	t.Parallel()
	p := startOn(t, filepath.Join(t.TempDir(), "it's a \"folder\" $HOME"))
	key, secret := p.keyPair(t)
	cmd := exec.Command("sh", "-c", `eval "$("$1" env --data "$2")" && printf '%s|%s|%s' "$AWS_ENDPOINT_URL_CLOUDFRONT" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"`,
		"sh", binary, p.dir)
	cmd.Env = cleanEnv()
	code, stdout, stderr := finish(t, cmd)
	if want := p.api + "|" + key + "|" + secret; code != 0 || stdout != want {
		t.Errorf("exit code %d, %q, stderr %q; want %q", code, stdout, stderr, want)
	}
}

// TestAccountID: the account id is part of every ARN, and functions of other accounts cannot be attached.
func TestAccountID(t *testing.T) {
	t.Parallel()
	c := startDev(t, "--account-id", "999988887777").client(t)
	arn := publishFunction(t, c, "f", passing)
	if arn != "arn:aws:cloudfront::999988887777:function/f" {
		t.Errorf("ARN = %q", arn)
	}
	d := createDistribution(t, c, associate(exampleConfig(), arn, ""))
	if *d.ARN != "arn:aws:cloudfront::999988887777:distribution/"+*d.Id {
		t.Errorf("ARN = %q", *d.ARN)
	}
}

// upload is a CreateFunction of which the server has read the head, but not the body.
type upload struct {
	conn   net.Conn
	reader *bufio.Reader
	body   string
}

// beginUpload returns when the server asks for the body, so that the request is certainly in flight.
func beginUpload(t *testing.T, p *process) *upload {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.api, "http://"))
	if err != nil {
		t.Fatalf("dial: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	u := &upload{conn: conn, reader: bufio.NewReader(conn), body: createBody("uploaded", passing64)}
	_, err = fmt.Fprintf(conn, "POST /2020-05-31/function HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", len(u.body))
	if err != nil {
		t.Fatalf("upload: %v", err)
	}
	line, err := u.reader.ReadString('\n')
	if err != nil || !strings.Contains(line, "100") {
		t.Fatalf("upload: answer %q, %v, want 100 Continue", line, err)
	}
	_, err = u.reader.ReadString('\n')
	if err != nil {
		t.Fatalf("upload: %v", err)
	}
	return u
}

func (u *upload) finish() error {
	if err := u.conn.SetDeadline(time.Now().Add(stopLimit)); err != nil {
		return err
	}
	if _, err := io.WriteString(u.conn, u.body); err != nil {
		return err
	}
	resp, err := http.ReadResponse(u.reader, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close() // the status says all
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("status %s", resp.Status)
	}
	return nil
}

// load is traffic on both listeners that goes on while the process ends. Connections may be refused or closed before
// an answer begins; an answer that begins must be whole and good.
type load struct {
	done   atomic.Int64
	cancel context.CancelFunc
	wg     sync.WaitGroup
	mu     sync.Mutex
	errs   []error
}

func startLoad(p *process, host string) *load {
	ctx, cancel := context.WithCancel(context.Background())
	l := &load{cancel: cancel}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	for i := range 6 {
		url, host := p.edge+"/load", host
		if i%3 == 0 {
			url, host = p.api+"/2020-05-31/function", ""
		}
		l.wg.Go(func() {
			for ctx.Err() == nil {
				ended, err := l.request(ctx, client, url, host)
				if err != nil {
					l.mu.Lock()
					l.errs = append(l.errs, err)
					l.mu.Unlock()
				}
				if ended || err != nil {
					return
				}
			}
		})
	}
	return l
}

// request sends one request. ended says that there is no server any more.
func (l *load) request(ctx context.Context, client *http.Client, url, host string) (ended bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false, err
	}
	req.Host = host
	resp, err := client.Do(req)
	if err != nil {
		return true, nil
	}
	defer resp.Body.Close() // read to its end
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %s: %.200s", url, resp.Status, body)
	}
	l.done.Add(1)
	return false, err
}

func (l *load) stop() error {
	l.cancel()
	l.wg.Wait()
	return errors.Join(l.errs...)
}

// TestStopWithIdleConnections: kept-alive connections do not hold the process up.
func TestStopWithIdleConnections(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	for _, base := range []string{p.api, p.edge} {
		for _, text := range []string{"", "GET / HTTP/1.1\r\nHost: nobody.example.com\r\n\r\n"} {
			conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
			if err != nil {
				t.Fatalf("dial: %v", err)
			}
			defer conn.Close() // the server closes first
			if text == "" {
				continue
			}
			if _, err := io.WriteString(conn, text); err != nil {
				t.Fatalf("request: %v", err)
			}
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatalf("answer: %v", err)
			}
			_, _ = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close()
		}
	}
	p.stop(t)
}

// TestRestart: everything is still there, and the edge serves it before the ready line.
func TestRestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	origin := startOrigin(t, echo)
	var host, id string
	for round := range 3 {
		p := startOn(t, dir)
		c := p.client(t)
		if round == 0 {
			arn := publishFunction(t, c, "f", fmt.Sprintf(addsIndex, "index.html"))
			d := createDistribution(t, c, associate(configFor(t, origin), arn, ""))
			host, id = *d.DomainName, *d.Id
			setTags(t, c, arn, "a", "1")
		}
		if got := p.view(t, "GET", host, "/"); got.body != "GET /index.html " {
			t.Errorf("start %d: GET / = %d %q", round, got.status, got.body)
		}
		if round == 1 {
			p.kill(t)
			continue
		}
		got := waitDeployed(t, c, id)
		if *got.ETag != etag1 {
			t.Errorf("start %d: ETag = %q, want %q", round, *got.ETag, etag1)
		}
		checkTags(t, c, "arn:aws:cloudfront::"+account+":function/f", "a=1")
		_, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: new("f"), IfMatch: new(etag1)})
		wantError[*types.FunctionInUse](t, err, 409, id)
		p.stop(t)
	}
}
