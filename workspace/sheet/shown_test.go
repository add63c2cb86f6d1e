package sheet_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/access"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// handedInWithFile is a world in which cao-bang handed its sheet in with one file of evidence, which nobody asked for yet.
func handedInWithFile(t *testing.T, content []byte) (*testyear.World, map[string]*desk.Desk, sheet.Proof) {
	t.Helper()
	w := testyear.Founded(t, testyear.Table)
	desks := w.Leaders(testyear.Units...)
	own := desks["cao-bang"]
	proof := testyear.Must(sheet.At(own.Workspace).AddEvidence("I.1", "danh sách học sinh.pdf", bytes.NewReader(content)))(w)
	w.OK(sheet.At(own.Workspace).Submit())
	w.Sync(own)
	for _, d := range desks {
		w.Sync(d)
	}
	w.Sync(w.Office)
	return w, desks, proof
}

// fetched asks for cao-bang's evidence, as far as this desk is shown any, and takes it with the next exchange.
func fetched(w *testyear.World, d *desk.Desk) []sheet.Proof {
	w.Helper()
	testyear.Must(sheet.At(d.Workspace).AskFor(w.Unit("cao-bang").ID, "I.1"))(w)
	w.Sync(d)
	return testyear.Must(sheet.At(d.Workspace).Shown(w.Unit("cao-bang").ID, ""))(w)
}

// Who checks a sheet sees that there is a file, asks for it, and reads it under its name.
func TestEvidenceReachesWhoChecks(t *testing.T) {
	content := bytes.Repeat([]byte("minh chứng "), 10_000)
	w, desks, proof := handedInWithFile(t, content)
	for name, d := range map[string]*desk.Desk{"head": desks["son-la"], "verifier": desks["lang-son"], "office": w.Office} {
		list := testyear.Must(sheet.At(d.Workspace).Shown(w.Unit("cao-bang").ID, ""))(w)
		if len(list) != 1 || !list[0].Absent || list[0].Name != "" || list[0].Size != uint64(len(content)) || list[0].Criterion != "I.1" {
			t.Fatalf("%s before asking: %+v", name, list)
		}
		list = fetched(w, d)
		if len(list) != 1 || list[0].Absent || list[0].Name != proof.Name {
			t.Fatalf("%s after asking: %+v", name, list)
		}
		r := testyear.Must(sheet.At(d.Workspace).Open(list[0]))(w)
		if got := testyear.Must(io.ReadAll(r))(w); !bytes.Equal(got, content) {
			t.Errorf("%s read %d bytes", name, len(got))
		}
		w.OK(r.Close())
		if left := testyear.Must(sheet.At(d.Workspace).AskFor(w.Unit("cao-bang").ID, ""))(w); left != 0 {
			t.Errorf("%s: %d files are still missing", name, left)
		}
	}
	// The name stands in the log of the whole cluster, and is hidden there.
	r := testyear.Must(desks["lai-chau"].DB.Record(record.Sheet.Ref(w.Cluster(), w.Season(desks["lai-chau"]).SheetKeyOf(w.Unit("cao-bang").ID, book.PeriodSeason))))(w)
	if raw := record.Sheet.Submission.Last(r, changeset.Logged).Value; bytes.Contains(raw, []byte("học sinh")) || bytes.Contains(raw, []byte(".pdf")) {
		t.Error("the file's name can be read by everybody")
	}
}

