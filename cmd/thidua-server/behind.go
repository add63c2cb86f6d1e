package main

import (
	"log/slog"

	"thidua/internal/phrase"
	"thidua/storage"
	"thidua/sync/hub"
)

// fellBehind hands on to the hub what the store found: that leaves which were given are lacking. Until they are here again, or the office has
// opened a new generation, every start says so.
func fellBehind(m *Main, h *hub.Hub, db *storage.DB, log *slog.Logger) error {
	if db.Behind() {
		if err := h.FellBehind(); err != nil {
			return err
		}
		if err := db.TakenOver(); err != nil {
			return err
		}
	}
	lost, err := h.Lost()
	if err != nil {
		return err
	}
	for range lost {
		log.Warn("restored", "finding", phrase.Text(m.lang, "server.behind"))
	}
	return nil
}
