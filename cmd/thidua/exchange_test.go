package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/internal/blackbox"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/screens/syncing"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// office is a person before the program's own window, at a desk that exchanges over HTTP with a server of its own. No time passes by itself.
type office struct {
	*testwindow.Window
	env    desk.Environment
	desk   *desk.Desk
	shell  *shell.Window
	server *httptest.Server
	line   *exchange
	lines  chan syncing.Line
	closed bool

	mu   sync.Mutex
	now  time.Time
	gate chan struct{} // requests wait until it is closed; nil lets them through
}

func (o *office) time() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

// pass lets time pass, in which what rings in its interval rings once.
func (o *office) pass(d time.Duration) {
	o.mu.Lock()
	o.now = o.now.Add(d)
	o.mu.Unlock()
	o.Ring(d)
	o.Settle()
}

// hold lets the server take requests and answer none, as one that went away behind a line that stays, until the returned function is called.
func (o *office) hold() (release func()) {
	gate := make(chan struct{})
	o.mu.Lock()
	o.gate = gate
	o.mu.Unlock()
	return func() {
		o.mu.Lock()
		o.gate = nil
		o.mu.Unlock()
		close(gate)
	}
}

// overheard is the program's exchange, whose every word the test hears too.
type overheard struct {
	*exchange
	lines chan syncing.Line
}

func (o *overheard) Start(tell func(syncing.Line)) {
	o.exchange.Start(func(l syncing.Line) {
		tell(l)
		o.lines <- l
	})
}

// opening is the program, whose desk the test has in hand.
type opening struct {
	*program
	office *office
}

func (p *opening) Open() (*shell.Desk, error) {
	d, err := p.program.Open()
	if err == nil {
		line := d.Exchange.(*exchange)
		p.office.desk, p.office.line = line.desk, line
		d.Exchange = &overheard{line, p.office.lines}
	}
	return d, err
}

// sitAtOffice opens the window of a desk with a server, and waits for its first exchange.
func sitAtOffice(t *testing.T) *office {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	o := &office{now: time.Date(2024, 7, 20, 10, 43, 0, 0, time.UTC), lines: make(chan syncing.Line, 1000)}
	o.env = testwindow.Environment()
	o.env.Now = o.time
	env, dir := o.env, testwindow.Sample(t)
	d, err := desk.Open(dir, env)
	must(err)
	must(d.Workspace.SetOrigin("")) // from here on it is somebody's own season
	root := d.Workspace.Root().Key()
	o.server = testdesk.Serve(t, filepath.Join(dir, "sandbox"), root, env, time.Now)
	inner := o.server.Config.Handler
	o.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		gate := o.gate
		o.mu.Unlock()
		if gate != nil {
			<-gate
		}
		inner.ServeHTTP(w, r)
	})
	o.server.Start()
	must(d.Workspace.SetServer(o.server.URL))
	must(d.Close())
	o.Window = testwindow.Open(t, o.time)
	box, err := blackbox.Open(filepath.Join(dir, logs))
	must(err)
	t.Cleanup(func() { must(box.Close()) })
	p := &program{dir: dir, env: env, open: func(string) error { return nil }, after: o.Host.After, every: o.Host.Every, box: box}
	o.shell = shell.NewWindow(o.Host, shell.LoadSettings(o.App), &opening{p, o})
	o.Settle()
	t.Cleanup(func() {
		for i := 0; !o.closed; i++ {
			o.shell.Close(func() { o.closed = true })
			o.settleUntil(func() bool { return o.closed || i == 0 })
		}
	})
	o.until("the first exchange", func(l syncing.Line) bool { return !l.At.IsZero() && !l.Running })
	return o
}

// until waits for a word of the line.
func (o *office) until(what string, is func(syncing.Line) bool) syncing.Line {
	o.T.Helper()
	for l := range o.lines {
		if is(l) {
			o.Settle()
			return l
		}
	}
	panic(what)
}

func (o *office) settleUntil(is func() bool) {
	for o.Settle(); !is(); {
		o.Settle()
	}
}

