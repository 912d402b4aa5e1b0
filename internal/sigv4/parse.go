// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"selvedge"
)

// Limits of a declared signature.
const (
	maxAuthorization = 8 << 10 // bytes of the Authorization header or of X-Amz-SignedHeaders
	maxSignedHeaders = 100     // names in SignedHeaders; SDKs sign about ten
	maxAccessKeyID   = 128     // characters; AWS IAM API, data type AccessKey
	maxScopeElement  = 64      // characters of region and service
	maxSignature     = 256     // hexadecimal digits, of any algorithm
	maxExpires       = 604800  // seconds; auth.md 1.5
)

const (
	timeLayout = "20060102T150405Z"
	dayLayout  = "20060102"
	terminator = "aws4_request"
)

// Names in headers and in the query.
const (
	headerAuthorization = "Authorization"
	headerDate          = "Date"

	amzAlgorithm     = "X-Amz-Algorithm"
	amzCredential    = "X-Amz-Credential"
	amzDate          = "X-Amz-Date"
	amzExpires       = "X-Amz-Expires"
	amzSignedHeaders = "X-Amz-SignedHeaders"
	amzSignature     = "X-Amz-Signature"
	amzToken         = "X-Amz-Security-Token"
	amzContentHash   = "X-Amz-Content-Sha256"
	amzRegionSet     = "X-Amz-Region-Set"
)

// The elements of Credential. A scheme for many regions has none in it.
const (
	elementKey = iota
	elementDate
	elementRegion
	elementService
	elementTerminator
)

var (
	elementLimits = [...]int{maxAccessKeyID, len(dayLayout), maxScopeElement, maxScopeElement, len(terminator)}
	elementNames  = [...]string{"access key id", "date", "region", "service", "terminator"}
	elementHints  = [...]string{"keyid", "date", "region", "service", "term"}
)

// authorization is a signature as the client declares it, whichever way it was sent. Nothing in it has been
// compared with anything yet.
type authorization struct {
	scheme        *scheme
	accessKeyID   string
	scope         scope
	signedHeaders []string // lower case, sorted, each once
	signature     string   // lower-case hexadecimal
	time          time.Time
	token         string // of a session; empty when there is none

	presigned bool
	expires   time.Duration // presigned only
}

// scope is what a signing key is derived for. The region is empty when the signature is for many regions.
type scope struct {
	date, region, service string
}

// String returns the scope as it stands in the string to sign.
func (s scope) String() string {
	if s.region == "" {
		return s.date + "/" + s.service + "/" + terminator
	}
	return s.date + "/" + s.region + "/" + s.service + "/" + terminator
}

func (a *authorization) timestamp() string { return a.time.Format(timeLayout) }

// parse finds the signature of a request. Source: auth.md 1.1, 1.5.
func parse(in *input) (*authorization, error) {
	text, signed, err := in.header(headerAuthorization)
	if err != nil {
		return nil, err
	}
	_, inQuery := in.param(amzSignature)
	switch {
	case signed && inQuery > 0:
		return nil, incomplete("The request is signed twice: in the Authorization header and in the query.")
	case signed:
		return parseHeader(in, text)
	case inQuery > 0:
		return parsePresigned(in)
	}
	return nil, selvedge.Errorf(selvedge.CodeMissingAuthenticationToken, "Request is missing Authentication Token")
}

func parseHeader(in *input, text string) (*authorization, error) {
	if len(text) > maxAuthorization {
		return nil, incomplete("The Authorization header has %d bytes; the maximum is %d.", len(text), maxAuthorization)
	}
	algorithm, rest, _ := strings.Cut(text, " ")
	a := &authorization{scheme: schemeOf(algorithm)}
	if a.scheme == nil {
		return nil, incomplete("Authorization header requires the algorithm '%s'.", schemes[0].algorithm)
	}
	parts, err := splitParts(rest)
	if err != nil {
		return nil, err
	}
	if err := a.setParts(parts); err != nil {
		return nil, err
	}
	if a.time, err = headerTime(in); err != nil {
		return nil, err
	}
	a.token, _, err = in.header(amzToken)
	return a, err
}

// parts are the three declared strings of a signature, in the order of partNames.
type parts [3]string

