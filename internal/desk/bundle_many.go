package desk

import (
	"context"
	"slices"

	"thidua/emulation"
)

// Arrival is what became of one of several bundles.
type Arrival struct {
	Path      string
	*Imported       // nil where the file could not be read at all
	Err       error // why it was not taken in
}

// ImportBundles takes files in, in whatever order they are given, and again those that waited for one behind them. One that cannot be taken in
// keeps no other out. The error is that of the context.
func (d *Desk) ImportBundles(ctx context.Context, files []string) ([]Arrival, error) {
	all := make([]Arrival, len(files))
	wait := make([]int, len(files))
	for i := range files {
		wait[i] = i
	}
	for went := 1; went > 0 && len(wait) > 0; {
		went = 0
		var again []int
		for _, i := range wait {
			in, err := d.ImportBundle(ctx, files[i])
			if ctx.Err() != nil {
				return nil, err
			}
			before := all[i].Imported
			all[i] = Arrival{files[i], in, err}
			if in == nil {
				continue
			}
			went += in.Leaves
			if before != nil {
				in.Leaves += before.Leaves
			}
			if slices.ContainsFunc(in.Problems, func(p error) bool {
				key := emulation.KeyOf(p)
				return key == "bundle.gap" || key == "bundle.behind"
			}) {
				again = append(again, i)
			}
		}
		wait = again
	}
	return all, nil
}