func failed(l syncing.Line) bool { return l.Err != nil && !l.Running }
func done(l syncing.Line) bool   { return l.Err == nil && !l.Running && !l.At.IsZero() }

// bar is the line at the foot of the window.
func (o *office) bar() string {
	o.T.Helper()
	var says []string
	for _, x := range testwindow.Seen[*widgets.StatusBar](o.Window) {
		for _, part := range x.Says() {
			says = append(says, part.Text)
		}
	}
	return strings.Join(says, " · ")
}

func (o *office) reads(words ...string) {
	o.T.Helper()
	bar := o.bar()
	for _, w := range words {
		if !strings.Contains(bar, w) {
			o.T.Errorf("the bar says %q and not %q", bar, w)
		}
	}
}

func (o *office) unsent() int {
	o.T.Helper()
	st, err := replica.At(o.desk.Workspace).Status()
	o.Must(err)
	return st.Unsent
}

// left is what waits on the disk of a desk whose window is closed.
func (o *office) left() int {
	o.T.Helper()
	d, err := desk.Open(o.desk.Dir, o.env)
	o.Must(err)
	defer func() { o.Must(d.Close()) }()
	o.desk = d
	return o.unsent()
}

// write types a score and signs it.
func (o *office) write(code, typed string) {
	o.T.Helper()
	_, err := sheet.At(o.desk.Workspace).TypeCell(code, typed)
	o.Must(err)
	_, err = o.desk.Workspace.Seal()
	o.Must(err)
	o.Settle()
}

// What is signed is sent a moment later, by one exchange for all of it, and the bar counts it once from typing until the server has it.
func TestWhatIsWrittenIsSentSoon(t *testing.T) {
	o := sitAtOffice(t)
	o.reads(text.T("ui.line.synced", "time", "10:43"), text.T("ui.status.sent"))
	for code, typed := range map[string]string{"I.1": "91", "I.2": "92"} {
		_, err := sheet.At(o.desk.Workspace).TypeCell(code, typed)
		o.Must(err)
	}
	o.Settle()
	o.reads(text.T("ui.status.pending", "count", 2))
	_, err := o.desk.Workspace.Seal()
	o.Must(err)
	o.Settle()
	o.reads(text.T("ui.status.pending", "count", 2))
	o.write("I.3", "93")
	if n := o.Ring(soonAfter); n != 1 {
		t.Fatalf("%d exchanges were asked for by two changes", n)
	}
	o.until("the exchange", done)
	if n := o.unsent(); n != 0 {
		t.Errorf("%d things still wait", n)
	}
	o.reads(text.T("ui.status.sent"))
}

// A server that is gone is told from when on, and why; what is written meanwhile bothers nobody: the client tries by itself.
func TestAServerThatIsGone(t *testing.T) {
	o := sitAtOffice(t)
	o.server.CloseClientConnections()
	o.server.Close()
	o.pass(time.Minute)
	o.write("I.1", "91")
	o.Ring(soonAfter)
	o.until("the failure", failed)
	o.reads(text.T("ui.line.offline", "time", "10:44", "why", text.T("ui.line.why.unavailable")), text.T("ui.status.pending", "count", 1))
	o.pass(time.Minute)
	o.write("I.1", "92")
	if n := o.Ring(soonAfter); n != 0 {
		t.Errorf("a change at a desk that is out of reach began %d exchanges", n)
	}
	o.Press(text.T("ui.overview.to-syncing"))
	o.Press(text.T("ui.syncing.now"))
	if l := o.until("another try", func(l syncing.Line) bool { return l.Running }); l.Since.IsZero() {
		t.Error("a try makes it forget since when it is out of reach")
	}
	o.until("the failure", failed)
	o.reads(text.T("ui.line.offline", "time", "10:44", "why", text.T("ui.line.why.unavailable")), text.T("ui.status.pending", "count", 1))
}

