// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/usage"
)

// Config is what a Builder needs. The functions never fail.
type Config struct {
	// Compile returns the function called name, compiled or to be compiled when it runs. Only Apply calls it.
	Compile func(name string, code []byte, runtime selvedge.Runtime) cff.Invoker
	// Connect makes the client of one origin; it opens no connection. Only Apply calls it.
	Connect func(*selvedge.Origin) Origin
	// Derive makes an origin of what a function has changed for one request: settings that were made of those of
	// configured, which Connect has returned, and overrides. It is called from many goroutines.
	Derive func(configured Origin, settings *selvedge.Origin, overrides cff.OriginOverrides) Origin
	// Group makes one origin of two: the secondary is asked when the primary fails in one of the ways that codes
	// name. It is called from many goroutines.
	Group func(primary, secondary Origin, codes []int) Origin
	// Sign makes an origin whose requests are signed: with behavior selvedge.SignAlways or selvedge.SignNoOverride. What
	// it is given comes from Connect or Derive. It is called from many goroutines. Nil means that nothing is signed.
	Sign func(o Origin, behavior string) Origin
	// Invalidate makes the cache forget the objects of a distribution that match a path, which may have a query string
	// and a * at its end, and were stored before a time; nil when nothing is stored. It has taken effect when it returns.
	Invalidate func(distributionID, pattern string, before time.Time)
	// ClockDifference is how far the clock of the edge may be ahead of that of the control plane; 0 when it is the same.
	ClockDifference time.Duration
	// Now tells the time; nil means time.Now.
	Now func() time.Time
	// Usage counts what functions do; nil means a registry that nobody reads.
	Usage *usage.Registry
}

// Builder makes snapshots. Apply belongs to one goroutine; Current may be called from any.
type Builder struct {
	config  Config
	current atomic.Pointer[Snapshot]

	functions map[string]*Function                     // LIVE stages by name
	stores    map[string]*Store                        // key value stores by id
	records   map[string]*entry                        // distributions by id
	access    map[string]*selvedge.OriginAccessControl // by id
	users     map[string]map[string]bool               // ids of the distributions that use a function, by its name
	headers   responseHeaders
	policies  *policies
	dropped   []use // that an update has ended, unless it begins them again
	free      []int // slots that no distribution has
}

// use is that a distribution uses a function.
type use struct{ function, distribution string }

// entry is a distribution that the builder knows, enabled or not.
type entry struct {
	record *selvedge.Distribution
	slot   int
}

