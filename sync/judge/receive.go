package judge

import (
	"bytes"
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Alarm is proof that a log is not what it claims to be: a leaf out of order, a verdict that cannot be recomputed, a root that differs.
// It is kept and shown; nothing after it is applied.
type Alarm struct {
	Scope changeset.Scope
	Index uint64
	What  string // "leaf", "verdict", "judge", "root", "base", "rollback", "signature", "state"
	Leaf  []byte
	Cause error

	Altered bool // what came beside the leaf is not the change it is about: told of whoever brought both, not of who gave the leaf
}

func (a *Alarm) Error() string {
	s := "alarm: " + a.What + " in " + a.Scope.String()
	if a.Cause != nil {
		s += ": " + a.Cause.Error()
	}
	return s
}

func (a *Alarm) Unwrap() error { return a.Cause }

// Received is one leaf as it came in: its bytes, and the change's where the desk does not have them yet.
type Received struct {
	Scope    changeset.Scope
	Leaf     []byte
	Change   []byte // nil for a further leaf, or when the change is already here
	Detached []changeset.Detached
	Whole    bool  // not taken in without one of the personal values its change names: the error "judge.bare"
	Past     *Past // with Whole: values that may be missing all the same; nil = none
}

// Source gives the signed bytes of changes that are already here.
type Source interface {
	Change(id changeset.Identity) ([]byte, error)
	Detached(commitment emulation.Hash) (*changeset.Detached, error)
}

// Receive checks one leaf of a log and applies it: the bytes, the signature, the place in log and chain, and the verdict, which is
// recomputed. An *Alarm means that the log lies; the overlay is then as before. A leaf that is here already is skipped. A leaf judged by a
// version that the office brought into force and this program does not know is the error "judge.newer": no lie, and not taken in.
func (j *Judge) Receive(o *Overlay, source Source, in Received) error {
	return j.ReceiveSigned(o, source, in, nil)
}

// ReceiveSigned is Receive of a leaf whose change was decoded before; nil: it was not.
func (j *Judge) ReceiveSigned(o *Overlay, source Source, in Received, c *changeset.Signed) error {
	alarm := func(what string, index uint64, cause error) error {
		return &Alarm{Scope: in.Scope, Index: index, What: what, Leaf: in.Leaf, Cause: cause}
	}
	leaf, err := changeset.DecodeLeaf(in.Leaf)
	if err != nil {
		return alarm("leaf", 0, err)
	}
	head, err := o.Log(in.Scope)
	if err != nil {
		return err
	}
	if leaf.Index < head.Size {
		have, err := o.Entry(in.Scope, leaf.Index)
		if err != nil {
			return err
		}
		if have == nil || !bytes.Equal(have.LeafRaw, in.Leaf) {
			return alarm("leaf", leaf.Index, nil)
		}
		return nil
	}
	if leaf.Index > head.Size || leaf.Received < head.Received && leaf.JudgeVersion == First || (head.Size > 0 && leaf.ControlSize < head.ControlSize) || leaf.JudgeVersion == 0 ||
		(in.Scope.Kind() == changeset.Control && leaf.ControlSize != leaf.Index) {
		return alarm("leaf", leaf.Index, nil)
	}
	place, err := o.Place(leaf.Identity)
	if err != nil {
		return err
	}
	if logged := place != nil && place.First != changeset.Pending; logged != leaf.Further() {
		return alarm("leaf", leaf.Index, nil) // a second first leaf, or a further one of nothing
	}
	inForce, err := j.versionAt(o, in.Scope, leaf)
	if err != nil {
		return err
	}
	if leaf.JudgeVersion < inForce {
		return alarm("judge", leaf.Index, versionDiffers(leaf, inForce))
	}
	if inForce > j.Knows {
		return &Newer{inForce}
	}
	if leaf.Received < head.Received {
		early, err := j.tooEarly(o, in.Scope, head, leaf)
		if err != nil {
			return err
		}
		if early {
			return alarm("leaf", leaf.Index, nil)
		}
	}
	if crosses, err := j.crosses(o, in.Scope, head, leaf); err != nil {
		return err
	} else if crosses {
		return alarm("generation", leaf.Index, nil)
	}
	altered := func(cause error) error {
		return &Alarm{Scope: in.Scope, Index: leaf.Index, What: "leaf", Leaf: in.Leaf, Cause: cause, Altered: true}
	}
	if c == nil {
		raw := in.Change
		if len(raw) == 0 { // a copy in an invitation has empty bytes for none
			if raw, err = o.change(source, leaf.Identity); err != nil {
				return err
			}
		}
		if c, err = changeset.Decode(j.Tenant, raw); err != nil { // no version known here takes what cannot be read here
			return altered(err)
		}
	}
	if c.Identity != leaf.Identity || c.Scope != in.Scope {
		return altered(nil)
	}
	if leaf.JudgeVersion > inForce && (RaiseOf(&c.Change) != leaf.JudgeVersion || leaf.Further()) {
		return alarm("judge", leaf.Index, versionDiffers(leaf, inForce))
	}
	if err := j.checkVerdict(o, source, c, leaf); err != nil {
		return err
	}
	if leaf.JudgeVersion > j.Knows {
		return &Newer{leaf.JudgeVersion}
	}
	e := changeset.Entry{Scope: in.Scope, Leaf: *leaf}
	if !leaf.Further() {
		e.Raw = c.Raw
		if e.Detached, err = in.beside(source, c); err != nil {
			return err
		}
	}
	if err := j.Append(o, e, c); err != nil {
		if emulation.KeyOf(err) == "judge.leaf-order" {
			return alarm("leaf", leaf.Index, err)
		}
		return err
	}
	return nil
}

// beside are the personal values that stand with the leaf: what the change names of those that came, and of those that are here already, where
// an own change comes back without them.
func (in *Received) beside(source Source, c *changeset.Signed) ([]changeset.Detached, error) {
	if len(in.Change) > 0 && !in.Whole {
		named, _ := c.Named(in.Detached)
		return named, nil
	}
	beside, bare, err := c.Beside(in.Detached, source.Detached)
	bare = emulation.Where(bare, func(commitment emulation.Hash) bool { return !in.Past.has(c, commitment) })
	if err == nil && len(bare) > 0 && in.Whole {
		err = emulation.Errorf(emulation.Unavailable, "judge.bare")
	}
	return beside, err
}

// tooEarly reports whether a leaf's time lies before what its log allows; the control log it counts is here.
func (j *Judge) tooEarly(o *Overlay, scope changeset.Scope, head changeset.LogHead, leaf *changeset.Leaf) (bool, error) {
	control, _, err := j.ControlOf(o, scope, changeset.Logged)
	if err != nil {
		return false, err
	}
	earliest, err := j.Earliest(o, control, head, changeset.AsOf(leaf.ControlSize))
	return leaf.Received < earliest, err
}

// versionAt is the judge version in force for a leaf of a scope, once the control log it counts is here.
func (j *Judge) versionAt(o *Overlay, scope changeset.Scope, leaf *changeset.Leaf) (uint64, error) {
	behind := emulation.Errorf(emulation.Unavailable, "judge.control-behind", "size", leaf.ControlSize)
	control, ok, err := j.ControlOf(o, scope, changeset.Logged)
	if err != nil {
		return 0, err
	}
	if !ok { // no lie yet: the control log that records this cluster or unit is still to come
		return 0, behind
	}
	if head, err := o.Log(control); err != nil {
		return 0, err
	} else if leaf.ControlSize > head.Size {
		return 0, behind
	}
	return j.InForce(o, control, changeset.AsOf(leaf.ControlSize))
}

func versionDiffers(leaf *changeset.Leaf, inForce uint64) error {
	return emulation.Errorf(emulation.Corrupt, "judge.version-differs", "said", leaf.JudgeVersion, "inForce", inForce)
}

// checkVerdict recomputes the verdict of a leaf.
func (j *Judge) checkVerdict(o *Overlay, source Source, c *changeset.Signed, leaf *changeset.Leaf) error {
	alarm := func(what string, cause error) error {
		return &Alarm{Scope: c.Scope, Index: leaf.Index, What: what, Leaf: leaf.Encode(), Cause: cause}
	}
	at := Moment{Received: leaf.Received, Control: changeset.AsOf(leaf.ControlSize), Judge: leaf.JudgeVersion}
	var ruling Ruling
	if leaf.Further() {
		raw, err := o.change(source, leaf.CauseIdentity())
		if err != nil {
			return alarm("verdict", err)
		}
		cause, err := changeset.Decode(j.Tenant, raw)
		if err != nil {
			return alarm("verdict", err)
		}
		var ok bool
		if ruling, ok, err = j.Again(o, c, cause, at); err != nil || !ok {
			return alarm("verdict", err)
		}
	} else {
		var err error
		if ruling, err = j.Decide(o, c, at); err != nil {
			if r, refused := AsRefusal(err); refused && r.Reason == ReasonBase {
				return alarm("base", r)
			} else if refused {
				return &Alarm{Scope: c.Scope, Index: leaf.Index, What: "verdict", Leaf: leaf.Encode(), Cause: r, Altered: r.Reason == RefusedSignature}
			}
			return err
		}
		if ruling.Judge != leaf.JudgeVersion {
			return alarm("judge", versionDiffers(leaf, ruling.Judge))
		}
	}
	if ruling.Reason == ReasonBase {
		if leaf.Verdict != ruling.Verdict || leaf.Reason != ruling.Reason {
			return alarm("base", nil)
		}
		control, _, err := j.ControlOf(o, c.Scope, changeset.Logged)
		if err != nil {
			return err
		}
		if generation, err := j.Generation(o, control, at.Control); err != nil {
			return err
		} else if c.Generation == generation { // a first version's verdict hides nothing: the leaf stands, and the alarm sounds
			o.noticed = append(o.noticed, &Alarm{Scope: c.Scope, Index: leaf.Index, What: "base", Leaf: leaf.Encode()})
		}
		return nil
	}
	if ruling.Verdict != leaf.Verdict || ruling.Reason != leaf.Reason {
		return alarm("verdict", emulation.Errorf(emulation.Corrupt, "judge.verdict-differs",
			"said", leaf.Verdict.String()+" "+leaf.Reason, "found", ruling.Verdict.String()+" "+ruling.Reason))
	}
	return nil
}

// change gives the bytes of a change that was appended here or is in the source.
func (o *Overlay) change(source Source, id changeset.Identity) ([]byte, error) {
	for i := range o.batch.Entries {
		if e := &o.batch.Entries[i]; e.Raw != nil && e.Leaf.Identity == id {
			return e.Raw, nil
		}
	}
	raw, err := source.Change(id)
	if err == nil && raw == nil {
		err = emulation.Errorf(emulation.Corrupt, "judge.change-missing", "identity", id.String())
	}
	return raw, err
}

// CheckCheckpoint compares the server's signed word with the log as it is here. A checkpoint beyond this log is no alarm: the rest is to come.
func (j *Judge) CheckCheckpoint(v View, c *changeset.Checkpoint) error {
	head, err := j.Head(v, c.Scope)
	if err != nil {
		return err
	}
	if c.Tenant != j.Tenant || c.Generation > head.Generation {
		return &Alarm{Scope: c.Scope, Index: c.Size, What: "root"}
	}
	if c.Size > head.Size {
		return nil
	}
	if c.Generation < head.Generation {
		if lost, err := j.lost(v, c); err != nil || lost {
			return err
		}
	}
	var root emulation.Hash
	if c.Size > 0 {
		if root, _, err = v.RootAt(c.Scope, c.Size); err != nil {
			return err
		}
	}
	if root != c.Root {
		return &Alarm{Scope: c.Scope, Index: c.Size, What: "root"}
	}
	return nil
}

// OpenCheckpoint reads a checkpoint that one of the servers of an office signed, as a view knows them; anything else is "changeset.checkpoint".
func (j *Judge) OpenCheckpoint(v View, control changeset.Scope, raw []byte) (opened *changeset.Checkpoint, err error) {
	bad := error(emulation.Errorf(emulation.Corrupt, "changeset.checkpoint"))
	err = j.SignedByServer(v, control, func(server ed25519.PublicKey) bool {
		opened, bad = changeset.OpenCheckpoint(raw, server)
		return bad == nil
	})
	if err == nil {
		err = bad
	}
	return opened, err
}

// SignedByServer asks of the servers of an office, as a view knows them, whether one of them signed something.
func (j *Judge) SignedByServer(v View, control changeset.Scope, signed func(server ed25519.PublicKey) bool) error {
	found := false
	return v.EachRecord(control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		if found {
			return nil
		}
		cert, err := j.Certificate(v, control, record.Certificate.Read(r.Key).Log, changeset.Logged)
		found = err == nil && cert != nil && cert.Subject.Kind == emulation.SubjectServer && signed(cert.Key.Key())
		return err
	})
}
