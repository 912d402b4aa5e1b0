// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"selvedge"
	"selvedge/internal/cfapi"
	"selvedge/internal/seal"
	"selvedge/internal/server"
)

const functionBody = `<CreateFunctionRequest><Name>NAME</Name><FunctionConfig><Comment>c</Comment><Runtime>cloudfront-js-2.0</Runtime>` +
	`</FunctionConfig><FunctionCode>ZnVuY3Rpb24gaGFuZGxlcihlKSB7IHJldHVybiBlLnJlcXVlc3Q7IH0=</FunctionCode></CreateFunctionRequest>`

func createFunction(k key, name string) request {
	return request{
		method: http.MethodPost, path: "/2020-05-31/function", body: strings.Replace(functionBody, "NAME", name, 1), key: k, service: cfapi.Service,
	}
}

// want sends a request and checks the status and a part of the body.
func (i *instance) want(t *testing.T, r request, status int, part string) string {
	t.Helper()
	got, _, body := i.send(t, r)
	if got != status || !strings.Contains(body, part) {
		t.Errorf("%s %s: %d %s, want %d with %q", r.method, r.path, got, body, status, part)
	}
	return body
}

func TestRootKeyStays(t *testing.T) {
	i := run(t, server.Config{})
	root := "/selvedge/v1/access-keys/" + i.root.ID
	for _, r := range []request{{method: http.MethodDelete, path: root}, {method: http.MethodPost, path: root + "/rotate"}} {
		r.key, r.service = i.root, "selvedge"
		i.want(t, r, 400, i.root.ID+" is the root key of the server, which cannot be ")
	}
	i.want(t, request{method: http.MethodGet, path: "/selvedge/v1/access-keys", key: i.root, service: "selvedge"}, 200, `"Root":true`)
}

func TestGrace(t *testing.T) {
	i := run(t, server.Config{})
	first := i.create(t, "ci", "deployer")
	var second key
	i.own(t, http.MethodPost, "/access-keys/"+first.ID+"/rotate", `{"GraceSeconds":3600}`, &second)
	i.want(t, createFunction(first, "a"), 201, "")
	i.want(t, createFunction(second, "b"), 201, "")
	for _, k := range []key{first, second} {
		i.want(t, request{
			method: http.MethodGet, path: "/key-value-stores/" + url.PathEscape(storeARN), key: k, service: "cloudfront-keyvaluestore", asymmetric: true,
		}, 404, "ResourceNotFoundException")
	}
	var third key
	i.own(t, http.MethodPost, "/access-keys/"+first.ID+"/rotate", "", &third)
	for _, old := range []key{first, second} {
		i.want(t, createFunction(old, "c"), 403, "<Code>SignatureDoesNotMatch</Code>")
	}
	i.want(t, createFunction(third, "c"), 201, "")
}

// TestCallerIdentity: auth.md section 5.
func TestCallerIdentity(t *testing.T) {
	i := run(t, server.Config{})
	ask := request{method: http.MethodPost, path: "/", body: "Action=GetCallerIdentity&Version=2011-06-15", service: "sts"}
	ask.key = i.root
	i.want(t, ask, 200, "<Arn>arn:aws:iam::"+account+":root</Arn><UserId>"+i.root.ID+"</UserId>")
	ask.key = i.create(t, "dev@example.org", "reader")
	i.want(t, ask, 200, "<Arn>arn:aws:iam::"+account+":user/dev@example.org</Arn><UserId>"+ask.key.ID+"</UserId>")
	i.own(t, http.MethodDelete, "/access-keys/"+ask.key.ID, "", nil)
	i.want(t, ask, 403, "<Code>InvalidClientTokenId</Code>")
}

// visitor is a browser.
type visitor struct {
	i      *instance
	client *http.Client
}

func (i *instance) visit(t *testing.T, k key) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{i, &http.Client{Jar: jar}}
	v.want(t, "sign-in", url.Values{"id": {k.ID}, "secret": {k.Secret}}, 200, "Functions")
	return v
}

