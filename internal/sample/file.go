package sample

import (
	"fmt"
	"path"

	"github.com/goccy/go-yaml"

	"thidua/assets"
	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// format is the first line of a cluster.yaml.
const format = "thidua-sample/1"

// file is a cluster.yaml: published facts only. Figures stand in quotes, so that none passes through a binary number.
type file struct {
	Format  string
	ID      string
	Name    string
	Cluster struct{ Code, Name, Organiser string }
	Season  struct{ Label, Kind, Theme string }
	Units   []struct{ Code, Name, Short, Type string }
	Posts   []struct {
		Unit string
		Post emulation.Post
		How  string
		By   string
	}
	Conference struct{ Date, Place string }
	Facts      Facts
	Outcome    Expected
}

func read(id string) (*file, error) {
	name := path.Join(folder, id, "cluster.yaml")
	raw, err := assets.Samples.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f := new(file)
	if err := yaml.UnmarshalWithOptions(raw, f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if f.Format != format || f.ID != id {
		return nil, fmt.Errorf("reading %s: format %q, id %q", name, f.Format, f.ID)
	}
	return f, nil
}

// founding is what the office records. The criteria are added by the caller.
func (f *file) founding() workspace.Founding {
	var w workspace.Founding
	w.Cluster.Code = f.Cluster.Code
	w.Cluster.ClusterInfo = emulation.ClusterInfo{Name: f.Cluster.Name, Organiser: f.Cluster.Organiser}
	for _, u := range f.Units {
		w.Units = append(w.Units, workspace.FoundingUnit{Code: u.Code, UnitInfo: emulation.UnitInfo{Name: u.Name, Short: u.Short, Type: u.Type}})
	}
	w.Season.Label = f.Season.Label
	w.Season.SeasonInfo = emulation.SeasonInfo{
		Name: phrase.Text(phrase.Vietnamese, "sample.season."+f.Season.Kind, "label", f.Season.Label), Kind: f.Season.Kind, Theme: f.Season.Theme,
		Place: f.Conference.Place, Date: f.Conference.Date, Illustrative: true, // every sample's points are invented
	}
	for _, p := range f.Posts {
		w.Posts = append(w.Posts, workspace.FoundingPost{Unit: p.Unit, Post: p.Post, PostInfo: emulation.PostInfo{How: p.How, By: p.By}})
	}
	w.Until = emulation.SeasonSelfScoring
	return w
}
