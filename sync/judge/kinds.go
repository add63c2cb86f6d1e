package judge

import (
	"sort"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// kind is what the judge knows of one kind of record: in which logs it lives, what its key and value look like, and who may write it.
type kind struct {
	logs  []changeset.ScopeKind
	free  bool     // made by its operation; the key is the path of its owner
	parts string   // of the key: i = id, t = text, n = number, b = bytes
	owner int      // place in the key of the unit it is about; 0 = none
	field []string // the fields it has
	check func(field string, value changeset.Raw) error
	rule  func(x *exam, op *changeset.Operation) (Ruling, error)
}

func (k *kind) in(s changeset.ScopeKind) bool {
	for _, l := range k.logs {
		if l == s {
			return true
		}
	}
	return false
}

// named reports whether the operation names a record as this kind's are named.
func (k *kind) named(op *changeset.Operation) bool {
	if op.Key.Len() != len(k.parts) || !k.free && (op.New || !op.Record.IsZero()) || k.free && !op.New && op.Record.IsZero() {
		return false
	}
	for i, p := range k.parts {
		if !op.Key.Is(i, byte(p)) {
			return false
		}
	}
	return true
}

func (k *kind) has(field string) bool {
	for _, f := range k.field {
		if f == field {
			return true
		}
	}
	return false
}

// as checks that a value is a T.
func as[T any](_ string, value changeset.Raw) error {
	var v T
	return changeset.LoadStrict(value, &v)
}

var (
	inControl = []changeset.ScopeKind{changeset.Control}
	inCluster = []changeset.ScopeKind{changeset.Cluster}
	inUnit    = []changeset.ScopeKind{changeset.Unit}
	inShared  = []changeset.ScopeKind{changeset.Cluster, changeset.Unit}
	anywhere  = []changeset.ScopeKind{changeset.Control, changeset.Cluster, changeset.Unit}
)

var kinds map[string]*kind

func init() {
	kinds = seasonKinds()
	for name, k := range map[string]*kind{
		"office":      {logs: inControl, parts: "i", field: []string{"info"}, check: as[emulation.UnitInfo], rule: officeOnly},
		"certificate": {logs: inControl, parts: "i", field: []string{"certificate"}, check: as[[]byte], rule: ruleCertificate},
		"invitation":  {logs: inControl, parts: "b", field: []string{"invitation", "used"}, check: as[[]byte], rule: ruleInvitation},
		"revocation":  {logs: inControl, parts: "i", field: []string{"revocation"}, check: as[emulation.Revocation], rule: ruleRevocation},
		"person":      {logs: inControl, parts: "i", field: []string{"name"}, check: as[emulation.Hash], rule: rulePerson},
		"unit":        {logs: inControl, parts: "it", field: []string{"info"}, check: as[emulation.UnitInfo], rule: officeOnly},
		"cluster":     {logs: inControl, parts: "it", field: []string{"info"}, check: as[emulation.ClusterInfo], rule: officeOnly},
		"membership":  {logs: inControl, parts: "ii", field: []string{"membership"}, check: valid(meantMembership), rule: officeOnly},
		"post":        {logs: inControl, parts: "iiti", field: []string{"post"}, check: valid(meantPost), rule: rulePost},
		"season":      {logs: inCluster, parts: "it", field: []string{"info", "step", "reason", "criteria", "result"}, check: checkSeason, rule: ruleSeason},
		"criteria":    {logs: inShared, parts: "in", field: []string{"version"}, check: as[emulation.CriteriaVersion], rule: ruleCriteria},
		"sheet":       {logs: inCluster, parts: "iit", field: []string{"submission", "step", "reason"}, check: checkSheet, rule: ruleSheet},
		"score":       {logs: inShared, parts: "itt", field: []string{"input", "verified"}, check: checkScore, rule: ruleScore},
		"evidence":    {logs: inShared, free: true, parts: "it", field: []string{"file", "withdrawn"}, check: checkEvidence, rule: ruleFree},
		"comment":     {logs: inShared, free: true, parts: "it", field: []string{"text"}, check: as[string], rule: ruleFree},
		"decision":    {logs: anywhere, parts: "b", field: []string{"decision"}, check: as[emulation.Decision], rule: ruleDecision},
	} {
		kinds[name] = k
	}
}

// Known reports whether this program knows a kind of record; one it does not know is shown read-only: "cần cập nhật phần mềm".
func Known(name string) bool {
	_, ok := kinds[name]
	return ok || name == kindHeld || name == kindSheet || name == kindPerson
}

// Field names one field of a kind of record.
type Field struct {
	Kind, Name string
	Free       bool // its records are named by their ids
	Owner      int  // place in the key of the unit a record is about; 0 = none
}

// guarded are fields that no two people can write without seeing each other, or that come with such a step: the later change waits.
var guarded = map[string]bool{"season.step": true, "season.reason": true, "season.criteria": true, "season.result": true, "criteria.version": true,
	"sheet.submission": true, "sheet.step": true, "sheet.reason": true, "proposal.step": true, "proposal.reason": true, "proposal.decision": true,
	"proposal.revocation": true, "decision.decision": true, "evidence.file": true, "evidence.withdrawn": true}

// Contestable lists in order the fields in a kind of log that two people may write without seeing each other: both versions then stand, and
// somebody chooses.
func Contestable(s changeset.ScopeKind) []Field {
	var list []Field
	for name, k := range kinds {
		for _, f := range k.field {
			if k.in(s) && !guarded[name+"."+f] {
				list = append(list, Field{Kind: name, Name: f, Free: k.free, Owner: k.owner})
			}
		}
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].Kind < list[j].Kind || list[i].Kind == list[j].Kind && list[i].Name < list[j].Name
	})
	return list
}

