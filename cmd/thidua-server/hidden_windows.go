package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"golang.org/x/sys/windows/svc/eventlog"

	"thidua/internal/blackbox"
	"thidua/internal/phrase"
)

// serveHidden serves where nobody sees the standard outputs: what is said goes to the folder's log, and what is wrong to that of Windows, too, whether
// the folder can be written to or not.
func (m *Main) serveHidden(ctx context.Context, dir string, serve *ServeCmd) error {
	var handlers []slog.Handler
	if events, err := eventlog.Open(serviceName); err == nil {
		defer events.Close()
		handlers = append(handlers, eventsOf(events))
	}
	box, err := blackbox.OpenServer(dir)
	if err == nil {
		handlers = append(handlers, slog.NewTextHandler(box.Lines(), nil))
		m.Stdout, m.Stderr = box.Lines(), box.Lines()
	}
	defer box.Close()
	m.log = slog.NewMultiHandler(handlers...)
	log := slog.New(m.log)
	if err != nil {
		log.Error("keeping a log", "error", err)
	}
	if at, crashed := box.Crashed(); crashed {
		file, err := box.Take("")
		log.Error("the server crashed", "at", at, "file", file, "error", err)
	}
	err = serve.Run(ctx, m)
	if err = errors.Join(err, m.Close()); err != nil {
		log.Error(phrase.Error(m.lang, err))
	}
	return err
}

// eventsOf takes what is wrong as lines of the log of Windows.
func eventsOf(events *eventlog.Log) slog.Handler {
	return slog.NewTextHandler(eventLines{events}, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey { // each line of that log has one
			return slog.Attr{}
		}
		return a
	}})
}

// eventLines writes each line as one of the log of Windows. The number of what happened is 1: EventCreate.exe, which shows lines of it, knows those.
type eventLines struct{ log *eventlog.Log }

func (e eventLines) Write(line []byte) (int, error) {
	text := strings.TrimSpace(string(line))
	report := e.log.Warning
	if strings.HasPrefix(text, "level=ERROR") {
		report = e.log.Error
	}
	return len(line), report(1, text)
}
