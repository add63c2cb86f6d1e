// Package meter counts what a server did, for whoever runs it: in the text format of Prometheus, with the profiles of the Go runtime beside it.
// No name of a person, a unit or a log is in a count; labels have few values.
package meter

import (
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Meter counts. The nil Meter counts nothing.
type Meter struct {
	registry    *prometheus.Registry
	requests    *prometheus.CounterVec
	took        *prometheus.HistogramVec
	bytes       *prometheus.CounterVec
	changes     *prometheus.CounterVec
	entries     prometheus.Counter
	connections prometheus.Gauge
}

// seconds are the bounds of the histogram of how long requests took: a quick answer, what a judge takes for a day's work, a line of 64 kbit/s.
var seconds = []float64{0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600}

func New() *Meter {
	m := &Meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "thidua_requests_total", Help: "Requests answered, by endpoint and HTTP status; 0: the connection ended first."},
			[]string{"endpoint", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "thidua_request_duration_seconds", Help: "From the head of a request to the end of its answer, the line included.", Buckets: seconds},
			[]string{"endpoint"}),
		bytes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "thidua_body_bytes_total", Help: "Bytes of bodies, as they travelled."}, []string{"direction"}),
		changes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "thidua_changes_total", Help: "Changes that were handed in, by what became of them: taken (given a leaf), known (had one), or why they have none."},
			[]string{"outcome"}),
		entries:     prometheus.NewCounter(prometheus.CounterOpts{Name: "thidua_entries_sent_total", Help: "Leaves handed out."}),
		connections: prometheus.NewGauge(prometheus.GaugeOpts{Name: "thidua_connections", Help: "Connections that stand."}),
	}
	m.registry.MustRegister(m.requests, m.took, m.bytes, m.changes, m.entries, m.connections,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, outcome := range []string{"taken", "known"} {
		m.changes.WithLabelValues(outcome) // so that a rate can be asked for before the first one
	}
	return m
}

// Request counts one that was answered: by the pattern of its endpoint, its status, how long it took, and the bytes of its body and of the answer's.
func (m *Meter) Request(endpoint string, status int, took time.Duration, read, sent int64) {
	if m == nil {
		return
	}
	m.requests.WithLabelValues(endpoint, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(endpoint).Observe(took.Seconds())
	m.bytes.WithLabelValues("in").Add(float64(read))
	m.bytes.WithLabelValues("out").Add(float64(sent))
}

// Changes counts n changes that were handed in; outcome is "taken", "known", or the reason why they got no leaf.
func (m *Meter) Changes(outcome string, n int) {
	if m != nil && n > 0 {
		m.changes.WithLabelValues(outcome).Add(float64(n))
	}
}

// Entries counts n leaves that were handed out.
func (m *Meter) Entries(n int) {
	if m != nil {
		m.entries.Add(float64(n))
	}
}

// Connections counts one more connection, or one less.
func (m *Meter) Connections(n int) {
	if m != nil {
		m.connections.Add(float64(n))
	}
}

// Gauge lets something be read each time the counts are asked for. read gives false where it cannot be known now: it is left out then.
func (m *Meter) Gauge(name, help string, read func() (float64, bool)) {
	m.registry.MustRegister(&gauge{prometheus.NewDesc(name, help, nil, nil), read})
}

type gauge struct {
	what *prometheus.Desc
	read func() (float64, bool)
}

func (g *gauge) Describe(to chan<- *prometheus.Desc) { to <- g.what }

func (g *gauge) Collect(to chan<- prometheus.Metric) {
	if v, ok := g.read(); ok {
		to <- prometheus.MustNewConstMetric(g.what, prometheus.GaugeValue, v)
	}
}

// Handler answers /metrics and /debug/pprof/. It is for the machine itself: a profile says what stands in memory.
func (m *Meter) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}
