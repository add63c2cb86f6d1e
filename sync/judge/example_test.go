package judge_test

import (
	"fmt"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/judge"
)

// The office names the head of a season; a leader who names the own unit is told why not. Whoever has the log comes to the same verdicts.
func ExampleJudge() {
	w := newWorld()
	unit := w.AddUnit("son-la")
	cluster := w.AddCluster("cum-4", unit)
	season := w.AddSeason(cluster, "2023-2024")
	leader := w.Join("An", w.Office, UnitSubject(unit), []emulation.Role{emulation.RoleLeader}, nil)

	head := record.Post.Op(record.UnitPost{Cluster: cluster.ID(), Season: season, Post: emulation.PostHead, Unit: unit}, emulation.PostInfo{How: "elected"})
	_, refused, _ := w.Try(leader, w.Control, "post", head)
	_, taken, _ := w.Try(w.Office, w.Control, "post", head)
	fmt.Println("leader:", refused.Verdict, refused.Reason)
	fmt.Println("office:", taken.Verdict)

	// Elsewhere: nothing but the bytes that were handed out.
	desk := newStore()
	received := judge.NewOverlay(desk)
	for _, in := range w.Received(w.Control, 0) {
		if err := w.Judge.Receive(received, desk, in); err != nil {
			fmt.Println(err)
		}
	}
	desk.Apply(received.Batch())
	fmt.Println(Hashes(desk)[w.Control] == Hashes(w.Store)[w.Control])
	// Output:
	// leader: rejected right
	// office: accepted
	// true
}
