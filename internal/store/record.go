// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file says which keys there are and what their values look like.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"selvedge"
)

// The keys. Edges watch the range from distributionPrefix to the end of redeployPrefix in one piece, because
// only a single watch keeps the order of revisions; what they need not hear of sorts outside of it.
const (
	root = "/selvedge/v1/"

	accessKeyPrefix  = root + "access-keys/"      // <id>: accessKey
	accessNamePrefix = root + "access-key-names/" // <name>: id of the access key
	accessKeyCount   = root + "counters/access-keys"
	masterKeyID      = root + "master-key"     // id of the master key that the secrets are sealed with
	auditMadePrefix  = root + "audit/made/"    // <id>: selvedge.AuditRecord of what was done
	auditNotPrefix   = root + "audit/refused/" // <id>: selvedge.AuditRecord of what was not

	aliasPrefix       = root + "aliases/"           // <host>: id of the distribution that answers to it
	appliedPrefix     = root + "applied/"           // <edge>: applied, with the lease of the edge
	associationPrefix = root + "associations/"      // <function>: association
	batchPrefix       = root + "batches/"           // <distribution>: batches
	callerPrefix      = root + "caller-references/" // <hash>: id of the distribution
	counterPrefix     = root + "counters/"          // <what is counted>: counter
	functionCount     = root + "counters/functions"
	distributionCount = root + "counters/distributions"
	storeCount        = root + "counters/key-value-stores"

	distributionPrefix = root + "distributions/" // <id>: selvedge.Distribution without tags
	edgePrefix         = root + "edges/"         // <edge>: edge, with the lease of the edge
	functionPrefix     = root + "functions/"     // <name>: selvedge.Function without tags and distributions
	// invalidationPrefix: <distribution>/<id>: selvedge.Invalidation; <distribution>/forgotten: forgotten.
	invalidationPrefix = root + "invalidations/"
	keyValuePrefix     = root + "kvs/" // <id>/meta: selvedge.KeyValueStore without tags and functions;
	//                                              <id>/<generation>/<key>: the value, a string
	// The resources that distributions refer to; <id>: selvedge.Resource.
	accessControlPrefix  = root + "oac/"
	accessIdentityPrefix = root + "oai/"
	keyGroupPrefix       = root + "key-groups/"
	publicKeyPrefix      = root + "public-keys/"
	policyPrefix         = root + "policies/"
	cachePolicyPrefix    = policyPrefix + "cache/"
	requestPolicyPrefix  = policyPrefix + "origin-request/"
	responsePolicyPrefix = policyPrefix + "response-headers/"
	redeployPrefix       = root + "redeploys/" // <id>: deployment

	resourceNamePrefix = root + "resource-names/" // <kind>/<hash>: id of the resource that has a name
	resourceUserPrefix = root + "resource-users/" // <kind>/<id>: association; of managed ones <kind>/<id>/<distribution>: nothing

	importPrefix = root + "running-imports/" // <id>: nothing, with a lease: the import of a store runs;
	//                                              <id>/<generation>: the same of a new generation
	historyPrefix = root + "store-history/" // <id>/<version>: versionRecord;
	//                                              <id>/pieces/<generation>/<n>: a part of how to undo its first version
	storeNamePrefix = root + "store-names/" // <name>: id of the key value store
	storeUserPrefix = root + "store-users/" // <id>: users
	// subscriptionPrefix: <distribution>: selvedge.MonitoringSubscription.
	subscriptionPrefix = root + "subscriptions/"
	tagPrefix          = root + "tags/"  // <resource type>/<id>: []selvedge.Tag in order of key
	trashPrefix        = root + "trash/" // <id>/<generation>: trash, values that are to be deleted;
	//                                              <id>/history: trash, the history that is to be deleted
	testEventPrefix = root + "test-events/" // <function>: []selvedge.TestEvent in order of name; there is no empty one
)

// maxRecord is the greatest size of a record in bytes. The largest configuration that the API takes stays far
// below it.
const maxRecord = 1 << 20

// Resource types, as in ARNs.
const (
	typeFunction     = "function"
	typeDistribution = "distribution"
	typeStore        = "key-value-store"
)

// counter counts records for a quota.
type counter struct {
	Count int
}

