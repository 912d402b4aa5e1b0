// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"errors"
	"math/bits"
	"strconv"
	"strings"
)

// knownETags are the ETags of versions 1 to 10, which every CloudFront entity runs through from its first
// version on. Source: AWS responses collected in the specification, api.md section 1.7.
var knownETags = [...]string{
	"ETVPDKIKX0DER", "E3UN6WX5RRO2AG", "E1F83G8C2ARO7P", "E1PA6795UKMFR9", "E13V1IB3VIYZZH",
	"E1VC38T7YXB528", "E2EUQ1WTGCTBG2", "E3AEGXETSR30VB", "E3P5ROKL5A1OLE", "E3JWKAKR8XB7XF",
}

const (
	etagDigits = 13 // base-36 digits of a 64-bit value, at most
	etagMul    = 0x9E3779B97F4A7C15
	dataPrefix = "KV" // of the tags of the content of key value stores
)

// ETag returns the entity tag of version (1 is the first): "E" and up to 13 upper-case base-36 digits. The
// sequence beyond version 10 is an injective mix of our own; AWS's is not known.
func ETag(version uint64) string {
	if version >= 1 && version <= uint64(len(knownETags)) {
		return knownETags[version-1]
	}
	mixed := bits.RotateLeft64(version*etagMul, 31) ^ etagMul // odd factor, rotation, xor: each a bijection
	digits := strings.ToUpper(strconv.FormatUint(mixed, 36))
	return "E" + strings.Repeat("0", etagDigits-len(digits)) + digits
}

// CurrentETag is an entity tag that a caller should have sent.
type CurrentETag struct {
	Stage Stage // empty when the resource has no stages
	ETag  string
}

// CheckIfMatch compares the value of an If-Match header with the current version. Quotes and blanks around the
// value are accepted. Missing or not of the form of an ETag: InvalidIfMatchVersion. Another version:
// PreconditionFailed. Source: api.md section 1.7. The error says which tag is current, which AWS does not.
func CheckIfMatch(ifMatch string, version uint64) error {
	return checkIfMatch(ifMatch, CurrentETag{ETag: ETag(version)})
}

// CheckIfMatch compares the value of an If-Match header with DEVELOPMENT; see CheckIfMatch. The error says which tags
// both stages have.
func (f *Function) CheckIfMatch(ifMatch string) error {
	current := []CurrentETag{{StageDevelopment, f.Development.ETag()}}
	if f.Live != nil {
		current = append(current, CurrentETag{StageLive, f.Live.ETag()})
	}
	return checkIfMatch(ifMatch, current...)
}

// checkIfMatch accepts the first of current.
func checkIfMatch(ifMatch string, current ...CurrentETag) error {
	tag, err := ParseIfMatch(ifMatch)
	if err == nil && tag == current[0].ETag {
		return nil
	}
	e := &Error{Code: CodePreconditionFailed, Current: current,
		Message: "The request failed because it didn't meet the preconditions in one or more request-header fields."}
	if parsed, ok := errors.AsType[*Error](err); ok {
		e.Code, e.Message = parsed.Code, parsed.Message
	}
	texts := make([]string, len(current))
	for i, c := range current {
		if c.Stage != "" {
			texts[i] = "of " + string(c.Stage) + " "
		}
		texts[i] += "is " + c.ETag
	}
	e.Message += " The current ETag " + strings.Join(texts, ", that ") + "."
	return e
}

// ParseIfMatch returns the bare entity tag in an If-Match header, or InvalidIfMatchVersion.
func ParseIfMatch(ifMatch string) (string, error) {
	tag := strings.Trim(strings.TrimSpace(ifMatch), `"`)
	valid := len(tag) >= 2 && len(tag) <= 1+etagDigits && tag[0] == 'E'
	for i := 1; valid && i < len(tag); i++ {
		c := tag[i]
		valid = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
	}
	if !valid {
		return "", Errorf(CodeInvalidIfMatchVersion, "The If-Match version is missing or not valid for the resource.")
	}
	return tag, nil
}

// DataETag returns the entity tag of version of the content of a key value store: the same sequence with another
// beginning. Source: kvs-api.md section 2.
func DataETag(version uint64) string { return dataPrefix + ETag(version)[1:] }

// CheckDataIfMatch compares the value of an If-Match header with the current version of the content of a key value
// store. Quotes and blanks around the value are accepted. Missing or not of the form of such a tag: ValidationException.
// Another version: ConflictException. Source: kvs-api.md section 2.
func CheckDataIfMatch(ifMatch string, version uint64) error {
	tag := strings.Trim(strings.TrimSpace(ifMatch), `"`)
	current := DataETag(version)
	wrong := func(code Code, text string) error {
		return &Error{Code: code, Message: text + " The current ETag is " + current + ".", Current: []CurrentETag{{ETag: current}}}
	}
	switch digits, ok := strings.CutPrefix(tag, dataPrefix); {
	case tag == "":
		return wrong(CodeValidation, "The header If-Match is missing; it must be the ETag of the key value store.")
	case !ok || digits == "" || len(digits) > etagDigits || strings.Trim(digits, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		return wrong(CodeValidation, "The header If-Match is not an ETag that DescribeKeyValueStore of this API gives.")
	case tag != current:
		return wrong(CodeConflict, "The key value store was changed: the header If-Match is not its current ETag.")
	}
	return nil
}
