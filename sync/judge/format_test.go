package judge_test

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// values are the maps that stand in records, by kind and field.
var values = map[string]any{
	"office.info": emulation.UnitInfo{}, "revocation.revocation": emulation.Revocation{}, "cluster.info": emulation.ClusterInfo{},
	"membership.membership": emulation.Membership{}, "post.post": emulation.PostInfo{}, "succession.succession": emulation.Succession{},
	"season.info": emulation.SeasonInfo{}, "criteria.version": emulation.CriteriaVersion{}, "document.document": emulation.NumberedDocument{},
	"deadline.deadline": emulation.Deadline{}, "quota.quota": emulation.SeasonQuota{}, "registration.value": emulation.Registration{},
	"compact.text": emulation.CompactText{}, "signature.signature": emulation.CompactSignature{}, "programme.programme": emulation.Programme{},
	"progress.progress": emulation.Progress{}, "activity.activity": emulation.Activity{}, "initiative.achievement": emulation.Achievement{},
	"headcount.headcount": emulation.Headcount{}, "objection.objection": emulation.Objection{}, "assignment.assignment": emulation.Assignment{},
	"sheet.submission": emulation.Submission{}, "score.verified": emulation.VerifiedScore{}, "explanation.text": emulation.Explanation{},
	"evidence.file": emulation.Evidence{}, "conference.conference": emulation.ConferenceInfo{}, "attendance.attendance": emulation.Attendance{},
	"speech.speech": emulation.Speech{}, "vote.vote": ballot.Question{}, "tally.tally": ballot.Tally{}, "chair.chair": emulation.ChairDecision{},
	"leaders.leaders": emulation.Leaders{}, "proposal.proposal": emulation.ProposalInfo{}, "proposal.decision": emulation.AwardDecision{},
	"dossier.paper": emulation.DossierPaper{}, "indicator.value": emulation.IndicatorValue{}, "internal.sheet": emulation.InternalSheet{},
	"decision.decision": emulation.Decision{},
}

// tags are the numbered fields of a map, as the page writes them: "2 (o)" may be left out.
func tags(value any) []string {
	var all []string
	for f := range fields(reflect.TypeOf(value)) {
		tag := strings.Split(f.Tag.Get("cbor"), ",")
		if len(tag) > 2 {
			tag[0] += " (o)"
		}
		all = append(all, tag[0])
	}
	return all
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("cbor") != "" && !yield(f) {
				return
			}
		}
	}
}

// written are the numbers of the map that follows a field in its row: what stands in maps within it is left out.
func written(cell, field string) []string {
	_, after, ok := strings.Cut(cell, "`"+field+"` {")
	if !ok {
		return nil
	}
	depth, flat := 1, ""
	for _, r := range after {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		if depth == 0 {
			break
		}
		if depth == 1 && r != ']' && r != '}' {
			flat += string(r)
		}
	}
	var all []string
	for _, part := range strings.Split(flat, ", ") {
		number := regexp.MustCompile(`^\d+`).FindString(part)
		if number == "" {
			continue // the words of a list
		}
		if strings.HasSuffix(part, "(o)") {
			number += " (o)"
		}
		all = append(all, number)
	}
	return all
}

// The page of formats names every kind of record: its logs, the parts of its key, its fields, and the numbers of their maps.
func TestFormatPageNamesEveryKind(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(raw), "### Kinds of schema 1")
	table, _, _ = strings.Cut(table, "### Certificates")
	rows := map[string][]string{}
	for _, line := range strings.Split(table, "\n") {
		if strings.HasPrefix(line, "| `") {
			cells := strings.Split(strings.Trim(line, "| "), " | ")
			rows[strings.Trim(cells[0], "`")] = cells
		}
	}
	names := map[changeset.ScopeKind]string{changeset.Control: "control", changeset.Cluster: "cluster", changeset.Unit: "unit"}
	numbered := maps.Clone(values)
	for kind, shape := range judge.Shapes() {
		row, ok := rows[kind]
		delete(rows, kind)
		if !ok || len(row) != 4 {
			t.Errorf("%s is not on the page, or its row has %d cells", kind, len(row))
			continue
		}
		var logs []string
		for _, l := range shape.Logs {
			logs = append(logs, names[l])
		}
		if all := strings.Join(logs, ", "); row[1] != all && (row[1] != "all" || len(logs) < 3) {
			t.Errorf("%s is in the logs of %s, not %s", kind, all, row[1])
		}
		key, free := strings.CutPrefix(row[2], "free; ")
		parts := ""
		for _, part := range strings.Split(key, ", ") {
			parts += part[:1]
		}
		if parts != shape.Parts || free != shape.Free {
			t.Errorf("the key of %s is %s (free: %v), not %s", kind, shape.Parts, shape.Free, row[2])
		}
		for _, field := range shape.Fields {
			if !strings.Contains(row[3], "`"+field+"`") {
				t.Errorf("%s.%s is not on the page", kind, field)
			}
			value, ok := values[kind+"."+field]
			delete(numbered, kind+"."+field)
			found := written(row[3], field)
			if !ok && len(found) > 0 {
				t.Errorf("%s.%s: nobody compares its numbers with the code", kind, field)
			}
			if ok && !slices.Equal(tags(value), found) {
				t.Errorf("%s.%s: the code has %v, the page %v", kind, field, tags(value), found)
			}
		}
	}
	for kind := range rows {
		t.Errorf("the page has a kind %s that the judge does not know", kind)
	}
	for name := range numbered {
		t.Errorf("there is no %s", name)
	}
}

// What is common to several records stands below the table.
func TestFormatPageNamesCommonValues(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(strings.ReplaceAll(string(raw), "A `reason` is {", "`StepReason` {"), "*On behalf* is {", "`OnBehalf` {")
	page = strings.ReplaceAll(page, "A paper or file is {", "`Evidence` {")
	for name, value := range map[string]any{"StepReason": emulation.StepReason{}, "OnBehalf": emulation.OnBehalf{}, "Evidence": emulation.Evidence{}} {
		if found := written(page, name); !slices.Equal(found, tags(value)) {
			t.Errorf("%s: the code has %v, the page %v", name, tags(value), found)
		}
	}
}
