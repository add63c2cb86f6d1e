package judge_test

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// deeds are all things people try, field by field and step by step.
func deeds(k *cast) []deed {
	var list []deed
	add := func(name string, ops func(k *cast) []changeset.Operation) {
		list = append(list, deed{name: name, ops: ops})
	}
	one := func(name, kind, field string, key func(k *cast) changeset.Key, value any) {
		add(name, func(k *cast) []changeset.Operation { return []changeset.Operation{k.put(kind, key(k), field, value)} })
	}
	of := func(parts ...any) func(k *cast) changeset.Key {
		return func(k *cast) changeset.Key { return changeset.NewKey(append([]any{k.season}, parts...)...) }
	}
	mine := func(parts ...any) func(k *cast) changeset.Key { return of(append([]any{k.u}, parts...)...) }

	one("season.info", "season", "info", func(k *cast) changeset.Key { return k.seasonKey }, emulation.SeasonInfo{Name: "Năm học"})
	one("season.reason alone", "season", "reason", func(k *cast) changeset.Key { return k.seasonKey }, why("draft"))
	one("season.result alone", "season", "result", func(k *cast) changeset.Key { return k.seasonKey }, []byte("statement"))
	one("season.criteria", "season", "criteria", func(k *cast) changeset.Key { return k.seasonKey }, uint64(1))
	add("season.criteria with its reason", func(k *cast) []changeset.Operation {
		return []changeset.Operation{k.put("season", k.seasonKey, "criteria", uint64(1)), k.put("season", k.seasonKey, "reason", why("criteria"))}
	})
	for _, to := range emulation.SeasonSteps {
		add("season.step > "+string(to), func(k *cast) []changeset.Operation {
			if to == emulation.SeasonLocked && k.standing() == emulation.SeasonConference {
				return k.locking()
			}
			return k.seasonMove(to)
		})
		add("season.step > "+string(to)+", bare", func(k *cast) []changeset.Operation {
			return []changeset.Operation{k.put("season", k.seasonKey, "step", string(to))}
		})
	}
	one("criteria.version", "criteria", "version", of(uint64(7)), emulation.CriteriaVersion{Name: "x"})
	one("document.document", "document", "document", of("plan"), emulation.NumberedDocument{Kind: "plan", Title: "Kế hoạch"})
	one("deadline.deadline", "deadline", "deadline", of("running"), emulation.Deadline{Date: "2024-05-01"})
	one("quota.quota", "quota", "quota", of("flag"), emulation.SeasonQuota{Count: 1})
	for _, paper := range []bool{false, true} {
		with := ""
		if paper {
			with = " paper"
		}
		one("registration.value"+with, "registration", "value", mine(), emulation.Registration{Titles: []string{"Cờ"}, OnBehalf: paperOf(paper)})
		one("signature.signature"+with, "signature", "signature", mine(), emulation.CompactSignature{OnBehalf: paperOf(paper)})
	}
	one("compact.text", "compact", "text", of(), emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"mới"}})
	one("programme.programme", "programme", "programme", mine(), emulation.Programme{Title: "x"})
	one("progress.progress", "progress", "progress", mine("2024-01-01"), emulation.Progress{Percent: "10"})
	one("activity.activity", "activity", "activity", mine("a"), emulation.Activity{Name: "x"})
	one("activity.activity of the cluster", "activity", "activity", of(k.cluster.ID(), "a"), emulation.Activity{Name: "x"})
	one("initiative.achievement", "initiative", "achievement", mine("a"), emulation.Achievement{Name: "x"})
	one("exemplar.achievement", "exemplar", "achievement", mine("a"), emulation.Achievement{Name: "x"})
	one("headcount.headcount", "headcount", "headcount", mine(), emulation.Headcount{People: 10})
	one("headcount.list", "headcount", "list", mine(), emulation.Hash{1})
	one("objection.objection", "objection", "objection", mine("registration"), emulation.Objection{Reason: "x"})
	one("assignment.assignment", "assignment", "assignment", mine(k.m), emulation.Assignment{})
	one("assignment.assignment H", "assignment", "assignment", of(k.h, k.m), emulation.Assignment{})
	one("assignment.assignment of the own unit", "assignment", "assignment", of(k.m, k.m), emulation.Assignment{})
	list = append(list, sheetDeeds(k)...)
	for _, kind := range []string{"signing", "closing"} {
		one("conference.conference "+kind, "conference", "conference", of(kind), emulation.ConferenceInfo{Place: "x"})
	}
	one("attendance.attendance", "attendance", "attendance", of("closing", k.u), emulation.Attendance{Present: true})
	one("speech.speech", "speech", "speech", of("closing", k.u, "a"), emulation.Speech{Kind: "paper", Title: "x"})
	one("vote.vote", "vote", "vote", of("leaders"), question())
	one("tally.tally", "tally", "tally", of("award", uint64(1)), tally())
	one("tally.tally of no vote", "tally", "tally", of("nothing", uint64(1)), tally())
	one("chair.chair", "chair", "chair", of("award"), emulation.ChairDecision{Lines: []string{"U"}, Reason: "x"})
	one("leaders.leaders", "leaders", "leaders", of(), emulation.Leaders{Label: "2024-2025"})
	list = append(list, proposalDeeds(k)...)
	one("dossier.paper", "dossier", "paper", mine("flag", "report"), emulation.DossierPaper{Paper: "report"})
	control := func(name, kind, field string, key func(k *cast) changeset.Key, value any) {
		list = append(list, deed{name: name, in: func(k *cast) changeset.Scope { return k.Control }, ops: func(k *cast) []changeset.Operation {
			return []changeset.Operation{k.set(k.Control, kind, key(k), field, value)}
		}})
	}
	control("unit.info", "unit", "info", func(k *cast) changeset.Key { return changeset.NewKey(k.Control.ID(), "N") }, emulation.UnitInfo{Name: "x"})
	control("cluster.info", "cluster", "info", func(k *cast) changeset.Key { return changeset.NewKey(k.Control.ID(), "N") }, emulation.ClusterInfo{Name: "x"})
	control("succession.succession", "succession", "succession", func(k *cast) changeset.Key { return changeset.NewKey(k.u, "2024-07-01") },
		emulation.Succession{Kind: emulation.SuccessionRenamed})
	control("membership.membership", "membership", "membership", func(k *cast) changeset.Key { return changeset.NewKey(k.cluster.ID(), k.x) },
		emulation.Membership{Since: "2024-01-01"})
	for _, post := range []emulation.Post{emulation.PostHead, emulation.PostDeputy, emulation.PostSecretary, emulation.PostVerifier} {
		control("post.post "+string(post), "post", "post", func(k *cast) changeset.Key {
			return changeset.NewKey(k.cluster.ID(), k.season, string(post), k.m)
		}, emulation.PostInfo{How: "assigned"})
	}
	for _, free := range []struct {
		kind, field string
		value       any
	}{{"comment", "text", "x"}, {"evidence", "file", emulation.Evidence{Name: "x"}}} {
		add(free.kind+"."+free.field, func(k *cast) []changeset.Operation {
			return []changeset.Operation{{Kind: free.kind, Key: changeset.NewKey(emulation.ID{1}, "1.1"), New: true, Field: free.field,
				Value: changeset.MustEncode(free.value)}}
		})
	}
	add("evidence.withdrawn, of the deputy's", func(k *cast) []changeset.Operation {
		file := changeset.Operation{Kind: "evidence", Key: changeset.NewKey(emulation.ID{1}, "1.1"), New: true, Field: "file",
			Value: changeset.MustEncode(emulation.Evidence{Name: "x"})}
		made := k.does("deputy", file)
		return []changeset.Operation{{Kind: "evidence", Key: file.Key, Record: made.Ref(0).ID, Field: "withdrawn", Value: changeset.MustEncode("x")}}
	})
	one("decision.decision", "decision", "decision", func(*cast) changeset.Key { return changeset.NewKey(make([]byte, 32)) }, emulation.Decision{Accept: true, Reason: "x"})
	return list
}