var (
	partNames  = [len(parts{})]string{"Credential", "SignedHeaders", "Signature"}
	queryNames = [len(parts{})]string{amzCredential, amzSignedHeaders, amzSignature}
)

// splitParts reads "Credential=a, SignedHeaders=b, Signature=c", in any order, with or without the blanks.
func splitParts(text string) (parts, error) {
	var p parts
	var seen [len(parts{})]bool
	position := 0
	for part := range strings.SplitSeq(text, ",") {
		position++
		name, value, ok := strings.Cut(strings.Trim(part, " \t"), "=")
		i := slices.Index(partNames[:], name)
		switch {
		case !ok && text != "":
			return p, incomplete("Part %d of the Authorization header is not a key=value pair (missing equal-sign).", position)
		case !ok:
			continue // no parts at all: the answer is the list of what is missing
		case i < 0:
			return p, incomplete("Part %d of the Authorization header has an unknown name.", position)
		case seen[i]:
			return p, incomplete("Authorization header has more than one '%s' parameter.", name)
		}
		p[i], seen[i] = value, true
	}
	var missing []string
	for i, name := range partNames {
		if p[i] == "" {
			missing = append(missing, "Authorization header requires '"+name+"' parameter.")
		}
	}
	if missing != nil {
		return p, incomplete("%s", strings.Join(missing, " "))
	}
	return p, nil
}

