// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// This file holds the AWS shape of a distribution configuration. The structs are the domain, the stored
// record and the wire form at once, so that nothing a client sends can be lost in a conversion. Field order is
// the element order of the API model; the wire tags are read by internal/restxml.
// Source: AWS CloudFront API 2020-05-31, data types.

// DistributionConfig is everything a client sets on a distribution. Lists that are absent and lists with
// Quantity 0 mean the same. Empty id strings mean unset.
type DistributionConfig struct {
	CallerReference               string `wire:"required"`
	Aliases                       Aliases
	DefaultRootObject             string
	Origins                       Origins `wire:"required"`
	OriginGroups                  OriginGroups
	DefaultCacheBehavior          CacheBehaviorSettings `wire:"required"`
	CacheBehaviors                CacheBehaviors
	CustomErrorResponses          CustomErrorResponses
	Comment                       string `wire:"required"`
	Logging                       LoggingConfig
	PriceClass                    string `wire:"enum=PriceClass_100|PriceClass_200|PriceClass_All|None"`
	Enabled                       bool   `wire:"required"`
	ViewerCertificate             *ViewerCertificate
	Restrictions                  Restrictions `wire:"omitempty"`
	WebACLId                      string
	HttpVersion                   string `wire:"enum=http1.1|http2|http3|http2and3"`
	IsIPV6Enabled                 bool
	ContinuousDeploymentPolicyId  string
	Staging                       bool
	AnycastIpListId               string `wire:"omitempty"`
	TenantConfig                  *TenantConfig
	ConnectionMode                string `wire:"omitempty,enum=direct|tenant-only"`
	ViewerMtlsConfig              *ViewerMtlsConfig
	ConnectionFunctionAssociation *ConnectionFunctionAssociation
	CacheTagConfig                *CacheTagConfig
}

// Aliases lists the alternate domain names (CNAMEs).
type Aliases struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=CNAME"`
}

// Origins lists where content comes from; at least one.
type Origins struct {
	Quantity int      `wire:"required"`
	Items    []Origin `wire:"required,item=Origin,min=1"`
}

// Origin is one place that content comes from. Exactly one of S3OriginConfig, CustomOriginConfig and
// VpcOriginConfig is set.
type Origin struct {
	Id                        string `wire:"required"`
	DomainName                string `wire:"required"`
	OriginPath                string
	CustomHeaders             CustomHeaders
	S3OriginConfig            *S3OriginConfig
	CustomOriginConfig        *CustomOriginConfig
	VpcOriginConfig           *VpcOriginConfig
	ConnectionAttempts        *int
	ConnectionTimeout         *int
	ResponseCompletionTimeout *int
	OriginShield              OriginShield
	OriginAccessControlId     string
}

// CustomHeaders lists headers that the edge adds to every request to an origin.
type CustomHeaders struct {
	Quantity int                  `wire:"required"`
	Items    []OriginCustomHeader `wire:"item=OriginCustomHeader"`
}

// OriginCustomHeader is one header added to origin requests.
type OriginCustomHeader struct {
	HeaderName  string `wire:"required"`
	HeaderValue string `wire:"required"`
}

// S3OriginConfig marks an origin as an S3 bucket.
type S3OriginConfig struct {
	OriginAccessIdentity string `wire:"required"`
	OriginReadTimeout    *int
}

// CustomOriginConfig marks an origin as an HTTP server; timeouts are in seconds.
type CustomOriginConfig struct {
	HTTPPort               int                  `wire:"required"`
	HTTPSPort              int                  `wire:"required"`
	OriginProtocolPolicy   OriginProtocolPolicy `wire:"required,enum=http-only|match-viewer|https-only"`
	OriginSslProtocols     *OriginSslProtocols
	OriginReadTimeout      *int
	OriginKeepaliveTimeout *int
	IpAddressType          string `wire:"omitempty,enum=ipv4|ipv6|dualstack"`
	OriginMtlsConfig       *OriginMtlsConfig
}

// OriginSslProtocols lists the TLS versions allowed towards an origin.
type OriginSslProtocols struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,item=SslProtocol,enum=SSLv3|TLSv1|TLSv1.1|TLSv1.2"`
}

// OriginMtlsConfig names the client certificate shown to an origin.
type OriginMtlsConfig struct {
	ClientCertificateArn string `wire:"required"`
}

// VpcOriginConfig marks an origin as a VPC origin; timeouts are in seconds.
type VpcOriginConfig struct {
	VpcOriginId            string `wire:"required"`
	OwnerAccountId         string `wire:"omitempty"`
	OriginReadTimeout      *int
	OriginKeepaliveTimeout *int
}

