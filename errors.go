// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"errors"
	"fmt"
)

// Code names a class of error for programs. The values are the exception names of the CloudFront API where it
// has one; the adapters map codes to HTTP statuses.
type Code string

// Codes that the domain itself gives. Source: AWS CloudFront API 2020-05-31, errors per operation.
const (
	CodeInvalidArgument                        Code = "InvalidArgument"
	CodeMalformedXML                           Code = "MalformedXML"
	CodeMissingBody                            Code = "MissingBody"
	CodeInconsistentQuantities                 Code = "InconsistentQuantities"
	CodeInvalidIfMatchVersion                  Code = "InvalidIfMatchVersion"
	CodePreconditionFailed                     Code = "PreconditionFailed"
	CodeFunctionAlreadyExists                  Code = "FunctionAlreadyExists"
	CodeFunctionInUse                          Code = "FunctionInUse"
	CodeFunctionSizeLimitExceeded              Code = "FunctionSizeLimitExceeded"
	CodeNoSuchFunctionExists                   Code = "NoSuchFunctionExists"
	CodeTooManyFunctions                       Code = "TooManyFunctions"
	CodeTestFunctionFailed                     Code = "TestFunctionFailed"
	CodeInvalidFunctionAssociation             Code = "InvalidFunctionAssociation"
	CodeTooManyFunctionAssociations            Code = "TooManyFunctionAssociations"
	CodeTooManyDistributionsWithSingleFunction Code = "TooManyDistributionsWithSingleFunctionARN"
	CodeInvalidLambdaFunctionAssociation       Code = "InvalidLambdaFunctionAssociation"
	CodeTooManyLambdaFunctionAssociations      Code = "TooManyLambdaFunctionAssociations"
	CodeNoSuchDistribution                     Code = "NoSuchDistribution"
	CodeDistributionAlreadyExists              Code = "DistributionAlreadyExists"
	CodeDistributionNotDisabled                Code = "DistributionNotDisabled"
	CodeTooManyDistributions                   Code = "TooManyDistributions"
	CodeCNAMEAlreadyExists                     Code = "CNAMEAlreadyExists"
	CodeIllegalUpdate                          Code = "IllegalUpdate"
	CodeNoSuchOrigin                           Code = "NoSuchOrigin"
	CodeInvalidOrigin                          Code = "InvalidOrigin"
	CodeInvalidOriginAccessIdentity            Code = "InvalidOriginAccessIdentity"
	CodeIllegalOriginAccess                    Code = "IllegalOriginAccessConfiguration"
	CodeInvalidOriginReadTimeout               Code = "InvalidOriginReadTimeout"
	CodeInvalidOriginKeepaliveTimeout          Code = "InvalidOriginKeepaliveTimeout"
	CodeInvalidTTLOrder                        Code = "InvalidTTLOrder"
	CodeInvalidDefaultRootObject               Code = "InvalidDefaultRootObject"
	CodeInvalidForwardCookies                  Code = "InvalidForwardCookies"
	CodeInvalidHeadersForS3Origin              Code = "InvalidHeadersForS3Origin"
	CodeInvalidErrorCode                       Code = "InvalidErrorCode"
	CodeInvalidResponseCode                    Code = "InvalidResponseCode"
	CodeInvalidGeoRestriction                  Code = "InvalidGeoRestrictionParameter"
	CodeInvalidLocationCode                    Code = "InvalidLocationCode"
	CodeInvalidViewerCertificate               Code = "InvalidViewerCertificate"
	CodeInvalidMinimumProtocolVersion          Code = "InvalidMinimumProtocolVersion"
	CodeInvalidRelativePath                    Code = "InvalidRelativePath"
	CodeInvalidWebACLID                        Code = "InvalidWebACLId"
	CodeNoSuchCachePolicy                      Code = "NoSuchCachePolicy"
	CodeNoSuchOriginRequestPolicy              Code = "NoSuchOriginRequestPolicy"
	CodeNoSuchResponseHeadersPolicy            Code = "NoSuchResponseHeadersPolicy"
	CodeTrustedKeyGroupDoesNotExist            Code = "TrustedKeyGroupDoesNotExist"
	CodeTrustedSignerDoesNotExist              Code = "TrustedSignerDoesNotExist"
	CodeTooManyOrigins                         Code = "TooManyOrigins"
	CodeTooManyOriginGroups                    Code = "TooManyOriginGroupsPerDistribution"
	CodeTooManyOriginCustomHeaders             Code = "TooManyOriginCustomHeaders"
	CodeTooManyCacheBehaviors                  Code = "TooManyCacheBehaviors"
	CodeTooManyKeyGroups                       Code = "TooManyKeyGroupsAssociatedToDistribution"
	CodeTooManyDistributionCNAMEs              Code = "TooManyDistributionCNAMEs"
	CodeTooManyHeadersInForwardedValues        Code = "TooManyHeadersInForwardedValues"
	CodeTooManyCookieNamesInWhiteList          Code = "TooManyCookieNamesInWhiteList"
	CodeTooManyQueryStringParameters           Code = "TooManyQueryStringParameters"
	CodeEntityNotFound                         Code = "EntityNotFound"
	CodeEntityAlreadyExists                    Code = "EntityAlreadyExists"
	CodeEntityLimitExceeded                    Code = "EntityLimitExceeded"
	CodeEntitySizeLimitExceeded                Code = "EntitySizeLimitExceeded"
	CodeCannotDeleteEntityWhileInUse           Code = "CannotDeleteEntityWhileInUse"
	CodeNoSuchResource                         Code = "NoSuchResource"
	CodeInvalidTagging                         Code = "InvalidTagging"
	CodeAccessDenied                           Code = "AccessDenied"
	CodeMissingAuthenticationToken             Code = "MissingAuthenticationToken"
	CodeIncompleteSignature                    Code = "IncompleteSignature"
	CodeInvalidClientTokenID                   Code = "InvalidClientTokenId"
	CodeSignatureDoesNotMatch                  Code = "SignatureDoesNotMatch"
	CodeRequestEntityTooLarge                  Code = "RequestEntityTooLarge"
	CodeUnsupportedMediaType                   Code = "UnsupportedMediaType"
	CodeUnknownOperation                       Code = "UnknownOperationException"
	CodeUnsupportedOperation                   Code = "UnsupportedOperation"
	CodeServiceUnavailable                     Code = "ServiceUnavailable"
)

