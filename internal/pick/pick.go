// Package pick lets a person choose files or a folder by the dialog of the system they know from everywhere else.
//
// Open waits for the person, and is called away from the window. It must not know windows, screens or data.
package pick

// Want is what is to be chosen.
type Want struct {
	Title   string
	At      string   // the folder it begins in; "": the system's choice
	Endings []string // of files, with their dot; nil: any
	Folder  bool     // a folder, else a file
	Many    bool     // or several files
	Parent  uintptr  // the window it belongs to, as the system numbers it; 0: none
}
