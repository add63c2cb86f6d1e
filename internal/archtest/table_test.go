package archtest

// Row is one line of the package table in docs/architecture.md.
type Row struct {
	Package string   // pattern of import paths
	Owns    string   // what it is for; shown when something is refused
	May     []string // what it may import beside the standard library: patterns
	Never   []Ban    // what it may not reach at all, not even through others
}

// Ban is something a package may not depend on, with the reason.
type Ban struct {
	Path, Why string
}

// Patterns that stand in several rows.
const (
	domain    = "thidua/emulation/..."
	catalogue = "thidua/emulation/record"
	errs      = "thidua/emulation" // error type, ids: what every layer speaks
	changeset = "thidua/sync/changeset"
	identity  = "thidua/sync/identity"
	phrases   = "thidua/internal/phrase"
	durable   = "thidua/internal/durable"
	cryptRoom = "thidua/storage/crypt"
	cbor      = "github.com/fxamacker/cbor/v2"
	cose      = "github.com/veraison/go-cose"
	age       = "filippo.io/age/..."
	tlog      = "golang.org/x/mod/sumdb/tlog"
	note      = "golang.org/x/mod/sumdb/note"
	state     = "thidua/sync/state"
	fyne      = "fyne.io/fyne/v2/..."
	badger    = "github.com/dgraph-io/badger/v4/..."
	resty     = "github.com/go-resty/resty/v2/..."
	system    = "golang.org/x/sys/..."
	yaml      = "github.com/goccy/go-yaml/..."
	pgx       = "github.com/jackc/pgx/v5/..."
)

var (
	noWindow   = Ban{fyne, "it has to build without cgo and run where there is no window"}
	noDisk     = Ban{badger, "where data is kept is decided in cmd"}
	noDatabase = Ban{pgx, "a desk keeps its data itself, and its programs stay small"}
	noLine     = Ban{"net/http", "how bytes travel is decided in cmd"}
	pure       = []Ban{noWindow, noDisk, noLine,
		{"net", "the rules of an emulation season are the same with no network at all"}}
	quiet  = []Ban{noWindow, noDisk, noLine}
	window = []Ban{noDisk}
)

var screen = []string{fyne, "thidua/workspace/...", domain, "thidua/docs/guide",
	"thidua/documents/...", "thidua/vietnamese", "thidua/assets/...", phrases,
	"thidua/ui/bridge", "thidua/ui/grid", "thidua/ui/widgets", "thidua/ui/theme", "thidua/ui/text", "thidua/ui/typing", "thidua/ui/focus", "thidua/ui/screen", "thidua/ui/board"}

// part is for the pieces of the window that know no domain word.
var part = []string{fyne, "thidua/vietnamese", "thidua/assets/...",
	"thidua/ui/bridge", "thidua/ui/widgets", "thidua/ui/theme", "thidua/ui/text", "thidua/ui/typing", "thidua/ui/focus"}

// paper is what every writer of documents may use beside its own library.
func paper(libraries ...string) []string {
	return append([]string{"thidua/documents", domain, "thidua/vietnamese", "thidua/assets/...", phrases, durable}, libraries...)
}

// room is for one part of the year: it reads a book, writes with the pen of an open desk, and knows the rooms it builds on.
func room(on ...string) []string {
	return append([]string{domain, "thidua/vietnamese", changeset, "thidua/workspace", "thidua/workspace/book"}, on...)
}

