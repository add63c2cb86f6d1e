package sample

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/workspace/season"
)

type Info struct {
	ID    string // "cum-4-2023-2024"
	Name  string // "Cụm thi đua số 4, năm học 2023–2024"
	Units int    // members, invented ones included
}

// Sample is one season, ready to be founded and filled in. Organiser, theme, members and leaders stand in Founding; an organiser that was
// not published is "", a member that was not is a stand-in marked as illustrative, and only such a stand-in holds an invented post.
type Sample struct {
	Info
	Founding season.Founding // taken to self-scoring, marked as illustrative
	Facts    Facts
	Expected Expected
	// Inputs are what each unit would report: unit code, criterion code, fields as they are stored. All invented.
	Inputs map[string]map[string]map[string]string
	// Programmes are the titles of what every unit hands in (Facts.EveryUnitFiles), by unit code. All invented.
	Programmes map[string]string
	// Office is the name of the standing office: the organiser, or an invented one.
	Office string
}

func (f *file) info() Info {
	return Info{ID: f.ID, Name: f.Name, Units: len(f.Units) + len(f.Illustrative.Units)}
}

const folder = "samples"

// List names the samples, in the order of their ids. An error means that an embedded file is broken.
func List() ([]Info, error) {
	ids, err := ids()
	if err != nil {
		return nil, err
	}
	list := make([]Info, len(ids))
	for i, id := range ids {
		s, err := read(id)
		if err != nil {
			return nil, err
		}
		list[i] = s.info()
	}
	return list, nil
}

func ids() ([]string, error) {
	dirs, err := fs.ReadDir(assets.Samples, folder)
	return emulation.Map(dirs, fs.DirEntry.Name), err
}

// Load reads a sample. An unknown id is the error "sample.unknown" (NotFound), which lists the ids there are.
func Load(id string) (*Sample, error) {
	known, err := ids()
	if err != nil {
		return nil, err
	}
	if slices.Contains(known, id) {
		return load(id)
	}
	return nil, emulation.Errorf(emulation.NotFound, "sample.unknown", "id", id, "known", strings.Join(known, ", "))
}

func load(id string) (*Sample, error) {
	f, err := read(id)
	if err != nil {
		return nil, err
	}
	name := path.Join(folder, id, "criteria.yaml")
	raw, err := assets.Samples.ReadFile(name)
	if err != nil {
		return nil, err
	}
	set, err := criteria.LoadSet(name, raw)
	if err != nil {
		return nil, err
	}
	s := &Sample{Info: f.info(), Founding: f.founding(), Facts: f.Facts, Expected: f.Outcome, Programmes: f.Illustrative.Programmes,
		Office: cmp.Or(f.Cluster.Organiser, f.Illustrative.Office)}
	s.Founding.Criteria = emulation.CriteriaVersion{Name: set.Name, YAML: raw}
	s.Inputs, err = inputs(set, path.Join(folder, id, "inputs.yaml"))
	return s, err
}

// inputs brings an inputs file to the fields a desk stores.
func inputs(set *criteria.Set, name string) (map[string]map[string]map[string]string, error) {
	raw, err := assets.Samples.ReadFile(name)
	if err != nil {
		return nil, err
	}
	in, err := criteria.LoadInputs(set, name, raw)
	if err != nil {
		return nil, err
	}
	units := map[string]map[string]map[string]string{}
	for i := range in.Units {
		u := &in.Units[i]
		fields := map[string]map[string]string{}
		for code, input := range u.Inputs {
			if c, ok := set.ByCode(code); ok {
				fields[code] = c.Rule.Fields(input)
			}
		}
		units[u.ID] = fields
	}
	return units, nil
}
