package testyear

import (
	"context"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// Sync exchanges twice, so that what the first exchange made readable comes too.
func (w *World) Sync(desks ...*desk.Desk) client.Report {
	w.Helper()
	var r client.Report
	for range 2 {
		for _, d := range desks {
			var err error
			if r, err = d.Exchange(context.Background(), hub.Local{Hub: w.Hub}); err != nil {
				w.Fatal(err)
			}
		}
	}
	return r
}

// Received is a log of the server as it is handed out, from an index on.
func (w *World) Received(scope changeset.Scope, from uint64) []judge.Received {
	w.Helper()
	var out []judge.Received
	w.OK(w.Store.Entries(scope, from, func(e *changeset.Entry) error {
		out = append(out, judge.Received{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	}))
	return out
}

// Pull brings a log without signing first what was typed.
func (w *World) Pull(d *desk.Desk, scope changeset.Scope) {
	w.Helper()
	head := Must(d.DB.Log(scope))(w)
	w.OK(replica.At(d.Workspace).Apply(w.Received(scope, head.Size)))
}

// Pending are the own changes of a desk that wait for a leaf.
func (w *World) Pending(d *desk.Desk) []changeset.PendingChange {
	w.Helper()
	var list []changeset.PendingChange
	w.OK(replica.At(d.Workspace).Pending(func(p changeset.PendingChange) error { list = append(list, p); return nil }))
	return list
}

// Type types a cell of a desk's own sheet, which can be read.
func (w *World) Type(d *desk.Desk, code, text string) {
	w.Helper()
	if cell := Must(sheet.At(d.Workspace).TypeCell(code, text))(w); cell.Fault != nil {
		w.Fatalf("%s: %v", code, cell.Fault)
	}
}

// FillIn types a whole sheet worth 57.85.
func (w *World) FillIn(d *desk.Desk) {
	w.Helper()
	for code, text := range map[string]string{"I.1": "98,5", "I.2": "8", "I.3": "2", "I.4": "Tốt", "II.1": "5", "II.2": "có", "II.3": "không"} {
		w.Type(d, code, text)
	}
}

// HandIn fills in the sheets of desks, hands them in, and syncs.
func (w *World) HandIn(desks ...*desk.Desk) {
	w.Helper()
	for _, d := range desks {
		w.FillIn(d)
		w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	}
	w.Sync(desks...)
	w.Sync(desks...)
}

// Sheet is a unit's sheet as a desk shows it.
func (w *World) Sheet(d *desk.Desk, code string) *sheet.Sheet {
	w.Helper()
	return Must(sheet.At(d.Workspace).Sheet(w.Unit(code).ID))(w)
}

// Own is a desk's own sheet.
func (w *World) Own(d *desk.Desk) *sheet.Sheet {
	w.Helper()
	me := Must(d.Workspace.Me())(w)
	return Must(sheet.At(d.Workspace).Sheet(me.Unit.ID))(w)
}

// Row is a line of a desk's own sheet.
func (w *World) Row(d *desk.Desk, criterion string) *sheet.Row {
	w.Helper()
	r := w.Own(d).Row(criterion)
	if r == nil {
		w.Fatalf("no criterion %s", criterion)
	}
	return r
}

// Status is what a desk says of its data.
func (w *World) Status(d *desk.Desk) *replica.Status {
	w.Helper()
	return Must(replica.At(d.Workspace).Status())(w)
}

// Write puts a change into a log that the workspace itself would not write, as another program might.
func (w *World) Write(d *desk.Desk, scope changeset.Scope, ops ...changeset.Operation) {
	w.Helper()
	own, head := Must(d.DB.Own(scope))(w), Must(d.DB.Log(scope))(w)
	key := d.Workspace.Key()
	c := Must(changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: d.Workspace.Tenant(), Log: key.LogID(), Scope: scope,
		Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, BaseSize: head.Size, BaseRoot: head.Root(),
		HLC: changeset.HLC(0).Next(w.Clock.Now().UnixMilli()), Operations: ops, Intent: "test"}.Sign(key.Private))(w)
	o := judge.NewOverlay(d.DB)
	w.OK(o.AddPending(c, nil))
	w.OK(d.DB.Commit(o.Batch()))
}

// Scan is a file that was attached.
func (w *World) Scan(d *desk.Desk, name string) emulation.Evidence {
	w.Helper()
	return Must(d.Workspace.Attach(name, strings.NewReader("bản chụp "+name)))(w)
}

// Paper is a signed paper that was attached.
func (w *World) Paper(d *desk.Desk) *emulation.OnBehalf {
	w.Helper()
	file := Must(d.Workspace.Attach("quyet-dinh.pdf", strings.NewReader("quyết định đã ký")))(w)
	return &emulation.OnBehalf{Signer: "Bộ trưởng", Paper: file}
}

// Put writes one field of a record as another program might, in the knowledge of what stands there, and sends it.
func (w *World) Put(d *desk.Desk, kind string, key changeset.Key, field string, value any) {
	w.Helper()
	w.PutAll(d, []changeset.Operation{w.Op(d, kind, key, field, value)})
}

// Op writes one field of a record of the cluster in the knowledge of what stands there.
func (w *World) Op(d *desk.Desk, kind string, key changeset.Key, field string, value any) changeset.Operation {
	w.Helper()
	r := Must(d.DB.Record(changeset.NaturalRef(w.Cluster(), kind, key)))(w)
	return changeset.Op(kind, key, field, value, changeset.IDs(r.Heads(field, changeset.Now))...)
}

// PutAll writes into the cluster's log as another program might, and sends it.
func (w *World) PutAll(d *desk.Desk, ops []changeset.Operation) {
	w.Helper()
	w.Write(d, w.Cluster(), ops...)
	w.Sync(d)
	if waiting := Must(questions.At(w.Office.Workspace).Waiting())(w); len(waiting) > 0 {
		w.Fatalf("not accepted: %+v", waiting)
	}
}
