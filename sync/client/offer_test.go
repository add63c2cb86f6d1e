package client

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/wire"
)

// full has no room for a release.
type full struct {
	Applier
	Offers
}

func (full) Offered([]byte) error { return emulation.Errorf(emulation.Full, "storage.full") }

// TestAReleaseWithoutRoomStopsNoSync: the record goes on, and what went wrong is told.
func TestAReleaseWithoutRoomStopsNoSync(t *testing.T) {
	r := &response{session: &session{Client: &Client{Config: Config{Applier: full{}}}}}
	if err := r.take(&wire.Offer{}); err != nil || len(r.report.Problems) != 1 || emulation.CodeOf(r.report.Problems[0]) != emulation.Full {
		t.Errorf("%v, %v", err, r.report.Problems)
	}
}
