package bench

import (
	"fmt"
	"strconv"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Fill writes the changes as the desk would, without a disk flush for each: scores of one operation.
func Fill(d *desk.Desk, changes int, now func() time.Time) error {
	me, err := d.Workspace.Me()
	if err != nil {
		return err
	}
	scope := me.Unit.Scope()
	own, err := d.DB.Own(scope)
	if err != nil {
		return err
	}
	head, err := d.DB.Log(scope)
	if err != nil {
		return err
	}
	overlay := judge.NewOverlay(d.DB)
	for i := range changes {
		sheet := emulation.Digest([]byte(strconv.Itoa(i % 200))).Short()
		key := record.SheetColumn{Sheet: sheet, Criterion: fmt.Sprintf("%d.%d", i/200%20+1, i/4000+1), Column: record.ColumnSelf}
		c := changeset.Change{Format: changeset.Format, Tenant: d.Workspace.Tenant(), Log: me.Log, Scope: scope, Previous: own.Identity,
			BaseRoot: head.Root(), BaseSize: head.Size, Epoch: own.Epoch, Seq: own.Seq + 1, HLC: changeset.HLC(0).Next(now().UnixMilli()), Schema: changeset.Schema, Intent: "score",
			Operations: []changeset.Operation{record.Score.Input.Op(key, emulation.Fields{"value": strconv.Itoa(i % 100)})}}
		signed, err := c.Sign(d.Workspace.Key().Private)
		if err != nil {
			return err
		}
		if err := overlay.AddPending(signed, nil); err != nil {
			return err
		}
		own = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: signed.Identity}
		if overlay.Full() || i == changes-1 {
			if err := d.DB.Commit(overlay.Batch()); err != nil {
				return err
			}
			overlay = judge.NewOverlay(d.DB)
		}
	}
	return nil
}
