package sheet_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/sheet"
)

func TestEvidence(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	deputy := w.Join("cao-bang", emulation.RoleLeader)
	content := bytes.Repeat([]byte("minh chứng "), 10_000)
	p := testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "quyết định.pdf", bytes.NewReader(content)))(w)
	if !p.Pending || p.Size != uint64(len(content)) || p.Criterion != "I.1" {
		t.Errorf("%+v", p)
	}
	testyear.Must(sheet.At(colleague.Workspace).AddEvidence("I.1", "ảnh.jpg", strings.NewReader("ảnh")))(w)
	testyear.Must(sheet.At(colleague.Workspace).AddEvidence("II.1", "ngắn.txt", strings.NewReader("x")))(w)
	_, err := sheet.At(colleague.Workspace).AddEvidence("II.1", "trống.txt", strings.NewReader(""))
	w.Fails(err, "workspace.evidence-empty")
	_, err = sheet.At(d.Workspace).AddEvidence("IX", "x", strings.NewReader("x"))
	w.Fails(err, "workspace.criterion-unknown")
	w.Sync(d, colleague, d)

	// Both pieces of both people are there, with their content.
	for _, x := range []*workspace.Workspace{d.Workspace, colleague.Workspace} {
		if list := testyear.Must(sheet.At(x).Evidence("I.1"))(w); len(list) != 2 || list[0].Pending {
			t.Errorf("%+v", list)
		}
		if list := testyear.Must(sheet.At(x).Evidence(""))(w); len(list) != 3 {
			t.Errorf("%+v", list)
		}
	}
	r, err := sheet.At(colleague.Workspace).Open(p)
	w.OK(err)
	if got := testyear.Must(io.ReadAll(r))(w); !bytes.Equal(got, content) {
		t.Errorf("%d bytes", len(got))
	}
	w.OK(r.Close())
	if r := w.Row(colleague, "I.1"); r.Evidence != 2 {
		t.Errorf("%+v", r)
	}
	wrong := testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "nhầm.pdf", strings.NewReader("nhầm")))(w)
	w.OK(sheet.At(d.Workspace).WithdrawEvidence(wrong.ID, "đính kèm nhầm"))
	w.Fails(sheet.At(d.Workspace).WithdrawEvidence(wrong.ID, "lần nữa"), "workspace.evidence-unknown")
	w.Sync(d, colleague)
	if list := testyear.Must(sheet.At(colleague.Workspace).Evidence("I.1"))(w); len(list) != 2 {
		t.Errorf("after one was withdrawn: %+v", list)
	}

	// Others learn how many there are when the sheet is handed in; then none is added.
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	if sh := w.Sheet(deputy, "son-la"); sh.Row("I.1").Evidence != 2 || sh.Row("II.1").Evidence != 1 || sh.Row("I.2").Evidence != 0 || sh.Counts.MissingEvidence != 0 {
		t.Errorf("%+v", sh.Counts)
	}
	_, err = sheet.At(d.Workspace).AddEvidence("I.1", "x", strings.NewReader("x"))
	w.Fails(err, "workspace.sheet-closed")

	// A file that vanished from the disk is said to be missing; the record of it stays.
	blob := p.Blob().String()
	w.OK(os.Remove(filepath.Join(d.Dir, "blobs", blob[:2], blob[2:])))
	_, err = sheet.At(d.Workspace).Open(p)
	w.Fails(err, "storage.blob-missing")
	if list := testyear.Must(sheet.At(d.Workspace).Evidence("I.1"))(w); len(list) != 2 {
		t.Errorf("%+v", list)
	}
	w.Sync(d) // it is fetched again
	r, err = sheet.At(d.Workspace).Open(p)
	w.OK(err)
	w.OK(r.Close())
}

// zeros is a file of n bytes that nobody has to keep in memory.
type zeros struct{ n int }

func (z *zeros) Read(b []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := min(len(b), z.n)
	clear(b[:n])
	z.n -= n
	return n, nil
}

func TestEvidenceTooLarge(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	d := w.Join("son-la", emulation.RoleLeader)
	_, err := sheet.At(d.Workspace).AddEvidence("I.1", "phim.mp4", &zeros{workspace.MaxEvidence + 1})
	w.Fails(err, "workspace.evidence-too-large")
	if list := testyear.Must(sheet.At(d.Workspace).Evidence(""))(w); len(list) != 0 || len(w.Pending(d)) != 0 {
		t.Errorf("%+v", list)
	}
	for _, folder := range []string{"blobs", "partial"} {
		err := filepath.WalkDir(filepath.Join(d.Dir, folder), func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				t.Errorf("%s was left behind", path)
			}
			return err
		})
		w.OK(err)
	}
	p := testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "vừa đủ.mp4", &zeros{workspace.MaxEvidence}))(w)
	if p.Size != workspace.MaxEvidence {
		t.Errorf("%d bytes", p.Size)
	}
}

// A slow file keeps nobody from typing.
func TestTypingWhileAFileIsRead(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	r, file := io.Pipe()
	added := make(chan error, 1)
	go func() {
		_, err := sheet.At(d.Workspace).AddEvidence("I.1", "chậm.pdf", r)
		added <- err
	}()
	testyear.Must(file.Write([]byte("một phần")))(w)
	w.Type(d, "I.1", "98")
	w.OK(file.Close())
	w.OK(<-added)
	if row := w.Row(d, "I.1"); row.Typed != "98" || row.Evidence != 1 {
		t.Errorf("%+v", row)
	}
}
