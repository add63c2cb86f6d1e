//go:build full && cups

package printer_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/documents/printer"
	"thidua/emulation"
)

const cupsFiles = `FileDevice Yes
ServerRoot %
RequestRoot %/spool
CacheDir %/cache
StateDir %/state
TempDir %/spool
AccessLog %/log/access
ErrorLog %/log/error
PageLog %/log/page
User lp
Group lp
SystemGroup root
`

const cupsd = `Listen %/sock
LogLevel warn
DefaultAuthType None
<Location />
Allow all
</Location>
<Location /admin>
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`

var system printer.System

// TestFullPrintsOnARealQueue: a queue of CUPS that prints into a file gets the pages and copies that were asked for; without its service there is no
// printer, and a queue that is not there is told in the system's words.
func TestFullPrintsOnARealQueue(t *testing.T) {
	dir, err := os.MkdirTemp("", "cups") // the path of its socket has to be short
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	for _, folder := range []string{"spool", "cache", "state", "log"} {
		must(t, os.Mkdir(filepath.Join(dir, folder), 0o777))
		must(t, os.Chmod(filepath.Join(dir, folder), 0o777))
	}
	out := filepath.Join(dir, "out.pdf")
	must(t, os.WriteFile(out, nil, 0o666))
	must(t, os.Chmod(out, 0o666))
	for name, text := range map[string]string{"files.conf": cupsFiles, "cupsd.conf": cupsd} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "%", dir)), 0o644))
	}
	t.Setenv("CUPS_SERVER", filepath.Join(dir, "sock"))
	if list, err := system.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("no service: %v, %v", list, err)
	}
	service := exec.CommandContext(t.Context(), "cupsd", "-f", "-c", filepath.Join(dir, "cupsd.conf"), "-s", filepath.Join(dir, "files.conf"))
	must(t, service.Start())
	t.Cleanup(func() { _ = service.Process.Kill(); _ = service.Wait() })
	until(t, func() bool { // its exit code says nothing
		said, err := exec.CommandContext(t.Context(), "lpstat", "-r").Output()
		return err == nil && bytes.Contains(said, []byte("scheduler is running"))
	})
	run(t, "lpadmin", "-p", "khac", "-E", "-v", "file:"+out, "-m", "raw")
	run(t, "lpadmin", "-p", "giay", "-E", "-v", "file:"+out, "-m", "lsb/usr/cupsfilters/Generic-PDF_Printer-PDF.ppd")
	run(t, "lpadmin", "-d", "giay")
	list, err := system.List(t.Context())
	if err != nil || len(list) != 2 || list[0] != (printer.Printer{Name: "giay", Default: true}) || list[1].Name != "khac" {
		t.Fatalf("%+v, %v", list, err)
	}
	doc := documents.Document{Title: "Tờ trình", Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH"}}}
	var file bytes.Buffer
	must(t, pdf.Write(&file, doc, doc, doc))
	must(t, system.Print(t.Context(), bytes.NewReader(file.Bytes()), printer.Job{Printer: "giay", Title: "Tờ trình", Copies: 2, Pages: "2-3", Paper: "A4", Duplex: true}))
	until(t, func() bool {
		said, err := exec.CommandContext(t.Context(), "pdfinfo", out).Output()
		return err == nil && bytes.Contains(said, []byte("Pages:           4\n"))
	})
	if err := system.Print(t.Context(), &file, printer.Job{Printer: "khong-co", Copies: 1}); emulation.KeyOf(err) != "printer.refused" {
		t.Error(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if said, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, said)
	}
}

// until waits for a program that nobody can be told by.
func until(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("never")
		}
	}
}
