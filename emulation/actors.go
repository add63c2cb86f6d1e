package emulation

// Actors is a set of those who act in a season. Whoever sits at a desk is several of them at once: the leader of the head's unit is Head,
// and Leader of the own unit.
type Actors uint16

// Who acts (design: "Who may do what").
const (
	ActorOffice    Actors = 1 << iota // the standing office
	ActorAuthority                    // who decides
	ActorHead                         // the leader of the head's or a deputy's unit
	ActorSecretary                    // who prepares the head's papers: the other people of those units, and the cluster's secretary
	ActorChecker                      // who may verify the sheet at hand
	ActorLeader                       // the leader of the unit at hand
	ActorStaff                        // staff of the unit at hand
	ActorMember                       // leader or staff of any member unit
	ActorObserver                     // who only reads
)

var actorNames = []string{"office", "authority", "head", "secretary", "checker", "leader", "staff", "member", "observer"}

// Names lists the actors of a set; the sentences are "actor.<name>".
func (a Actors) Names() []string {
	var names []string
	for i, n := range actorNames {
		if a&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return names
}

// Message says the set in words: "cơ quan thường trực, cụm trưởng hoặc cụm phó".
func (a Actors) Message() Message {
	var list []Message
	for _, n := range a.Names() {
		list = append(list, Say("actor."+n))
	}
	return Say("actor.any", "actors", list)
}

// Right says who may write one field of a kind of record, and while the season stands where. Behalf are those who may write it for the unit
// at hand with the signed paper attached.
type Right struct {
	By          Actors
	Behalf      Actors
	From, Until SeasonStep // first and last step; "" = from the start, to the end
}

const (
	leads    = ActorOffice | ActorHead
	prepares = leads | ActorSecretary
	unit     = ActorLeader | ActorStaff
)

// beforeArchive is the last step in which the papers of a season are still written.
const beforeArchive = SeasonDecided

// beforeLock is the last step in which what counts for the result may change.
const beforeLock = SeasonConference

// rights is the table of design/domain.md for records of a cluster. Steps of sheets and proposals have their own tables.
var rights = map[string]Right{
	"season.info":            {By: leads, Until: beforeArchive},
	"season.step":            {By: leads},
	"season.reason":          {By: leads},
	"season.criteria":        {By: leads, Until: beforeLock},
	"season.result":          {By: leads, From: SeasonConference, Until: SeasonLocked},
	"criteria.version":       {By: leads, Until: beforeLock},
	"document.document":      {By: prepares, Until: beforeArchive},
	"deadline.deadline":      {By: leads, Until: beforeArchive},
	"quota.quota":            {By: ActorOffice, Until: SeasonLocked},
	"registration.value":     {By: ActorLeader, Behalf: prepares | ActorStaff, From: SeasonAdopted, Until: beforeLock},
	"compact.text":           {By: prepares, Until: beforeLock},
	"signature.signature":    {By: ActorLeader, Behalf: prepares | ActorStaff, From: SeasonAdopted, Until: beforeLock},
	"programme.programme":    {By: unit, From: SeasonAdopted, Until: beforeLock},
	"progress.progress":      {By: unit, From: SeasonAdopted, Until: beforeLock},
	"activity.activity":      {By: unit, From: SeasonAdopted, Until: beforeLock},
	"initiative.achievement": {By: unit, From: SeasonAdopted, Until: beforeLock},
	"exemplar.achievement":   {By: unit, From: SeasonAdopted, Until: beforeLock},
	"headcount.headcount":    {By: unit, From: SeasonAdopted, Until: beforeLock},
	"headcount.list":         {By: unit, From: SeasonAdopted, Until: beforeLock},
	"objection.objection":    {By: unit, Until: beforeArchive},
	"assignment.assignment":  {By: leads, From: SeasonAdopted, Until: beforeLock},
	"sheet.submission":       {By: ActorLeader, Behalf: prepares | ActorStaff, From: SeasonRunning, Until: beforeLock},
	"sheet.reason":           {By: ActorLeader | ActorStaff | ActorChecker | prepares, From: SeasonRunning, Until: beforeLock},
	"sheet.step":             {By: ActorLeader | ActorStaff | ActorChecker | prepares, From: SeasonRunning, Until: beforeLock},
	"score.verified":         {By: ActorChecker, From: SeasonRunning, Until: beforeLock},
	"explanation.text":       {By: unit, From: SeasonRunning, Until: beforeLock},
	"conference.conference":  {By: prepares, Until: beforeArchive},
	"attendance.attendance":  {By: prepares, Until: beforeLock},
	"speech.speech":          {By: prepares | unit, Until: beforeArchive},
	"vote.vote":              {By: prepares, Until: beforeLock},
	"tally.tally":            {By: prepares, Until: beforeLock},
	"chair.chair":            {By: leads, Until: beforeLock},
	"leaders.leaders":        {By: prepares, Until: beforeArchive},
	"proposal.proposal":      {By: prepares, From: SeasonLocked, Until: beforeArchive},
	"proposal.step":          {By: prepares | ActorAuthority, From: SeasonLocked},
	"proposal.reason":        {By: prepares | ActorAuthority, From: SeasonLocked},
	"proposal.sent":          {By: leads, From: SeasonLocked, Until: beforeArchive},
	"proposal.decision":      {By: ActorAuthority, Behalf: ActorOffice, From: SeasonLocked},
	"proposal.revocation":    {By: ActorAuthority, Behalf: ActorOffice, From: SeasonLocked},
	"dossier.paper":          {By: prepares, From: SeasonLocked, Until: beforeArchive},
}

// RightTo is who may write a field of a kind of record in a cluster, and when; false if the table does not know it.
func RightTo(kind, field string) (Right, bool) {
	r, ok := rights[kind+"."+field]
	return r, ok
}

// Open says whether a season at a step is within the right's steps: -1 not yet, 0 open, 1 over. A season whose life cycle was not begun
// limits nothing.
func (r Right) Open(at SeasonStep) int {
	i := seasonIndex(at)
	switch {
	case i < 0:
		return 0
	case r.From != "" && i < seasonIndex(r.From):
		return -1
	case r.Until != "" && i > seasonIndex(r.Until):
		return 1
	}
	return 0
}
