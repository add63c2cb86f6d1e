package sample

import (
	"fmt"
	"path"

	"github.com/goccy/go-yaml"

	"thidua/assets"
	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/workspace/season"
)

// format is the first line of a cluster.yaml.
const format = "thidua-sample/1"

// file is a cluster.yaml: published facts, and under "illustrative" the few things that had to be invented for a season to be played.
// Figures stand in quotes, so that none passes through a binary number.
type file struct {
	Format  string
	ID      string
	Name    string
	Cluster struct{ Code, Name, Organiser string }
	Season  struct{ Label, Kind, Theme string }
	Units   []unit
	Posts   []post
	Facts   Facts
	Outcome Expected

	Illustrative struct {
		Office     string // the standing office, where no organiser was published
		Units      []unit // for members that were not published
		Posts      []post // of those units
		Programmes map[string]string
	}
}

type unit struct{ Code, Name, Short, Type string }

type post struct {
	Unit string
	Post emulation.Post
	How  string
	By   string
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
func (f *file) founding() season.Founding {
	var w season.Founding
	w.Cluster.Code = f.Cluster.Code
	w.Cluster.ClusterInfo = emulation.ClusterInfo{Name: f.Cluster.Name, Organiser: f.Cluster.Organiser}
	add := func(units []unit, illustrative bool) {
		for _, u := range units {
			info := emulation.UnitInfo{Name: u.Name, Short: u.Short, Type: u.Type, Illustrative: illustrative}
			w.Units = append(w.Units, season.FoundingUnit{Code: u.Code, UnitInfo: info})
		}
	}
	add(f.Units, false)
	add(f.Illustrative.Units, true)
	w.Season.Label = f.Season.Label
	w.Season.SeasonInfo = emulation.SeasonInfo{
		Name: phrase.Text(phrase.Vietnamese, "sample.season."+f.Season.Kind, "label", f.Season.Label), Kind: f.Season.Kind, Theme: f.Season.Theme,
		Illustrative: true, // every sample's points are invented
	}
	for _, c := range f.Facts.Conferences {
		if c.Kind != Signing { // the papers of a result are dated by the conference that closes the season
			w.Season.Place, w.Season.Date = c.Town, c.Date
		}
	}
	for _, p := range append(f.Posts, f.Illustrative.Posts...) {
		w.Posts = append(w.Posts, season.FoundingPost{Unit: p.Unit, Post: p.Post, PostInfo: emulation.PostInfo{How: p.How, By: p.By}})
	}
	w.Until = emulation.SeasonSelfScoring
	return w
}
