// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"selvedge/internal/client"
	"selvedge/internal/ownwire"
)

func newTestEventsCommand() *cobra.Command {
	var server serverFlags
	cmd := &cobra.Command{
		Use:     "test-events",
		Aliases: []string{"test-event"},
		Short:   "Keep test events with the functions of a running server",
		Long: "Test events are kept with a function by a running server, at most 10 for each. They are those of the tab Test in\n" +
			"the console; 'selvedge test --server' runs a function on one of them.",
		Example: "  selvedge test-events put rewrite docs event.json\n" +
			"  selvedge test-events list rewrite\n" +
			"  selvedge test --server rewrite --saved-event docs",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	server.register(cmd.PersistentFlags())
	cmd.AddCommand(newListTestEvents(&server), newGetTestEvent(&server), newPutTestEvent(&server), newDeleteTestEvent(&server))
	return cmd
}

func newListTestEvents(server *serverFlags) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list FUNCTION",
		Aliases: []string{"ls"},
		Short:   "List the events of a function",
		Example: "  selvedge test-events list rewrite\n  selvedge test-events list rewrite --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := server.client()
			if err != nil {
				return err
			}
			events, err := c.TestEvents(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), append([]ownwire.TestEvent{}, events...))
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "NAME\tTYPE\tREQUEST")
			for _, e := range events {
				kind, request := describeEvent(e.Event)
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.Name, kind, request)
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, for programs")
	return cmd
}

// describeEvent returns the type of an event and the request in it, as far as it has them.
func describeEvent(event []byte) (kind, request string) {
	var e struct {
		Context struct{ EventType string }
		Request struct{ Method, URI string }
	}
	if json.Unmarshal(event, &e) != nil {
		return "-", "-"
	}
	if kind = printable(e.Context.EventType); kind == "" {
		kind = "-"
	}
	if request = printable(strings.TrimSpace(e.Request.Method + " " + e.Request.URI)); request == "" {
		request = "-"
	}
	return kind, request
}

// printable returns text as one column of a table shows it.
func printable(text string) string {
	const most = 80
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

func newGetTestEvent(server *serverFlags) *cobra.Command {
	return &cobra.Command{
		Use:     "get FUNCTION NAME",
		Short:   "Print an event",
		Example: "  selvedge test-events get rewrite docs > event.json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := server.client()
			if err != nil {
				return err
			}
			event, err := savedEvent(cmd, c, args[0], args[1])
			if err != nil {
				return err
			}
			var out bytes.Buffer
			if err := json.Indent(&out, event, "", "  "); err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), out.String())
			return nil
		},
	}
}

// savedEvent returns the event of a function with a name. The error says which there are.
func savedEvent(cmd *cobra.Command, c *client.Client, function, name string) ([]byte, error) {
	events, err := c.TestEvents(cmd.Context(), function)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(events, func(e ownwire.TestEvent) bool { return e.Name == name })
	if i >= 0 {
		return events[i].Event, nil
	}
	if len(events) == 0 {
		return nil, fmt.Errorf("the function %s has no saved events; 'selvedge test-events put %s NAME FILE' saves one", function, function)
	}
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = fmt.Sprintf("%q", e.Name)
	}
	return nil, fmt.Errorf("the function %s has no saved event %q; it has %s", function, name, strings.Join(names, ", "))
}

func newPutTestEvent(server *serverFlags) *cobra.Command {
	return &cobra.Command{
		Use:     "put FUNCTION NAME FILE",
		Aliases: []string{"save"},
		Short:   "Save an event, in place of one with that name",
		Long:    "Saves the event in FILE, which is JSON; - is standard input.",
		Example: "  selvedge test-events put rewrite docs event.json\n" +
			"  selvedge test-events get rewrite docs | selvedge test-events put other docs -",
		Args: cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			event, err := readInput(cmd.InOrStdin(), args[2])
			if err != nil {
				return fmt.Errorf("event: %w", err)
			}
			c, err := server.client()
			if err != nil {
				return err
			}
			return c.PutTestEvent(cmd.Context(), args[0], ownwire.TestEvent{Name: args[1], Event: event})
		},
	}
}

func newDeleteTestEvent(server *serverFlags) *cobra.Command {
	return &cobra.Command{
		Use:     "delete FUNCTION NAME",
		Aliases: []string{"rm"},
		Short:   "Delete an event",
		Example: "  selvedge test-events delete rewrite docs",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := server.client()
			if err != nil {
				return err
			}
			return c.DeleteTestEvent(cmd.Context(), args[0], args[1])
		},
	}
}
