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
	return Say("actor.any", "actors", Map(a.Names(), func(n string) Message { return Say("actor." + n) }))
}

// Right says who may write one field of a kind of record, and while the season stands where. Behalf are those who may write it for the unit
// at hand with the signed paper attached.
type Right struct {
	By          Actors
	Behalf      Actors
	From, Until SeasonStep // first and last step; "" = from the start, to the end
}

// The sets that stand in many rights.
const (
	WhoLeads    = ActorOffice | ActorHead
	WhoPrepares = WhoLeads | ActorSecretary // the papers of a season
	UnitPeople  = ActorLeader | ActorStaff
)

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
