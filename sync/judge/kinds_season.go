package judge

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/sync/changeset"
)

// seasonKinds are the records of a season beside its sheets: who writes them, and when, is emulation.RightTo.
func seasonKinds() map[string]*kind {
	return map[string]*kind{
		"succession":   {logs: inControl, parts: "it", field: []string{"succession"}, check: valid(meantSuccession), rule: officeOnly},
		"document":     {logs: inCluster, parts: "it", field: []string{"document"}, check: valid(meantDocument), rule: ruleSeasonal},
		"deadline":     {logs: inCluster, parts: "it", field: []string{"deadline"}, check: valid(meantDeadline), rule: ruleSeasonal},
		"quota":        {logs: inCluster, parts: "it", field: []string{"quota"}, check: valid(meantQuota), rule: ruleSeasonal},
		"registration": {logs: inCluster, parts: "ii", owner: 1, field: []string{"value"}, check: as[emulation.Registration], rule: ruleSeasonal},
		"compact":      {logs: inCluster, parts: "i", field: []string{"text"}, check: valid(meantCompact), rule: ruleSeasonal},
		"signature":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"signature"}, check: valid(meantSignature), rule: ruleSeasonal},
		"programme":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"programme"}, check: as[emulation.Programme], rule: ruleSeasonal},
		"progress":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"progress"}, check: valid(meantProgress), rule: ruleSeasonal},
		"activity":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"activity"}, check: valid(meantActivity), rule: ruleSeasonal},
		"initiative":   {logs: inCluster, parts: "iit", owner: 1, field: []string{"achievement"}, check: as[emulation.Achievement], rule: ruleSeasonal},
		"exemplar":     {logs: inCluster, parts: "iit", owner: 1, field: []string{"achievement"}, check: as[emulation.Achievement], rule: ruleSeasonal},
		"headcount":    {logs: inCluster, parts: "ii", owner: 1, field: []string{"headcount", "list"}, check: checkHeadcount, rule: ruleSeasonal},
		"objection":    {logs: inCluster, parts: "iit", owner: 1, field: []string{"objection"}, check: as[emulation.Objection], rule: ruleSeasonal},
		"assignment":   {logs: inCluster, parts: "iii", owner: 1, field: []string{"assignment"}, check: valid(meantAssignment), rule: ruleAssignment},
		"explanation":  {logs: inCluster, parts: "it", field: []string{"text"}, check: as[emulation.Explanation], rule: ruleOfSheet},
		"conference":   {logs: inCluster, parts: "it", field: []string{"conference"}, check: valid(meantConference), rule: ruleSeasonal},
		"attendance":   {logs: inCluster, parts: "iti", owner: 2, field: []string{"attendance"}, check: valid(meantAttendance), rule: ruleSeasonal},
		"speech":       {logs: inCluster, parts: "itit", owner: 2, field: []string{"speech"}, check: valid(meantSpeech), rule: ruleSeasonal},
		"vote":         {logs: inCluster, parts: "it", field: []string{"vote"}, check: valid(meantVote), rule: ruleVote},
		"tally":        {logs: inCluster, parts: "itn", field: []string{"tally"}, check: as[ballot.Tally], rule: ruleTally},
		"chair":        {logs: inCluster, parts: "it", field: []string{"chair"}, check: valid(meantChair), rule: ruleSeasonal},
		"leaders":      {logs: inCluster, parts: "i", field: []string{"leaders"}, check: valid(meantLeaders), rule: ruleSeasonal},
		"proposal": {logs: inCluster, parts: "iit", owner: 1, field: []string{"proposal", "step", "reason", "sent", "decision", "revocation"},
			check: checkProposal, rule: ruleProposal},
		"dossier": {logs: inCluster, parts: "iitt", owner: 1, field: []string{"paper"}, check: valid(meantDossier), rule: ruleSeasonal},

		// private to a unit: what its people prepare for its sheet, and its departments
		"indicator":  {logs: inUnit, parts: "itt", field: []string{"value"}, check: valid(meantIndicator), rule: ruleOwn},
		"department": {logs: inUnit, parts: "it", field: []string{"info"}, check: as[emulation.UnitInfo], rule: ruleOwn},
		"internal":   {logs: inUnit, parts: "iit", field: []string{"sheet"}, check: valid(meantInternal), rule: ruleOwn},
	}
}

func checkProposal(field string, value changeset.Raw) error {
	switch field {
	case "proposal":
		return as[emulation.ProposalInfo](field, value)
	case "reason":
		return as[emulation.StepReason](field, value)
	case "decision", "revocation":
		return valid(meantAward)(field, value)
	case "sent":
		return valid(func(text *string) bool { return day(*text) })(field, value)
	}
	return as[string](field, value)
}

func checkHeadcount(field string, value changeset.Raw) error {
	if field == "list" {
		return as[emulation.Hash](field, value)
	}
	return valid(meantHeadcount)(field, value)
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
