package shell

import (
	"thidua/emulation"
	"thidua/workspace/book"
	todoroom "thidua/workspace/todo"
)

// open shows where a task is done; if it belongs to another season, that one is worked in from then on.
func (f *Frame) open(t todoroom.Target) {
	if s := t.Season; s != (book.SeasonName{}) {
		t.Season = book.SeasonName{}
		f.useSeason(s.Cluster, s.Label, func(next *Frame) { next.open(t) })
		return
	}
	switch t.Screen {
	case todoroom.ScreenVerifying:
		f.review.Choose(t.Unit.ID)
		f.Go(Review)
	case todoroom.ScreenSheet:
		f.showSheet(t.Unit.ID)
	case todoroom.ScreenRegistration:
		f.pledge.ShowOwn()
		f.Go(Pledge)
	case todoroom.ScreenEntered:
		f.pledge.ShowUnits()
		f.Go(Pledge)
	case todoroom.ScreenCompact:
		f.pledge.ShowCompact()
		f.Go(Pledge)
	case todoroom.ScreenFigures:
		f.running.ShowFigures()
		f.Go(Running)
	case todoroom.ScreenAsked:
		f.running.ShowAsked()
		f.Go(Running)
	case todoroom.ScreenConference:
		f.Go(Conference)
	case todoroom.ScreenRanking:
		f.Go(Ranking)
	case todoroom.ScreenAwards:
		f.Go(Awards)
	case todoroom.ScreenPrinting:
		f.Go(Printing)
	case todoroom.ScreenAccess: // only a standing office has tasks there
		f.access.ShowHeld()
		f.Go(Access)
	case todoroom.ScreenConflicts, todoroom.ScreenSync:
		f.Go(Syncing)
	default:
		f.Go(Season)
	}
}

func (f *Frame) showSheet(unit emulation.ID) {
	f.sheet.Choose(unit)
	f.Go(Sheet)
}
