package main

// CriteriaCmd is about criteria sets in files.
type CriteriaCmd struct {
	Diff CriteriaDiffCmd `cmd:"" help:"cli.diff"`
}