// Table says which package may import which. A package without a row is refused: name what it owns first.
// The most exact pattern counts.
var Table = []Row{
	{Package: "thidua/cmd/*", Owns: "flags, paths, wiring, lifetime", May: []string{"..."}},
	{Package: "thidua/cmd/thidua", Owns: "flags, paths, wiring, lifetime of the window", May: []string{"..."}, Never: []Ban{noDatabase}},
	{Package: "thidua/cmd/thidua-cli", Owns: "flags, paths, wiring, lifetime of the command line", May: []string{"..."}, Never: []Ban{noWindow, noDatabase}},
	{Package: "thidua/cmd/thidua-cli/internal/verb", Owns: "what every verb works with: the open desk, sentences, tables, JSON", Never: []Ban{noWindow},
		May: []string{domain, "thidua/workspace/...", "thidua/documents/intake", "thidua/vietnamese", "thidua/internal/desk", "thidua/internal/replay", phrases}},
	{Package: "thidua/cmd/thidua-cli/internal/*", Owns: "the verbs of one part of the year, which know no other part's", Never: []Ban{noWindow},
		May: []string{"thidua/cmd/thidua-cli/internal/verb", domain, "thidua/workspace/...", "thidua/documents/...", "thidua/sync/...", "thidua/vietnamese",
			"thidua/assets/...", "thidua/internal/...", phrases}},
	{Package: "thidua/cmd/thidua-server", Owns: "flags, paths, wiring, lifetime of the server", May: []string{"..."}, Never: []Ban{noWindow}},

	{Package: "thidua/emulation", Owns: "the domain: units, seasons, sheets, roles, errors", Never: pure,
		May: []string{"thidua/emulation/decimal", "thidua/vietnamese"}},
	{Package: "thidua/emulation/decimal", Owns: "exact decimals", Never: pure,
		May: []string{errs, "github.com/govalues/decimal"}},
	{Package: "thidua/emulation/yamlfile", Owns: "files written by hand: scalars as text, faults with lines, bounds", Never: pure,
		May: []string{errs, "thidua/emulation/decimal", "thidua/vietnamese", yaml}},
	{Package: "thidua/emulation/rule", Owns: "a kind of rule: parameters, answers, points, sentences", Never: pure,
		May: []string{errs, "thidua/emulation/decimal", "thidua/emulation/yamlfile", "thidua/vietnamese"}},
	{Package: "thidua/emulation/criteria", Owns: "the two file formats, validation, versions", Never: pure,
		May: []string{errs, "thidua/emulation/decimal", "thidua/emulation/rule", "thidua/emulation/yamlfile", "thidua/vietnamese"}},
	{Package: "thidua/emulation/scoring", Owns: "rules to points, ranking, explanations", Never: pure,
		May: []string{errs, "thidua/emulation/decimal", "thidua/emulation/rule", "thidua/emulation/criteria", "thidua/vietnamese"}},
	{Package: "thidua/emulation/legal", Owns: "dated legal profiles with citations, award forms, who may get them", Never: pure,
		May: []string{errs, "thidua/emulation/decimal", "thidua/vietnamese", yaml}},
	{Package: "thidua/emulation/ballot", Owns: "how a vote is counted and what it decides", Never: pure,
		May: []string{errs, "thidua/emulation/legal"}},
	{Package: catalogue, Owns: "the catalogue of record kinds: key, fields, rights, checks", Never: pure,
		May: []string{errs, "thidua/emulation/ballot", "thidua/emulation/decimal", "thidua/emulation/legal", changeset}},
	{Package: "thidua/vietnamese", Owns: "NFC, search, collation, numbers, dates, words", Never: pure, May: []string{"golang.org/x/text/..."}},

	{Package: "thidua/workspace/book", Owns: "what control and cluster logs say at a point; read-only, no lock", Never: quiet,
		May: []string{domain, "thidua/vietnamese", changeset, "thidua/sync/judge", identity}},
	{Package: "thidua/workspace", Owns: "an open desk: drafts, signing, committing (the only lock), the feed", Never: quiet,
		May: []string{domain, "thidua/vietnamese", changeset, "thidua/sync/judge", identity, "thidua/workspace/book"}},
	{Package: "thidua/workspace/sheet", Owns: "the score sheets of a period: what is typed, given, explained, handed in", Never: quiet, May: room()},
	{Package: "thidua/workspace/review", Owns: "the reviewing of sheets: who verifies, the points of a round", Never: quiet, May: room("thidua/workspace/sheet")},
	{Package: "thidua/workspace/pledge", Owns: "registrations, the compact, objections, opinions on criteria, opinions on criteria", Never: quiet, May: room("thidua/workspace/sheet")},
	{Package: "thidua/workspace/season", Owns: "units, clusters, posts, criteria versions, the steps of a season", Never: quiet, May: room("thidua/sync/judge", "thidua/workspace/sheet", "thidua/workspace/pledge")},
	{Package: "thidua/workspace/year", Owns: "programmes, activities, headcounts, figures the cluster asks for, what reports tell, the internal cluster, the report", Never: quiet, May: room("thidua/workspace/sheet", "thidua/workspace/pledge")},
	{Package: "thidua/workspace/register", Owns: "letterheads, who signs, the registers of numbers, the words of standing sentences", Never: quiet, May: room()},
	{Package: "thidua/workspace/conference", Owns: "meetings, votes and their counts, leaders, minutes", Never: quiet, May: room("thidua/workspace/pledge")},
	{Package: "thidua/workspace/questions", Owns: "what waits for a person to decide", Never: quiet, May: room("thidua/sync/judge", "thidua/workspace/sheet", "thidua/workspace/year")},
	{Package: "thidua/workspace/result", Owns: "the ranking, the locked result, what came late", Never: quiet, May: room("thidua/sync/judge", identity, "thidua/workspace/sheet", "thidua/workspace/season", "thidua/workspace/conference", "thidua/workspace/questions")},
	{Package: "thidua/workspace/awards", Owns: "proposals from eligibility to decision", Never: quiet, May: room("thidua/workspace/sheet", "thidua/workspace/conference", "thidua/workspace/result")},
	{Package: "thidua/workspace/access", Owns: "who may work here: keys, invitations, revocations, what is held back", Never: quiet, May: room("thidua/sync/judge", identity)},
	{Package: "thidua/workspace/replica", Owns: "joining, what a sync brings and takes, proofs, status", Never: quiet, May: room("thidua/sync/judge", "thidua/sync/ahead", identity, state, "thidua/sync/refusal", "thidua/workspace/questions")},
	{Package: "thidua/workspace/todo", Owns: "tasks and news of the person at this desk", Never: quiet, May: room("thidua/workspace/access", "thidua/sync/judge", "thidua/workspace/sheet", "thidua/workspace/pledge", "thidua/workspace/review", "thidua/workspace/questions", "thidua/workspace/awards", "thidua/workspace/season", "thidua/workspace/year")},
	{Package: "thidua/storage", Owns: "log, records, indexes; order of a save, heads, backups, doctor, space", Never: []Ban{noWindow},
		May: []string{errs, changeset, durable, "thidua/storage/*"}},
	{Package: "thidua/storage/kv", Owns: "the database: rows in transactions; Badger, whose files nobody knows", Never: []Ban{noWindow},
		May: []string{errs, durable, badger, "github.com/dgraph-io/ristretto/v2", "thidua/storage/found"}},
	{Package: "thidua/storage/backup", Owns: "the file that holds everything of one moment", Never: quiet,
		May: []string{errs, changeset, durable, cryptRoom, "thidua/storage/frame", "thidua/storage/found"}},
	{Package: "thidua/storage/frame", Owns: "bytes in which damage is seen", Never: quiet},
	{Package: cryptRoom, Owns: "the encryption of a data folder: keys by purpose, sealed pieces", Never: quiet,
		May: []string{errs, changeset, "thidua/storage/frame", "golang.org/x/crypto/..."}},
	{Package: "thidua/storage/folder", Owns: "a data folder before its store is open: schema, lock, small files, what takes its place", Never: quiet,
		May: []string{errs, changeset, durable, cryptRoom, "thidua/storage/backup", "thidua/storage/frame", "thidua/storage/found"}},
	{Package: "thidua/storage/found", Owns: "what is noticed, in words for a person", Never: quiet, May: []string{errs, durable}},
	{Package: "thidua/storage/journal", Owns: "what must not be lost with the rows: drafts, own changes; on a server every commit", Never: quiet,
		May: []string{errs, changeset, durable, cryptRoom, "thidua/storage/frame", "thidua/storage/found"}},
	{Package: "thidua/storage/blob", Owns: "evidence files under the names their content spells", Never: quiet,
		May: []string{errs, changeset, durable, cryptRoom, "thidua/storage/frame", "thidua/storage/found"}},

	{Package: "thidua/sync/changeset", Owns: "a change as exact bytes, chains, clocks", Never: quiet, May: []string{errs, cbor, cose, tlog, note}},
	{Package: "thidua/sync/identity", Owns: "keys, certificates, roots, invitations, revocation", Never: quiet,
		May: []string{errs, changeset, "thidua/internal/crockford", cbor, cose, age, tlog, note, "golang.org/x/crypto/...", "github.com/sethvargo/go-diceware/..."}},
	{Package: state, Owns: "the digest of what a log amounts to, and a server's word on it", Never: quiet, May: []string{errs, changeset}},
	{Package: "thidua/sync/identity/keystore", Owns: "what opens an encrypted folder: keyring, passphrase, recovery code", Never: quiet,
		May: []string{errs, identity, cryptRoom, "thidua/vietnamese", "golang.org/x/crypto/...", "github.com/zalando/go-keyring"}},
	{Package: "thidua/sync/judge", Owns: "verify, judge at the leaf, fold, merge", Never: quiet,
		May: []string{changeset, identity, state, domain, tlog, note}},
	{Package: "thidua/sync/ahead", Owns: "decoding and verifying before the judge, by all processors", Never: quiet,
		May: []string{errs, catalogue, changeset, identity, "thidua/sync/judge"}},
	{Package: "thidua/sync/refusal", Owns: "a server's word on a quota, and whether it is true", Never: quiet,
		May: []string{errs, changeset, "thidua/sync/judge"}},
	{Package: "thidua/sync/ticket", Owns: "what proves that a server spoke to who asks", Never: quiet, May: []string{errs, changeset}},
	{Package: "thidua/sync/wire", Owns: "request and response, frames, compression", Never: quiet,
		May: []string{errs, changeset, cbor, "github.com/klauspost/compress/zstd"}},
	{Package: "thidua/sync/release", Owns: "who published which release of the programs, and whether to go over to it", Never: quiet, May: []string{errs, changeset}},
	{Package: "thidua/sync/bundle", Owns: "the items of the wire in one file, signed and encrypted", Never: quiet,
		May: []string{errs, changeset, identity, "thidua/sync/wire", age}},
	{Package: "thidua/sync/client", Owns: "schedule, transport, progress", Never: []Ban{noWindow, noDisk},
		May: []string{errs, changeset, identity, "thidua/sync/wire", resty}},
	{Package: "thidua/sync/hub", Owns: "the receiving end: judge, order, log, hand out", Never: quiet,
		May: []string{errs, catalogue, changeset, identity, state, "thidua/sync/judge", "thidua/sync/ahead", "thidua/sync/refusal", "thidua/sync/ticket", "thidua/sync/wire", tlog, note}},
	{Package: "thidua/server", Owns: "HTTP, limits, operations", Never: []Ban{noWindow, noDisk, {resty, "a server calls nobody"}},
		May: []string{errs, changeset, identity, "thidua/sync/hub", "thidua/sync/wire", "thidua/server/meter", phrases, "golang.org/x/time/rate", "golang.org/x/sync/semaphore"}},
	{Package: "thidua/server/meter", Owns: "what a server counts for whoever runs it", Never: []Ban{noWindow, noDisk, {resty, "a server calls nobody"}},
		May: []string{"github.com/prometheus/client_golang/prometheus", "github.com/prometheus/client_golang/prometheus/collectors",
			"github.com/prometheus/client_golang/prometheus/promhttp"}},
	{Package: "thidua/server/postgres", Owns: "a hub's logs in PostgreSQL", Never: []Ban{noWindow, noDisk, {resty, "a server calls nobody"}},
		May: []string{errs, changeset, pgx, "github.com/pressly/goose/v3/..."}},
	{Package: "thidua/server/relay", Owns: "bundles held for others in one building, over HTTP", Never: []Ban{noWindow, noDisk, {resty, "a relay calls nobody"}},
		May: []string{errs, changeset, identity, "thidua/sync/bundle", "thidua/sync/wire", phrases, durable}},

	{Package: "thidua/documents", Owns: "the neutral report model, its measures, how a file is saved", Never: quiet, May: paper()},
	{Package: "thidua/documents/forms", Owns: "views of a workspace as printed forms", Never: quiet, May: paper("thidua/documents/papercode", "thidua/documents/pdf/typeface", "thidua/workspace/...")},
	{Package: "thidua/documents/papercode", Owns: "the code at the foot of a printed paper", Never: quiet, May: []string{errs, "thidua/documents", "thidua/internal/crockford"}},
	{Package: "thidua/documents/scan", Owns: "square codes in photographs and scans", Never: quiet,
		May: []string{"github.com/makiuchi-d/gozxing/...", "golang.org/x/image/draw"}},
	{Package: "thidua/documents/papercheck", Owns: "a printed paper held against the record", Never: quiet,
		May: []string{errs, "thidua/vietnamese", "thidua/workspace/...", changeset, "thidua/sync/judge", "thidua/documents", "thidua/documents/forms", "thidua/documents/pages",
			"thidua/documents/papercode", "thidua/documents/pdf", "thidua/documents/scan"}},
	{Package: "thidua/documents/photo", Owns: "photographs as they are kept: small, upright, silent of the place", Never: quiet,
		May: []string{"golang.org/x/image/draw"}},
	{Package: "thidua/documents/pages", Owns: "the pages of a PDF as pictures", Never: quiet,
		May: []string{errs, "github.com/klippa-app/go-pdfium/...", "github.com/tetratelabs/wazero/..."}},
	{Package: "thidua/documents/printer", Owns: "the printers of this machine", Never: quiet,
		May: []string{errs, "thidua/documents/pages", "thidua/documents/printer/gdi", "golang.org/x/sys/windows"}},
	{Package: "thidua/documents/printer/gdi", Owns: "what printing on Windows is told: DEVMODE, places, bitmaps", Never: quiet, May: []string{errs, "thidua/documents/pages"}},
	{Package: "thidua/documents/pdf", Owns: "PDF", Never: quiet,
		May: paper("thidua/documents/pdf/archive", "thidua/documents/pdf/typeface", "github.com/boombuler/barcode/...")},
	{Package: "thidua/documents/pdf/archive", Owns: "the bytes of a PDF/A file: pages, tags, fonts", Never: quiet, May: []string{"thidua/documents/pdf/typeface"}},
	{Package: "thidua/documents/pdf/typeface", Owns: "the letters papers are set in", Never: quiet,
		May: []string{"codeberg.org/go-fonts/liberation/...", "golang.org/x/image/font/sfnt", "thidua/assets"}},
	{Package: "thidua/documents/docx", Owns: "Word", Never: quiet, May: paper("thidua/documents/pdf")},
	{Package: "thidua/documents/files", Owns: "which writer a file's name asks for", Never: quiet,
		May: []string{errs, "thidua/documents", "thidua/documents/pdf", "thidua/documents/docx", "thidua/documents/xlsx"}},
	{Package: "thidua/documents/many", Owns: "many papers at once", Never: quiet,
		May: []string{errs, "thidua/documents", "thidua/documents/forms", "thidua/documents/files", "thidua/documents/pdf"}},
	{Package: "thidua/documents/xlsx", Owns: "Excel out", Never: quiet, May: paper("github.com/xuri/excelize/v2")},
	{Package: "thidua/documents/intake", Owns: "Excel in: criteria tables and filled-in sheets as they were understood", Never: quiet,
		May: paper("thidua/documents/intake/book", "thidua/documents/intake/prose")},
	{Package: "thidua/documents/intake/book", Owns: "a workbook as a file: its sheets as grids of cells", Never: quiet,
		May: []string{errs, "thidua/emulation/decimal", "thidua/vietnamese"}},
	{Package: "thidua/documents/intake/prose", Owns: "what is told in words about points: rules, gates, classes", Never: quiet, May: []string{domain, "thidua/vietnamese"}},

	{Package: "thidua/ui/shell", Owns: "the window around the screens", Never: window, May: append([]string{"thidua/ui/screens/*"}, screen...)},
	{Package: "thidua/ui/screens/*", Owns: "one screen, which knows no other", Never: window, May: screen},
	{Package: "thidua/ui/screen", Owns: "what every screen shares", Never: window, May: append([]string{errs, "thidua/ui/grid"}, part...)},
	{Package: "thidua/ui/board", Owns: "the table of a score sheet, filled in or reviewed", Never: window, May: screen},
	{Package: "thidua/ui/bridge", Owns: "the one way from a goroutine into the window", Never: window, May: []string{fyne, "github.com/go-gl/glfw/v3.4/glfw"}},
	{Package: "thidua/ui/grid", Owns: "the editable grid, without a domain word", Never: window, May: part},
	{Package: "thidua/ui/widgets", Owns: "widgets without a domain word", Never: window, May: part},
	{Package: "thidua/ui/typing", Owns: "what stands between the keyboard and text", Never: window, May: []string{fyne, "github.com/go-gl/glfw/v3.4/glfw", "thidua/ui/focus", "thidua/vietnamese"}},
	{Package: "thidua/ui/focus", Owns: "that what has the keyboard is seen", Never: window, May: []string{fyne}},
	{Package: "thidua/ui/theme", Owns: "colours, sizes, fonts", Never: window, May: []string{fyne, "thidua/assets/..."}},
	{Package: "thidua/ui/text", Owns: "the window's language", Never: window, May: []string{fyne, "thidua/assets/...", "thidua/vietnamese", errs, "thidua/emulation/decimal", phrases}},

	{Package: "thidua/docs/guide", Owns: "the user's guide: pages, sections, search", Never: pure, May: []string{"thidua/vietnamese", "github.com/yuin/goldmark/..."}},
	{Package: "thidua/assets/...", Owns: "embedded files", Never: pure},
	{Package: "thidua/internal/phrase", Owns: "sentences from keys", Never: pure, May: []string{"thidua/assets/...", errs}},
	{Package: "thidua/internal/crockford", Owns: "the symbols of codes that people type", Never: pure},
	{Package: "thidua/internal/durable", Owns: "files that are whole or not there, locks, free space", Never: quiet, May: []string{system}},
	{Package: "thidua/internal/sample", Owns: "the seasons that come with the program", Never: quiet,
		May: []string{"thidua/assets/...", "thidua/workspace/...", domain, "thidua/vietnamese", phrases, yaml}},
	{Package: "thidua/internal/...", Owns: "wiring that programs share, helpers of tests", May: []string{"..."}},
}
