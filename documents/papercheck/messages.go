package papercheck

import (
	"thidua/emulation"
	"thidua/sync/judge"
)

// told is how many differences are told one by one.
const told = 40

// Conclusion is the verdict in a sentence.
func (a *Answer) Conclusion() emulation.Message {
	switch {
	case a.Fault != nil:
		return emulation.Say("papercheck.distrusted")
	case a.Verdict == Matches:
		return emulation.Say("papercheck.matches")
	case a.First == 0 && a.Recoded:
		return emulation.Say("papercheck.recoded")
	case a.First == 0:
		return emulation.Say("papercheck.read")
	case a.Verdict == Doubtful:
		switch a.Origin {
		case Earlier:
			return emulation.Say("papercheck.doubtful-earlier")
		case Unnamed:
			return emulation.Say("papercheck.doubtful-unnamed")
		}
		return emulation.Say("papercheck.doubtful")
	}
	return emulation.Say("papercheck.differs", "count", len(a.Differences))
}

// Messages say what was found, the paper and the conclusion first.
func (a *Answer) Messages() []emulation.Message {
	var list []emulation.Message
	if a.First > 0 {
		list = append(list, emulation.Say("papercheck.pages", "first", a.First, "last", a.Last))
	}
	if a.Season != nil {
		list = append(list, emulation.Say("papercheck.about", "title", a.Document.Title))
	}
	return append(append(list, a.Conclusion()), a.Details()...)
}

// Details say what there is to know beside the conclusion.
func (a *Answer) Details() (list []emulation.Message) {
	say := func(key string, pairs ...any) { list = append(list, emulation.Say("papercheck."+key, pairs...)) }
	if a.Fault != nil {
		say("fault", "why", faultOf(a.Fault))
	}
	if a.Recoded && a.First > 0 {
		say("recoded")
	}
	for i := range a.Differences {
		if i == told {
			say("more", "count", len(a.Differences)-told)
			break
		}
		list = append(list, a.Differences[i].Message())
	}
	if a.Verdict == Doubtful {
		say("doubtful." + string(a.Unsure))
	}
	if a.Season == nil {
		return list
	}
	say("position", "cluster", a.Code.Cluster, "control", a.Code.Control, "signed", a.Signed)
	if a.Fault == nil {
		say("verified")
	}
	if a.Changed {
		say("changed")
	} else {
		say("unchanged")
	}
	return list
}

// Message tells of a difference.
func (d *Difference) Message() emulation.Message {
	switch d.Kind {
	case "picture":
		return emulation.Say("papercheck.picture", "page", d.Page)
	case "pages":
		return emulation.Say("papercheck.page-count", "paper", d.Paper, "record", d.Record)
	case "layers":
		return emulation.Say("papercheck.layers")
	case "code":
		return emulation.Say("papercheck.uncoded", "page", d.Page)
	case "figure":
		return emulation.Say("papercheck.figure", "page", d.Page, "before", d.Before, "paper", d.Paper, "record", d.Record)
	}
	return emulation.Say("papercheck.word", "page", d.Page, "before", d.Before, "paper", d.Paper, "record", d.Record)
}

func faultOf(err error) any {
	if alarm, ok := err.(*judge.Alarm); ok {
		return emulation.Say("alarm."+alarm.What, "index", alarm.Index)
	}
	return err.Error()
}
