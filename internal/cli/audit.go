// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"selvedge"
	"selvedge/internal/ownwire"
)

const (
	followEvery   = time.Second
	followOverlap = 30 * time.Second // a record may become visible some seconds after its time
)

// auditQuery is what the flags choose.
type auditQuery struct {
	since                    string
	operation, key, resource string
	limit                    int
}

func newAuditCommand() *cobra.Command {
	var server serverFlags
	var q auditQuery
	var asJSON, follow bool
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Show who changed what, and who was refused",
		Long: "Shows the calls that changed something or wanted to, oldest first: who made them, from where, to what, with which\n" +
			"outcome, and the entity tags before and after. They come from all APIs and from the console. It takes the key of\n" +
			"an admin. 'selvedge serve' keeps so many as its --audit-keep and --audit-max-age say.",
		Example: "  selvedge audit --since 24h\n  selvedge audit --key ci --resource function/rewrite\n" +
			"  selvedge audit --operation PublishFunction --json\n  selvedge audit --follow",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			since, err := q.from(time.Now())
			if err != nil {
				return UsageError(err)
			}
			if q.limit < 1 || q.limit > selvedge.MaxAuditRecords {
				return UsageError(fmt.Errorf("--limit %d is not between 1 and %d", q.limit, selvedge.MaxAuditRecords))
			}
			p := &auditPrinter{out: cmd.OutOrStdout(), asJSON: asJSON, most: q.limit}
			if follow {
				return q.follow(cmd, &server, since, p)
			}
			records, err := q.ask(cmd, &server, since)
			if err != nil {
				return err
			}
			return p.print(records)
		},
	}
	server.register(cmd.PersistentFlags())
	flags := cmd.Flags()
	flags.StringVar(&q.since, "since", "", "only what happened since: a time (2026-01-31T12:00:00Z) or how long ago (24h)")
	flags.StringVar(&q.operation, "operation", "", "only calls of an operation: CreateFunction or cloudfront:CreateFunction")
	flags.StringVar(&q.key, "key", "", "only calls with an access key: its id or its name")
	flags.StringVar(&q.resource, "resource", "", "only calls about a resource: function/rewrite, or function for all of them")
	flags.IntVar(&q.limit, "limit", 100, "at most so many, the newest")
	flags.BoolVar(&asJSON, "json", false, "print a JSON object for each, on a line")
	flags.BoolVar(&follow, "follow", false, "go on with what comes")
	return cmd
}

// from returns the time that --since names.
func (q *auditQuery) from(now time.Time) (time.Time, error) {
	if q.since == "" {
		return time.Time{}, nil
	}
	if ago, err := time.ParseDuration(q.since); err == nil {
		return now.Add(-ago), nil
	}
	t, err := time.Parse(time.RFC3339, q.since)
	if err != nil {
		return t, fmt.Errorf("--since %q is neither a time like 2026-01-31T12:00:00Z nor a duration like 24h", q.since)
	}
	return t, nil
}

// follow prints what there is and what comes, until the command is ended. It always asks for all that may be late, also the
// first time, so that it knows what it has seen.
func (q *auditQuery) follow(cmd *cobra.Command, server *serverFlags, since time.Time, p *auditPrinter) error {
	q.limit = selvedge.MaxAuditRecords
	first := since
	for {
		records, err := q.ask(cmd, server, since)
		if err != nil {
			if cmd.Context().Err() != nil {
				return nil
			}
			return err
		}
		if err := p.print(records); err != nil {
			return err
		}
		p.most = selvedge.MaxAuditRecords
		select {
		case <-cmd.Context().Done():
			return nil
		case <-time.After(followEvery):
		}
		if since = p.last.Add(-followOverlap); since.Before(first) || p.last.IsZero() {
			since = first
		}
	}
}

func (q *auditQuery) ask(cmd *cobra.Command, server *serverFlags, since time.Time) ([]selvedge.AuditRecord, error) {
	query := url.Values{"Limit": {strconv.Itoa(q.limit)}}
	for name, value := range map[string]string{"Operation": q.operation, "Key": q.key, "Resource": q.resource} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if !since.IsZero() {
		query.Set("Since", since.UTC().Format(time.RFC3339Nano))
	}
	var list ownwire.AuditRecordList
	err := server.ownRequest(cmd, http.MethodGet, "/audit?"+query.Encode(), nil, &list)
	return list.Items, err
}

// auditPrinter prints each record once.
type auditPrinter struct {
	out    io.Writer
	asJSON bool
	most   int             // records of an answer, the newest
	seen   map[string]bool // in the last answer
	last   time.Time       // of the newest record
}

func (p *auditPrinter) print(records []selvedge.AuditRecord) error {
	seen := make(map[string]bool, len(records))
	for i := range records {
		r := &records[i]
		id := r.ID + " " + r.Outcome
		seen[id] = true
		if r.Time.After(p.last) {
			p.last = r.Time
		}
		if p.seen[id] || i < len(records)-p.most {
			continue
		}
		if err := p.one(r); err != nil {
			return err
		}
	}
	p.seen = seen
	return nil
}

// one prints a record: JSON, or the time, who, from where, what, to which outcome.
func (p *auditPrinter) one(r *selvedge.AuditRecord) error {
	if p.asJSON {
		e := json.NewEncoder(p.out)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	who := "-"
	if r.AccessKeyID != "" {
		who = r.Name + "(" + r.AccessKeyID + ")"
	}
	what := plain(r.Resource)
	if r.Item != "" {
		what += " " + strconv.Quote(r.Item)
	}
	tags := ""
	if r.ETagBefore != "" || r.ETagAfter != "" {
		tags = " " + orDash(plain(r.ETagBefore)) + "->" + orDash(r.ETagAfter)
	}
	_, err := fmt.Fprintf(p.out, "%s %s %s/%s %s %s %s%s %s\n", r.Time.Format("2006-01-02T15:04:05.000Z"), who,
		r.Via, r.Address, r.Operation, what, r.Outcome, tags, r.RequestID)
	return err
}

// plain quotes what holds characters that a terminal could take as commands; callers choose what is in it.
func plain(text string) string {
	if quoted := strconv.Quote(text); quoted != `"`+text+`"` {
		return quoted
	}
	return text
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
