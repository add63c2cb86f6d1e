package archtest

import (
	"go/ast"
	"go/token"
	"strconv"

	"thidua/emulation/record"
)

// catalogued is where kinds of record and their fields are named: the catalogue, what knows the bytes of a change but no kind, and what fills
// stores with records that need not be of any.
var catalogued = []string{"thidua/emulation/record", "thidua/sync/changeset", "thidua/internal/storetest"}

// onlyCatalogue are the functions that name a record by hand.
var onlyCatalogue = map[string]bool{"thidua/sync/changeset.NewKey": true, "thidua/sync/changeset.Op": true, "thidua/sync/changeset.RecordID": true}

// naming are functions and methods that take the name of a kind or a field: the place of the name among their arguments.
var naming = map[string]int{"NaturalRef": 1, "EachRecord": 1, "Last": 0, "Heads": 0, "Prune": 0, "Remove": 0, "Add": 0}

// positional are the methods that read a part of a key by its place.
var positional = map[string]bool{"ID": true, "Text": true, "Number": true, "Bytes": true}

// Records finds kinds of record, fields and parts of keys that are named by text or place outside the catalogue.
func Records(files []File) []Finding {
	kinds, fields := map[string]bool{}, map[string]bool{}
	for _, e := range record.All() {
		kinds[e.Kind] = true
		for _, f := range e.Fields {
			fields[f.Name] = true
		}
	}
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil || f.Test() || matchesAny(catalogued, f.Package) {
			continue
		}
		names := f.imported()
		_, changes := pathsOf(names)["thidua/sync/changeset"]
		say := func(n ast.Node, what string) {
			found = append(found, Finding{f.at(n), what, "a kind of record, its fields and its key are declared in emulation/record, and named by its types"})
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if fn := called(f, names, n); onlyCatalogue[fn] {
					say(n, fn)
				}
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || !changes {
					return true
				}
				if place, ok := naming[sel.Sel.Name]; ok && place < len(n.Args) {
					if text, ok := literal(n.Args[place]); ok && text != "" {
						say(n, sel.Sel.Name+" of "+strconv.Quote(text))
					}
				}
				if positional[sel.Sel.Name] && len(n.Args) == 1 && number(n.Args[0]) {
					say(n, "a key's part by its place: "+sel.Sel.Name)
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && changes {
					if text, ok := literal(n.Value); ok && (key.Name == "Kind" && kinds[text] || key.Name == "Field" && fields[text]) {
						say(n, key.Name+" "+strconv.Quote(text))
					}
				}
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					compared(n.X, n.Y, kinds, fields, say)
				}
			case *ast.SwitchStmt:
				for _, clause := range n.Body.List {
					for _, value := range clause.(*ast.CaseClause).List {
						compared(n.Tag, value, kinds, fields, say)
					}
				}
			case *ast.IndexExpr:
				if sel, ok := n.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "Fields" {
					if text, ok := literal(n.Index); ok && fields[text] && changes {
						say(n, "Fields of "+strconv.Quote(text))
					}
				}
			}
			return true
		})
	}
	return found
}

// compared says so if what is compared with a text is a Kind or a Field, and the text names one.
func compared(x, y ast.Expr, kinds, fields map[string]bool, say func(ast.Node, string)) {
	sel, ok := x.(*ast.SelectorExpr)
	text, plain := literal(y)
	if ok && plain && (sel.Sel.Name == "Kind" && kinds[text] || sel.Sel.Name == "Field" && fields[text]) {
		say(y, sel.Sel.Name+" "+strconv.Quote(text))
	}
}

func number(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.INT
}

func pathsOf(names map[string]string) map[string]bool {
	paths := map[string]bool{}
	for _, p := range names {
		paths[p] = true
	}
	return paths
}
