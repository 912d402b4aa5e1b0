// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	"go.etcd.io/etcd/client/pkg/v3/types"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/config"
	"go.etcd.io/etcd/server/v3/etcdserver"
	"go.etcd.io/etcd/server/v3/etcdserver/api/membership"
	"go.etcd.io/etcd/server/v3/etcdserver/api/v3client"
	"go.etcd.io/etcd/server/v3/features"
	"go.etcd.io/etcd/server/v3/storage/wal"
)

// Settings of the embedded server; DESIGN.md says why.
const (
	memberName  = "selvedge"
	memberURL   = "http://selvedge.invalid:2380" // a label: nothing listens there and nothing dials it
	memberToken = "selvedge"

	tickMillis    = 10
	electionTicks = 2 // the least that raft takes; there is no other member to wait for

	segmentBytes    = 8 << 20 // of a file of the write-ahead log
	snapshotEntries = 1000    // raft entries that a start replays at most
	backendQuota    = 4 << 30 // bytes on disk, after which etcd refuses writes
	defragMegabytes = 256     // of free room in the database file, which a start then gives back
	maxRequestBytes = 8 << 20 // of one transaction
	maxTxnOps       = 4096    // of one transaction: replacing a large distribution has some 1,100
)

// embedded is an etcd server in this process. It has no listener of any kind: etcdserver is started without
// the network front of package embed, and the client calls its methods.
type embedded struct {
	server *etcdserver.EtcdServer
	client *clientv3.Client
	log    *zapGate
}

// startEmbedded opens or creates the data folder dir and waits until the server can commit.
func startEmbedded(ctx context.Context, dir string, config *Config) (*embedded, error) {
	if err := prepareDir(dir); err != nil {
		return nil, fmt.Errorf("data folder %q: %w", dir, err)
	}
	gate := &zapGate{to: config.Logger}
	server, err := newServer(dir, gate, config.noSync)
	if err != nil {
		return nil, fmt.Errorf("data folder %q: %w", dir, err)
	}
	if err := checkMember(server); err != nil {
		server.Cleanup()
		return nil, fmt.Errorf("data folder %q: %w", dir, err)
	}
	server.Start()
	select {
	case <-server.ReadyNotify():
	case <-server.StopNotify():
		return nil, fmt.Errorf("data folder %q: the embedded etcd stopped while it started", dir)
	case <-ctx.Done():
		server.Stop()
		return nil, fmt.Errorf("data folder %q: the embedded etcd did not become ready: %w", dir, ctx.Err())
	}
	e := &embedded{server: server, client: v3client.New(server), log: gate}
	if err := errors.Join(finishDir(dir), e.disarm(ctx)); err != nil {
		return nil, errors.Join(fmt.Errorf("data folder %q: %w", dir, err), e.stop())
	}
	gate.open.Store(true)
	return e, nil
}

// disarm lets the server write again that refused to because of its quota: nobody else can tell it to. When there
// is still no room, the next write raises the alarm again; what a start can free it has freed.
func (e *embedded) disarm(ctx context.Context) error {
	if len(e.server.Alarms()) == 0 {
		return nil
	}
	_, err := e.client.AlarmDisarm(ctx, &clientv3.AlarmMember{})
	return err
}

// stop ends the client and the server; what was acknowledged is on disk before and after.
func (e *embedded) stop() error {
	e.log.open.Store(false) // what etcd warns of while it stops is of no interest
	err := e.client.Close()
	e.server.Stop()
	if errors.Is(err, context.Canceled) { // what closing a client reports that has no connection
		err = nil
	}
	return err
}

func newServer(dir string, gate *zapGate, noSync bool) (server *etcdserver.EtcdServer, err error) {
	setSegmentSize()
	defer func() {
		if r := recover(); r != nil { // etcd panics on log and snapshot files that it cannot read
			cause := fmt.Sprint(r)
			if text := gate.fatal.Load(); text != nil {
				cause = *text
			}
			server, err = nil, fmt.Errorf("cannot be read, is it damaged? %s", cause)
		}
	}()
	logger := gate.logger()
	urls := types.MustNewURLs([]string{memberURL})
	return etcdserver.NewServer(config.ServerConfig{
		Name:                memberName,
		PeerURLs:            urls,
		InitialPeerURLsMap:  types.URLsMap{memberName: urls},
		InitialClusterToken: memberToken,
		NewCluster:          true,
		DataDir:             dir,

		TickMs:                     tickMillis,
		ElectionTicks:              electionTicks,
		InitialElectionTickAdvance: true,

		SnapshotCount:          snapshotEntries,
		SnapshotCatchUpEntries: 1,
		MaxSnapFiles:           2,
		MaxWALFiles:            2,
		BackendFreelistType:    bbolt.FreelistMapType,
		QuotaBackendBytes:      backendQuota,
		UnsafeNoFsync:          noSync,

		BootstrapDefragThresholdMegabytes: defragMegabytes,
		MaxRequestBytes:                   maxRequestBytes,
		MaxTxnOps:                         maxTxnOps,
		MaxConcurrentStreams:              math.MaxUint32,

		WarningApplyDuration:        time.Second,
		WarningUnaryRequestDuration: time.Second,
		CompactHashCheckTime:        time.Hour,
		AuthToken:                   "simple",
		TokenTTL:                    300,
		BcryptCost:                  10,
		MaxLearners:                 1,
		Metrics:                     "basic",
		V2Deprecation:               config.V2DeprDefault,
		ServerFeatureGate:           features.NewDefaultServerFeatureGate(memberName, logger),
		Logger:                      logger,
	})
}

// setSegmentSize makes the files of the write-ahead log smaller than etcd's 64 MB: a start reads the last ones
// whole, and one is allocated ahead. etcd has no other place for the setting than this variable.
var setSegmentSize = sync.OnceFunc(func() { wal.SegmentSizeBytes = segmentBytes })

// checkMember refuses the data of an etcd that Selvedge did not create: a member of a cluster would wait for the
// others for ever. The id of a member is derived from its settings.
func checkMember(server *etcdserver.EtcdServer) error {
	ours := membership.NewMember(memberName, types.MustNewURLs([]string{memberURL}), memberToken, nil)
	if got := server.MemberID(); got != ours.ID {
		return fmt.Errorf("it belongs to another etcd (member %s), not to Selvedge", got)
	}
	return nil
}
