package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// File is one text file of the repository; Go files come parsed.
type File struct {
	Path    string // from the root, with slashes
	Package string // import path of the folder it stands in
	Text    string
	Syntax  *ast.File // nil when it is not Go
	set     *token.FileSet
}

// Test says whether the file is a Go test, or stands in a package that only tests import.
func (f File) Test() bool { return strings.HasSuffix(f.Path, "_test.go") || forTests(f.Package) }

// forTests says whether only tests import a package.
func forTests(path string) bool {
	return strings.HasPrefix(path, Module+"/internal/test") || path == Module+"/internal/sim"
}

// at is the place of a node as path:line.
func (f File) at(n ast.Node) string {
	return f.Path + ":" + strconv.Itoa(f.set.Position(n.Pos()).Line)
}

// Parse makes a File from its path and text.
func Parse(name, text string) (File, error) {
	f := File{Path: name, Package: path.Join(Module, path.Dir(name)), Text: text}
	if !strings.HasSuffix(name, ".go") {
		return f, nil
	}
	f.set = token.NewFileSet()
	var err error
	f.Syntax, err = parser.ParseFile(f.set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	return f, err
}

// notOurs are folders that hold nothing written by hand, and the libraries of others; in a second work tree ".git" is a file.
var notOurs = map[string]bool{".git": true, "bin": true, "out": true, ".cache": true, "patched": true}

// Files reads every text file under the root. Sources that do not parse are an error: nothing can be said of them.
func Files(root string) ([]File, error) {
	var all []File
	err := filepath.WalkDir(root, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && notOurs[d.Name()]:
			return filepath.SkipDir
		case d.IsDir() || notOurs[d.Name()]:
			return nil
		}
		raw, err := os.ReadFile(full)
		if err != nil {
			return err
		}
		if !d.Type().IsRegular() || !utf8.Valid(raw) || d.Name() == "go.sum" {
			return nil
		}
		rel, err := filepath.Rel(root, full)
		if err != nil {
			return err
		}
		f, err := Parse(filepath.ToSlash(rel), string(raw))
		if err != nil {
			return err
		}
		all = append(all, f)
		return nil
	})
	return all, err
}

// imported maps the names a Go file uses for its imports to their paths.
func (f File) imported() map[string]string {
	names := map[string]string{}
	for _, spec := range f.Syntax.Imports {
		p := strings.Trim(spec.Path.Value, `"`)
		name := lastName(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = p
	}
	return names
}

// lastName guesses a package's name from its path: the last part that is not a major version.
func lastName(p string) string {
	base := path.Base(p)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(p))
	}
	return base
}
