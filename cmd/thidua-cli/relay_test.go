package main

import (
	"io/fs"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"thidua/sync/bundle"
)

// TestDesksOfABuildingExchangeByARelay: b brings its changes to a's relay, whose folder goes to the server and comes back; a can open nothing of it,
// and b knows who had its bundle, and then that its changes have their leaves.
func TestDesksOfABuildingExchangeByARelay(t *testing.T) {
	s := newSticks(t)
	s.joined()
	folder := s.folder("relay")
	r, err := s.desks[s.path("desk-a")].Relay(folder)
	s.must(err)
	line := httptest.NewServer(r.Handler())
	defer line.Close()
	s.do("b", "invite", "--unit", "truong-b", "--role", "staff", "--out", "@staff.invite")
	if out := s.do("b", "bundle", "exchange", line.URL); !strings.Contains(out, "Đã gửi 1 thay đổi") {
		t.Fatal(out)
	}
	if list := s.do("b", "bundle", "list"); !strings.Contains(list, "Hiệu trưởng a") {
		t.Errorf("no receipt of the relay: %s", list)
	}
	if out := s.do("a", "bundle", "import", folder); !strings.Contains(out, "gửi cho nơi khác") {
		t.Errorf("the relay reads what it carries: %s", out)
	}
	s.carry(folder)
	s.do("b", "bundle", "exchange", line.URL)
	if st := s.do("b", "status", "--json"); !strings.Contains(st, `"pending": 0`) {
		t.Errorf("the answer did not come: %s", st)
	}
	s.do("b", "bundle", "exchange", line.URL)

	line.Close()
	if code, _, said := s.try("b", "bundle", "exchange", line.URL); code != 1 || strings.TrimSpace(said) == "" {
		t.Errorf("a relay that is gone: code %d %q", code, said)
	}
	if left, err := filesIn(s.path("desk-b"), bundle.Extension); err != nil || len(left) != 0 {
		t.Error("left behind:", left, err)
	}
}

// filesIn lists what ends so below a folder.
func filesIn(dir, end string) (names []string, err error) {
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, end) {
			names = append(names, path)
		}
		return err
	})
	return names, err
}