// OriginShield is an extra cache layer before an origin.
type OriginShield struct {
	Enabled            bool   `wire:"required"`
	OriginShieldRegion string `wire:"min=1,max=32,omitempty,pattern=[a-z]{2}-[a-z]+-\\d"`
}

// OriginGroups lists the failover groups.
type OriginGroups struct {
	Quantity int           `wire:"required"`
	Items    []OriginGroup `wire:"item=OriginGroup"`
}

// OriginGroup is a primary and a secondary origin.
type OriginGroup struct {
	Id                string                      `wire:"required"`
	FailoverCriteria  OriginGroupFailoverCriteria `wire:"required"`
	Members           OriginGroupMembers          `wire:"required"`
	SelectionCriteria string                      `wire:"omitempty,enum=default|media-quality-based"`
}

// OriginGroupFailoverCriteria says when the secondary origin is asked.
type OriginGroupFailoverCriteria struct {
	StatusCodes StatusCodes `wire:"required"`
}

// StatusCodes lists HTTP status codes.
type StatusCodes struct {
	Quantity int   `wire:"required"`
	Items    []int `wire:"required,item=StatusCode,min=1"`
}

// OriginGroupMembers lists the two origins of a group, primary first.
type OriginGroupMembers struct {
	Quantity int                 `wire:"required"`
	Items    []OriginGroupMember `wire:"required,item=OriginGroupMember,min=2,max=2"`
}

// OriginGroupMember names an origin of a group.
type OriginGroupMember struct {
	OriginId string `wire:"required"`
}

// CacheBehaviorSettings is a cache behaviour without its path pattern. TTLs are in seconds and belong to
// ForwardedValues (the legacy mode); with a cache policy they are unset.
type CacheBehaviorSettings struct {
	TargetOriginId             string `wire:"required"`
	TrustedSigners             TrustedSigners
	TrustedKeyGroups           TrustedKeyGroups
	ViewerProtocolPolicy       ViewerProtocolPolicy `wire:"required,enum=allow-all|https-only|redirect-to-https"`
	AllowedMethods             *AllowedMethods
	SmoothStreaming            bool
	Compress                   bool
	LambdaFunctionAssociations LambdaFunctionAssociations
	FunctionAssociations       FunctionAssociations
	FieldLevelEncryptionId     string
	RealtimeLogConfigArn       string `wire:"omitempty"`
	CachePolicyId              string `wire:"omitempty"`
	OriginRequestPolicyId      string `wire:"omitempty"`
	ResponseHeadersPolicyId    string `wire:"omitempty"`
	GrpcConfig                 GrpcConfig
	ForwardedValues            *ForwardedValues
	MinTTL                     *int64
	DefaultTTL                 *int64
	MaxTTL                     *int64
}

// TrustedSigners lists the accounts that may sign URLs.
type TrustedSigners struct {
	Enabled  bool     `wire:"required"`
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=AwsAccountNumber"`
}

// TrustedKeyGroups lists the key groups that may sign URLs.
type TrustedKeyGroups struct {
	Enabled  bool     `wire:"required"`
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=KeyGroup"`
}

// AllowedMethods lists the methods a behaviour answers.
type AllowedMethods struct {
	Quantity      int      `wire:"required"`
	Items         []string `wire:"required,item=Method,enum=GET|HEAD|POST|PUT|PATCH|OPTIONS|DELETE"`
	CachedMethods *CachedMethods
}

// CachedMethods lists the methods whose answers are cached.
type CachedMethods struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,item=Method,enum=GET|HEAD|POST|PUT|PATCH|OPTIONS|DELETE"`
}

// LambdaFunctionAssociations lists Lambda@Edge functions; they are stored, not run.
type LambdaFunctionAssociations struct {
	Quantity int                         `wire:"required"`
	Items    []LambdaFunctionAssociation `wire:"item=LambdaFunctionAssociation"`
}

// LambdaFunctionAssociation attaches a Lambda@Edge function to an event.
type LambdaFunctionAssociation struct {
	LambdaFunctionARN string    `wire:"required"`
	EventType         EventType `wire:"required,enum=viewer-request|viewer-response|origin-request|origin-response"`
	IncludeBody       *bool
}

// FunctionAssociations lists the CloudFront functions of a behaviour, one per event type.
type FunctionAssociations struct {
	Quantity int                   `wire:"required"`
	Items    []FunctionAssociation `wire:"item=FunctionAssociation"`
}

// FunctionAssociation attaches the LIVE stage of a function to an event.
type FunctionAssociation struct {
	FunctionARN string    `wire:"required,max=108,pattern=arn:aws:cloudfront::[0-9]{12}:function/[a-zA-Z0-9-_]{1,64}"`
	EventType   EventType `wire:"required,enum=viewer-request|viewer-response"`
}

// GrpcConfig switches gRPC on.
type GrpcConfig struct {
	Enabled bool `wire:"required"`
}