// Codes of policies, origin access, invalidations and keys. Source: as above; api.md sections 5 to 8.
const (
	CodeCachePolicyAlreadyExists                 Code = "CachePolicyAlreadyExists"
	CodeCachePolicyInUse                         Code = "CachePolicyInUse"
	CodeTooManyCachePolicies                     Code = "TooManyCachePolicies"
	CodeTooManyHeadersInCachePolicy              Code = "TooManyHeadersInCachePolicy"
	CodeTooManyCookiesInCachePolicy              Code = "TooManyCookiesInCachePolicy"
	CodeTooManyQueryStringsInCachePolicy         Code = "TooManyQueryStringsInCachePolicy"
	CodeTooManyDistributionsToCachePolicy        Code = "TooManyDistributionsAssociatedToCachePolicy"
	CodeOriginRequestPolicyAlreadyExists         Code = "OriginRequestPolicyAlreadyExists"
	CodeOriginRequestPolicyInUse                 Code = "OriginRequestPolicyInUse"
	CodeTooManyOriginRequestPolicies             Code = "TooManyOriginRequestPolicies"
	CodeTooManyHeadersInOriginRequestPolicy      Code = "TooManyHeadersInOriginRequestPolicy"
	CodeTooManyCookiesInOriginRequestPolicy      Code = "TooManyCookiesInOriginRequestPolicy"
	CodeTooManyQueryStringsInOriginRequestPolicy Code = "TooManyQueryStringsInOriginRequestPolicy"
	CodeTooManyDistributionsToOriginRequest      Code = "TooManyDistributionsAssociatedToOriginRequestPolicy"
	CodeResponseHeadersPolicyAlreadyExists       Code = "ResponseHeadersPolicyAlreadyExists"
	CodeResponseHeadersPolicyInUse               Code = "ResponseHeadersPolicyInUse"
	CodeTooManyResponseHeadersPolicies           Code = "TooManyResponseHeadersPolicies"
	CodeTooLongCSP                               Code = "TooLongCSPInResponseHeadersPolicy"
	CodeTooManyCustomHeaders                     Code = "TooManyCustomHeadersInResponseHeadersPolicy"
	CodeTooManyRemoveHeaders                     Code = "TooManyRemoveHeadersInResponseHeadersPolicy"
	CodeTooManyDistributionsToResponseHeaders    Code = "TooManyDistributionsAssociatedToResponseHeadersPolicy"
	CodeIllegalDelete                            Code = "IllegalDelete"
	CodeNoSuchOriginAccessControl                Code = "NoSuchOriginAccessControl"
	CodeOriginAccessControlAlreadyExists         Code = "OriginAccessControlAlreadyExists"
	CodeOriginAccessControlInUse                 Code = "OriginAccessControlInUse"
	CodeTooManyOriginAccessControls              Code = "TooManyOriginAccessControls"
	CodeTooManyDistributionsToAccessControl      Code = "TooManyDistributionsAssociatedToOriginAccessControl"
	CodeInvalidOriginAccessControl               Code = "InvalidOriginAccessControl"
	CodeNoSuchOriginAccessIdentity               Code = "NoSuchCloudFrontOriginAccessIdentity"
	CodeOriginAccessIdentityAlreadyExists        Code = "CloudFrontOriginAccessIdentityAlreadyExists"
	CodeOriginAccessIdentityInUse                Code = "CloudFrontOriginAccessIdentityInUse"
	CodeTooManyOriginAccessIdentities            Code = "TooManyCloudFrontOriginAccessIdentities"
	CodeNoSuchInvalidation                       Code = "NoSuchInvalidation"
	CodeTooManyInvalidationsInProgress           Code = "TooManyInvalidationsInProgress"
	CodeBatchTooLarge                            Code = "BatchTooLarge"
	CodeNoSuchPublicKey                          Code = "NoSuchPublicKey"
	CodePublicKeyAlreadyExists                   Code = "PublicKeyAlreadyExists"
	CodePublicKeyInUse                           Code = "PublicKeyInUse"
	CodeTooManyPublicKeys                        Code = "TooManyPublicKeys"
	CodeCannotChangePublicKey                    Code = "CannotChangeImmutablePublicKeyFields"
	CodeKeyGroupAlreadyExists                    Code = "KeyGroupAlreadyExists"
	CodeTooManyKeyGroupsInAccount                Code = "TooManyKeyGroups"
	CodeTooManyPublicKeysInKeyGroup              Code = "TooManyPublicKeysInKeyGroup"
	CodeTooManyDistributionsToKeyGroup           Code = "TooManyDistributionsAssociatedToKeyGroup"
	CodeResourceInUse                            Code = "ResourceInUse"
	CodeNoSuchMonitoringSubscription             Code = "NoSuchMonitoringSubscription"
)

// Codes of the API that reads and writes the keys of key value stores. Source: AWS CloudFront KeyValueStore API
// 2022-07-26, errors per operation.
const (
	CodeResourceNotFound     Code = "ResourceNotFoundException"
	CodeConflict             Code = "ConflictException"
	CodeValidation           Code = "ValidationException"
	CodeServiceQuotaExceeded Code = "ServiceQuotaExceededException"
)

// Error is an error that the caller of a service may see.
type Error struct {
	Code    Code
	Message string        // for the caller; safe to show
	Current []CurrentETag // what If-Match could have been; nil unless that was wrong
	Err     error         // for operators; nil when the message says all
}

// Error returns "Code: Message", and the cause behind it when there is one.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Message, e.Err)
	}
	return string(e.Code) + ": " + e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf returns an *Error with the given code.
func Errorf(code Code, format string, args ...any) error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// WrapError returns an *Error with the given code and err as its cause, which callers do not see.
func WrapError(code Code, err error, format string, args ...any) error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Err: err}
}

// ErrorCode returns the code of the *Error in err's chain, or "" when there is none (an internal error).
func ErrorCode(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}
