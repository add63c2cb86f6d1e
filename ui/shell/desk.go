package shell

import (
	"time"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/screen"
	"thidua/ui/screens/checking"
	"thidua/ui/screens/firstrun"
	"thidua/ui/screens/preview"
	"thidua/ui/screens/printing"
	"thidua/ui/screens/syncing"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
)

// Exchange is the desk's line to the others.
type Exchange interface {
	// Start begins to exchange whenever it can, and tells how it stands from any goroutine. Called again, it tells the new listener instead.
	Start(tell func(syncing.Line))
	// Nudge exchanges now.
	Nudge()
	// Changed exchanges soon, since something was written here; several such calls are one. It may be called from any goroutine.
	Changed()
	// Woke exchanges before long, since this computer slept or its clock was set.
	Woke()
	// Way is the way to the server that is set.
	Way() (screen.Way, error)
	// Reach goes on with another server, or on another way; nil: on the one that is set. What cannot be is refused, and all stays as it was.
	Reach(address string, way *screen.Way) error
	// JoinFile and JoinCode use another invitation at a desk that the server did not let in.
	JoinFile(path string) error
	JoinCode(code string) error
	// Stop ends it and returns when nothing is under way any more.
	Stop()
}

// Desk is an open data folder with what belongs to it.
type Desk struct {
	Workspace *workspace.Workspace
	Exchange  Exchange
	Courier   syncing.Courier
	Station   syncing.Station
	Drives    func() []syncing.Drive             // the sticks that are in; nil: none are looked for; called away from the window
	Verify    func() ([]replica.Verified, error) // checks every log from its signed bytes; called away from the window
	Printer   printing.Printer
	Preview   preview.Desk                                             // nil: papers are shown by the system's viewer
	Check     checking.Desk                                            // nil: papers are not checked; with Preview
	Folder    string                                                   // the data folder
	Papers    string                                                   // the folder printed papers go to
	Backup    func(folder, passphrase string) (path string, err error) // writes a backup into another folder and reads it back; "" = under no passphrase of its own; called away from the window
	Viewer    board.Viewer
	Picture   func() ([]byte, error)                                      // the picture on the clipboard as a PNG file, nil where there is none; called away from the window
	TakeIn    func(w questions.Waiting, accept bool, reason string) error // settles a waiting change; called away from the window
	Updates   Updates                                                     // nil: none are offered
	Findings  func() []emulation.Message                                  // what the store noticed and repaired and nobody has seen yet
	Seen      func() error                                                // a person has seen the findings
	Tend      func() error                                                // what a desk does now and then while it is open: a backup, if one is due; called away from the window
	CameUp    func() error                                                // the window has been shown for a while: the program works here; nil: nobody wants to know; called away from the window
	Recovery  func() (path, words string, err error)                      // prints the recovery sheet and gives the words that open it; called away from the window
	Leave     func(remove bool) error                                     // of data to try out, once they are closed: the next Open opens what was here before; nil: of none. With remove they are gone
	Close     func() error                                                // writes what is left and lets the folder go; called away from the window
}

// Crash is the report of an earlier run that ended in a crash, until a person looked at it or put it aside. Both are called away from the
// window.
type Crash struct {
	At     time.Time
	Open   func() error // shows it with the system's viewer
	Folder func() error // shows the folder it lies in, from where it can be sent
	Drop   func() error // puts it aside
}

// Program is how a data folder is opened and set up. Its methods are called away from the window.
type Program interface {
	firstrun.Start
	Rescue
	// Open opens the folder; one that was not set up is the error "workspace.not-set-up".
	Open() (*Desk, error)
	// Unlock says what opens an encrypted folder, passphrase or recovery code, to the Open that follows; with keep the keyring remembers it. That it
	// does not is the error "keystore.no-keyring", and the folder opens all the same.
	Unlock(typed string, keep bool) error
	// Keeps says whether this computer's keyring may remember what opens the folder: not where the program is a guest on it. It may be called inside the window.
	Keeps() bool
	// Encrypted says whether the folder is.
	Encrypted() (bool, error)
	// Encryption draws a recovery code, which is shown before anything else. do encrypts the folder, which is closed by then; with a passphrase
	// that opens it too, and with keyring the keyring does, if it can: kept says so.
	Encryption(passphrase string, keyring bool) (code string, do func() (kept bool, err error), err error)
	// Decrypt makes the folder, which is closed, one in plain.
	Decrypt() error
	// Crashed is the report of a crash that nobody has looked at, nil if there is none.
	Crashed() *Crash
}