// headerTime returns the time in X-Amz-Date or else in Date. Both are accepted in the basic format of ISO 8601,
// Date in those of HTTP too.
func headerTime(in *input) (time.Time, error) {
	text, found, err := in.header(amzDate)
	if err != nil {
		return time.Time{}, err
	}
	if found {
		return basicTime(text)
	}
	text, found, err = in.header(headerDate)
	if err != nil {
		return time.Time{}, err
	}
	if !found {
		return time.Time{}, incomplete(
			"Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
	}
	if t, err := http.ParseTime(text); err == nil {
		return t.UTC(), nil
	}
	return basicTime(text)
}

func basicTime(text string) (time.Time, error) {
	t, err := time.Parse(timeLayout, text)
	if err != nil || len(text) != len(timeLayout) { // time.Parse accepts fractions of seconds that are not in the layout
		return time.Time{}, incomplete("Date must be in ISO-8601 'basic format' (%s).", "yyyymmddThhmmssZ")
	}
	return t, nil
}

// parsePresigned reads the parameters of auth.md 1.5.
func parsePresigned(in *input) (*authorization, error) {
	for _, name := range []string{amzAlgorithm, amzCredential, amzDate, amzExpires, amzSignedHeaders, amzSignature} {
		value, n := in.param(name)
		if value == "" {
			return nil, incomplete("AWS query-string parameters must include '%s'.", name)
		}
		if n > 1 {
			return nil, incomplete("The query has %d parameters '%s'; it must have one.", n, name)
		}
	}
	algorithm, _ := in.param(amzAlgorithm)
	a := &authorization{scheme: schemeOf(algorithm), presigned: true}
	if a.scheme == nil {
		return nil, incomplete("X-Amz-Algorithm must be '%s'.", schemes[0].algorithm)
	}
	var p parts
	for i, name := range queryNames {
		p[i], _ = in.param(name)
	}
	if err := a.setParts(p); err != nil {
		return nil, err
	}
	date, _ := in.param(amzDate)
	var err error
	if a.time, err = basicTime(date); err != nil {
		return nil, err
	}
	expires, _ := in.param(amzExpires)
	seconds, err := strconv.ParseUint(expires, 10, 32)
	if err != nil || seconds < 1 || seconds > maxExpires {
		return nil, incomplete("X-Amz-Expires must be a number of seconds between 1 and %d.", maxExpires)
	}
	a.expires = time.Duration(seconds) * time.Second
	return a, a.setToken(in)
}

// setToken takes the session token of a presigned request, which presigners leave in a header or move into the
// query.
func (a *authorization) setToken(in *input) error {
	token, _, err := in.header(amzToken)
	if err != nil {
		return err
	}
	if a.token = token; token == "" {
		a.token, _ = in.param(amzToken)
	}
	return nil
}

func (a *authorization) setParts(p parts) error {
	if err := a.setCredential(p[0]); err != nil {
		return err
	}
	if err := a.setSignedHeaders(p[1]); err != nil {
		return err
	}
	a.signature = p[2]
	if len(a.signature) > maxSignature || strings.Trim(a.signature, "0123456789abcdef") != "" {
		return incomplete("Signature must be up to %d lower-case hexadecimal digits.", maxSignature)
	}
	return nil
}

func (a *authorization) setCredential(text string) error {
	parts := strings.Split(text, "/")
	if len(parts) != len(a.scheme.elements) {
		var hints []string
		for _, e := range a.scheme.elements {
			hints = append(hints, elementHints[e])
		}
		return incomplete("Credential must have exactly %d slash-delimited elements, e.g. %s, got %d.",
			len(hints), strings.Join(hints, "/"), len(parts))
	}
	var elements [len(elementNames)]string
	for i, text := range parts {
		e := a.scheme.elements[i]
		if text == "" || len(text) > elementLimits[e] || strings.ContainsFunc(text, notPrintable) {
			return incomplete("The %s in Credential must be 1 to %d printable characters.", elementNames[e], elementLimits[e])
		}
		elements[e] = text
	}
	if elements[elementTerminator] != terminator {
		return incomplete("Credential should be scoped with a valid terminator: '%s'.", terminator)
	}
	a.accessKeyID = elements[elementKey]
	a.scope = scope{date: elements[elementDate], region: elements[elementRegion], service: elements[elementService]}
	if _, err := time.Parse(dayLayout, a.scope.date); err != nil {
		return incomplete("The date in Credential must have the form %s.", "yyyymmdd")
	}
	return nil
}

func notPrintable(r rune) bool { return r <= ' ' || r > '~' }

// setSignedHeaders reads "a;b;c". The order and the case are part of the canonical request, so a list that is not
// canonical can never match and is refused with the reason.
func (a *authorization) setSignedHeaders(text string) error {
	if len(text) > maxAuthorization {
		return incomplete("SignedHeaders has %d bytes; the maximum is %d.", len(text), maxAuthorization)
	}
	names := strings.Split(text, ";")
	if len(names) > maxSignedHeaders {
		return incomplete("SignedHeaders has %d names; the maximum is %d.", len(names), maxSignedHeaders)
	}
	for i, name := range names {
		if name == "" || strings.ContainsFunc(name, notHeaderName) {
			return incomplete("Name %d in SignedHeaders is not a header name in lower case.", i+1)
		}
		if i > 0 && names[i-1] >= name {
			return incomplete("SignedHeaders must be sorted and name each header once; name %d is not.", i+1)
		}
	}
	a.signedHeaders = names
	return nil
}

// notHeaderName says whether r cannot stand in a lower-case header name (RFC 9110 5.6.2).
func notHeaderName(r rune) bool {
	return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// checkHeaders refuses requests of which a header that matters is not signed. Source: auth.md 1.3.
func (a *authorization) checkHeaders(in *input) error {
	if !a.signs("host") {
		return incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.")
	}
	var unsigned []string
	for name := range in.req.Header {
		lower := strings.ToLower(name)
		if strings.HasPrefix(lower, "x-amz-") && !a.signs(lower) {
			unsigned = append(unsigned, lower)
		}
	}
	if unsigned != nil {
		slices.Sort(unsigned)
		return incomplete("'%s' must be a 'SignedHeader' in the AWS Authorization.", unsigned[0])
	}
	if a.scope.region == "" {
		return checkRegionSet(in, a)
	}
	return nil
}

// checkRegionSet refuses a signature for many regions that does not say for which. Which they are does not matter, as
// the region of other signatures does not. Source: auth.md 4.4.
func checkRegionSet(in *input, a *authorization) error {
	regions, _, err := in.header(amzRegionSet)
	if err != nil {
		return err
	}
	if regions == "" && a.presigned {
		regions, _ = in.param(amzRegionSet)
	}
	if regions == "" {
		return incomplete("A signature with %s requires '%s'.", a.scheme.algorithm, amzRegionSet)
	}
	return nil
}

func (a *authorization) signs(name string) bool {
	_, found := slices.BinarySearch(a.signedHeaders, name)
	return found
}
