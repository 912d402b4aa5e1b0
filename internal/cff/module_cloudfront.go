// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"strings"

	"selvedge"
	"selvedge/internal/js/vm"
)

// This file is the module cloudfront of runtime 2.0, but for its larger parts: key values (module_cloudfront_kvs.go),
// origins (module_cloudfront_origin.go), and CBOR web tokens (module_cloudfront_cwt.go). Source: helpers.md.

// cloudfrontTemplates describes the module.
func cloudfrontTemplates() []vm.Template {
	method := func(name string, length int, f vm.Func) vm.Row { return vm.Method(name, length, f).With(vm.AttrAll) }
	ref := func(name string, id vm.Intrinsic) vm.Row { return vm.Ref(name, id).With(vm.AttrAll) }
	module := func(id vm.Intrinsic, path string, rows ...vm.Row) vm.Template {
		return vm.Template{ID: id, Versions: vm.V2, Path: path, Class: vm.ClassHost, Rows: rows}
	}
	return []vm.Template{
		module(cloudfrontModule, "cloudfront",
			tagRow("cloudfront", vm.V2),
			method("kvs", 1, openStore),
			method("updateRequestOrigin", 1, updateRequestOrigin),
			method("selectRequestOriginById", 2, selectRequestOriginByID),
			method("createRequestOriginGroup", 1, createRequestOriginGroup),
			method("logCustomData", 1, logCustomData),
			vm.Accessor("edgeLocation", edgeLocation, nil).With(vm.AttrEnumerable|vm.AttrConfigurable),
			ref("distributionTenant", tenantObject),
			ref("cwt", cwtObject),
			ref("mtls", mtlsObject)),
		module(storePrototypeID, "KeyValueStore.prototype",
			tagRow("KeyValueStore", vm.V2),
			vm.Method("get", 2, storeGet),
			vm.Method("exists", 1, storeExists),
			vm.Method("meta", 0, storeMeta),
			vm.Method("count", 0, storeCount)),
		module(tenantObject, "distributionTenant",
			vm.Accessor("id", tenantID, nil).With(vm.AttrEnumerable|vm.AttrConfigurable),
			ref("parameters", tenantParameters)),
		module(tenantParameters, "distributionTenant.parameters", method("get", 1, tenantParameter)),
		module(cwtObject, "cwt", method("validateToken", 2, validateToken), method("generateToken", 2, generateToken)),
		module(mtlsObject, "mtls",
			method("renameClientCertHeaders", 1, noCertificate),
			method("renamePemHeaders", 1, noCertificate),
			method("combinePemHeaders", 1, noCertificate)),
	}
}

// invocationOf returns the host of the invocation. What the caller learns from it may differ in another invocation.
func invocationOf(c *vm.Call) *host {
	c.Observe()
	return c.Host().(*host)
}

var locationShape = vm.NewShape(vm.AttrAll, vm.StaticKey("name"), vm.StaticKey("serverIp"), vm.StaticKey("region"))

// edgeLocation is cf.edgeLocation, an empty object in viewer-response functions. Source: helpers.md section 6.
func edgeLocation(c *vm.Call) (vm.Value, error) {
	h := invocationOf(c)
	if h.location == nil {
		at := h.around.Location
		if at == nil || h.eventType != selvedge.EventViewerRequest {
			h.location = c.NewObject()
		} else {
			h.location = c.NewShaped(locationShape,
				c.NewString(at.Name).Value(), c.NewString(at.ServerIP).Value(), c.NewString(at.Region).Value())
		}
	}
	return h.location.Value(), nil
}

// tenantOf returns the distribution tenant. Source: helpers.md section 8.
func tenantOf(c *vm.Call) (*Tenant, error) {
	h := invocationOf(c)
	if h.around.Tenant == nil || h.topLevel {
		return nil, c.TypeError("distributionTenant module is not available")
	}
	return h.around.Tenant, nil
}

// tenantID is cf.distributionTenant.id.
func tenantID(c *vm.Call) (vm.Value, error) {
	t, err := tenantOf(c)
	if err != nil {
		return vm.Undefined, err
	}
	return c.NewString(t.ID).Value(), nil
}

// tenantParameter is cf.distributionTenant.parameters.get(name).
func tenantParameter(c *vm.Call) (vm.Value, error) {
	t, err := tenantOf(c)
	if err != nil {
		return vm.Undefined, err
	}
	name, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	value, ok := t.Parameters[name]
	if !ok {
		return vm.Undefined, c.Error("DistributionTenantParameterKeyNotFound")
	}
	return c.NewString(value).Value(), nil
}

// noCertificate is each function of cf.mtls: no viewer shows a certificate to this edge. Source: helpers.md section 10.
func noCertificate(c *vm.Call) (vm.Value, error) {
	return vm.Undefined, c.TypeError("mtls module is not available")
}

// maxLogData is in bytes, after encoding. Source: limits.md section 2.
const maxLogData = 800

// logCustomData is cf.logCustomData(text). The last call counts. Source: helpers.md section 7.
func logCustomData(c *vm.Call) (vm.Value, error) {
	text, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(maxLogData / 4); err != nil {
		return vm.Undefined, err
	}
	encoded := encodeLogData(text)
	invocationOf(c).logData = &encoded
	return vm.Undefined, nil
}

// encodeLogData URL-encodes a text, as far as that fits. An escape is not cut.
func encodeLogData(text string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		plain := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
		switch {
		case plain && b.Len() < maxLogData:
			b.WriteByte(c)
		case !plain && b.Len()+3 <= maxLogData:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		default:
			return b.String()
		}
	}
	return b.String()
}
