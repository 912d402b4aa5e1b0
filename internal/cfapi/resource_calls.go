// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"errors"

	"selvedge"
	"selvedge/internal/cfwire"
)

// This file holds what the operations on policies, origin access controls and origin access identities share: they do
// the same to records of other shapes. The files op_<kind>.go say what is different.

// resourceCalls are the operations on the resources of a kind; C is the shape of their configuration.
type resourceCalls[C any] struct {
	path    string // of the kind, below the API version
	root    string // name of the root element of answers; the configuration is root + "Config", a list root + "List"
	typed   bool   // ListX has the parameter Type
	service func(*API) selvedge.ResourceService[C]
	wire    func(*selvedge.Resource[C]) any
	list    func(page resourcePage[C]) any
}

// resourcePage is what a list answers.
type resourcePage[C any] struct {
	found        []*selvedge.Resource[C]
	marker, next string
	size         int
}

func (r *resourceCalls[C]) answer(found *selvedge.Resource[C], err error) (reply, error) {
	if err != nil {
		return reply{}, err
	}
	return reply{root: r.root, body: r.wire(found), etag: found.ETag()}, nil
}

// create is CreateX.
func (r *resourceCalls[C]) create(a *API, c *call, in *C) (reply, error) {
	made, err := r.service(a).Create(c.ctx, *in)
	out, err := r.answer(made, err)
	if err == nil {
		out.location = r.path + "/" + made.ID
	}
	return out, err
}

// get is GetX.
func (r *resourceCalls[C]) get(a *API, c *call) (reply, error) {
	return r.answer(r.service(a).Resource(c.ctx, c.labels["Id"]))
}

// getConfig is GetXConfig.
func (r *resourceCalls[C]) getConfig(a *API, c *call) (reply, error) {
	found, err := r.service(a).Resource(c.ctx, c.labels["Id"])
	if err != nil {
		return reply{}, err
	}
	return reply{root: r.root + "Config", body: found.Config, etag: found.ETag()}, nil
}

// update is UpdateX.
func (r *resourceCalls[C]) update(a *API, c *call, in *C) (reply, error) {
	return r.answer(r.service(a).Update(c.ctx, c.labels["Id"], c.ifMatch, *in))
}

// remove is DeleteX.
func (r *resourceCalls[C]) remove(a *API, c *call) (reply, error) {
	return reply{}, r.service(a).Delete(c.ctx, c.labels["Id"], c.ifMatch)
}

// listAll is ListX. The marker is the id of the last item of the page before. Source: api.md sections 1.8 and 6.
func (r *resourceCalls[C]) listAll(a *API, c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	kind := ""
	if r.typed {
		kind = c.query["Type"]
	}
	if kind != "" && kind != selvedge.PolicyManaged && kind != selvedge.PolicyCustom {
		return reply{}, selvedge.Errorf(selvedge.CodeInvalidArgument, "Type is %q; it must be managed or custom.", kind)
	}
	found, more, err := r.service(a).Resources(c.ctx, kind, selvedge.Page{After: c.query["Marker"], Limit: size})
	if err != nil {
		return reply{}, err
	}
	page := resourcePage[C]{found: found, marker: c.query["Marker"], size: size}
	if more {
		page.next = found[len(found)-1].ID
	}
	return reply{root: r.root + "List", body: r.list(page)}, nil
}

// listUsers is ListDistributionsByX.
func (r *resourceCalls[C]) listUsers(a *API, c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	ids, more, err := r.service(a).Users(c.ctx, c.labels["Id"], selvedge.Page{After: c.query["Marker"], Limit: size})
	if err != nil {
		return reply{}, err
	}
	list := cfwire.DistributionIdList{
		Marker: c.query["Marker"], MaxItems: size, IsTruncated: more, Quantity: len(ids), Items: ids,
	}
	if more {
		list.NextMarker = ids[len(ids)-1]
	}
	return reply{root: "DistributionIdList", body: list}, nil
}

// bodyOrNothing is body for operations whose error list does not hold MissingBody: an absent body is one without members.
// Source: api.md section 1.5.
func bodyOrNothing[In any](member string, run func(*API, *call, *In) (reply, error)) handler {
	decodeAndRun := body(member, run)
	return func(a *API, c *call, data []byte) (reply, error) {
		out, err := decodeAndRun(a, c, data)
		if e, ok := errors.AsType[*selvedge.Error](err); ok && e.Code == selvedge.CodeMissingBody {
			return decodeAndRun(a, c, []byte("<Request/>"))
		}
		return out, err
	}
}
