package data

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/sample"
)

// SampleCmd is about the samples inside the program.
type SampleCmd struct {
	List   SampleListCmd   `cmd:"" help:"cli.sample.list"`
	Inputs SampleInputsCmd `cmd:"" help:"cli.sample.inputs"`
}

type SampleListCmd struct{}

func (SampleListCmd) Run(a *verb.App) error {
	infos, err := sample.List()
	if err != nil {
		return err
	}
	type line struct {
		ID    string   `json:"id"`
		Name  string   `json:"name"`
		Units []string `json:"units"`
	}
	out := []line{}
	for _, i := range infos {
		s, err := sample.Load(i.ID)
		if err != nil {
			return err
		}
		out = append(out, line{ID: i.ID, Name: i.Name, Units: slices.Sorted(maps.Keys(s.Inputs))})
	}
	return a.Show(out, func(w io.Writer) {
		for _, l := range out {
			fmt.Fprintf(w, "%s  %s\n  %s\n", l.ID, l.Name, strings.Join(l.Units, ", "))
		}
	})
}

// SampleInputsCmd prints the invented inputs of a unit, in the form that sheet import reads.
type SampleInputsCmd struct {
	Sample string `help:"cli.flag.sample-id" required:"" placeholder:"ID"`
	Unit   string `help:"cli.flag.unit" required:"" placeholder:"U"`
}

func (c *SampleInputsCmd) Run(a *verb.App) error {
	s, err := sample.Load(c.Sample)
	if err != nil {
		return err
	}
	inputs, ok := s.Inputs[c.Unit]
	if !ok {
		return emulation.Errorf(emulation.NotFound, "desk.sample-unit", "unit", c.Unit)
	}
	return a.Show(inputs, func(w io.Writer) {
		fmt.Fprintln(w, "# "+a.Say("cli.illustrative"))
		for _, code := range slices.Sorted(maps.Keys(inputs)) {
			fmt.Fprint(w, code)
			for _, k := range slices.Sorted(maps.Keys(inputs[code])) {
				fmt.Fprintf(w, "\t%s=%s", k, inputs[code][k])
			}
			fmt.Fprintln(w)
		}
	})
}
