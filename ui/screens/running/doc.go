// Package running is what a unit reports while the season runs: its figures by period, counts of its people, its breakthrough programme with
// the progress, activities, initiatives and exemplars. Each is a table to type into, saved as a cell is left.
//
// It shows what the workspace knows and hands on what people type. It must not know other screens.
package running
