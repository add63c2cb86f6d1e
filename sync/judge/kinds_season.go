package judge

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/sync/changeset"
)

// seasonKinds are the records of a season beside its sheets: who writes them, and when, is emulation.RightTo.
func seasonKinds() map[string]*kind {
	return map[string]*kind{
		"succession":   {logs: inControl, parts: "it", field: []string{"succession"}, check: as[emulation.Succession], rule: officeOnly},
		"document":     {logs: inCluster, parts: "it", field: []string{"document"}, check: as[emulation.NumberedDocument], rule: ruleSeasonal},
		"deadline":     {logs: inCluster, parts: "it", field: []string{"deadline"}, check: as[emulation.Deadline], rule: ruleSeasonal},
		"quota":        {logs: inCluster, parts: "it", field: []string{"quota"}, check: as[emulation.SeasonQuota], rule: ruleSeasonal},
		"registration": {logs: inCluster, parts: "ii", owner: 1, field: []string{"value"}, check: as[emulation.Registration], rule: ruleSeasonal},
		"compact":      {logs: inCluster, parts: "i", field: []string{"text"}, check: as[emulation.CompactText], rule: ruleSeasonal},
		"signature":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"signature"}, check: as[emulation.CompactSignature], rule: ruleSeasonal},
		"programme":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"programme"}, check: as[emulation.Programme], rule: ruleSeasonal},
		"progress":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"progress"}, check: as[emulation.Progress], rule: ruleSeasonal},
		"activity":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"activity"}, check: as[emulation.Activity], rule: ruleSeasonal},
		"initiative":   {logs: inCluster, parts: "iit", owner: 1, field: []string{"achievement"}, check: as[emulation.Achievement], rule: ruleSeasonal},
		"exemplar":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"achievement"}, check: as[emulation.Achievement], rule: ruleSeasonal},
		"headcount":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"headcount", "list"}, check: checkHeadcount, rule: ruleSeasonal},
		"objection":    {logs: inCluster, parts: "iit", owner: 1, field: []string{"objection"}, check: as[emulation.Objection], rule: ruleSeasonal},
		"assignment":   {logs: inCluster, parts: "iii", owner: 1, field: []string{"assignment"}, check: as[emulation.Assignment], rule: ruleAssignment},
		"explanation":  {logs: inCluster, parts: "it", field: []string{"text"}, check: as[emulation.Explanation], rule: ruleOfSheet},
		"conference":   {logs: inCluster, parts: "it", field: []string{"conference"}, check: as[emulation.ConferenceInfo], rule: ruleSeasonal},
		"attendance":   {logs: inCluster, parts: "iti", owner: 2, field: []string{"attendance"}, check: as[emulation.Attendance], rule: ruleSeasonal},
		"speech":       {logs: inCluster, parts: "itit", owner: 2, field: []string{"speech"}, check: as[emulation.Speech], rule: ruleSeasonal},
		"vote":         {logs: inCluster, parts: "it", field: []string{"vote"}, check: checkVote, rule: ruleVote},
		"tally":        {logs: inCluster, parts: "itn", field: []string{"tally"}, check: as[ballot.Tally], rule: ruleTally},
		"chair":        {logs: inCluster, parts: "it", field: []string{"chair"}, check: as[emulation.ChairDecision], rule: ruleSeasonal},
		"leaders":      {logs: inCluster, parts: "i", field: []string{"leaders"}, check: as[emulation.Leaders], rule: ruleSeasonal},
		"proposal": {logs: inCluster, parts: "iit", owner: 1, field: []string{"proposal", "step", "reason", "sent", "decision", "revocation"},
			check: checkProposal, rule: ruleProposal},
		"dossier": {logs: inCluster, parts: "iitt", owner: 1, field: []string{"paper"}, check: as[emulation.DossierPaper], rule: ruleSeasonal},

		// private to a unit: what its people prepare for its sheet, and its departments
		"indicator":  {logs: inUnit, parts: "itt", field: []string{"value"}, check: as[emulation.IndicatorValue], rule: ruleOwn},
		"department": {logs: inUnit, parts: "it", field: []string{"info"}, check: as[emulation.UnitInfo], rule: ruleOwn},
		"internal":   {logs: inUnit, parts: "iit", field: []string{"sheet"}, check: as[emulation.InternalSheet], rule: ruleOwn},
	}
}

func checkProposal(field string, value changeset.Raw) error {
	switch field {
	case "proposal":
		return as[emulation.ProposalInfo](field, value)
	case "reason":
		return as[emulation.StepReason](field, value)
	case "decision", "revocation":
		return as[emulation.AwardDecision](field, value)
	}
	return as[string](field, value)
}

func checkHeadcount(field string, value changeset.Raw) error {
	if field == "list" {
		return as[emulation.Hash](field, value)
	}
	return as[emulation.Headcount](field, value)
}

// checkVote: nobody records rules no vote can be held under.
func checkVote(_ string, value changeset.Raw) error {
	var q ballot.Question
	if err := changeset.LoadStrict(value, &q); err != nil {
		return err
	}
	return q.Rules.Check()
}

// onBehalf reads from a value whose paper it rests on; nil if it was entered by those it belongs to.
func onBehalf(op *changeset.Operation) *emulation.OnBehalf {
	switch op.Kind + "." + op.Field {
	case "registration.value":
		return behalf(op, func(v *emulation.Registration) *emulation.OnBehalf { return v.OnBehalf })
	case "signature.signature":
		return behalf(op, func(v *emulation.CompactSignature) *emulation.OnBehalf { return v.OnBehalf })
	case "sheet.submission":
		return behalf(op, func(v *emulation.Submission) *emulation.OnBehalf { return v.OnBehalf })
	case "proposal.decision", "proposal.revocation":
		return behalf(op, func(v *emulation.AwardDecision) *emulation.OnBehalf { return v.OnBehalf })
	}
	return nil
}

func behalf[T any](op *changeset.Operation, of func(*T) *emulation.OnBehalf) *emulation.OnBehalf {
	v := new(T)
	if changeset.Load(op.Value, v) != nil {
		return nil
	}
	return of(v)
}
