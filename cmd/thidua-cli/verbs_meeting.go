package main

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// MeetingVerbs are those of conferences, votes and the result.
type MeetingVerbs struct {
	Conference ConferenceCmd `cmd:"" help:"cli.conference"`
	Vote       VoteCmd       `cmd:"" help:"cli.vote"`
	Leaders    LeadersCmd    `cmd:"" help:"cli.leaders"`
	Result     ResultCmd     `cmd:"" help:"cli.result"`
	Late       LateCmd       `cmd:"" help:"cli.late"`
}

// unitIDs finds units a person named.
func unitIDs(d *desk.Desk, names []string) ([]emulation.ID, error) {
	var ids []emulation.ID
	for _, name := range names {
		u, err := d.Workspace.FindUnit(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, u.ID)
	}
	return ids, nil
}

func labels(units []workspace.Unit) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Label()
	}
	return strings.Join(names, ", ")
}

func codes(units []workspace.Unit) []string {
	list := []string{}
	for _, u := range units {
		list = append(list, u.Code)
	}
	return list
}

// render says messages in the person's language.
func (a *App) render(list []emulation.Message) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, phrase.Render(a.lang, m))
	}
	return out
}

// fraction reads "2/3".
func fraction(text string) (num, den int64, err error) {
	x, y, ok := strings.Cut(text, "/")
	num, e1 := strconv.ParseInt(strings.TrimSpace(x), 10, 64)
	den, e2 := strconv.ParseInt(strings.TrimSpace(y), 10, 64)
	if !ok || e1 != nil || e2 != nil {
		return 0, 0, emulation.Errorf(emulation.Invalid, "cli.vote.fraction", "text", text)
	}
	return num, den, nil
}
