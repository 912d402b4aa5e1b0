// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex

import (
	"errors"
	"strings"
)

// ErrBudget is returned by Match when the step budget of the caller is used up. The budget is then 0.
var ErrBudget = errors.New("regular expression step budget exceeded")

// SyntaxError says that a pattern cannot be compiled.
type SyntaxError struct {
	// Pattern is what the message quotes: the pattern as it was given to the PCRE library, cut at a NUL.
	Pattern string
	// Reason is the library's text for the error, and Offset the byte of Pattern where it was found.
	Reason string
	Offset int

	version Version
}

// Error returns the message that njs gives its SyntaxError. njs 0.4.3 adds " in <line>" to it for a literal in a
// source file; that is left to the caller.
func (e *SyntaxError) Error() string {
	rest := ""
	if e.Offset < len(e.Pattern) {
		rest = e.Pattern[e.Offset:]
	}
	var b strings.Builder
	b.WriteString("pcre_compile")
	if e.version == V2 {
		b.WriteByte('2')
	}
	b.WriteString("(\"")
	b.WriteString(e.Pattern)
	b.WriteString("\") failed: ")
	b.WriteString(e.Reason)
	if rest != "" || e.version == V2 {
		b.WriteString(" at \"")
		b.WriteString(rest)
		b.WriteByte('"')
	}
	return b.String()
}

// MatchError is a failure of matching that the library itself reports. njs throws its text as an InternalError.
type MatchError struct {
	// Limit is which limit was met.
	Limit Limit

	version Version
}

// Limit names what a MatchError is about.
type Limit uint8

// The limits of matching.
const (
	// MatchLimit is met after maxTries positions have been tried.
	MatchLimit Limit = iota
	// MemoryLimit is met when the notes for backtracking exceed maxNotes.
	MemoryLimit
	// RecursionLoop is met by a recursion that calls itself without having moved on.
	RecursionLoop
)

// Error returns the message that njs gives its InternalError.
func (e *MatchError) Error() string {
	if e.version == V1 {
		return [...]string{"pcre_exec() failed: -8", "pcre_exec() failed: -21", "pcre_exec() failed: -26"}[e.Limit]
	}
	return "pcre2_match() failed: " + [...]string{
		"match limit exceeded", "heap limit exceeded", "nested recursion at the same subject position",
	}[e.Limit]
}

// errCode is an error of compilation; errTexts has its texts.
type errCode uint8

const (
	errNone errCode = iota
	errBackslashEnd
	errControlEnd
	errEscapeUnknown
	errQuantifierOrder
	errQuantifierBig
	errClassEnd
	errClassEscape
	errRangeOrder
	errNothingToRepeat
	errGroupChar
	errPosixOutside
	errPosixCollate
	errParenMissing
	errNoGroup
	errCommentEnd
	errNesting
	errTooLarge
	errParenUnmatched
	errAfterLess
	errLookbehind
	errConditionEnd
	errConditionBranches
	errAssertionExpected
	errRecursionEnd
	errPosixName
	errCodePointBig
	errConditionZero
	errByteLookbehind
	errEscapeUnsupported
	errCalloutBig
	errCalloutEnd
	errRecursionLoop
	errAfterP
	errNameEnd
	errNameTwice
	errPropertyMalformed
	errPropertyUnknown
	errNameLong
	errNamesMany
	errRangeInvalid
	errOctalBig
	errDefineBranches
	errOctalBrace
	errReference
	errZeroReference
	errVerb
	errNumberBig
	errNameExpected
	errDigitExpected
	errNamesDiffer
	errControlChar
	errNamedReference
	errNInClass
	errSurrogate
	errHexBig
	errOctalDigit
	errDigitsMissing
	errHexDigit
	errNInBytes
	errNameDigit
	errOptionHyphen
	errAlphaAssertion
	errGroupsMany
	errAtomicExpected
	errKeepInLook
	errLookbehindComplex
	errLookbehindLong
	errVersionCondition
	errCalloutQuote
	errCalloutQuoteEnd
	errBracket
	errEncoding
)