func checkSeason(field string, value changeset.Raw) error {
	switch field {
	case "info":
		return valid(meantSeason)(field, value)
	case "criteria":
		return as[uint64](field, value)
	case "reason":
		return as[emulation.StepReason](field, value)
	case "result":
		return valid(func(statement *[]byte) bool { return len(*statement) > 0 })(field, value)
	}
	return as[string](field, value)
}

func checkSheet(field string, value changeset.Raw) error {
	switch field {
	case "submission":
		return as[emulation.Submission](field, value)
	case "reason":
		return as[emulation.StepReason](field, value)
	}
	return as[string](field, value)
}

func checkScore(field string, value changeset.Raw) error {
	if field == "verified" {
		return valid(meantVerified)(field, value)
	}
	return as[emulation.Fields](field, value)
}

func checkEvidence(field string, value changeset.Raw) error {
	if field == "withdrawn" {
		return as[string](field, value)
	}
	return as[emulation.Evidence](field, value)
}

func allow(ok bool, err error) (Ruling, error) {
	if err != nil || !ok {
		return rejected(ReasonRight), err
	}
	return acceptedRuling, nil
}

// ruleFree: whoever may write here adds a comment or a piece of evidence; later it is changed only by the same unit or office.
func ruleFree(x *exam, op *changeset.Operation) (Ruling, error) {
	if op.New || !x.writes() {
		return allow(x.writes(), nil)
	}
	r, err := x.v.Record(changeset.Ref{Scope: x.c.Scope, Kind: op.Kind, Group: op.Key.Group(), ID: op.Record})
	if err != nil {
		return Ruling{}, err
	}
	if r != nil {
		for _, field := range kinds[op.Kind].field {
			last := r.Last(field, x.seen())
			if last == nil {
				continue
			}
			author, err := x.j.Certificate(x.v, x.control, last.Author, x.at.Control)
			return allow(author != nil && author.Subject == x.cert.Subject, err)
		}
	}
	return lacks(), nil
}

func officeOnly(x *exam, op *changeset.Operation) (Ruling, error) {
	if owner := op.Key.ID(0); (op.Kind == "office" || op.Kind == "unit" || op.Kind == "cluster") && owner != x.control.ID() {
		return rejected(ReasonShape), nil
	}
	if !x.isOffice() {
		return forbidden(emulation.ActorOffice), nil
	}
	return acceptedRuling, nil
}

// stands reports whether an operation was made in the knowledge of what stands now: its expects are the heads of the field. Steps and
// adoptions are guarded so; scores are not, both are kept.
func (x *exam) stands(op *changeset.Operation, ref changeset.Ref) (*changeset.Record, bool, error) {
	r, err := x.v.Record(ref)
	if err != nil {
		return nil, false, err
	}
	heads := r.Heads(op.Field, x.seen())
	if len(heads) != len(op.Expects) {
		return r, false, nil
	}
	for _, h := range heads {
		found := false
		for _, e := range op.Expects {
			found = found || e == h.ID
		}
		if !found {
			return r, false, nil
		}
	}
	return r, true, nil
}

// seen is what of the scope's own records counts: what has a leaf, or for a precheck everything here.
func (x *exam) seen() changeset.AsOf {
	if x.at.Control == changeset.Now {
		return changeset.Now
	}
	return changeset.Logged
}

func lastText(r *changeset.Record, field string, at changeset.AsOf) string {
	if last := r.Last(field, at); last != nil {
		return textOf(last)
	}
	return ""
}

func textOf(v *changeset.Version) string {
	var s string
	if changeset.Load(v.Value, &s) != nil {
		return ""
	}
	return s
}
