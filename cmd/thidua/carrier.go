package main

import (
	"context"
	"slices"

	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/desk"
	"thidua/sync/bundle"
	"thidua/ui/screens/syncing"
	"thidua/workspace/replica"
)

// carrier writes and reads exchange files for the window.
type carrier struct {
	desk  *desk.Desk
	aside func(do func() error) error // while the line rests
	had   []*bundle.File              // what was taken last
}

var _ syncing.Courier = (*carrier)(nil)

// Extension is how the names of the files end.
func (c *carrier) Extension() string { return bundle.Extension }

// Send writes all that waits for the server.
func (c *carrier) Send(folder string) (syncing.Written, error) {
	return c.write(func() (*desk.Exported, error) {
		return c.desk.ExportBundle(context.Background(), folder, desk.BundleLimit)
	})
}

// Copy writes the logs that others may read too.
func (c *carrier) Copy(folder string, unit emulation.ID) (syncing.Written, error) {
	return c.write(func() (*desk.Exported, error) { return c.desk.CopyBundle(context.Background(), folder, unit) })
}

func (c *carrier) write(make func() (*desk.Exported, error)) (w syncing.Written, err error) {
	err = c.aside(func() error {
		e, err := make()
		if err == nil {
			w = writtenOf(e)
		}
		return err
	})
	return w, err
}

func writtenOf(e *desk.Exported) syncing.Written {
	return syncing.Written{File: e.File, For: e.For, Changes: e.Changes, Files: e.Files, Left: e.Left, Size: e.Size}
}

// arrived is what became of one file, which may be none that can be read.
func (c *carrier) arrived(path string, in *desk.Imported, err error) syncing.Arrived {
	a := syncing.Arrived{Path: path, Err: err}
	if in != nil {
		a.Purpose, a.From, a.Server, a.Elsewise, a.Made = purposes[in.Purpose], in.From, in.Server, in.Elsewise, in.Made
		a.Leaves, a.Chunks, a.Receipts, a.Refused, a.Problems = in.Leaves, in.Chunks, in.Receipts, in.Refused, in.Problems
		a.Colleague = c.desk.Owed(in.File)
	}
	return a
}

// purposes are the words for what a file is.
var purposes = map[bundle.Purpose]string{bundle.Request: "request", bundle.Answer: "answer", bundle.Copy: "copy", bundle.Receipts: "receipts"}

// Take takes files in, and of a folder all that are in it.
func (c *carrier) Take(paths []string) (all []syncing.Arrived, err error) {
	files, err := courier.Files(paths)
	if err != nil {
		return nil, err
	}
	c.had = nil
	err = c.aside(func() error {
		arrived, err := c.desk.ImportBundles(context.Background(), files)
		for _, x := range arrived {
			if in := x.Imported; in != nil {
				c.had = append(c.had, in.File)
			}
			all = append(all, c.arrived(x.Path, x.Imported, x.Err))
		}
		return err
	})
	return all, err
}

// Receipts writes that what was taken last was in hand, for those who made it.
func (c *carrier) Receipts(folder string) ([]string, error) {
	return c.desk.WriteReceipts(c.had, folder)
}

// Sent are the files written for the server, newest first.
func (c *carrier) Sent() ([]syncing.Sent, error) {
	sent, receipts, err := c.desk.Posted()
	if err != nil {
		return nil, err
	}
	room := replica.At(c.desk.Workspace)
	servers, err := room.Servers()
	if err != nil {
		return nil, err
	}
	var list []syncing.Sent
	for _, s := range slices.Backward(sent) {
		one := syncing.Sent{Made: s.Made, Changes: s.Changes}
		for _, r := range receipts {
			if r.Digest != s.Digest {
				continue
			}
			h := syncing.Had{At: r.At, Server: slices.ContainsFunc(servers, func(h replica.Holder) bool { return h.Key.LogID() == r.By })}
			if h.By, err = room.AuthorName(r.By); err != nil {
				return nil, err
			}
			one.Had = append(one.Had, h)
		}
		list = append(list, one)
	}
	return list, nil
}
