package console

import (
	"fmt"
	"io"

	"thidua/internal/phrase"
	"thidua/storage"
)

// Health is what an examination of a data folder found, as a value.
type Health struct {
	OK       bool           `json:"ok"` // nothing that was saved is missing or unreadable
	Findings []HealthDetail `json:"findings"`
}

// HealthDetail is one thing that was noticed: "info", "warning" or "alarm".
type HealthDetail struct {
	Level    string `json:"level"`
	Sentence string `json:"sentence"`
}

// HealthOf makes the value of an examination.
func HealthOf(lang phrase.Language, r *storage.Report) Health {
	h := Health{OK: r.Worst() < storage.Alarm, Findings: []HealthDetail{}}
	for _, f := range r.Findings {
		h.Findings = append(h.Findings, HealthDetail{f.Severity.String(), phrase.Render(lang, f.Message)})
	}
	return h
}

// Tell prints the sentences.
func (h Health) Tell(w io.Writer, lang phrase.Language) {
	for _, f := range h.Findings {
		fmt.Fprintln(w, f.Sentence)
	}
	if h.OK {
		fmt.Fprintln(w, phrase.Text(lang, "backup.healthy"))
	}
}