func sheetDeeds(k *cast) []deed {
	var list []deed
	add := func(name string, ops func(k *cast) []changeset.Operation) {
		list = append(list, deed{name: name, ops: ops})
	}
	froms := []emulation.SheetStep{"", emulation.SheetSubmitted, emulation.SheetReturned, emulation.SheetCrossChecked, emulation.SheetExplained,
		emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked}
	for _, from := range froms {
		for _, to := range froms[1:] {
			if emulation.WhoStepsSheet(from, to) == 0 {
				continue
			}
			move := " " + string(from) + " > " + string(to)
			add("sheet.step"+move, func(k *cast) []changeset.Operation { return k.sheetMove(k.sheetOf(k.u, from), to, true, false) })
			if to == emulation.SheetSubmitted || to == emulation.SheetAgreed && from == emulation.SheetVerified || to == emulation.SheetExplained {
				add("sheet.step"+move+" paper", func(k *cast) []changeset.Operation { return k.sheetMove(k.sheetOf(k.u, from), to, true, true) })
			}
			if emulation.SheetStepsBack(from, to) {
				add("sheet.step"+move+", bare", func(k *cast) []changeset.Operation { return k.sheetMove(k.sheetOf(k.u, from), to, false, false) })
			}
			if emulation.WhoStepsSheet(from, to)&emulation.ActorChecker != 0 {
				add("sheet.step H"+move, func(k *cast) []changeset.Operation { return k.sheetMove(k.sheetOf(k.h, from), to, true, false) })
			}
		}
	}
	add("sheet.step submitted > agreed", func(k *cast) []changeset.Operation {
		return k.sheetMove(k.sheetOf(k.u, emulation.SheetSubmitted), emulation.SheetAgreed, true, false)
	})
	add("sheet.submission alone", func(k *cast) []changeset.Operation {
		return []changeset.Operation{k.put("sheet", k.sheetOf(k.u, emulation.SheetSubmitted), "submission", emulation.Submission{Criteria: 1, OnBehalf: paperOf(true)})}
	})
	add("sheet.reason alone", func(k *cast) []changeset.Operation {
		return []changeset.Operation{k.put("sheet", k.sheetOf(k.u, emulation.SheetSubmitted), "reason", why("returned"))}
	})
	for _, column := range []string{"verified", "final"} {
		for _, at := range []emulation.SheetStep{"", emulation.SheetSubmitted, emulation.SheetVerified, emulation.SheetAgreed} {
			add("score.verified "+column+", sheet "+string(at), func(k *cast) []changeset.Operation {
				return []changeset.Operation{k.put("score", changeset.NewKey(changeset.RecordID("sheet", k.sheetOf(k.u, at)), "1.1", column), "verified",
					emulation.VerifiedScore{Points: "5"})}
			})
		}
	}
	add("score.verified H submitted", func(k *cast) []changeset.Operation {
		return []changeset.Operation{k.put("score", changeset.NewKey(changeset.RecordID("sheet", k.sheetOf(k.h, emulation.SheetSubmitted)), "1.1", "verified"),
			"verified", emulation.VerifiedScore{Points: "5"})}
	})
	add("score.input", func(k *cast) []changeset.Operation {
		return []changeset.Operation{k.put("score", changeset.NewKey(changeset.RecordID("sheet", k.sheetOf(k.u, emulation.SheetSubmitted)), "1.1", "self"),
			"input", emulation.Fields{"points": "5"})}
	})
	for _, at := range []emulation.SheetStep{"", emulation.SheetCrossChecked} {
		add("explanation.text "+string(at), func(k *cast) []changeset.Operation {
			return []changeset.Operation{k.put("explanation", changeset.NewKey(changeset.RecordID("sheet", k.sheetOf(k.u, at)), "1.1"), "text",
				emulation.Explanation{Text: "x"})}
		})
	}
	return list
}