// A server that takes a request and never answers is seen within 30 seconds; the request is waited for all the same, and counts if an answer comes.
func TestAServerThatFallsSilent(t *testing.T) {
	o := sitAtOffice(t)
	release := o.hold()
	o.pass(time.Minute)
	o.write("I.1", "91")
	o.Ring(soonAfter)
	o.until("the exchange", func(l syncing.Line) bool { return l.Running })
	o.pass(lookEvery) // what went over the line until here is seen now
	silent := text.T("ui.line.silent", "time", "10:44")
	waited := time.Duration(0)
	for ; !strings.Contains(o.bar(), silent); waited += lookEvery {
		if waited > 30*time.Second {
			t.Fatalf("after %s the bar says %q", waited, o.bar())
		}
		o.pass(lookEvery)
	}
	o.write("I.2", "92") // behind what is on its way
	if n := o.Ring(soonAfter); n != 0 {
		t.Errorf("a change on a silent line began %d exchanges", n)
	}
	release()
	o.until("the answer", done)
	if n := o.Ring(soonAfter); n != 1 {
		t.Errorf("%d exchanges for what was written while the line was silent", n)
	}
	o.until("the exchange behind it", done)
	o.reads(text.T("ui.line.synced", "time", "10:44"), text.T("ui.status.sent"))
}

// The window closes at once where nothing waits; else it sends what does and closes by itself.
func TestClosingSendsWhatWaits(t *testing.T) {
	o := sitAtOffice(t)
	release := o.hold()
	o.write("I.1", "91")
	o.shell.Close(func() { o.closed = true })
	o.Settle()
	if o.closed || !o.Reads(text.T("ui.parting", "count", 1)) || !o.Reads(text.T("ui.parting.sending")) {
		t.Fatal("it does not say that something waits")
	}
	release()
	o.settleUntil(func() bool { return o.closed })
	if n := o.left(); n != 0 {
		t.Errorf("%d things still wait", n)
	}
}

// Where the server is out of reach, the person is told why, and stays or goes; nothing is lost either way.
func TestClosingWithoutALine(t *testing.T) {
	o := sitAtOffice(t)
	o.server.CloseClientConnections()
	o.server.Close()
	o.write("I.1", "91")
	closing := func() {
		t.Helper()
		o.shell.Close(func() { o.closed = true })
		o.Settle()
		o.until("the failure", failed)
		if o.closed || !o.Reads(text.T("ui.parting", "count", 1)) || !o.Offered(text.T("ui.parting.again")) ||
			!o.Reads(text.T("ui.parting.failed", "why", text.T("ui.line.why.unavailable"))) {
			t.Fatalf("it does not say that something waits, and why: closed %v", o.closed)
		}
	}
	closing()
	o.Press(text.T("ui.parting.stay"))
	if o.closed || !o.Reads(text.T("ui.overview.members")) {
		t.Fatal("who stays does not see the work again")
	}
	closing()
	o.Press(text.T("ui.parting.close"))
	o.settleUntil(func() bool { return o.closed })
	if n := o.left(); n != 1 {
		t.Errorf("%d things wait after the close", n)
	}
}

// A computer that woke exchanges a moment later, once, also what others wrote; one that is out of reach is left to its pace.
func TestAComputerThatWokeExchanges(t *testing.T) {
	o := sitAtOffice(t)
	const moment = 7 * time.Second
	o.line.waking = moment
	o.pass(9 * time.Hour)
	o.Ring(bridge.JumpEvery)
	o.pass(2 * time.Hour) // and slept again before the moment was over
	o.Ring(bridge.JumpEvery)
	o.Settle()
	if n := o.Ring(moment); n != 1 {
		t.Fatalf("%d exchanges were asked for", n)
	}
	o.until("the exchange", done)
	o.reads(text.T("ui.line.synced", "time", "21:43"))
	o.server.CloseClientConnections()
	o.server.Close()
	o.line.Nudge()
	o.until("the failure", failed)
	o.pass(9 * time.Hour)
	o.Ring(bridge.JumpEvery)
	o.Settle()
	if n := o.Ring(moment); n != 0 {
		t.Errorf("%d exchanges with a server that is out of reach", n)
	}
}
