package forms_test

import (
	"bytes"
	"testing"
	"time"

	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/workspace"
)

// TestSameRecordSameBytes: a paper is the same file whenever it is printed, and at every desk that has the same record; what is written later makes it
// another.
func TestSameRecordSameBytes(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	sonLa, caoBang := c.desks["son-la"], c.desks["cao-bang"]
	c.submit("son-la")
	c.exchange(sonLa)
	c.exchange(caoBang)
	c.exchange(sonLa)
	printed := func(w *workspace.Workspace) []byte {
		t.Helper()
		at := must[time.Time](t)(w.AsOf())
		if at.IsZero() || at.After(c.now) {
			t.Errorf("known as of %v, it is %v", at, c.now)
		}
		var b bytes.Buffer
		c.ok(pdf.Write(&b, must[forms.Paper](t)(forms.At(w).Criteria(0, at)).Documents...))
		return b.Bytes()
	}
	first := printed(sonLa)
	c.now = c.now.Add(48 * time.Hour)
	if !bytes.Equal(first, printed(sonLa)) {
		t.Error("another day gives another file")
	}
	if !bytes.Equal(first, printed(caoBang)) {
		t.Error("another desk with the same record gives another file")
	}
	c.submit("cao-bang")
	if bytes.Equal(first, printed(caoBang)) {
		t.Error("what was written since is not told by the file's date")
	}
}
