package archtest

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sources finds breaches of everything that one file shows by itself: what it uses, floats, Vietnamese outside the translations, length,
// names of full tests, texts that belong to one machine.
func Sources(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		found = append(found, texts(f)...)
		if f.Syntax == nil {
			continue
		}
		if n := strings.Count(f.Text, "\n"); n > maxLines {
			found = append(found, Finding{f.Path, strconv.Itoa(n) + " lines", "no source is longer than " + strconv.Itoa(maxLines) + ": a file is one idea"})
		}
		if f.Test() {
			found = append(found, fullNames(f)...)
			continue
		}
		for _, use := range Uses {
			if !matchesAny(use.Allowed, f.Package) {
				found = append(found, used(f, use)...)
			}
		}
		if matchesAny(exact, f.Package) {
			found = append(found, floats(f)...)
		}
		if !matchesAny(wordy, f.Package) {
			found = append(found, words(f)...)
		}
	}
	return found
}

func texts(f File) []Finding {
	var found []Finding
	for i, line := range strings.Split(f.Text, "\n") {
		for _, bad := range foreign {
			if hit := bad.pattern.FindString(line); hit != "" {
				found = append(found, Finding{f.Path + ":" + strconv.Itoa(i+1), bad.what + ": " + strings.TrimSpace(hit), "it means nothing on another machine"})
			}
		}
	}
	return found
}

func used(f File, use Use) []Finding {
	var found []Finding
	names := f.imported()
	for _, spec := range f.Syntax.Imports {
		if p := strings.Trim(spec.Path.Value, `"`); matchesAny(use.Imports, p) {
			found = append(found, Finding{f.at(spec), use.What + ": imports " + p, use.Why})
		}
	}
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok {
			for _, call := range use.Calls {
				if p, known := names[x.Name]; known && call == p+"."+sel.Sel.Name {
					found = append(found, Finding{f.at(sel), use.What + ": " + x.Name + "." + sel.Sel.Name, use.Why})
				}
			}
		}
		return true
	})
	return found
}

func floats(f File) []Finding {
	var found []Finding
	const why = "figures are exact decimals from input to print"
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if n.Name == "float64" || n.Name == "float32" || n.Name == "ParseFloat" {
				found = append(found, Finding{f.at(n), n.Name, why})
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT {
				found = append(found, Finding{f.at(n), "the literal " + n.Value, why})
			}
		}
		return true
	})
	return found
}

// words finds Vietnamese letters in string literals: a letter beyond ASCII is one. One or two characters are a measure or a sign, not a sentence.
func words(f File) []Finding {
	var found []Finding
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err == nil && utf8.RuneCountInString(text) > 2 && strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) {
			found = append(found, Finding{f.at(lit), "the words " + lit.Value, "what a person reads stands in assets/translations, in both languages"})
		}
		return true
	})
	return found
}

// fullNames finds tests that only test-full compiles but would not run, because of their names.
func fullNames(f File) []Finding {
	if !fullTagged(f) {
		return nil
	}
	var found []Finding
	for _, d := range f.Syntax.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, "Test") && fn.Name.Name != "TestMain" && !strings.HasPrefix(fn.Name.Name, fullTests) {
			found = append(found, Finding{f.at(fn), fn.Name.Name, "scripts/test-full.sh runs only tests named " + fullTests + "…"})
		}
	}
	return found
}

// fullTagged says whether a build constraint of the file asks for the tag full.
func fullTagged(f File) bool {
	for _, line := range strings.Split(f.Text, "\n") {
		if strings.HasPrefix(line, "package ") {
			return false
		}
		if constraint, ok := strings.CutPrefix(line, "//go:build "); ok {
			for _, word := range strings.FieldsFunc(constraint, func(r rune) bool { return !unicode.IsLetter(r) && r != '!' }) {
				if word == "full" {
					return true
				}
			}
		}
	}
	return false
}
