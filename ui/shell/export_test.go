package shell

import (
	"fyne.io/fyne/v2"

	"thidua/docs/guide"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/todo"
)

// Frame is what is shown once the folder is open; nil before.
func (w *Window) Frame() *Frame { return w.frame }

// Offer tells that an earlier run crashed.
func (w *Window) Offer(c *Crash) { w.offer(c) }

// Reading is the desk as the frame's screens read it.
func (f *Frame) Reading() *workspace.Workspace { return f.reading }

// AskEncryption is the menu's line.
func (w *Window) AskEncryption() { w.askEncryption() }

// PrintRecovery is what the menu does.
func (w *Window) PrintRecovery() { w.frame.printRecovery() }

// UseSeason is what the menu of seasons does.
func (f *Frame) UseSeason(cluster, label string) { f.useSeason(cluster, label, func(*Frame) {}) }

// Palette is Ctrl+K where nothing holds the keyboard.
func (f *Frame) Palette() { f.palette() }

// Retry opens the folder again, Move another one, as their buttons do.
func (w *Window) Retry()             { w.open() }
func (w *Window) Move(folder string) { w.move(folder) }

// Screens are all there can be.
var Screens = []string{Overview, Tasks, Season, Criteria, Pledge, Running, Sheet, Review, Ranking, Syncing, Printing, Conference, Awards, Clusters, Access}

// GuideFor is the page of the guide for a screen, to somebody without a page of the own.
func GuideFor(screen string) string { return guide.For(nil, screen).Page.Name }

// Open shows where something is done, as tasks and the advice do.
func (f *Frame) Open(t todo.Target) { f.open(t) }

// SetNotifies is the tick on the page of settings.
func (s *Settings) SetNotifies(on bool) { s.setNotifies(on) }

// Backup makes a backup in a folder that was chosen on the page of settings, under a passphrase of its own unless that is "".
func (f *Frame) Backup(folder, passphrase string) { f.backup(folder, passphrase) }

// Outside tells what comes up outside the window, as if nothing was read yet.
func (f *Frame) Outside() *outside { return &outside{frame: f} }

// Read is what a reading of the tasks leads to.
func (o *outside) Read(tasks []todo.Task, conflicts int, today legal.Date) {
	o.read(tasks, conflicts, today)
}

// Looks are the menu items of the window's look.
func (s *Settings) Looks(c fyne.Canvas, failed func(error)) []*fyne.MenuItem {
	return s.looks(c, func(phrase.Language) {}, failed)
}

// Offer has a new version come in another way.
func (f *Frame) Offer(u Updates) { f.desk.Updates = u }

// Under tells of many papers that are made.
func (f *Frame) Under(state widgets.State, said string) { f.under(state, said) }

// Alarmed hears that a log is not what it claims to be.
func (f *Frame) Alarmed() { f.heard(workspace.Event{Kind: workspace.Alarmed}) }
