// Package forms turns the views of a workspace into printed papers, one file for each form: registration (F1), list of awards (F2), compact (F3),
// criteria (F4), score sheet (F5), minutes of a review (F6), summary (F7), minutes (F8), ballots (F9), count (F10), report of achievements (F11), the
// submission with its list (F12, F13), report (F14), regulation, plan, letter and programme of a meeting (F15), statistics (F16). A form takes the
// views it prints and gives the report model of package documents, with finished figures, remarks and marks; Desk gathers the views for it.
//
// It must not compute points, nor what counts: that was decided in the domain behind the views. It must not know a file format: the writers do.
// It writes Vietnamese whatever the language of the window, for it is read in Vietnamese offices.
package forms
