// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// Defaults of a distribution configuration; TTLs and timeouts are in seconds. Source: api.md section 4.4.
const (
	defaultPriceClass         = "PriceClass_All"
	defaultHTTPVersion        = "http2"
	defaultConnectionAttempts = 3
	defaultConnectionTimeout  = 10
	defaultReadTimeout        = 30
	defaultKeepaliveTimeout   = 5
	defaultTTL                = 86400
	defaultMaxTTL             = 31536000
	defaultErrorTTL           = 10
	defaultTLSVersion         = "TLSv1"
)

// Normalize fills the defaults, so that answers are complete, and sets every Quantity to the number of items.
// What the client set stays as it is, except where the API has no such combination: TTLs of zero beside a cache
// policy are dropped, and so are the certificate members that follow from others. It modifies what c points to.
// A normalised configuration does not change when it is normalised again. Source: api.md section 4.4.
func (c *DistributionConfig) Normalize() {
	setDefault(&c.PriceClass, defaultPriceClass)
	setDefault(&c.HttpVersion, defaultHTTPVersion)
	if geo := &c.Restrictions.GeoRestriction; len(geo.Items) == 0 {
		setDefault(&geo.RestrictionType, "none")
	}
	for i := range c.CustomErrorResponses.Items {
		setPointer(&c.CustomErrorResponses.Items[i].ErrorCachingMinTTL, defaultErrorTTL)
	}
	for i := range c.Origins.Items {
		c.Origins.Items[i].normalize()
	}
	for b := range c.Behaviors {
		b.normalize()
	}
	if c.ViewerCertificate == nil || *c.ViewerCertificate == (ViewerCertificate{}) {
		c.ViewerCertificate = &ViewerCertificate{CloudFrontDefaultCertificate: true}
	}
	c.ViewerCertificate.normalize()
	setQuantities(c)
}

func (o *Origin) normalize() {
	setPointer(&o.ConnectionAttempts, defaultConnectionAttempts)
	setPointer(&o.ConnectionTimeout, defaultConnectionTimeout)
	if custom := o.CustomOriginConfig; custom != nil {
		if custom.OriginSslProtocols == nil || len(custom.OriginSslProtocols.Items) == 0 {
			custom.OriginSslProtocols = &OriginSslProtocols{Items: []string{"TLSv1", "TLSv1.1", "TLSv1.2"}}
		}
		setPointer(&custom.OriginReadTimeout, defaultReadTimeout)
		setPointer(&custom.OriginKeepaliveTimeout, defaultKeepaliveTimeout)
	}
	if vpc := o.VpcOriginConfig; vpc != nil {
		setPointer(&vpc.OriginReadTimeout, defaultReadTimeout)
		setPointer(&vpc.OriginKeepaliveTimeout, defaultKeepaliveTimeout)
	}
}

func (b *CacheBehaviorSettings) normalize() {
	if b.AllowedMethods == nil {
		b.AllowedMethods = &AllowedMethods{}
	}
	if len(b.AllowedMethods.Items) == 0 {
		b.AllowedMethods.Items = []string{"HEAD", "GET"}
	}
	if cached := b.AllowedMethods.CachedMethods; cached == nil || len(cached.Items) == 0 {
		b.AllowedMethods.CachedMethods = &CachedMethods{Items: []string{"HEAD", "GET"}}
	}
	for i := range b.LambdaFunctionAssociations.Items {
		setPointer(&b.LambdaFunctionAssociations.Items[i].IncludeBody, false)
	}
	switch {
	case b.CachePolicyId != "":
		dropZero(&b.MinTTL)
		dropZero(&b.DefaultTTL)
		dropZero(&b.MaxTTL)
	case b.ForwardedValues != nil:
		b.normalizeLegacy()
	}
}

// normalizeLegacy fills what belongs to ForwardedValues, which is set.
func (b *CacheBehaviorSettings) normalizeLegacy() {
	setPointer(&b.MinTTL, 0)
	setPointer(&b.DefaultTTL, max(defaultTTL, *b.MinTTL))
	setPointer(&b.MaxTTL, max(defaultMaxTTL, *b.DefaultTTL))
	cookies := &b.ForwardedValues.Cookies
	if cookies.WhitelistedNames != nil && len(cookies.WhitelistedNames.Items) == 0 {
		cookies.WhitelistedNames = nil
	}
}

// normalize derives Certificate and CertificateSource. A certificate that only these two, deprecated as input,
// name is moved to where it belongs. The default certificate has fixed settings.
func (v *ViewerCertificate) normalize() {
	if !v.CloudFrontDefaultCertificate && v.IAMCertificateId == "" && v.ACMCertificateArn == "" {
		switch v.CertificateSource {
		case "cloudfront":
			v.CloudFrontDefaultCertificate = true
		case "iam":
			v.IAMCertificateId = v.Certificate
		case "acm":
			v.ACMCertificateArn = v.Certificate
		}
	}
	if v.certificates() != 1 {
		return // refused by Validate
	}
	switch {
	case v.CloudFrontDefaultCertificate:
		*v = ViewerCertificate{
			CloudFrontDefaultCertificate: true, SSLSupportMethod: "vip",
			MinimumProtocolVersion: defaultTLSVersion, CertificateSource: "cloudfront",
		}
		return
	case v.IAMCertificateId != "":
		v.Certificate, v.CertificateSource = v.IAMCertificateId, "iam"
	default:
		v.Certificate, v.CertificateSource = v.ACMCertificateArn, "acm"
	}
	setDefault(&v.MinimumProtocolVersion, defaultTLSVersion)
}

// certificates returns how many of the three kinds of certificate are named.
func (v *ViewerCertificate) certificates() int {
	n := 0
	for _, named := range []bool{v.CloudFrontDefaultCertificate, v.IAMCertificateId != "", v.ACMCertificateArn != ""} {
		if named {
			n++
		}
	}
	return n
}

func setDefault(s *string, value string) {
	if *s == "" {
		*s = value
	}
}

func setPointer[T any](p **T, value T) {
	if *p == nil {
		*p = &value
	}
}

func dropZero(p **int64) {
	if *p != nil && **p == 0 {
		*p = nil
	}
}
