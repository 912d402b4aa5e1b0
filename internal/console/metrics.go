// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"fmt"
	"net/http"
	"strings"
)

// metricsView is what the tab Metrics shows.
type metricsView struct {
	Name   string
	Chosen string // id of the distribution that is plotted; "" for all together
	Plots  []plot
	Of     []historyOf
	Full   bool
	Lines  []logLine
}

// plot is a picture of one counter over the last hour.
type plot struct {
	Title string
	Total string // what it comes to
	Top   string // the value at the upper edge
	Kind  string // for its colour
	Bars  []bar
}

// bar is a step that is not zero, in units of the picture.
type bar struct {
	X, Y, Width, Height string
	Title               string
}

// The size of the picture, in units of its own.
const (
	plotWidth, plotHeight = 240.0, 60.0
	barWidth              = plotWidth / seriesSteps
)

func newPlot(title, kind string, steps *[seriesSteps]point, value func(point) float64, percent bool) plot {
	p := plot{Title: title, Kind: kind}
	top := 1.0
	if percent {
		top = 100
	}
	for _, s := range steps {
		top = max(top, value(s))
	}
	unit := ""
	if percent {
		unit = " %"
	}
	p.Top = fmt.Sprintf("%.0f%s", top, unit)
	for i, s := range steps {
		v := value(s)
		if v == 0 {
			continue
		}
		height := max(1, v/top*plotHeight)
		p.Bars = append(p.Bars, bar{
			X: number(float64(i) * barWidth), Y: number(plotHeight - height), Width: number(barWidth - 1), Height: number(height),
			Title: fmt.Sprintf("%d min ago: %s%s", seriesSteps-1-i, number(v), unit),
		})
	}
	return p
}

// number writes at most one decimal.
func number(v float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") }

func (c *Console) metricsPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	c.series.observe(c.config.Samples(), c.config.Now())
	chosen := r.URL.Query().Get("distribution")
	h := c.series.of(f.Name, chosen)
	own := metricsView{Name: f.Name, Chosen: chosen, Of: h.Of, Full: h.Full, Lines: c.tail.of(f.Name)}
	count := func(title, kind string, total uint32, value func(point) uint32) {
		p := newPlot(title, kind, &h.Steps, func(p point) float64 { return float64(value(p)) }, false)
		p.Total = fmt.Sprint(total)
		own.Plots = append(own.Plots, p)
	}
	count("Invocations", "usual", h.Totals.Invocations, func(p point) uint32 { return p.Invocations })
	utilization := newPlot("Utilization, average", "usual", &h.Steps, point.Utilization, true)
	utilization.Total = number(h.Totals.Utilization()) + " %"
	own.Plots = append(own.Plots, utilization)
	count("Execution errors", "failed", h.Totals.ExecutionErrors, func(p point) uint32 { return p.ExecutionErrors })
	count("Validation errors", "failed", h.Totals.ValidationErrors, func(p point) uint32 { return p.ValidationErrors })
	count("Throttles", "failed", h.Totals.Throttles, func(p point) uint32 { return p.Throttles })
	if r.Header.Get("HX-Request") != "" {
		return c.render(w, http.StatusOK, "metrics", "metrics", own)
	}
	return c.showFunction(w, r, outcome{status: http.StatusOK}, f, own)
}
