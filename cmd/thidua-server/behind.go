package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// takeOver hands on to the hub what the store found: that leaves which were given are lacking.
func takeOver(h *hub.Hub, db *storage.DB) error {
	if !db.Behind() {
		return nil
	}
	if err := h.FellBehind(); err != nil {
		return err
	}
	return db.TakenOver()
}

// fellBehind is takeOver for a start of the server, which says so in its log until the leaves are here again or a new generation was opened.
func fellBehind(m *Main, h *hub.Hub, db *storage.DB, log *slog.Logger) error {
	if err := takeOver(h, db); err != nil {
		return err
	}
	lost, err := h.Lost()
	if err != nil {
		return err
	}
	for range lost {
		log.Warn("restored", "finding", phrase.Text(m.lang, "server.behind"))
	}
	return nil
}

// StatusCmd says how the server stands: its logs, what it lacks of what it had given, whose answer is waited for, and what to do next. A running
// one is asked.
type StatusCmd struct {
	Dir string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
}

// Run prints it.
func (c *StatusCmd) Run(ctx context.Context, m *Main) error {
	key, _, err := readKey(c.Dir)
	if err != nil {
		return err
	}
	db, h, err := m.openHub(c.Dir)
	var said []string
	switch emulation.KeyOf(err) {
	case "server.in-use":
		var a answer
		if a, err = askServer(ctx, filepath.Join(c.Dir, askName), askStatus); err == nil {
			said = a.Said
		} else {
			err = emulation.Errorf(emulation.Unavailable, "server.backup-in-use", "dir", c.Dir).Because(err)
		}
	case "":
		if err == nil {
			said, err = m.standing(h, db, key.Root)
		}
	}
	for _, s := range said {
		fmt.Fprintln(m.Stdout, s)
	}
	return err
}

// mostNamed is how many people a status names.
const mostNamed = 50

// standing says how a server stands, line by line.
func (m *Main) standing(h *hub.Hub, db *storage.DB, root identity.PublicKey) (said []string, err error) {
	say := func(key string, pairs ...any) { said = append(said, phrase.Text(m.lang, key, pairs...)) }
	scopes, err := db.Scopes()
	if err != nil {
		return nil, err
	}
	var leaves uint64
	for _, s := range scopes {
		head, err := db.Log(s)
		if err != nil {
			return nil, err
		}
		leaves += head.Size
	}
	say("server.status-logs", "logs", len(scopes), "leaves", leaves)
	lost, err := h.Lost()
	if err != nil {
		return nil, err
	}
	if len(lost) == 0 {
		say("server.status-whole")
	}
	for _, l := range lost {
		names := book.New(db, judge.New(judge.NewAnchor(root.Key())), l.Control, book.Reader{})
		who := func(log changeset.LogID) string {
			name, err := names.AuthorName(log)
			if err != nil {
				return log.String()
			}
			return name
		}
		say("server.behind")
		say("server.status-heard", "heard", len(l.Heard), "waiting", len(l.Waiting))
		for _, log := range l.Waiting[:min(len(l.Waiting), mostNamed)] {
			say("server.status-waiting", "who", who(log))
		}
		for _, c := range l.Claims[:min(len(l.Claims), mostNamed)] {
			key := "server.status-claim"
			if c.Signed > l.Sizes[c.Scope] {
				key = "server.status-claim-signed"
			}
			say(key, "who", who(c.Log), "log", c.Scope.String(), "size", c.Size, "here", l.Sizes[c.Scope])
		}
		for _, s := range l.Torn {
			say("server.status-torn", "log", s.String())
		}
		say("server.status-next")
	}
	return said, nil
}
