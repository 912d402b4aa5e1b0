// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsource

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/kvsfile"
)

// Config says where import files come from. One of Dir and Endpoint is set.
type Config struct {
	Dir string // of <bucket>/<key>

	Endpoint  string // http or https URL of an S3 service; buckets are addressed in the path
	Region    string // that requests are signed for; empty means us-east-1
	AccessKey string // empty: requests are not signed
	Secret    string

	Now func() time.Time // nil means time.Now
}

// Validate says what is wrong with the configuration.
func (c *Config) Validate() error {
	switch {
	case c.Dir != "" && c.Endpoint != "":
		return errors.New("import files come from a folder or from an S3 endpoint, not from both")
	case c.Dir == "" && c.Endpoint == "":
		return errors.New("neither a folder nor an S3 endpoint for import files is given")
	case (c.AccessKey == "") != (c.Secret == ""):
		return errors.New("the S3 access key for import files lacks its id or its secret")
	}
	if c.Endpoint != "" {
		if u, err := url.Parse(c.Endpoint); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("the S3 endpoint %q for import files is not an http or https URL", c.Endpoint)
		}
	}
	return nil
}

// Source opens import files.
type Source struct {
	config Config
	client *http.Client
}

// headerTimeout bounds how long an endpoint may take before it answers; the client of the API waits meanwhile.
const headerTimeout = 10 * time.Second

// New returns a Source; it looks at nothing yet.
func New(config Config) (*Source, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Region == "" {
		config.Region = "us-east-1"
	}
	return &Source{config: config, client: &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: headerTimeout, TLSHandshakeTimeout: headerTimeout,
			DisableKeepAlives: true, // imports are rare
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Open opens the object that arn names: arn:aws:s3:::bucket/key. ctx must stay alive until the file is read.
func (s *Source) Open(ctx context.Context, arn string) (io.ReadCloser, error) {
	bucket, key, ok := strings.Cut(strings.TrimPrefix(arn, "arn:aws:s3:::"), "/")
	if !ok || bucket == "" || key == "" {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "%q is not the ARN of an S3 object.", arn)
	}
	if s.config.Dir != "" {
		return s.openFile(bucket, key)
	}
	return s.openObject(ctx, bucket, key)
}

// openFile opens a file below the folder; links that lead out of it are not followed.
func (s *Source) openFile(bucket, key string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(s.config.Dir)
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeServiceUnavailable, err, "The folder of import files cannot be opened.")
	}
	defer root.Close()
	name := bucket + "/" + key
	info, err := root.Stat(name) // before it is opened: to open a pipe would wait
	if err == nil && !info.Mode().IsRegular() {
		return nil, absent(bucket, key)
	}
	if err != nil {
		return nil, fileError(err, bucket, key)
	}
	if info.Size() > kvsfile.MaxFile {
		return nil, tooLarge(info.Size())
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, fileError(err, bucket, key)
	}
	return file, nil
}

func fileError(err error, bucket, key string) error {
	if errors.Is(err, fs.ErrPermission) {
		return denied(err, bucket, key)
	}
	return absent(bucket, key)
}

// openObject asks the endpoint for the object.
func (s *Source) openObject(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	target := strings.TrimSuffix(s.config.Endpoint, "/") + "/" + escape(bucket) + "/" + escape(key)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target, http.NoBody)
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The object %s in the bucket %s cannot be asked for.", key, bucket)
	}
	if s.config.AccessKey != "" {
		if err := s.sign(ctx, req); err != nil {
			return nil, fmt.Errorf("request for an import file: %w", err)
		}
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeServiceUnavailable, err, "The S3 endpoint for import files does not answer.")
	}
	switch {
	case resp.StatusCode == http.StatusOK && resp.ContentLength <= kvsfile.MaxFile:
		return resp.Body, nil
	case resp.StatusCode == http.StatusOK:
		err = tooLarge(resp.ContentLength)
	case resp.StatusCode == http.StatusForbidden || resp.StatusCode == http.StatusUnauthorized:
		err = denied(errors.New(resp.Status), bucket, key)
	case resp.StatusCode == http.StatusNotFound:
		err = absent(bucket, key)
	default:
		err = selvedge.Errorf(selvedge.CodeInvalidArgument, "The S3 endpoint answers %d to the request for the object %s in the bucket %s.",
			resp.StatusCode, key, bucket)
	}
	return nil, errors.Join(err, resp.Body.Close())
}

func absent(bucket, key string) error {
	return selvedge.Errorf(selvedge.CodeInvalidArgument, "There is no object %s in the bucket %s.", key, bucket)
}

func denied(cause error, bucket, key string) error {
	return selvedge.WrapError(selvedge.CodeAccessDenied, cause, "The object %s in the bucket %s may not be read.", key, bucket)
}

func tooLarge(size int64) error {
	return selvedge.Errorf(selvedge.CodeEntitySizeLimitExceeded, "The import file has %d bytes; the maximum is %d.", size, kvsfile.MaxFile)
}
