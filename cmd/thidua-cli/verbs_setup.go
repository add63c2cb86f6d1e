package main

import (
	"strings"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
)

// SetupVerbs set a season up: seasons, units, clusters.
type SetupVerbs struct {
	Season  SeasonCmd  `cmd:"" help:"cli.season"`
	Unit    UnitCmd    `cmd:"" help:"cli.unit"`
	Cluster ClusterCmd `cmd:"" help:"cli.cluster"`
}

// SeasonCmd is about the season.
type SeasonCmd struct {
	Show     SeasonShowCmd     `cmd:"" help:"cli.season.show"`
	List     SeasonListCmd     `cmd:"" help:"cli.season.list"`
	Use      SeasonUseCmd      `cmd:"" help:"cli.season.use"`
	New      SeasonNewCmd      `cmd:"" help:"cli.season.new"`
	Info     SeasonInfoCmd     `cmd:"" help:"cli.season.info"`
	Step     SeasonStepCmd     `cmd:"" help:"cli.season.step"`
	Back     SeasonBackCmd     `cmd:"" help:"cli.season.back"`
	Check    SeasonCheckCmd    `cmd:"" help:"cli.season.check"`
	History  SeasonHistoryCmd  `cmd:"" help:"cli.season.history"`
	Deadline SeasonDeadlineCmd `cmd:"" help:"cli.season.deadline"`
	Calendar SeasonCalendarCmd `cmd:"" help:"cli.season.calendar"`
	Criteria SeasonCriteriaCmd `cmd:"" help:"cli.season.criteria-versions"`
	Document DocumentCmd       `cmd:"" help:"cli.season.document"`
	Quota    QuotaCmd          `cmd:"" help:"cli.season.quota"`
	Post     PostCmd           `cmd:"" help:"cli.season.post"`
	Replay   SeasonReplayCmd   `cmd:"" help:"cli.season.replay"`
}

// unitOut is a unit in JSON.
type unitOut struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func unitsOut(units []workspace.Unit) []unitOut {
	list := []unitOut{}
	for _, u := range units {
		list = append(list, unitOut{u.Code, u.Name})
	}
	return list
}

// names lists units in a line.
func names(units []workspace.Unit) string {
	list := make([]string, len(units))
	for i, u := range units {
		list[i] = u.Name
	}
	return strings.Join(list, ", ")
}

// rendered are messages in the person's language.
func (a *App) rendered(list []emulation.Message) []string {
	texts := []string{}
	for _, m := range list {
		texts = append(texts, phrase.Render(a.lang, m))
	}
	return texts
}

// when is a time of the log as people here write it.
func (a *App) when(ms int64) string {
	at := time.UnixMilli(ms).In(a.Env.Now().Location())
	if a.lang == phrase.English {
		return at.Format("2006-01-02 15:04")
	}
	return vietnamese.ShortMoment(at)
}

// stepName is the name of a season's step.
func (a *App) stepName(step emulation.SeasonStep) string {
	if step == "" {
		return a.say("setup.not-begun")
	}
	return a.say("season." + string(step))
}

// ids finds units by their codes or names.
func ids(w *workspace.Workspace, names []string) ([]emulation.ID, error) {
	var list []emulation.ID
	for _, name := range names {
		u, err := w.FindUnit(name)
		if err != nil {
			return nil, err
		}
		list = append(list, u.ID)
	}
	return list, nil
}
