//go:build !windows

package pick

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

// Where the portal of a desktop answers (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html).
const (
	portalName = "org.freedesktop.portal.Desktop"
	portalPath = "/org/freedesktop/portal/desktop"
	chooser    = "org.freedesktop.portal.FileChooser"
	requests   = "org.freedesktop.portal.Request"
	owners     = "org.freedesktop.DBus"
	changed    = "NameOwnerChanged"
)

// filter is a kind of file by its patterns, as the portal takes it: each is 0, "like a name of a shell".
type filter struct {
	Name     string
	Patterns []pattern
}

type pattern struct {
	Kind uint32
	Glob string
}

// portal asks the portal of the desktop, which shows the dialog of GNOME, KDE or whatever runs, also out of a sandbox.
func portal(ctx context.Context, w Want) ([]string, error) {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		if _, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")); err != nil {
			return nil, errors.ErrUnsupported // asked for, a bus would be started
		}
	}
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, errors.ErrUnsupported
	}
	defer bus.Close()
	// The answer comes to a place whose name is known before, so that none is missed.
	token := "thidua"
	sender := strings.ReplaceAll(strings.TrimPrefix(bus.Names()[0], ":"), ".", "_")
	at := dbus.ObjectPath(path.Join(portalPath, "request", sender, token))
	if err := bus.AddMatchSignal(dbus.WithMatchObjectPath(at), dbus.WithMatchInterface(requests)); err != nil {
		return nil, errors.ErrUnsupported
	}
	if err := bus.AddMatchSignal(dbus.WithMatchInterface(owners), dbus.WithMatchMember(changed), dbus.WithMatchArg(0, portalName)); err != nil {
		return nil, errors.ErrUnsupported
	}
	answers := make(chan *dbus.Signal, 4)
	bus.Signal(answers)
	options := map[string]dbus.Variant{"handle_token": dbus.MakeVariant(token), "directory": dbus.MakeVariant(w.Folder), "multiple": dbus.MakeVariant(w.Many)}
	if w.At != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(w.At), 0))
	}
	if len(w.Endings) > 0 {
		f := filter{Name: patterns(w.Endings)}
		for _, e := range w.Endings {
			f.Patterns = append(f.Patterns, pattern{Glob: "*" + e})
		}
		options["filters"] = dbus.MakeVariant([]filter{f})
	}
	parent := ""
	if w.Parent != 0 {
		parent = fmt.Sprintf("x11:%x", w.Parent)
	}
	desktop := bus.Object(portalName, portalPath)
	if err := desktop.CallWithContext(ctx, chooser+".OpenFile", 0, parent, w.Title, options).Err; err != nil && ctx.Err() == nil {
		return nil, errors.ErrUnsupported
	}
	for {
		select {
		case <-ctx.Done():
			bus.Object(portalName, at).Go(requests+".Close", dbus.FlagNoReplyExpected, nil)
			return nil, nil
		case s, open := <-answers:
			if !open || lost(s) {
				return nil, nil // the desktop went away, and the dialog with it
			}
			if s.Path == at && s.Name == requests+".Response" {
				return chosen(s.Body), nil
			}
		}
	}
}

// lost says whether a signal tells that the portal went away, or another took its place: neither answers what the first was asked.
func lost(s *dbus.Signal) bool {
	var name, before, now string
	return s.Name == owners+"."+changed && dbus.Store(s.Body, &name, &before, &now) == nil && before != ""
}

// chosen are the paths of an answer; one that says anything but yes is none.
func chosen(body []any) (paths []string) {
	var code uint32
	var results map[string]dbus.Variant
	if err := dbus.Store(body, &code, &results); err != nil || code != 0 {
		return nil
	}
	uris, _ := results["uris"].Value().([]string)
	for _, u := range uris {
		if at, err := url.Parse(u); err == nil && at.Scheme == "file" {
			paths = append(paths, at.Path)
		}
	}
	return paths
}