// NewBuilder returns a Builder with an empty snapshot.
func NewBuilder(config Config) *Builder {
	if config.Usage == nil {
		config.Usage = usage.NewRegistry(usage.Config{})
	}
	if config.Sign == nil {
		config.Sign = func(o Origin, _ string) Origin { return o }
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	b := &Builder{
		config:    config,
		functions: map[string]*Function{},
		stores:    map[string]*Store{},
		records:   map[string]*entry{},
		access:    map[string]*selvedge.OriginAccessControl{},
		users:     map[string]map[string]bool{},
		headers:   newResponseHeaders(),
		policies:  newPolicies(),
	}
	b.current.Store(&Snapshot{})
	return b
}

// Current returns the snapshot of the last update applied; never nil.
func (b *Builder) Current() *Snapshot { return b.current.Load() }

// Apply brings update into effect: when it returns, Current returns a snapshot that includes it. A host name
// belongs to one distribution, which the control plane guarantees; if two claim it, the one built last has it.
func (b *Builder) Apply(update selvedge.EdgeUpdate) {
	if update.Full {
		update = b.withDeletions(update)
	}
	b.headers.apply(&update)
	b.applyStores(update.KeyValues) // before the functions that begin to read them
	stale := b.applyAccess(&update)
	relink := b.applyFunctions(update.Functions)
	b.applyPolicies(&update, relink)
	old := b.current.Load()
	next := &Snapshot{Revision: update.Revision, hosts: old.hosts, wildcards: old.wildcards}
	next.slots = append(make([]*Distribution, 0, len(old.slots)+len(update.Distributions)), old.slots...)
	b.applyDistributions(next, update.Distributions, relink)
	if stale != nil {
		b.rebuild(next, stale, relink)
	}
	for id := range relink {
		e := b.records[id]
		next.slots[e.slot] = next.slots[e.slot].relink(b.function, b.policies)
	}
	b.current.Store(next)
	b.invalidate(&update) // last: what is stored by then was asked for with the configuration before
	b.endUses()
}

// endUses makes the registry forget what is not used any more.
func (b *Builder) endUses() {
	for _, u := range b.dropped {
		if !b.users[u.function][u.distribution] {
			b.config.Usage.Unlink(u.function, u.distribution)
		}
	}
	b.dropped = b.dropped[:0]
}

// withDeletions returns a full update as a change: with nil for everything that is known and not in it.
func (b *Builder) withDeletions(update selvedge.EdgeUpdate) selvedge.EdgeUpdate {
	functions, distributions := maps.Clone(update.Functions), maps.Clone(update.Distributions)
	for name := range b.functions {
		if _, ok := functions[name]; !ok {
			if functions == nil {
				functions = map[string]*selvedge.Function{}
			}
			functions[name] = nil
		}
	}
	for id := range b.records {
		if _, ok := distributions[id]; !ok {
			if distributions == nil {
				distributions = map[string]*selvedge.Distribution{}
			}
			distributions[id] = nil
		}
	}
	stores := maps.Clone(update.KeyValues)
	for id := range b.stores {
		if _, ok := stores[id]; !ok {
			if stores == nil {
				stores = map[string]selvedge.KeyValues{}
			}
			stores[id] = nil
		}
	}
	update.Functions, update.Distributions, update.KeyValues = functions, distributions, stores
	return update
}

// applyFunctions compiles what changed and returns the ids of the distributions that must be linked again.
func (b *Builder) applyFunctions(changed map[string]*selvedge.Function) map[string]bool {
	relink := map[string]bool{}
	for name, f := range changed {
		known := b.functions[name]
		switch {
		case f == nil || f.Live == nil:
			if known == nil {
				continue
			}
			delete(b.functions, name)
			b.config.Usage.Remove(name)
		case known != nil && sameCopy(known.copy, f.Live):
			continue
		default:
			program := b.config.Compile(name, f.Live.Code, f.Live.Config.Runtime)
			b.functions[name] = &Function{
				Name: name, Program: program, Store: b.store(&f.Live.Config), copy: f.Live,
			}
		}
		for id := range b.users[name] {
			relink[id] = true
		}
	}
	return relink
}

// applyPolicies adds the distributions whose policies have changed to relink.
func (b *Builder) applyPolicies(update *selvedge.EdgeUpdate, relink map[string]bool) {
	changed := b.policies.apply(update)
	if len(changed) == 0 {
		return
	}
	for id, e := range b.records {
		if uses(&e.record.Config, changed) {
			relink[id] = true
		}
	}
}

// sameCopy compares the code too: a function that was deleted and created again starts with the same version.
func sameCopy(a, b *selvedge.FunctionCopy) bool {
	return a.Version == b.Version && a.Config.Runtime == b.Config.Runtime && storeID(&a.Config) == storeID(&b.Config) &&
		bytes.Equal(a.Code, b.Code)
}

// applyDistributions brings the changed distributions into next and takes those it builds out of relink.
func (b *Builder) applyDistributions(next *Snapshot, changed map[string]*selvedge.Distribution, relink map[string]bool) {
	var build []*entry
	hosts := &hostEditor{snapshot: next}
	for id, record := range changed {
		e := b.records[id]
		switch {
		case record == nil && e == nil:
		case record == nil:
			hosts.remove(e)
			b.forget(e, next)
			delete(relink, id)
		case e == nil:
			e = &entry{record: record, slot: b.takeSlot(next)}
			b.records[id] = e
			build = append(build, e)
		case sameRecord(e.record, record):
			e.record = record // a re-deployment: only the functions may have changed
		default:
			if !slices.Equal(servedHosts(e.record), servedHosts(record)) {
				hosts.remove(e)
			}
			b.forgetUses(e.record)
			e.record = record
			build = append(build, e)
			delete(relink, id)
		}
	}
	slices.SortFunc(build, func(a, b *entry) int { return strings.Compare(a.record.ID, b.record.ID) })
	for _, e := range build { // after all removals: an alias may move from one distribution to another
		next.slots[e.slot] = b.newDistribution(e.record)
		hosts.add(e)
		b.rememberUses(e.record)
	}
}

// rebuild builds the distributions again that are stale because of a record that they name, and takes them out of relink.
func (b *Builder) rebuild(next *Snapshot, stale func(*selvedge.DistributionConfig) bool, relink map[string]bool) {
	for id, e := range b.records {
		if stale(&e.record.Config) {
			next.slots[e.slot] = b.newDistribution(e.record)
			delete(relink, id)
		}
	}
}

// sameRecord says whether two records of the same id serve the same. The version does not tell: publishing a function
// raises that of every distribution that uses it.
func sameRecord(a, b *selvedge.Distribution) bool {
	return a == b || a.DomainName == b.DomainName && reflect.DeepEqual(&a.Config, &b.Config)
}

// servedHosts returns the host names that a distribution takes: none while it is disabled.
func servedHosts(record *selvedge.Distribution) []string {
	if !record.Config.Enabled {
		return nil
	}
	return record.Hosts()
}

func (b *Builder) forget(e *entry, next *Snapshot) {
	b.forgetUses(e.record)
	next.slots[e.slot] = nil
	b.free = append(b.free, e.slot)
	delete(b.records, e.record.ID)
}

func (b *Builder) takeSlot(next *Snapshot) int {
	if n := len(b.free); n > 0 {
		slot := b.free[n-1]
		b.free = b.free[:n-1]
		return slot
	}
	next.slots = append(next.slots, nil)
	return len(next.slots) - 1
}

// function returns the function called name for a distribution, or one that always fails.
func (b *Builder) function(name, distributionID string) *Function {
	f := b.functions[name]
	if f == nil {
		return &Function{Name: name, Program: absent{name}, Usage: &usage.Usage{}}
	}
	linked := *f
	linked.Usage = b.config.Usage.Link(name, distributionID)
	return &linked
}

func (b *Builder) rememberUses(record *selvedge.Distribution) {
	for _, arn := range record.Config.FunctionARNs() {
		name := functionName(arn)
		if b.users[name] == nil {
			b.users[name] = map[string]bool{}
		}
		b.users[name][record.ID] = true
	}
}

func (b *Builder) forgetUses(record *selvedge.Distribution) {
	for _, arn := range record.Config.FunctionARNs() {
		name := functionName(arn)
		b.dropped = append(b.dropped, use{name, record.ID})
		delete(b.users[name], record.ID)
		if len(b.users[name]) == 0 {
			delete(b.users, name)
		}
	}
}

// hostEditor changes the host tables of a snapshot that is not published yet; it copies them at the first change.
type hostEditor struct {
	snapshot *Snapshot
	copied   bool
}

func (h *hostEditor) add(e *entry) {
	for _, host := range servedHosts(e.record) {
		table, key := h.table(host)
		if slot, ok := (*table)[key]; key != "" && (!ok || slot != e.slot) {
			h.copy()
			(*table)[key] = e.slot
		}
	}
}

func (h *hostEditor) remove(e *entry) {
	for _, host := range servedHosts(e.record) {
		table, key := h.table(host)
		if slot, ok := (*table)[key]; ok && slot == e.slot {
			h.copy()
			delete(*table, key)
		}
	}
}

func (h *hostEditor) table(host string) (table *map[string]int, key string) {
	host = CanonicalHost(host)
	if strings.HasPrefix(host, "*.") {
		return &h.snapshot.wildcards, host[1:]
	}
	return &h.snapshot.hosts, host
}

func (h *hostEditor) copy() {
	if h.copied {
		return
	}
	h.copied = true
	h.snapshot.hosts = cloned(h.snapshot.hosts)
	h.snapshot.wildcards = cloned(h.snapshot.wildcards)
}

func cloned(m map[string]int) map[string]int {
	if m == nil {
		return map[string]int{}
	}
	return maps.Clone(m)
}
