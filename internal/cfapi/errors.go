// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"bytes"
	"errors"
	"net/http"
	"slices"

	"selvedge"
	"selvedge/internal/cfwire"
	"selvedge/internal/restxml"
)

// codesByStatus is the table of error codes and HTTP statuses. Source: AWS CloudFront API 2020-05-31, error
// shapes; for codes that are not of CloudFront's own model see auth.md section 2 and docs/COMPAT.md.
var codesByStatus = map[int][]selvedge.Code{
	http.StatusBadRequest: {
		selvedge.CodeInvalidArgument, selvedge.CodeMalformedXML, selvedge.CodeMissingBody,
		selvedge.CodeInconsistentQuantities, selvedge.CodeInvalidIfMatchVersion, selvedge.CodeTooManyFunctions,
		selvedge.CodeInvalidFunctionAssociation, selvedge.CodeTooManyFunctionAssociations,
		selvedge.CodeTooManyDistributionsWithSingleFunction, selvedge.CodeInvalidLambdaFunctionAssociation,
		selvedge.CodeTooManyLambdaFunctionAssociations, selvedge.CodeTooManyDistributions,
		selvedge.CodeIllegalUpdate, selvedge.CodeInvalidOrigin, selvedge.CodeInvalidOriginAccessIdentity,
		selvedge.CodeIllegalOriginAccess, selvedge.CodeInvalidOriginReadTimeout,
		selvedge.CodeInvalidOriginKeepaliveTimeout, selvedge.CodeInvalidTTLOrder,
		selvedge.CodeInvalidDefaultRootObject, selvedge.CodeInvalidForwardCookies,
		selvedge.CodeInvalidHeadersForS3Origin, selvedge.CodeInvalidErrorCode, selvedge.CodeInvalidResponseCode,
		selvedge.CodeInvalidGeoRestriction, selvedge.CodeInvalidLocationCode, selvedge.CodeInvalidViewerCertificate,
		selvedge.CodeInvalidMinimumProtocolVersion, selvedge.CodeInvalidRelativePath, selvedge.CodeInvalidWebACLID,
		selvedge.CodeTrustedKeyGroupDoesNotExist, selvedge.CodeTrustedSignerDoesNotExist,
		selvedge.CodeTooManyOrigins, selvedge.CodeTooManyOriginGroups, selvedge.CodeTooManyOriginCustomHeaders,
		selvedge.CodeTooManyCacheBehaviors, selvedge.CodeTooManyKeyGroups, selvedge.CodeTooManyDistributionCNAMEs,
		selvedge.CodeTooManyHeadersInForwardedValues, selvedge.CodeTooManyCookieNamesInWhiteList,
		selvedge.CodeTooManyQueryStringParameters, selvedge.CodeInvalidTagging, selvedge.CodeUnsupportedOperation,
		selvedge.CodeEntityLimitExceeded, selvedge.CodeValidation,
		selvedge.CodeTooManyCachePolicies, selvedge.CodeTooManyHeadersInCachePolicy,
		selvedge.CodeTooManyCookiesInCachePolicy, selvedge.CodeTooManyQueryStringsInCachePolicy,
		selvedge.CodeTooManyDistributionsToCachePolicy, selvedge.CodeTooManyOriginRequestPolicies,
		selvedge.CodeTooManyHeadersInOriginRequestPolicy, selvedge.CodeTooManyCookiesInOriginRequestPolicy,
		selvedge.CodeTooManyQueryStringsInOriginRequestPolicy, selvedge.CodeTooManyDistributionsToOriginRequest,
		selvedge.CodeTooManyResponseHeadersPolicies, selvedge.CodeTooLongCSP, selvedge.CodeTooManyCustomHeaders,
		selvedge.CodeTooManyRemoveHeaders, selvedge.CodeTooManyDistributionsToResponseHeaders,
		selvedge.CodeIllegalDelete, selvedge.CodeTooManyOriginAccessControls,
		selvedge.CodeTooManyDistributionsToAccessControl, selvedge.CodeInvalidOriginAccessControl,
		selvedge.CodeTooManyOriginAccessIdentities, selvedge.CodeTooManyInvalidationsInProgress,
		selvedge.CodeTooManyPublicKeys,
		selvedge.CodeCannotChangePublicKey,
		selvedge.CodeTooManyKeyGroupsInAccount,
		selvedge.CodeTooManyPublicKeysInKeyGroup,
		selvedge.CodeTooManyDistributionsToKeyGroup,
	},
	http.StatusPaymentRequired: {
		selvedge.CodeServiceQuotaExceeded,
	},
	http.StatusForbidden: {
		selvedge.CodeAccessDenied, selvedge.CodeMissingAuthenticationToken, selvedge.CodeIncompleteSignature,
		selvedge.CodeInvalidClientTokenID, selvedge.CodeSignatureDoesNotMatch,
	},
	http.StatusNotFound: {
		selvedge.CodeNoSuchFunctionExists, selvedge.CodeNoSuchDistribution, selvedge.CodeNoSuchOrigin,
		selvedge.CodeNoSuchResource, selvedge.CodeUnknownOperation, selvedge.CodeNoSuchCachePolicy,
		selvedge.CodeNoSuchOriginRequestPolicy, selvedge.CodeNoSuchResponseHeadersPolicy,
		selvedge.CodeEntityNotFound, selvedge.CodeResourceNotFound,
		selvedge.CodeNoSuchOriginAccessControl, selvedge.CodeNoSuchOriginAccessIdentity,
		selvedge.CodeNoSuchInvalidation,
		selvedge.CodeNoSuchPublicKey, selvedge.CodeNoSuchMonitoringSubscription,
	},
	http.StatusConflict: {
		selvedge.CodeFunctionAlreadyExists, selvedge.CodeFunctionInUse, selvedge.CodeDistributionAlreadyExists,
		selvedge.CodeDistributionNotDisabled, selvedge.CodeCNAMEAlreadyExists,
		selvedge.CodeEntityAlreadyExists, selvedge.CodeCannotDeleteEntityWhileInUse, selvedge.CodeConflict,
		selvedge.CodeCachePolicyAlreadyExists, selvedge.CodeCachePolicyInUse,
		selvedge.CodeOriginRequestPolicyAlreadyExists, selvedge.CodeOriginRequestPolicyInUse,
		selvedge.CodeResponseHeadersPolicyAlreadyExists, selvedge.CodeResponseHeadersPolicyInUse,
		selvedge.CodeOriginAccessControlAlreadyExists, selvedge.CodeOriginAccessControlInUse,
		selvedge.CodeOriginAccessIdentityAlreadyExists, selvedge.CodeOriginAccessIdentityInUse,
		selvedge.CodePublicKeyAlreadyExists,
		selvedge.CodePublicKeyInUse,
		selvedge.CodeKeyGroupAlreadyExists,
		selvedge.CodeResourceInUse,
	},
	http.StatusPreconditionFailed: {
		selvedge.CodePreconditionFailed,
	},
	http.StatusRequestEntityTooLarge: {
		selvedge.CodeFunctionSizeLimitExceeded, selvedge.CodeRequestEntityTooLarge,
		selvedge.CodeEntitySizeLimitExceeded,
		selvedge.CodeBatchTooLarge,
	},
	http.StatusUnsupportedMediaType: {
		selvedge.CodeUnsupportedMediaType,
	},
	http.StatusInternalServerError: {
		selvedge.CodeTestFunctionFailed,
	},
	http.StatusServiceUnavailable: {
		selvedge.CodeServiceUnavailable,
	},
}

