package main

// The packages whose tests notice most.
const (
	wirePackage   = "./sync/wire"
	hubPackage    = "./sync/hub"
	judgePackage  = "./sync/judge"
	clientPackage = "./sync/client"
	serverPackage = "./server"
	cliPackage    = "./cmd/thidua-cli"

	bundles = "ForgedCopy|InACopy|BundlesThat|BundlesReceipts" // tests of cliPackage
)

// guards are those that are watched. Whoever moves a guard moves its line here; whoever writes one adds it.
var guards = []Guard{
	// What travels.
	{"inflated size", "sync/wire/frame.go", "f.left -= len(b); f.left < 0 {", "f.left -= len(b); f.left < -1<<40 {", wirePackage + " " + hubPackage, "Limit|Hostile|Bound|Bomb|Stream|Attack"},
	{"inflated size of who is not proved", "sync/hub/sync.go", "limit := wire.MaxUnproved", "limit := wire.MaxInflated", hubPackage, ""},
	{"length of one item", "sync/wire/reader.go", "if length > MaxItem {", "if length > 1<<40 {", wirePackage, ""},
	{"sum of a frame", "sync/wire/frame.go", "crc32.Checksum(f.buf[:n], castagnoli) != sum", "crc32.Checksum(f.buf[:n], castagnoli) != sum && false", wirePackage, ""},
	{"nothing after the end", "sync/wire/frame.go", `return malformed("after-end")`, "return nil", wirePackage, ""},
	{"length of an opening", "sync/wire/request.go", "if n > MaxOpening {", "if n > 1<<20 {", wirePackage, "Openings"},
	{"pushes of a request", "sync/hub/sync.go", "r.pushes > r.mostPushes()", "r.pushes > 1<<40", hubPackage, ""},
	{"bytes of a change", "sync/changeset/change.go", "if len(raw) > MaxSubmit {", "if len(raw) > 1<<40 {", "./sync/changeset", ""},
	{"one spelling of a leaf or certificate", "sync/changeset/cbor.go", "!bytes.Equal(again, raw)", "!bytes.Equal(again, raw) && false", "./sync/changeset ./sync/identity", ""},
	{"depth of a message", "sync/changeset/cbor.go", "(major == 4 || major == 5) && depth >= maxDepth", "(major == 4 || major == 5) && depth >= 1<<20", "./sync/changeset " + wirePackage, ""},
	{"a change signed by its key", "sync/changeset/cose.go", "!ed25519.Verify(key, e.signed, e.signature)", "false", "./sync/changeset " + judgePackage, ""},
	{"a chunk belongs to its file", "sync/changeset/blob.go", "if err := tlog.CheckRecord(proof, n.Chunks(), tlog.Hash(n.Root), i, tlog.RecordHash(chunk)); err != nil {", "if err := tlog.CheckRecord(proof, n.Chunks(), tlog.Hash(n.Root), i, tlog.RecordHash(chunk)); err != nil && false {", "./sync/changeset", ""},

	// The server.
	{"requests with one ticket", "sync/ticket/ticket.go", "if len(s.asked) >= maxAsked {", "if len(s.asked) >= 1<<40 {", hubPackage, ""},
	{"a spent request", "sync/ticket/ticket.go", "since < 0 || since > repeatedMs", "since < 0", hubPackage, ""},
	{"repeats of a request", "sync/ticket/ticket.go", "a.times >= maxRepeats", "a.times >= 1<<40", hubPackage, ""},
	{"the newest ticket counts", "sync/ticket/ticket.go", "if number < s.number {", "if number < 0 {", hubPackage, ""},
	{"a ticket ends", "sync/ticket/ticket.go", "nowMs <= until", "nowMs <= until || true", hubPackage, ""},
	{"what a server names is here in the end", "sync/refusal/refusal.go", "if err == nil && whole {", "if err == nil && false {", "./workspace/access", "Quota"},
	{"a server's word is not old", "workspace/replica/refusal.go", "return older, err", "return older && false, err", "./workspace/access", "Quota"},
	{"a change waits for one that rests", "workspace/replica/refusal.go", "if kept.Identity != id && kept.Seq < place.Seq {", "if false {", "./workspace/access", "Later"},
	{"a revocation is shown by the log", "workspace/replica/refusal.go", "} else if shut {", "} else if shut || true {", "./workspace/access", "Revoked"},
	{"a share of one key at a relay", "server/relay/relay.go", "case own > r.Most/4 &&", "case own > r.Most &&", "./server/relay", "KnownKey"},
	{"copies for whose certificate holds", "workspace/replica/holders.go", "return !ended && ", "return (!ended || true) && ", "./workspace/replica", "Copies"},
	{"a request signed by its key", "sync/hub/access.go", "if r.Verify(h.anchor.Tenant, c.cert.Key.Key()) != nil {", "if false {", hubPackage, ""},
	{"a barred caller reads nothing", "sync/hub/access.go", "case c.revoked:", "case false:", hubPackage, ""},
	{"a barred caller's chunks", "sync/hub/blobs.go", "if why := h.barred(c); why != nil {", "if why := h.barred(c); why != nil && false {", hubPackage, ""},
	{"chunks of another unit's file", "sync/hub/blobs.go", "if ok, err := h.mayFetch(c, b); err != nil || ok {", "if _, err := h.mayFetch(c, b); err != nil || true {", hubPackage, ""},
	{"a file nobody named", "sync/hub/blobs.go", "if b == nil {\n\t\treturn c, emulation", "if b == nil && method != \"PUT\" {\n\t\treturn c, emulation", hubPackage, "Nobody"},
	{"bytes of personal values", "sync/changeset/detached.go", "left >= 0 {", "left >= -1<<40 {", hubPackage, ""},
	{"personal values a change names", "sync/hub/take.go", "named, _ := c.Named(detached)\n", "named := detached\n", hubPackage, "Personal"},
	{"personal values a leaf's change names", "sync/judge/receive.go", "named, _ := c.Named(in.Detached)\n", "named := in.Detached\n", hubPackage, "Personal"},
	{"a time in doubt", "sync/hub/take.go", "return t, h.ClockDoubt()", "return t, nil", hubPackage, ""},
	{"body's pace", "server/pace.go", "r.until(r.w.control.SetReadDeadline, r.body)", "error(nil)", serverPackage, "Attack"},
	{"write deadline", "server/pace.go", "w.request.until(w.control.SetWriteDeadline, w.sent)", "error(nil)", serverPackage, "Attack"},
	{"silent connections", "server/server.go", "ReadHeaderTimeout: s.Silence,", "", serverPackage, "Attack"},
	{"connections of one address", "server/crowd.go", "w.of[g.where] > max(1, w.server.Connections/16)", "false", serverPackage, "Attack|Connection|Crowd"},
	{"a place for somebody new", "server/crowd.go", "w.close(w.beyond(c))", "w.close(c)", serverPackage, "Attack|Connection|Crowd"},
	{"a fair part of the lines", "server/budget.go", "other := b.beyond(h.share.held + n)", "other := b.beyond(1 << 40)", serverPackage, "Attack"},
	{"large bodies of a stranger", "server/handlers.go", "limit = wire.MaxUnproved", "limit = wire.MaxRequest", serverPackage, "Attack"},
	{"rate of an address", "server/rates.go", "r.of(caller, now).limiter.TokensAt(now) < 1", "false", serverPackage, ""},
	{"a proxy nobody trusts", "server/address.go", "if !s.trusted(from) {\n\t\treturn place(from)", "if false {\n\t\treturn place(from)", serverPackage, ""},

	// States.
	{"a word on a state that the server signed", "sync/state/word.go", "if err != nil || env.Verify(server) != nil {", "if err != nil {", "./internal/hostile", "State"},
	{"a word on another history", "workspace/replica/state.go", "} else if !ok || root != word.Root {", "} else if !ok && root != word.Root {", "./internal/hostile", "State"},
	{"a state that differs", "workspace/replica/state.go", "if err := w.Disk.Commit(b); err != nil || same {", "if err := w.Disk.Commit(b); err != nil || true {", "./internal/hostile", "State"},
	{"records are added up before anybody is accused", "workspace/replica/state.go", "sum.Hash(word.Scope) != word.State { // what", "false { // what", "./internal/hostile", "Sum"},
	{"a state is compared though nothing is new", "sync/hub/answer.go", "want = wire.StateDigest(p.head.Size, p.head.Root(), *p.state)", "want = c.Root", hubPackage, "State"},
	{"a sum that desks doubt", "sync/hub/answer.go", "p.cursor.Checked == head.Size && !p.checked()", "false", hubPackage, "Sum"},
	{"records added up for who doubts", "sync/hub/state.go", "since >= 0 && since < anewEvery.Milliseconds()", "since < 0", hubPackage, "Sum"},
	{"a full check compares the signed state", "workspace/replica/verify.go", "if word.State != v.State {", "if false {", "./internal/hostile", "State"},

	// The judge.
	{"a verdict is recomputed", "sync/judge/receive.go", "if ruling.Verdict != leaf.Verdict || ruling.Reason != leaf.Reason {\n\t\treturn alarm(\"verdict\"", "if false {\n\t\treturn alarm(\"verdict\"", judgePackage, ""},
	{"a signature verified ahead", "sync/changeset/change.go", "if s.Verify(key) == nil {", "if key != nil {", "./sync/ahead", ""},
	{"a key's proof is no other key's", "sync/changeset/change.go", "s.proven != nil && s.proven.Equal(key)", "s.proven != nil", "./sync/ahead", ""},
	{"a newer judge nobody raised", "sync/judge/receive.go", "(RaiseOf(&c.Change) != leaf.JudgeVersion || leaf.Further())", "false", judgePackage, ""},
	{"an older judge than in force", "sync/judge/receive.go", "if leaf.JudgeVersion < inForce {", "if false {", judgePackage, ""},
	{"a leaf of another change", "sync/judge/receive.go", "if c.Identity != leaf.Identity || c.Scope != in.Scope {", "if false {", judgePackage, ""},
	{"a leaf that was altered later", "sync/judge/receive.go", "have == nil || !bytes.Equal(have.LeafRaw, in.Leaf)", "have == nil || bytes.Equal(nil, in.Leaf)", judgePackage, ""},
	{"a history that differs", "sync/judge/decide.go", "return ok && root == c.BaseRoot, err", "return ok && (true || root == c.BaseRoot), err", judgePackage, ""},
	{"a field written twice", "sync/judge/decide.go", "if x.twice() {", "if false {", judgePackage, ""},
	{"values beside each other", "sync/judge/crowded.go", "if beside > maxHeads ||", "if false ||", judgePackage, "Crowded"},
	{"work after the last good change", "sync/judge/decide.go", "case revoked && x.c.Seq > lastGood && !x.taken:", "case false && revoked && x.c.Seq > lastGood:", judgePackage, ""},
	{"an ended certificate", "sync/judge/decide.go", "case ended:", "case false && ended:", judgePackage, ""},
	{"a revoked issuer of certificates", "sync/judge/rights_control.go", "x.j.Revoked(x.v, x.control, cert.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked {", "x.j.Revoked(x.v, x.control, cert.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked && false {", judgePackage, ""},
	{"a revoked issuer of invitations", "sync/judge/rights_control.go", "x.j.Revoked(x.v, x.control, inv.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked {", "x.j.Revoked(x.v, x.control, inv.Issuer.LogID(), x.control, x.at.Control); err != nil || revoked && false {", judgePackage, ""},
	{"rights beyond the issuer's", "sync/judge/rights_control.go", "!emulation.RolesWithin(may, issuer.MayGrant) ||", "", judgePackage, ""},
	{"rights to grant beyond the issuer's", "sync/judge/rights_control.go", "!emulation.RolesWithin(grant, issuer.MayGrant) ||", "", judgePackage, ""},
	{"a renewal that widens", "sync/judge/rights_control.go", "old != nil && !revoked && cert.SameRights(old) &&", "old != nil && !revoked &&", judgePackage, ""},
	{"a renewal of a revoked key", "sync/judge/rights_control.go", "old != nil && !revoked && cert.SameRights(old) &&", "old != nil && (revoked || true) && cert.SameRights(old) &&", judgePackage, ""},
	{"a renewal in the future", "sync/judge/rights_control.go", "cert.NotBefore*1000 <= x.at.Received, nil)", "true, nil)", judgePackage, ""},
	{"a second use of an invitation", "sync/judge/rights_control.go", "record.Invitation.Used.Last(r, x.at.Control); last != nil {", "record.Invitation.Used.Last(r, x.at.Control); last != nil && false {", judgePackage, ""},
	{"an ended invitation", "sync/judge/rights_control.go", "if x.at.Received > inv.NotAfter*1000 {", "if false {", judgePackage, ""},
	{"a colleague's person", "sync/judge/rights_control.go", "if taken, err := x.borrowed(cert); err != nil || taken {", "if taken, err := x.borrowed(cert); err != nil || taken && false {", judgePackage, ""},
	{"a person of another unit", "sync/judge/rights_control.go", "if stranger, err := x.anothers(cert); err != nil || stranger {", "if stranger, err := x.anothers(cert); err != nil || stranger && false {", judgePackage, ""},
	{"a log of its own unit", "sync/judge/decide.go", "return x.cert.Is(emulation.SubjectUnit, x.c.Scope.ID()), nil", "return true, nil", judgePackage, ""},
	{"a schema that is not in force", "sync/judge/decide.go", "if x.version > First && x.c.Schema > x.version {", "if false {", judgePackage, ""},
	{"a decision before what it decides", "sync/judge/again.go", "return d, place.Last > int64(last.Index)", "return d, true", judgePackage, ""},

	// Files by hand.
	{"who is not the server gives no verdicts", "internal/desk/bundle_in.go", "\tif i.Server {", "\tif true {", cliPackage, bundles},
	{"who is not the server speaks for none of its leaves", "internal/desk/bundle_in.go", "Vouch(i.From, i.Server)", "Vouch(i.From, true)", cliPackage, bundles},
	{"leaves beyond the server's word", "workspace/replica/vouch.go", " || leaf.Index >= l.reach", "", cliPackage, bundles},
	{"a leaf of a file is taken once", "workspace/replica/vouch.go", "leaf.Index != l.here.Size+l.taken || ", "", cliPackage, bundles},
	{"leaves that merely do not fit", "workspace/replica/vouch.go", "if !proven {", "if false {", cliPackage, bundles},
	{"two histories in a file", "workspace/replica/vouch.go", "if err := w.Notice(&judge.Alarm{Scope: c.Scope, Index: min(c.Size, l.here.Size), What: \"root\", Leaf: raw}); err != nil {", "if err := error(nil); err != nil {", cliPackage, bundles},
	{"names a copy leaves out", "internal/desk/bundle_in.go", "in.Whole = !i.Server", "in.Whole = false", cliPackage, bundles},
	{"who altered a copy", "workspace/replica/vouch.go", "if alarm.Altered {", "if false && alarm.Altered {", cliPackage, bundles},
	{"faults of one file", "workspace/replica/vouch.go", "len(v.faults) >= maxFaults", "false", cliPackage, bundles},
	{"logs of one file", "workspace/replica/vouch.go", "len(v.logs) >= maxLogs", "false", cliPackage, bundles},
	{"receipts of bundles nobody made", "internal/desk/bundle_in.go", "if !i.sent[r.Bundle] {", "if false {", cliPackage, bundles},
	{"a bundle that comes again", "sync/hub/bundle.go", "made > last.Made && made", "last.Made >= 0 && made", cliPackage, bundles},
	{"a bundle of a day to come", "sync/hub/bundle.go", " && made <= h.now().Add(aheadOfTime).UnixMilli()", "", cliPackage, bundles},

	// Keys and codes.
	{"a flipped bit of a key file", "sync/identity/keyfile.go", "!bytes.Equal(raw, f.Seal(content))", "false", "./sync/identity ./internal/desk", "Key"},
	{"a certificate signed by its issuer", "sync/identity/certificate.go", "if err := env.Verify(c.Issuer.Key()); err != nil {", "if err := env.Verify(c.Issuer.Key()); err != nil && false {", "./sync/identity", ""},
	{"a certificate's length of life", "sync/identity/certificate.go", "|| c.NotAfter-c.NotBefore > MaxValidity", "", "./sync/identity", ""},
	{"the sum of a code", "sync/identity/spell.go", "checksum(content, label) == [2]byte(bits[16:])", "true", "./sync/identity", ""},

	// The desk's side of the line.
	{"a false server behind a code", "sync/client/invite.go", "!bytes.Equal(inv.OneTime[:], oneTime[:]) ||", "bytes.Equal(oneTime[:], nil) ||", clientPackage + " " + hubPackage, "Invit|False|Join"},
	{"a page that says 200", "sync/client/answer.go", "if n > 0 && isText(first) {", "if false {", clientPackage, ""},
	{"a chunk only the server stored", "sync/client/http.go", "opening, body, http.StatusNoContent)", "opening, body, http.StatusOK)", clientPackage + " " + serverPackage, "InTheServersPlace|Between|Evidence"},
	{"a pinned key", "sync/client/route.go", "shown != pin {", "shown != pin && false {", clientPackage, "Trusted"},
	{"a byte now and then", "sync/client/meter.go", "w.moved >= leastMoved {", "true {", clientPackage, "AnswersThatAreNone"},
	{"how long somebody sends a desk away", "sync/client/answer.go", "if seconds < uint64(longestLater/time.Second) {", "if seconds < 1<<33 {", clientPackage, "RetryAfter"},
	{"shorter requests where long ones are refused", "sync/client/session.go", "if s.shorten(err) {", "if false {", clientPackage, "TooLong"},
	{"shorter returns where long ones are refused", "sync/client/session.go", "	s.keepReturns()\n", "", "./internal/desk", "GivenBack"},
	{"syncs that never end", "sync/client/session.go", "s.memory.Barren >= mostBarren", "false", clientPackage, "NeverLets"},
	{"shorter messages on a line that cuts", "sync/client/memory.go", "max(budget>>min(m.Cuts, 16), min(budget, leastBudget))", "budget", serverPackage, "Between"},
	{"a chunk that is not the file's", "sync/client/carry.go", "err = name.CheckChunk(n, got.Data, got.Path)", "_ = name.CheckChunk(n, got.Data, got.Path)", clientPackage, "BendsAChunk"},

	// Counts of votes.
	{"a paper struck out in one line of a show of hands", "emulation/ballot/verify.go", "case !r.Secret:\n\t\t\tc.fault(at, ", "case false:\n\t\t\tc.fault(at, ", "./emulation/ballot", ""},
	{"a paper struck out counts in each line", "emulation/ballot/verify.go", "case *l.Invalid < t.Invalid:", "case false:", "./emulation/ballot", ""},
	{"a line adds up to the papers returned", "emulation/ballot/verify.go", "case sum+*l.Invalid != t.Returned:", "case false:", "./emulation/ballot", ""},

	// Going over to a new release.
	{"nobody comes in before it is opened", "internal/desk/desk.go", "o.Held = held\n", "if held != nil {\n\t\t_ = held.Close()\n\t}\n", "./internal/desk", "Between"},
	{"no way back after the first save", "internal/desk/goover.go", "r.Kept && !r.Saved: // the release", "r.Kept: // the release", "./internal/desk", "Release|Saving|Save"},
	{"a release that does not come up", "internal/desk/goover.go", "if r.Tries++; r.Tries > mostTries {", "if r.Tries++; false {", "./internal/desk", "Release"},

	// The disk.
	{"the sum of a frame on the disk", "storage/frame/frame.go", "checksum(b[4:8], payload) != binary.BigEndian.Uint32(b[8:])", "false", "./storage/frame ./storage/journal", ""},
	{"a journal is on the disk before it is said", "storage/journal/journal.go", "err = j.f.Sync()", "err = nil", "./storage/journal ./storage", ""},
	{"a chunk on the disk belongs to its file", "storage/blob/chunk.go", "if err := name.CheckChunk(n, chunk, path); err != nil {", "if err := name.CheckChunk(n, chunk, path); err != nil && false {", "./storage/blob", ""},
}
