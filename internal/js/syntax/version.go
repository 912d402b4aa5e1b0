// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

// Version is a set of runtime versions: one of them for Parse, any set of them in tables.
type Version uint8

// Runtime versions.
const (
	V1 Version = 1 << iota // cloudfront-js-1.0, njs 0.4.3
	V2                     // cloudfront-js-2.0, njs 0.7.12
)

// feature is one way in which the grammars of the versions differ.
type feature uint8

const (
	featLexical          feature = iota // let and const
	featAsync                           // async functions and await
	featNumericSeparator                // 1_000
	featWideIntegers                    // hexadecimal, octal and binary literals beyond 64 bits do not wrap around
	featUnicodeSpace                    // vertical tab, form feed, BOM and Unicode spaces separate tokens
	featStrictEscapes                   // octal escapes in strings are errors
	featDebugger                        // the debugger statement
	featSticky                          // regular expression flag y
	featSpreadIgnored                   // f(...a) means f(a), [1, ...a] means [1]: parsed, and the spread is lost
	featRestWithoutName                 // function f(...) {}
	featFlatNesting                     // at most eight functions inside one another
	featForScopes                       // for and switch have a scope of their own; for-in assigns to properties
	featCatchScope                      // the parameter and the body of a catch clause share one scope
	featSelfScope                       // the own name of a function expression lives beside its parameters
	featLabeledIf                       // break may leave a labelled if statement
	featImportsFirst                    // imports are done before all else, and their names may not be declared again
)

// featureVersions says which version has which feature; which words a version knows and reserves is in words.
// Source: njs 0.4.3 and 0.7.12.
var featureVersions = [...]Version{
	featLexical:          V2,
	featAsync:            V2,
	featNumericSeparator: V2,
	featWideIntegers:     V2,
	featUnicodeSpace:     V2,
	featStrictEscapes:    V2,
	featDebugger:         V2,
	featSticky:           V2,
	featSpreadIgnored:    V1,
	featRestWithoutName:  V1,
	featFlatNesting:      V1,
	featForScopes:        V2,
	featCatchScope:       V2,
	featSelfScope:        V2,
	featLabeledIf:        V2,
	featImportsFirst:     V2,
}

func (v Version) has(f feature) bool { return featureVersions[f]&v != 0 }