// Status returns the HTTP status of code; a test makes sure that every code has a row.
func Status(code selvedge.Code) int {
	for s, codes := range codesByStatus {
		if slices.Contains(codes, code) {
			return s
		}
	}
	return http.StatusInternalServerError
}

// writeError sends err in the one error shape of the API (api.md 1.4). What is not a *selvedge.Error is ours: it
// is logged, and the caller sees ServiceUnavailable, which SDKs retry.
func (a *API) writeError(w http.ResponseWriter, r *http.Request, err error) {
	id := selvedge.RequestID(r.Context())
	e, ok := errors.AsType[*selvedge.Error](err)
	switch {
	case !ok && r.Context().Err() != nil:
		return // the client is gone
	case !ok:
		a.log.Error("api internal error", selvedge.LogRequestID, id, selvedge.LogErr, err)
		e = &selvedge.Error{Code: selvedge.CodeServiceUnavailable, Message: "An internal error occurred. Try again; the server's log has more under the request id."}
	case e.Err != nil:
		a.log.Debug("api error", selvedge.LogRequestID, id, selvedge.LogErr, err)
	}
	code := Status(e.Code)
	answer := cfwire.ErrorResponse{
		Error:     cfwire.ErrorDetail{Type: "Sender", Code: string(e.Code), Message: e.Message},
		RequestId: id,
	}
	for _, c := range e.Current {
		answer.Error.CurrentETags = append(answer.Error.CurrentETags, cfwire.CurrentETag(c))
	}
	if code >= http.StatusInternalServerError {
		answer.Error.Type = "Receiver"
	}
	var buf bytes.Buffer
	if err := restxml.Encode(&buf, "ErrorResponse", answer); err != nil {
		a.log.Error("api error answer", selvedge.LogRequestID, id, selvedge.LogErr, err)
	}
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(code)
	_, _ = w.Write(buf.Bytes()) // the client went away; there is nobody to tell
}