// ForwardedValues says what of a request reaches the origin and the cache key in the legacy mode.
type ForwardedValues struct {
	QueryString          bool             `wire:"required"`
	Cookies              CookiePreference `wire:"required"`
	Headers              Headers
	QueryStringCacheKeys QueryStringCacheKeys
}

// CookiePreference says which cookies are forwarded.
type CookiePreference struct {
	Forward          string `wire:"required,enum=none|whitelist|all"`
	WhitelistedNames *CookieNames
}

// CookieNames lists cookie names.
type CookieNames struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Name"`
}

// Headers lists header names.
type Headers struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Name"`
}

// QueryStringCacheKeys lists the query parameters that take part in the cache key.
type QueryStringCacheKeys struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Name"`
}

// CacheBehaviors lists the behaviours with a path pattern; the first match wins.
type CacheBehaviors struct {
	Quantity int             `wire:"required"`
	Items    []CacheBehavior `wire:"item=CacheBehavior"`
}

// CacheBehavior is a behaviour for the paths that match PathPattern.
type CacheBehavior struct {
	PathPattern string `wire:"required"`
	CacheBehaviorSettings
}

// CustomErrorResponses lists what viewers get for error codes.
type CustomErrorResponses struct {
	Quantity int                   `wire:"required"`
	Items    []CustomErrorResponse `wire:"item=CustomErrorResponse"`
}

// CustomErrorResponse replaces one error code of the origin; ErrorCachingMinTTL is in seconds.
type CustomErrorResponse struct {
	ErrorCode          int    `wire:"required"`
	ResponsePagePath   string `wire:"omitempty"`
	ResponseCode       string `wire:"omitempty"`
	ErrorCachingMinTTL *int64
}

// LoggingConfig is the standard access log setting.
type LoggingConfig struct {
	Enabled        bool
	IncludeCookies bool
	Bucket         string
	Prefix         string
}

// ViewerCertificate is the certificate shown to viewers.
type ViewerCertificate struct {
	CloudFrontDefaultCertificate bool
	IAMCertificateId             string `wire:"max=32,omitempty"`
	ACMCertificateArn            string `wire:"omitempty"`
	SSLSupportMethod             string `wire:"omitempty,enum=sni-only|vip|static-ip"`
	MinimumProtocolVersion       string `wire:"omitempty,enum=SSLv3|TLSv1|TLSv1_2016|TLSv1.1_2016|TLSv1.2_2018|TLSv1.2_2019|TLSv1.2_2021|TLSv1.3_2025|TLSv1.2_2025"`
	Certificate                  string `wire:"omitempty"`
	CertificateSource            string `wire:"omitempty,enum=cloudfront|iam|acm"`
}

// Restrictions holds the geographic restriction.
type Restrictions struct {
	GeoRestriction GeoRestriction `wire:"required"`
}

// GeoRestriction allows or blocks countries (ISO 3166-1 alpha-2).
type GeoRestriction struct {
	RestrictionType string   `wire:"required,enum=blacklist|whitelist|none"`
	Quantity        int      `wire:"required"`
	Items           []string `wire:"item=Location"`
}

// TenantConfig holds the parameters of multi-tenant distributions.
type TenantConfig struct {
	ParameterDefinitions []ParameterDefinition `wire:"item=member"`
}

// ParameterDefinition is one parameter of a multi-tenant distribution.
type ParameterDefinition struct {
	Name       string                    `wire:"required,min=1,max=128,pattern=[a-zA-Z0-9-_]+"`
	Definition ParameterDefinitionSchema `wire:"required"`
}

// ParameterDefinitionSchema is the type of a parameter.
type ParameterDefinitionSchema struct {
	StringSchema *StringSchemaConfig
}

// StringSchemaConfig describes a string parameter.
type StringSchemaConfig struct {
	Comment      string `wire:"omitempty"`
	DefaultValue string `wire:"min=1,max=256,omitempty"`
	Required     bool   `wire:"required"`
}

// ViewerMtlsConfig asks viewers for a certificate.
type ViewerMtlsConfig struct {
	Mode             string `wire:"omitempty,enum=required|optional|passthrough"`
	TrustStoreConfig *TrustStoreConfig
}

// TrustStoreConfig names the certificate authorities accepted from viewers.
type TrustStoreConfig struct {
	TrustStoreId               string `wire:"required"`
	AdvertiseTrustStoreCaNames *bool
	IgnoreCertificateExpiry    *bool
}

// ConnectionFunctionAssociation attaches a connection function.
type ConnectionFunctionAssociation struct {
	Id string `wire:"required,min=1,max=64"`
}

// CacheTagConfig names the response header that carries cache tags.
type CacheTagConfig struct {
	HeaderName string `wire:"required"`
}
