package desk

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/upgrade"
	"thidua/storage/found"
	"thidua/sync/changeset"
	"thidua/sync/release"
)

// updateDir is the folder of a data folder in which a release of the programs arrives.
const updateDir = "update"

func (d *Desk) openShelf() *upgrade.Shelf {
	here := d.env.Here
	here.Now, here.Room = d.latest, d.DB.RoomFor
	return upgrade.Open(filepath.Join(d.Dir, updateDir), here)
}

// Shelf is where a release is offered to this desk. Errors: Forbidden "release.none-pinned" where the program trusts nobody's.
func (d *Desk) Shelf() (*upgrade.Shelf, error) {
	if d.link.shelf == nil {
		return nil, emulation.Errorf(emulation.Forbidden, "release.none-pinned")
	}
	return d.link.shelf, nil
}

// Unpack writes the file of the release that is here whole into the data folder, its signature and hash checked, and says where.
func (d *Desk) Unpack() (*release.Manifest, string, error) {
	shelf, err := d.Shelf()
	if err != nil {
		return nil, "", err
	}
	st, err := shelf.State()
	if err != nil {
		return nil, "", err
	}
	if st.Offer == nil {
		return nil, "", emulation.Errorf(emulation.NotFound, "release.not-here")
	}
	path := filepath.Join(d.Dir, updateDir, st.Offer.For(shelf.Sort).Name)
	if err := durable.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, "", found.Disk(err)
	}
	m, err := shelf.Write(path, 0o700)
	return m, path, err
}

// latest is the later of this machine's clock and the newest time a server gave in the logs here: a clock that is behind makes no release young again.
func (d *Desk) latest() time.Time {
	now := d.env.Now()
	scopes, err := d.DB.Scopes()
	for _, s := range scopes {
		head, herr := d.DB.Log(s)
		if err != nil || herr != nil || head.Size == 0 {
			continue // opening the desk tells of it
		}
		if e, err := d.DB.Entry(s, head.Size-1); err == nil && e != nil {
			if at := time.UnixMilli(e.Leaf.Received); at.After(now) {
				now = at
			}
		}
	}
	return now
}

// FetchRelease asks the server what it offers and fetches all of it that is not here; told hears how far it is. What came stays when the line is cut.
func (d *Desk) FetchRelease(ctx context.Context, told func(upgrade.State)) (*release.Manifest, error) {
	shelf, err := d.Shelf()
	if err != nil {
		return nil, err
	}
	transport, done, err := d.transport()
	if err != nil {
		return nil, err
	}
	defer func() { _ = done() }()
	if _, err := d.Exchange(ctx, transport); err != nil {
		return nil, err
	}
	err = d.client(transport, nil).FetchSpare(ctx, func() bool {
		if st, err := shelf.State(); err == nil {
			told(st)
		}
		return changeset.Wanted(ctx) == nil
	})
	if err != nil {
		return nil, err
	}
	st, err := shelf.State()
	switch {
	case err != nil:
		return nil, err
	case st.Offer == nil && st.Refused != nil:
		return nil, st.Refused
	case st.Offer == nil:
		return nil, emulation.Errorf(emulation.NotFound, "release.none")
	case !st.Ready:
		return nil, emulation.Errorf(emulation.Unavailable, "wire.cut").Because(changeset.Wanted(ctx))
	}
	return st.Offer, nil
}
