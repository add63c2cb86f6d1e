package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// A guard that was moved is moved in the list as well; no two have one name.
func TestEveryGuardStandsWhereTheListSays(t *testing.T) {
	names := map[string]bool{}
	for _, g := range guards {
		raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(g.File)))
		if err != nil {
			t.Fatal(err)
		}
		if !g.stands(string(raw)) {
			t.Errorf("%s: %q does not stand in %s exactly once: if it was moved or written anew, internal/mutants/guards.go says so, too", g.Name, g.Text, g.File)
		}
		if names[g.Name] || g.Text == g.Gone || g.Tests == "" {
			t.Errorf("%s: a name of its own, something else in its place, and the tests that should notice", g.Name)
		}
		names[g.Name] = true
	}
}

// What stands in a guard's place compiles: a tree that does not build tells nothing of the tests.
func TestTheTreeBuildsWithoutAnyGuard(t *testing.T) {
	folders := map[string]bool{}
	for _, g := range guards {
		folders["./"+path.Dir(g.File)] = true
	}
	args := []string{"list", "-export", "-deps", "-json=Dir,ImportPath,Export,GoFiles"}
	for f := range folders {
		args = append(args, f)
	}
	cmd := exec.Command(program(), args...)
	cmd.Dir, cmd.Env, cmd.Stderr = filepath.Join("..", ".."), append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
	raw, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	type pkg struct {
		Dir, ImportPath, Export string
		GoFiles                 []string
	}
	all := map[string]pkg{} // by path
	for d := json.NewDecoder(bytes.NewReader(raw)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
	files := token.NewFileSet()
	compiled := importer.ForCompiler(files, "gc", func(name string) (io.ReadCloser, error) { return os.Open(all[name].Export) })
	for _, g := range guards {
		p, known := all["thidua/"+path.Dir(g.File)]
		if !known {
			t.Fatalf("%s: no package is in the folder of %s", g.Name, g.File)
		}
		var parsed []*ast.File
		for _, name := range p.GoFiles {
			raw, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			text := string(raw)
			if name == path.Base(g.File) {
				text = strings.Replace(text, g.Text, g.Gone, 1)
			}
			f, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
			if err != nil {
				t.Errorf("%s: %v", g.Name, err)
				continue
			}
			parsed = append(parsed, f)
		}
		if _, err := (&types.Config{Importer: compiled}).Check(p.ImportPath, files, parsed, nil); err != nil {
			t.Errorf("%s: %v", g.Name, err)
		}
	}
}

func TestASampleIsSpreadOverTheList(t *testing.T) {
	list := make([]Guard, 10)
	for i := range list {
		list[i].Name = string(rune('a' + i))
	}
	for _, tc := range []struct {
		sample, offset int
		only, want     string
	}{{0, 0, "", "abcdefghij"}, {3, 0, "", "adg"}, {3, 9, "", "jcf"}, {20, 0, "", "abcdefghij"}, {0, 0, "c", "c"}} {
		got := ""
		for _, g := range chosen(list, tc.sample, tc.offset, tc.only) {
			got += g.Name
		}
		if got != tc.want {
			t.Errorf("%+v: %s", tc, got)
		}
	}
}