// want posts a form, or gets a page when it is nil.
func (v *visitor) want(t *testing.T, path string, form url.Values, status int, part string) {
	t.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	r, err := http.NewRequestWithContext(t.Context(), method, v.i.url+"/console/"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != status || !strings.Contains(string(page), part) {
		t.Errorf("%s %s: %d, %v, want %d with %q:\n%s", method, path, resp.StatusCode, err, status, part, page)
	}
}

func TestConsoleObeysRoles(t *testing.T) {
	i := run(t, server.Config{})
	reader, deployer := i.create(t, "reader", "reader"), i.create(t, "deployer", "deployer")
	form := url.Values{"name": {"f"}, "runtime": {"cloudfront-js-2.0"}, "comment": {"c"}}
	r := i.visit(t, reader)
	r.want(t, "functions", nil, 200, "No functions yet")
	r.want(t, "create-function", form, 403, "user/reader is not authorized to perform: cloudfront:CreateFunction on resource: arn:aws:cloudfront::"+account+":function/f")
	r.want(t, "create-function", form, 403, "Sign in with an access key whose role allows it")

	d := i.visit(t, deployer)
	d.want(t, "create-function", form, 200, "f")
	d.want(t, "create-distribution", url.Values{"origin": {"example.org"}, "protocol": {"https"}, "comment": {"c"}}, 403, "cloudfront:CreateDistribution")
	i.visit(t, i.root).want(t, "create-distribution", url.Values{"origin": {"example.org"}, "protocol": {"https"}, "comment": {"c"}}, 200, "")

	again := i.visit(t, deployer)
	var rotated key
	i.own(t, http.MethodPost, "/access-keys/"+deployer.ID+"/rotate", `{"GraceSeconds":3600}`, &rotated)
	again.want(t, "functions", nil, 200, "Sign out") // the secret of the session still works
	fresh := i.visit(t, rotated)
	i.own(t, http.MethodDelete, "/access-keys/"+reader.ID, "", nil)
	r.want(t, "functions", nil, 200, "Secret access key") // signed out
	fresh.want(t, "functions", nil, 200, "Sign out")
	i.own(t, http.MethodPost, "/access-keys/"+deployer.ID+"/rotate", "", nil)
	again.want(t, "functions", nil, 200, "Secret access key")
	fresh.want(t, "functions", nil, 200, "Secret access key")
}

// TestAudit makes changes through every adapter, and attempts.
func TestAudit(t *testing.T) {
	i := run(t, server.Config{})
	reader, ci := i.create(t, "reader", "reader"), i.create(t, "ci", "deployer")
	i.want(t, createFunction(ci, "f"), 201, "")
	i.want(t, createFunction(ci, "f"), 409, "FunctionAlreadyExists")
	i.want(t, createFunction(reader, "g"), 403, "AccessDenied")
	i.want(t, createFunction(key{ci.ID, "wrong"}, "h"), 403, "SignatureDoesNotMatch") // nobody's attempt
	publish := request{
		method: http.MethodPost, path: "/2020-05-31/function/f/publish", header: http.Header{"If-Match": {"ETVPDKIKX0DER"}}, key: ci, service: cfapi.Service,
	}
	i.want(t, publish, 200, "")
	publish.header.Set("If-Match", "E3UN6WX5RRO2AG")
	i.want(t, publish, 412, "")
	body := i.want(t, request{
		method: http.MethodPost, path: "/2020-05-31/key-value-store", body: "<CreateKeyValueStoreRequest><Name>s</Name></CreateKeyValueStoreRequest>", key: ci, service: cfapi.Service,
	}, 201, "<ARN>")
	_, rest, _ := strings.Cut(body, "<ARN>")
	arn, _, _ := strings.Cut(rest, "</ARN>")
	i.want(t, request{
		method: http.MethodPut, path: "/key-value-stores/" + url.PathEscape(arn) + "/keys/k%0A", body: `{"Value":"hidden"}`,
		header: http.Header{"If-Match": {"KVTVPDKIKX0DER"}}, key: ci, service: "cloudfront-keyvaluestore", asymmetric: true,
	}, 200, "")
	i.want(t, request{
		method: http.MethodPut, path: "/selvedge/v1/functions/f/test-events/e", body: `{"version":"1.0"}`, key: ci, service: "selvedge",
	}, 204, "")
	values := map[string]string{}
	for n := range 600 { // more than one transaction takes
		values[fmt.Sprint("key", n)] = "hidden"
	}
	many, err := json.Marshal(map[string]any{"Values": values})
	if err != nil {
		t.Fatal(err)
	}
	for _, store := range []string{"s", url.PathEscape(arn)} {
		i.want(t, request{
			method: http.MethodPut, path: "/selvedge/v1/key-value-stores/" + store + "/values", body: string(many), key: ci, service: "selvedge",
		}, 200, `"ItemCount":600`)
	}
	i.visit(t, ci).want(t, "create-function", url.Values{"name": {"c"}, "runtime": {"cloudfront-js-2.0"}}, 200, "c")
	i.own(t, http.MethodDelete, "/access-keys/"+reader.ID, "", nil)

	var list struct{ Items []selvedge.AuditRecord }
	i.own(t, http.MethodGet, "/audit", "", &list)
	var got []string
	for _, r := range list.Items {
		if r.RequestID == "" || r.Time.IsZero() || !strings.HasPrefix(r.Address, "127.0.0.1:") || r.AccessKeyID == "" || r.ARN == "" {
			t.Errorf("record %+v lacks something", r)
		}
		if strings.HasSuffix(r.Operation, "AccessKey") {
			r.Resource = strings.NewReplacer(reader.ID, "READER", ci.ID, "CI").Replace(r.Resource)
		}
		r.Resource = strings.Replace(r.Resource, arn[strings.LastIndex(arn, "/")+1:], "ID", 1)
		got = append(got, strings.Join([]string{r.Name, r.Via, r.Operation, r.Resource, r.Item, r.Outcome, r.ETagBefore, r.ETagAfter}, "|"))
	}
	want := []string{
		"root|api|selvedge:CreateAccessKey|access-key/READER||ok||",
		"root|api|selvedge:CreateAccessKey|access-key/CI||ok||",
		"ci|api|cloudfront:CreateFunction|function/f||ok||ETVPDKIKX0DER",
		"ci|api|cloudfront:CreateFunction|function/f||FunctionAlreadyExists||",
		"reader|api|cloudfront:CreateFunction|function/*||AccessDenied||",
		"ci|api|cloudfront:PublishFunction|function/f||ok|ETVPDKIKX0DER|ETVPDKIKX0DER",
		"ci|api|cloudfront:PublishFunction|function/f||PreconditionFailed|E3UN6WX5RRO2AG|",
		"ci|api|cloudfront:CreateKeyValueStore|key-value-store/s||ok||E3UN6WX5RRO2AG",
		"ci|api|cloudfront-keyvaluestore:PutKey|key-value-store/s|k\n|ok|KVTVPDKIKX0DER|KV3UN6WX5RRO2AG",
		"ci|api|selvedge:PutTestEvent|function/f|e|ok||",
		"ci|api|selvedge:ReplaceValues|key-value-store/s||ok||KV1F83G8C2ARO7P",
		"ci|api|selvedge:ReplaceValues|key-value-store/ID||ok||", // nothing had to be changed
		"ci|console|cloudfront:CreateFunction|function/c||ok||ETVPDKIKX0DER",
		"root|api|selvedge:RevokeAccessKey|access-key/READER||ok||",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("records\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	for what, hidden := range map[string]string{"a value": "hidden", "code": "handler", "code in base64": "ZnVuY3Rpb24", "a secret": ci.Secret} {
		if bytes.Contains(text, []byte(hidden)) {
			t.Errorf("the records hold %s", what)
		}
	}
	i.want(t, request{method: http.MethodGet, path: "/selvedge/v1/audit", key: ci, service: "selvedge"}, 403, "AccessDenied")
}

// TestDevIsRecorded: without authentication nobody is named.
func TestDevIsRecorded(t *testing.T) {
	i := run(t, server.Config{Dev: true})
	r := createFunction(key{}, "f")
	r.unsigned = true
	i.want(t, r, 201, "")
	r = request{method: http.MethodGet, path: "/selvedge/v1/audit", unsigned: true}
	i.want(t, r, 200, `"Operation":"cloudfront:CreateFunction","Resource":"function/f","Outcome":"ok","ETagAfter":"ETVPDKIKX0DER"`)
}

// TestSecretsAreSealedAtRest looks for the secrets in all files of the data folder. The root key is in credentials.json: the
// commands on the machine of the server read it there.
func TestSecretsAreSealedAtRest(t *testing.T) {
	i := run(t, server.Config{})
	k := i.create(t, "k", "admin")
	var rotated key
	i.own(t, http.MethodPost, "/access-keys/"+k.ID+"/rotate", `{"GraceSeconds":3600}`, &rotated)
	i.stop()
	files, id := 0, false
	err := filepath.WalkDir(i.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		id = id || bytes.Contains(data, []byte(k.ID))
		for _, secret := range []string{k.Secret, rotated.Secret} {
			raw, err := base64.StdEncoding.DecodeString(secret)
			if err != nil {
				return err
			}
			for what, form := range map[string][]byte{
				"as it is": []byte(secret), "decoded": raw, "in base64": []byte(strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(secret)), "=")),
			} {
				if bytes.Contains(data, form) {
					t.Errorf("%s holds a secret %s", path, what)
				}
			}
		}
		if bytes.Contains(data, []byte(i.root.Secret)) != (filepath.Base(path) == "credentials.json") {
			t.Errorf("%s and the root secret", path)
		}
		info, err := d.Info()
		if name := filepath.Base(path); err == nil && (name == "master-key" || name == "credentials.json") && info.Mode() != 0o600 {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil || files < 4 || !id {
		t.Errorf("%d files, %v; id of the key found: %t", files, err, id)
	}
	again := run(t, server.Config{DataDir: i.dir})
	again.want(t, createFunction(k, "a"), 201, "")
	again.want(t, createFunction(rotated, "b"), 201, "")
}

func TestWrongMasterKey(t *testing.T) {
	i := run(t, server.Config{})
	k := i.create(t, "k", "deployer")
	i.stop()
	file := filepath.Join(t.TempDir(), "key")
	start := func(config server.Config) error {
		config.DataDir, config.APIAddr, config.EdgeAddr, config.MasterKeyFile = i.dir, "127.0.0.1:0", "127.0.0.1:0", file
		s, err := server.New(config)
		if err != nil {
			t.Fatal(err)
		}
		return s.Run(t.Context(), nil)
	}
	refused := func(what, part string) {
		t.Helper()
		if err := start(server.Config{}); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("with %s: %v, want an error with %q", what, err, part)
		}
	}
	write := func(text string, mode fs.FileMode) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
	}
	refused("no file", "head -c 32 /dev/urandom | base64 > "+file)
	write("hunter2", 0o600)
	refused("a file that is none", "32 random bytes in base64")
	write(seal.Generate(), 0o644)
	refused("a file that all can read", "make it 0600")
	write(seal.Generate(), 0o600)
	refused("another key", "are sealed with the master key ")
	refused("another key", "--forget-access-keys")

	again := run(t, server.Config{DataDir: i.dir, MasterKeyFile: file, ForgetAccessKeys: true})
	again.want(t, createFunction(k, "f"), 403, "InvalidClientTokenId")
	again.want(t, createFunction(again.create(t, "k", "deployer"), "f"), 201, "")
}

// TestRevocationUnderLoad: while clients send requests, a key is revoked. A request that begins after the answer is refused.
func TestRevocationUnderLoad(t *testing.T) {
	i := run(t, server.Config{})
	const rounds, clients = 5, 4
	for range rounds {
		k := i.create(t, "busy", "reader")
		revoked := make(chan struct{})
		var running sync.WaitGroup
		for range clients {
			running.Go(func() {
				for after := false; !after; {
					select {
					case <-revoked:
						after = true
					default:
					}
					status, _, body := i.send(t, request{method: http.MethodGet, path: "/2020-05-31/function", key: k, service: cfapi.Service})
					if status != 200 && status != 403 || after && status != 403 {
						t.Errorf("after the revocation %t: %d %s", after, status, body)
					}
				}
			})
		}
		i.own(t, http.MethodDelete, "/access-keys/"+k.ID, "", nil)
		close(revoked)
		running.Wait()
	}
}
