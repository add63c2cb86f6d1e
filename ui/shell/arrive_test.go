package shell_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/internal/testyear"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/replica"
	seasonroom "thidua/workspace/season"
)

// A desk that joined by a code has nothing of its cluster yet. When the first sync has brought it, the window works in the season that leads and speaks as one
// does in a khối, whatever came first and without a start in between.
func TestTheFirstSyncLeadsToTheSeasonAndItsWords(t *testing.T) {
	c := testwindow.NewCluster(t)
	office := c.Office.Workspace
	s, err := office.Season()
	c.OK(err)
	set := func(op func() error) { c.Helper(); c.OK(op()) }
	set(func() error {
		tx, done := office.Begin()
		defer done()
		return tx.Set(office.Control(), record.Cluster.Op(record.OfficeCode{Office: office.Control().ID(), Code: s.Cluster.Code},
			emulation.ClusterInfo{Name: s.Cluster.Info.Name, Kind: emulation.KindBlock}))
	})
	set(func() error {
		return seasonroom.At(office).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, s.Label)
	})
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering} {
		set(func() error {
			tx, done := office.Begin()
			defer done()
			return tx.Set(s.Cluster.Scope(), record.Season.Step.Op(record.ClusterCode{Cluster: s.Cluster.ID, Code: "2024–2025"}, step))
		})
	}
	c.Sync(c.Office)

	invite := c.Invite(testyear.Units[1], emulation.RoleLeader)
	invite.Logs = invite.Logs[:1] // what a code finds: who is who, and no cluster
	dir := c.Folder()
	d, err := desk.InitInvite(dir, invite, "Người mới", c.Env(0))
	c.OK(err)
	c.OK(d.Close())
	p := sitIn(t, dir, c.Env(0)).goTo(shell.Syncing)
	if _, err := p.desk.Workspace.Season(); emulation.CodeOf(err) != emulation.NotFound {
		t.Fatalf("a season before the first sync: %v", err)
	}
	w := p.desk.Workspace
	c.Pull(p.desk, w.Control())
	all := c.Received(s.Cluster.Scope(), 0)
	c.OK(replica.At(w).Apply(all[:len(all)-5])) // a piece, as it comes on a slow line
	p.Settle()
	if at, err := w.Season(); err != nil || at.Label != s.Label {
		t.Fatalf("half-way in %q %v", at.Label, err)
	}
	c.Sync(p.desk)
	p.Settle()
	at, err := w.Season()
	if err != nil || at.Label != "2024–2025" || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("after the first sync in %q %v, at %q", at.Label, err, p.shell.Frame().At())
	}
	if got := text.T("post.head"); got != "Khối trưởng" && got != "khối trưởng" {
		t.Errorf("the head is a %q", got)
	}
}