func proposalDeeds(k *cast) []deed {
	var list []deed
	add := func(name string, ops func(k *cast) []changeset.Operation) {
		list = append(list, deed{name: name, ops: ops})
	}
	froms := append([]emulation.ProposalStep{""}, emulation.ProposalSteps...)
	for _, at := range froms {
		add("proposal.proposal "+string(at), func(k *cast) []changeset.Operation {
			ops := []changeset.Operation{k.put("proposal", k.proposalOf(at), "proposal", emulation.ProposalInfo{FormName: "Cờ thi đua"})}
			if at == "" {
				ops = append(ops, k.proposalMove(at, k.proposalOf(at), emulation.ProposalDraft, false, false)...)
			}
			return ops
		})
	}
	for _, from := range froms {
		for _, to := range emulation.ProposalSteps {
			move := emulation.StepProposal(from, to)
			if move.By == 0 {
				continue
			}
			name := "proposal.step " + string(from) + " > " + string(to)
			add(name, func(k *cast) []changeset.Operation { return k.proposalMove(from, k.proposalOf(from), to, true, false) })
			if from == emulation.ProposalAccepted || to == emulation.ProposalRevoked {
				add(name+" paper", func(k *cast) []changeset.Operation { return k.proposalMove(from, k.proposalOf(from), to, true, true) })
			}
			if move.Reason {
				add(name+", bare", func(k *cast) []changeset.Operation { return k.proposalMove(from, k.proposalOf(from), to, false, true) })
			}
			if len(k.proposalMove(from, k.proposalOf(from), to, true, true)) > 2 || to == emulation.ProposalDecided {
				add(name+" without its decision", func(k *cast) []changeset.Operation {
					return k.proposalMove(from, k.proposalOf(from), to, true, true)[:2]
				})
			}
		}
	}
	add("proposal.step draft > decided", func(k *cast) []changeset.Operation {
		return append(k.proposalMove(emulation.ProposalDraft, k.proposalOf(emulation.ProposalDraft), emulation.ProposalDecided, true, true),
			k.put("proposal", k.proposalOf(emulation.ProposalDraft), "decision", emulation.AwardDecision{Number: "1", OnBehalf: paperOf(true)}))
	})
	decision := emulation.AwardDecision{Number: "1", OnBehalf: paperOf(true)}
	for _, alone := range []struct {
		field string
		value any
	}{{"reason", why("returned")}, {"sent", "2024-08-01"}, {"decision", decision}, {"revocation", decision}} {
		add("proposal."+alone.field+" alone", func(k *cast) []changeset.Operation {
			return []changeset.Operation{k.put("proposal", k.proposalOf(emulation.ProposalAccepted), alone.field, alone.value)}
		})
	}
	return list
}
