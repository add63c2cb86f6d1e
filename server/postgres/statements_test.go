package postgres

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// alone is what only PostgreSQL knows, or what databases that speak its language do otherwise.
var alone = regexp.MustCompile(`(?i)\b(BIGSERIAL|SERIAL|SEQUENCE|NEXTVAL|IDENTITY|ADVISORY\w*|PG_\w+|NOTIFY|LISTEN|TRIGGER|TEMP|TEMPORARY|UNLOGGED|FUNCTION|PROCEDURE|RULE|DO\s*\$|LOCK\s+TABLE|CTID|XMIN|REGCLASS|INHERITS|PARTITION|COPY|CURSOR|SKIP\s+LOCKED|MERGE|COLLATE|EXTENSION|NOW\(\)\s+AT)\b`)

// verbs are what a statement begins with.
var verbs = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|SET|SHOW|BEGIN|COMMIT|WITH|TRUNCATE|LOCK)\b`)

// statements are the constants of statements.go by name.
func statements(t *testing.T) map[string]string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "statements.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			for i, name := range v.Names {
				all[name.Name] = constant.StringVal(constant.MakeFromLiteral(v.Values[i].(*ast.BasicLit).Value, token.STRING, 0))
			}
		}
		return true
	})
	return all
}

// TestStatementsArePortable reads every statement and migration.
func TestStatementsArePortable(t *testing.T) {
	texts := statements(t)
	if len(texts) < 30 {
		t.Fatalf("%d statements", len(texts))
	}
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = string(raw)
	}
	for name, text := range texts {
		if word := alone.FindString(text); word != "" {
			t.Errorf("%s says %q, which is PostgreSQL's alone", name, word)
		}
	}
	for _, bad := range []string{"id BIGSERIAL", "SELECT pg_advisory_lock(1)", "NOTIFY heads", "CREATE TEMP TABLE x ()", "CREATE TRIGGER t", "SELECT nextval('x')"} {
		if !alone.MatchString(bad) {
			t.Errorf("%q passes", bad)
		}
	}
}

// TestRowsAreWrittenOnce: leaves are inserted and nothing else, and what is written where something may stand says what becomes of it.
func TestRowsAreWrittenOnce(t *testing.T) {
	for name, text := range statements(t) {
		into := regexp.MustCompile(`^INSERT INTO (\w+)`).FindStringSubmatch(text)
		if into != nil && into[1] != "leaves" && !strings.Contains(text, "ON CONFLICT") {
			t.Errorf("%s fails when it is done twice", name)
		}
		if strings.Contains(text, "DELETE FROM leaves") || strings.Contains(text, "UPDATE leaves") && !strings.Contains(text, "UPDATE leaves SET commitments = ") {
			t.Errorf("%s alters a leaf", name)
		}
	}
}

// TestKeysBeginWithAHash: rows are divided by the beginnings of their keys.
func TestKeysBeginWithAHash(t *testing.T) {
	files, _ := filepath.Glob("migrations/*.sql")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tables := regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\);`).FindAllStringSubmatch(string(raw), -1)
		for _, table := range tables {
			key := regexp.MustCompile(`PRIMARY KEY \((\w+)`).FindStringSubmatch(table[2])
			if key == nil || !strings.HasSuffix(key[1], "_hash") {
				t.Errorf("the key of %s begins with %q", table[1], key)
			}
			if strings.Contains(table[2], "scope_hash") != (key[1] == "scope_hash") {
				t.Errorf("a row of %s belongs to a log, and its key begins with %q", table[1], key[1])
			}
		}
	}
}

// TestStatementsStandTogether: no other file holds one, so that none is overlooked.
func TestStatementsStandTogether(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file == "statements.go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil && verbs.MatchString(text) {
					t.Errorf("%s: %s", file, text)
				}
			}
			return true
		})
	}
}
