package sample

import (
	"io/fs"
	"path"
	"strings"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/workspace"
)

// Info names a sample in a list.
type Info struct {
	ID   string // "cum-4-2023-2024"
	Name string // "Cụm thi đua số 4, năm học 2023–2024"
}

// Sample is one season, ready to be founded and filled in.
type Sample struct {
	Info
	Founding workspace.Founding // taken to self-scoring, marked as illustrative
	// Inputs are what each unit would report: unit code, criterion code, fields as they are stored. All invented.
	Inputs   map[string]map[string]map[string]string
	Facts    Facts
	Expected Expected
}

// Facts are what was published about the cluster beside its outcome; the criteria are built on them.
type Facts struct {
	Indicators  []Indicator
	Movements   []string // phong trào thi đua, cuộc vận động
	Models      []string // mô hình
	Initiatives []Initiative
}

// Initiative is a practice that a unit, by its code, shared with the cluster.
type Initiative struct{ Unit, Name string }

// Indicator is a figure that was published for the cluster as a whole, as plain decimals; "" = not said. The units' invented inputs for
// the criterion keep to it.
type Indicator struct {
	Name      string
	Unit      string // of measure
	Criterion string // code of the criterion it feeds
	Tier      string // the tier counted, for a criterion that counts several
	AtLeast   string `yaml:"at_least"`
	AtMost    string `yaml:"at_most"`
	Value     string // of the whole cluster; the invented inputs have it as their mean
	Sum       string // of the units
}

// Expected is the outcome that was published.
type Expected struct {
	Proposals []Proposal
	Next      Next
}

// Leaders lists the codes of the units that were proposed for an award, in the order they were published: the top of the ranking.
func (e Expected) Leaders() []string {
	var codes []string
	for _, p := range e.Proposals {
		codes = append(codes, p.Units...)
	}
	return codes
}

// Proposal is an award form and the units proposed for it, by code.
type Proposal struct {
	Form  string
	Units []string
}

// Next says who leads the season that follows, by unit codes, and how they came to it.
type Next struct {
	Label    string
	Head     string
	Deputies []string
	How      string
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
		list[i] = Info{ID: id, Name: s.Name}
	}
	return list, nil
}

func ids() ([]string, error) {
	dirs, err := fs.ReadDir(assets.Samples, folder)
	var ids []string
	for _, d := range dirs {
		ids = append(ids, d.Name())
	}
	return ids, err
}

// Load reads a sample. An unknown id is the error "sample.unknown" (NotFound), which lists the ids there are.
func Load(id string) (*Sample, error) {
	known, err := ids()
	if err != nil {
		return nil, err
	}
	for _, k := range known {
		if k == id {
			return load(id)
		}
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
	s := &Sample{Info: Info{ID: id, Name: f.Name}, Founding: f.founding(), Facts: f.Facts, Expected: f.Outcome}
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
				fields[code] = input.Fields(c.Rule)
			}
		}
		units[u.ID] = fields
	}
	return units, nil
}