// association lists the distributions that use a function, sorted. There is no empty one.
type association struct {
	Distributions []string
}

// users lists the functions of which a stage is associated with a key value store, sorted. There is no empty one.
type users struct {
	Functions []string
}

// deployment says when the configuration of a distribution last changed, itself or by a publish of a function
// that it uses. The revision of the record is the one that edges must have applied.
type deployment struct {
	Redeploys uint64 // how often it was deployed again; part of the version of the distribution
	Time      time.Time
}

// batches are the invalidations of a distribution: those in progress and the newest of the others, oldest first.
type batches struct {
	List []batch
}

// batch is what the rules and lists of invalidations need to know of one.
type batch struct {
	ID        string
	Time      time.Time
	Caller    string // hash of the caller reference
	Paths     int
	Wildcards int   // of the paths
	Size      int   // bytes of the paths
	Revision  int64 // of the store; 0 in the newest one, whose revision is that of the record of the batches
}

// forgotten is when the newest invalidation was made that the store does not remember any more.
type forgotten struct {
	Time time.Time
}

// edge describes a live edge.
type edge struct {
	Address string
	Version string
	Since   time.Time
}

// applied is the revision up to which an edge serves everything that concerns distributions.
type applied struct {
	Revision int64
}

func accessKeyKey(id string) string     { return accessKeyPrefix + id }
func accessNameKey(name string) string  { return accessNamePrefix + name }
func functionKey(name string) string    { return functionPrefix + name }
func testEventsKey(name string) string  { return testEventPrefix + name }
func associationKey(name string) string { return associationPrefix + name }
func distributionKey(id string) string  { return distributionPrefix + id }
func redeployKey(id string) string      { return redeployPrefix + id }
func aliasKey(host string) string       { return aliasPrefix + strings.ToLower(host) }
func storeNameKey(name string) string   { return storeNamePrefix + name }
func storeUserKey(id string) string     { return storeUserPrefix + id }
func storeKey(id string) string         { return keyValuePrefix + id + "/" + storeMeta }
func importKey(id string) string        { return importPrefix + id }
func tagKey(kind, id string) string     { return tagPrefix + kind + "/" + id }

// fillKey says that a generation of the store id is being written.
func fillKey(id string, generation uint64) string {
	return importPrefix + id + "/" + strconv.FormatUint(generation, 10)
}

// historyKey sorts in order of version.
func historyKey(id string, version uint64) string {
	return fmt.Sprintf("%s%s/%020d", historyPrefix, id, version)
}

// piecesPrefix sorts behind all versions.
func piecesPrefix(id string) string { return historyPrefix + id + "/pieces/" }

func pieceKey(id string, generation uint64, n int) string {
	return fmt.Sprintf("%s%d/%03d", piecesPrefix(id), generation, n)
}

// storeMeta ends the key of the record of a key value store. It is no generation, which are numbers.
const storeMeta = "meta"

// generationKey returns what the keys of the values of a generation of the store id begin with.
func generationKey(id string, generation uint64) string {
	return keyValuePrefix + id + "/" + strconv.FormatUint(generation, 10) + "/"
}

func trashKey(id string, generation uint64) string {
	return trashPrefix + id + "/" + strconv.FormatUint(generation, 10)
}

// historyTrash ends the key that lets go of the history of a store. It is no generation, which are numbers.
const historyTrash = "history"

// callerKey hashes, because a caller reference may be long and hold any character.
func callerKey(reference string) string {
	sum := sha256.Sum256([]byte(reference))
	return callerPrefix + hex.EncodeToString(sum[:])
}

// keysOf returns key(n) of every n.
func keysOf(key func(string) string, names ...string) []string {
	keys := make([]string, len(names))
	for i, n := range names {
		keys[i] = key(n)
	}
	return keys
}

func encode(key string, record any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(record); err != nil {
		return "", fmt.Errorf("record %q: %w", key, err)
	}
	if b.Len() > maxRecord {
		return "", selvedge.Errorf(selvedge.CodeInvalidArgument,
			"The configuration is too large: its record has %d bytes, the maximum is %d.", b.Len(), maxRecord)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func decode(key string, value []byte, record any) error {
	if err := json.Unmarshal(value, record); err != nil {
		return fmt.Errorf("record %q: %w", key, err)
	}
	return nil
}
