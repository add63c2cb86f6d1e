// Package paper turns the views of a workspace into the printed forms: registration (F1), compact (F3), score sheet (F5), minutes of a
// review (F6), summary (F7), minutes (F8), ballots (F9), count (F10), and the submission with its list (F12, F13), with finished figures,
// remarks and marks. The window and the command line print the same paper because both take it from here.
//
// It must not compute points or know a file format: what counts was decided by the scoring behind the views, and how a form is laid out
// is the documents' affair. It writes Vietnamese whatever the language of the window, for it is read in Vietnamese offices.
package paper