// errTexts has the text of each error in PCRE 8.39, which njs 0.4.3 is linked with, and in PCRE2 10.42. An empty
// second text is the same as the first.
var errTexts = [...][2]string{
	errBackslashEnd:      {`\ at end of pattern`, ""},
	errControlEnd:        {`\c at end of pattern`, ""},
	errEscapeUnknown:     {`unrecognized character follows \`, ""},
	errQuantifierOrder:   {"numbers out of order in {} quantifier", ""},
	errQuantifierBig:     {"number too big in {} quantifier", ""},
	errClassEnd:          {"missing terminating ] for character class", ""},
	errClassEscape:       {"invalid escape sequence in character class", "escape sequence is invalid in character class"},
	errRangeOrder:        {"range out of order in character class", ""},
	errNothingToRepeat:   {"nothing to repeat", "quantifier does not follow a repeatable item"},
	errGroupChar:         {"unrecognized character after (? or (?-", ""},
	errPosixOutside:      {"POSIX named classes are supported only within a class", ""},
	errPosixCollate:      {"POSIX collating elements are not supported", ""},
	errParenMissing:      {"missing )", "missing closing parenthesis"},
	errNoGroup:           {"reference to non-existent subpattern", ""},
	errCommentEnd:        {"missing ) after comment", "missing ) after (?# comment"},
	errNesting:           {"parentheses are too deeply nested", ""},
	errTooLarge:          {"regular expression is too large", ""},
	errParenUnmatched:    {"unmatched parentheses", "unmatched closing parenthesis"},
	errAfterLess:         {"unrecognized character after (?<", ""},
	errLookbehind:        {"lookbehind assertion is not fixed length", ""},
	errConditionEnd:      {"malformed number or name after (?(", "missing closing parenthesis for condition"},
	errConditionBranches: {"conditional group contains more than two branches", "conditional subpattern contains more than two branches"},
	errAssertionExpected: {"assertion expected after (?( or (?(?C)", ""},
	errRecursionEnd: {
		"(?R or (?[+-]digits must be followed by )", "(?R (recursive pattern call) must be followed by a closing parenthesis",
	},
	errPosixName:         {"unknown POSIX class name", ""},
	errCodePointBig:      {`character value in \x{} or \o{} is too large`, `character code point value in \x{} or \o{} is too large`},
	errConditionZero:     {"invalid condition (?(0)", ""},
	errByteLookbehind:    {`\C not allowed in lookbehind assertion`, `\C is not allowed in a lookbehind assertion in UTF-8 mode`},
	errEscapeUnsupported: {`PCRE does not support \L, \l, \N{name}, \U, or \u`, `PCRE2 does not support \F, \L, \l, \N{name}, \U, or \u`},
	errCalloutBig:        {"number after (?C is > 255", "number after (?C is greater than 255"},
	errCalloutEnd:        {"closing ) for (?C expected", "closing parenthesis for (?C expected"},
	errRecursionLoop:     {"recursive call could loop indefinitely", ""},
	errAfterP:            {"unrecognized character after (?P", ""},
	errNameEnd:           {"syntax error in subpattern name (missing terminator)", "syntax error in subpattern name (missing terminator?)"},
	errNameTwice:         {"two named subpatterns have the same name", "two named subpatterns have the same name (PCRE2_DUPNAMES not set)"},
	errPropertyMalformed: {`malformed \P or \p sequence`, ""},
	errPropertyUnknown:   {`unknown property name after \P or \p`, `unknown property after \P or \p`},
	errNameLong:          {"subpattern name is too long (maximum 32 characters)", "subpattern name is too long (maximum 32 code units)"},
	errNamesMany:         {"too many named subpatterns (maximum 10000)", ""},
	errRangeInvalid:      {"invalid range in character class", ""},
	errOctalBig:          {`octal value is greater than \377 in 8-bit non-UTF-8 mode`, ""},
	errDefineBranches:    {"DEFINE group contains more than one branch", "DEFINE subpattern contains more than one branch"},
	errOctalBrace:        {`missing opening brace after \o`, ""},
	errReference:         {`\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number`, ""},
	errZeroReference:     {"a numbered reference must not be zero", "a relative value of zero is not allowed"},
	errVerb:              {"(*VERB) not recognized or malformed", ""},
	errNumberBig:         {"number is too big", "subpattern number is too big"},
	errNameExpected:      {"subpattern name expected", ""},
	errDigitExpected:     {"digit expected after (?+", "digit expected after (?+ or (?-"},
	errNamesDiffer:       {"different names for subpatterns of the same number are not allowed", ""},
	errControlChar:       {`\c must be followed by an ASCII character`, `\c must be followed by a printable ASCII character`},
	errNamedReference:    {`\k is not followed by a braced, angle-bracketed, or quoted name`, ""},
	errNInClass:          {`\N is not supported in a class`, ""},
	errSurrogate:         {"disallowed Unicode code point (>= 0xd800 && <= 0xdfff)", ""},
	errHexBig:            {`character value in \u.... sequence is too large`, `character code point value in \u.... sequence is too large`},
	errOctalDigit:        {`non-octal character in \o{} (closing brace missing?)`, ""},
	errDigitsMissing:     {`digits missing in \x{} or \o{}`, `digits missing in \x{} or \o{} or \N{U+}`},
	errHexDigit:          {`non-hex character in \x{} (closing brace missing?)`, ""},
	errNInBytes:          {`\N{U+dddd} is supported only in Unicode (UTF) mode`, ""},
	errNameDigit:         {"group name must start with a non-digit", "subpattern name must start with a non-digit"},
	errOptionHyphen:      {"invalid hyphen in option setting", ""},
	errAlphaAssertion:    {"(*alpha_assertion) not recognized", ""},
	errGroupsMany:        {"too many capturing groups (maximum 65535)", ""},
	errAtomicExpected:    {"atomic assertion expected after (?( or (?(?C)", ""},
	errKeepInLook:        {`\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)`, ""},
	errLookbehindComplex: {"lookbehind is too complicated", ""},
	errLookbehindLong:    {"lookbehind assertion is too long", ""},
	errVersionCondition:  {"syntax error or number too big in (?(VERSION condition", ""},
	errCalloutQuote:      {"unrecognized string delimiter follows (?C", ""},
	errCalloutQuoteEnd:   {"missing terminating delimiter for callout with string argument", ""},
	errBracket:           {"] is an invalid data character in JavaScript compatibility mode", ""},
	errEncoding:          {"invalid UTF-8 string", "UTF-8 error: illegal byte (0xfe or 0xff)"},
}

// text returns the message of an error in one version.
func (c errCode) text(v Version) string {
	texts := errTexts[c]
	if v == V2 && texts[1] != "" {
		return texts[1]
	}
	return texts[0]
}
