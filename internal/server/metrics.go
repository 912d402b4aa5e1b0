// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"selvedge/internal/usage"
)

// This file exports counters in the format of Prometheus.

// metricsHandler answers GET /metrics and GET /healthz. f is nil without an edge.
func metricsHandler(f *feed) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	if f == nil {
		mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
		return mux
	}
	mux.HandleFunc("GET /healthz", f.serveHealth)
	p := f.parts
	registry.MustRegister(
		functionCollector{p.usage},
		counter("selvedge_edge_requests_total", "Requests of viewers.", func() uint64 { return p.edge.Stats().Requests }),
		counter("selvedge_edge_panics_total", "Panics in requests; each is a bug.", func() uint64 { return p.edge.Stats().Panics }),
		counter("selvedge_function_log_dropped_total", "Invocations that were not logged because too much was waiting.", p.log.Dropped),
		gauge("selvedge_edge_connections", "Connections of viewers that are open.", func() float64 { return float64(p.edge.Stats().Connections) }),
		gauge("selvedge_edge_revision", "Revision of the store that is served.", func() float64 { return float64(f.revision()) }),
		gauge("selvedge_edge_from_snapshot", "1 while the edge serves its snapshot, because the store could not be reached at the start.",
			func() float64 { return truth(f.source.Load() == sourceFile) }),
		gauge("selvedge_edge_store_reachable", "1 while the store answers.", func() float64 { return truth(f.reachable.Load()) }),
	)
	if f.file != nil {
		registry.MustRegister(
			counter("selvedge_edge_snapshot_failures_total", "How often the snapshot could not be written.", f.file.Failures),
			gauge("selvedge_edge_snapshot_revision", "Revision of the store that the snapshot is at; 0 before it was written.",
				func() float64 { return float64(f.file.Revision()) }),
		)
	}
	registry.MustRegister(cacheMetrics(p.edge, p.cache)...)
	return mux
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func gauge(name, help string, value func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
}

func counter(name, help string, value func() uint64) prometheus.Collector {
	return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(value()) })
}

// functionCollector makes metrics of the usage of functions: those that AWS has in CloudWatch, with a value for each
// function and distribution. Source: limits.md section 6.
type functionCollector struct{ usages *usage.Registry }

// functionMetric is one of the counters.
type functionMetric struct {
	desc  *prometheus.Desc
	value func(*usage.Sample) uint64
}

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, []string{"function", "distribution"}, nil)
}

// functionCounters returns the counters; each names the metric of CloudWatch.
func functionCounters() []functionMetric {
	return []functionMetric{
		{describe("selvedge_function_invocations_total", "FunctionInvocations: invocations that were started or throttled."),
			func(s *usage.Sample) uint64 { return s.Invocations }},
		{describe("selvedge_function_validation_errors_total", "FunctionValidationErrors: invocations that returned something invalid."),
			func(s *usage.Sample) uint64 { return s.ValidationErrors }},
		{describe("selvedge_function_execution_errors_total", "FunctionExecutionErrors: invocations that did not complete."),
			func(s *usage.Sample) uint64 { return s.ExecutionErrors }},
		{describe("selvedge_function_throttles_total", "FunctionThrottles: invocations that were throttled."),
			func(s *usage.Sample) uint64 { return s.Throttles }},
		{describe("selvedge_kvs_read_requests_total", "KvsReadRequests: reads of the key value store that succeeded."),
			func(s *usage.Sample) uint64 { return s.KeyValueReads }},
		{describe("selvedge_kvs_read_errors_total", "KvsReadErrors: reads of the key value store that failed."),
			func(s *usage.Sample) uint64 { return s.KeyValueErrors }},
	}
}

// utilization is a sum and a count, of which the average is made.
func utilization() *prometheus.Desc {
	return describe("selvedge_function_compute_utilization_percent", "FunctionComputeUtilization: percent of the allowed compute, 0 to 100.")
}

// Describe implements prometheus.Collector.
func (functionCollector) Describe(descs chan<- *prometheus.Desc) {
	for _, m := range functionCounters() {
		descs <- m.desc
	}
	descs <- utilization()
}

// Collect implements prometheus.Collector.
func (c functionCollector) Collect(metrics chan<- prometheus.Metric) {
	counters, utilization := functionCounters(), utilization()
	samples := c.usages.Samples()
	for i := range samples {
		s := &samples[i]
		for _, m := range counters {
			metrics <- prometheus.MustNewConstMetric(m.desc, prometheus.CounterValue, float64(m.value(s)), s.Function, s.DistributionID)
		}
		metrics <- prometheus.MustNewConstSummary(utilization, s.Invocations-s.Throttles, float64(s.UtilizationSum), nil,
			s.Function, s.DistributionID)
	}
}

var _ prometheus.Collector = functionCollector{}