// TestAttackAnotherMemberAsksForEvidence: a member that checks nothing knows the name of the content from the cluster's log. It asks outright, and names
// the file in its own log, in the cluster's and in a sheet of its own; nothing of it comes. Named as verifier of the sheet it gets it.
func TestAttackAnotherMemberAsksForEvidence(t *testing.T) {
	w, desks, proof := handedInWithFile(t, []byte("chỉ người thẩm định được xem"))
	thief, unit := desks["lai-chau"], w.Unit("cao-bang").ID
	here := func() bool {
		t.Helper()
		w.Clock.Forward(time.Minute)
		return !changeset.Lacks(testyear.Must(thief.DB.MissingChunks(proof.Blob()))(w))
	}
	if list := fetched(w, thief); len(list) != 0 || here() {
		t.Fatalf("asked as a member: %+v", list)
	}
	asked := changeset.MustEncode([]changeset.BlobName{proof.Blob()})
	w.OK(thief.DB.Commit(&changeset.Batch{Meta: map[string][]byte{"evidence/asked": asked}}))
	w.Sync(thief)
	if here() {
		t.Fatal("given to whoever asks")
	}
	testyear.Must(sheet.At(thief.Workspace).AddAgain("I.1", proof.Evidence))(w)
	w.Sync(thief)
	if here() {
		t.Fatal("given to whoever names it in the own log")
	}
	w.Write(thief, w.Cluster(), record.Evidence.File.Make(record.SheetCriterion{Sheet: w.Unit("lai-chau").ID, Criterion: record.ForPaper}, proof.Evidence))
	w.Sync(thief)
	if here() {
		t.Fatal("given to whoever names it in the cluster's log")
	}
	w.OK(sheet.At(thief.Workspace).Submit())
	w.Sync(thief)
	if here() {
		t.Fatal("given to whoever shows it as the own")
	}
	w.OpenHub()
	w.Sync(thief)
	if here() {
		t.Fatal("given after a start of the server")
	}
	if list := fetched(w, desks["lang-son"]); len(list) != 1 || list[0].Absent {
		t.Errorf("the verifier is kept from it: %+v", list)
	}
	w.OK(review.At(desks["son-la"].Workspace).AssignVerifier(unit, w.Unit("lai-chau").ID, sheet.FirstReview))
	w.Sync(desks["son-la"])
	w.Sync(thief)
	if list := fetched(w, thief); len(list) != 1 || list[0].Absent || !here() {
		t.Errorf("as verifier: %+v", list)
	}
}

// Before a sheet is handed in nobody else knows of its evidence, and under the rules of before nothing is shown.
func TestNothingIsShownBefore(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	desks := w.Leaders(testyear.Units...)
	testyear.Must(sheet.At(desks["cao-bang"].Workspace).AddEvidence("I.1", "a.pdf", strings.NewReader("a")))(w)
	w.Sync(desks["cao-bang"])
	w.Sync(desks["son-la"])
	if list := testyear.Must(sheet.At(desks["son-la"].Workspace).Shown(w.Unit("cao-bang").ID, ""))(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

// TestAttackEvidenceOfASheetThatWaits: two people of a unit hand in at once, and the second sheet waits for a decision. What it names stands in the
// cluster's log all the same, and is nobody else's.
func TestAttackEvidenceOfASheetThatWaits(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	desks := w.Leaders(testyear.Units...)
	own, second, thief := desks["cao-bang"], w.Join("cao-bang", emulation.RoleLeader), desks["lai-chau"]
	w.Sync(own, second, thief)
	w.OK(sheet.At(own.Workspace).Because("chưa có minh chứng").Submit())
	proof := testyear.Must(sheet.At(second.Workspace).AddEvidence("I.1", "mật.pdf", strings.NewReader("bí mật")))(w)
	w.OK(sheet.At(second.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(own)
	w.Sync(second)
	w.Sync(thief)
	w.Clock.Forward(time.Minute)
	named := false
	w.OK(thief.DB.Entries(w.Cluster(), 0, func(e *changeset.Entry) error {
		named = named || e.Leaf.Verdict == changeset.NeedsDecision && bytes.Contains(e.Raw, proof.Root[:])
		return nil
	}))
	if !named {
		t.Fatal("no sheet waits that names the file")
	}
	testyear.Must(sheet.At(thief.Workspace).AddAgain("I.1", proof.Evidence))(w)
	w.Sync(thief)
	if !changeset.Lacks(testyear.Must(thief.DB.MissingChunks(proof.Blob()))(w)) {
		t.Error("given to another unit")
	}
}

// The office takes back the key that handed a sheet in: nothing of it stands any more, and whoever had asked for its evidence goes on.
func TestEvidenceOfARevokedKey(t *testing.T) {
	w, desks, _ := handedInWithFile(t, []byte("x"))
	head := desks["son-la"]
	if n := testyear.Must(sheet.At(head.Workspace).AskFor(w.Unit("cao-bang").ID, ""))(w); n != 1 {
		t.Fatalf("%d asked for", n)
	}
	w.OK(access.At(w.Office.Workspace).Revoke(desks["cao-bang"].Workspace.Key().LogID(), []access.LastGood{{Scope: w.Cluster(), Seq: 0}}, "mất máy"))
	w.Sync(w.Office)
	w.Sync(head)
	w.OpenHub()
	w.Sync(head)
	if list := testyear.Must(sheet.At(head.Workspace).Shown(w.Unit("cao-bang").ID, ""))(w); len(list) != 0 {
		t.Errorf("what was judged out is shown: %+v", list)
	}
}
