package archtest

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

const translations = "assets/translations/"

// speakers are the functions that take the key of a sentence: "import/path.Name" to the place of the key among the arguments.
// After the key come name, value pairs for its placeholders.
var speakers = map[string]int{
	"thidua/emulation.Errorf":     1,
	"thidua/emulation.Say":        0,
	"thidua/internal/phrase.Text": 1,
	"thidua/ui/text.T":            0,
	"thidua/ui/text.Say":          0,
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// Sentences finds translations that lack their other language, differ in placeholders, stand twice, are empty or misspelled, and keys used
// in code that have no sentence or leave a placeholder open.
func Sentences(files []File) []Finding {
	vi, found := read(files, "vi")
	en, more := read(files, "en")
	found = append(found, more...)
	found = append(found, compare(vi, en)...)
	found = append(found, spelled(vi)...)
	for _, f := range files {
		if f.Syntax != nil && !f.Test() {
			found = append(found, spoken(f, vi)...)
		}
	}
	return found
}

type sentence struct{ file, text string }

func read(files []File, language string) (map[string]sentence, []Finding) {
	all := map[string]sentence{}
	var found []Finding
	for _, f := range files {
		if path.Dir(f.Path)+"/" != translations+language+"/" {
			continue
		}
		var part map[string]string
		if err := json.Unmarshal([]byte(f.Text), &part); err != nil {
			found = append(found, Finding{f.Path, err.Error(), "a translation file is a flat object from key to sentence"})
		}
		for key, text := range part {
			if old, twice := all[key]; twice {
				found = append(found, Finding{f.Path, "key " + key, "it stands in " + old.file + " already"})
			}
			if strings.TrimSpace(text) == "" {
				found = append(found, Finding{f.Path, "key " + key, "its sentence is empty"})
			}
			all[key] = sentence{path.Base(f.Path), text}
		}
	}
	return all, found
}

// misspelled are spellings this program does not use (docs/domain.md, "How Vietnamese is written here"): the tone mark of an open oa, oe, uy
// on its first vowel, and i where y is the custom. What is wholly in capitals is another's spelling.
var misspelled = []*regexp.Regexp{
	regexp.MustCompile(`\p{L}*[òóỏõọ][ae](?:$|[^\p{L}])`),
	regexp.MustCompile(`\p{L}*[^qQ\P{L}][ùúủũụ]y(?:$|[^\p{L}])`),
	regexp.MustCompile(`(?:^|[^\p{L}])(?:[Ll]í do|[Kk]ỉ luật|[Kk]ĩ thuật|tỷ lệ)(?:$|[^\p{L}])`),
	regexp.MustCompile(`[\d}] %`), // 85,71%
	regexp.MustCompile(`(?:[Cc]ác|[Hh]ai|của|trong|từng|cả|[Mm]ột|[Bb]ản sao) sổ(?:$|[^\p{L}])`), // a log is “nhật ký”
}

func spelled(vi map[string]sentence) []Finding {
	var found []Finding
	for _, key := range keysOf(vi, nil) {
		for _, bad := range misspelled {
			if hit := bad.FindString(vi[key].text); hit != "" {
				found = append(found, Finding{vi[key].file, "key " + key + " spells " + strings.TrimSpace(hit), "docs/domain.md says how Vietnamese is written here"})
			}
		}
	}
	return found
}

func compare(vi, en map[string]sentence) []Finding {
	var found []Finding
	for _, key := range keysOf(vi, en) {
		v, inVi := vi[key]
		e, inEn := en[key]
		switch {
		case !inVi:
			found = append(found, Finding{translations + "en/" + e.file, "key " + key, "it has no Vietnamese sentence"})
		case !inEn:
			found = append(found, Finding{translations + "vi/" + v.file, "key " + key, "it has no English sentence"})
		case v.file != e.file:
			found = append(found, Finding{translations + "vi/" + v.file, "key " + key, "the English sentence stands in " + e.file})
		case fmt.Sprint(placeholders(v.text)) != fmt.Sprint(placeholders(e.text)):
			found = append(found, Finding{translations + "vi/" + v.file, "key " + key,
				fmt.Sprintf("Vietnamese has the placeholders %v, English %v", placeholders(v.text), placeholders(e.text))})
		}
	}
	return found
}

func keysOf(tables ...map[string]sentence) []string {
	seen := map[string]bool{}
	var keys []string
	for _, t := range tables {
		for key := range t {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	sort.Strings(keys)
	return keys
}

// placeholders are the different {names} of a sentence, sorted.
func placeholders(text string) []string {
	seen := map[string]bool{}
	names := []string{}
	for _, p := range placeholder.FindAllString(text, -1) {
		if !seen[p] {
			seen[p] = true
			names = append(names, p)
		}
	}
	sort.Strings(names)
	return names
}

// spoken checks every call of a speaker whose key is written out.
func spoken(f File, sentences map[string]sentence) []Finding {
	var found []Finding
	names := f.imported()
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		place, ok := speakers[called(f, names, call)]
		if !ok || place >= len(call.Args) {
			return true
		}
		key, ok := literal(call.Args[place])
		if !ok {
			return true
		}
		s, ok := sentences[key]
		if !ok {
			found = append(found, Finding{f.at(call), "key " + key, "it stands in no translation file"})
			return true
		}
		if missing := open(call, place, s.text); len(missing) > 0 {
			found = append(found, Finding{f.at(call), "key " + key, fmt.Sprintf("nothing is given for %s", strings.Join(missing, ", "))})
		}
		return true
	})
	return found
}

// called is the "import/path.Name" of a call; a bare name belongs to the file's own package.
func called(f File, names map[string]string, call *ast.CallExpr) string {
	switch fn := call.Fun.(type) {
	case *ast.Ident:
		return f.Package + "." + fn.Name
	case *ast.SelectorExpr:
		if x, ok := fn.X.(*ast.Ident); ok {
			return names[x.Name] + "." + fn.Sel.Name
		}
	}
	return ""
}

// open lists the placeholders a call gives no value for. A call that passes its pairs on, or names them by variables, cannot be judged.
func open(call *ast.CallExpr, place int, text string) []string {
	if call.Ellipsis != token.NoPos {
		return nil
	}
	given := map[string]bool{}
	for i := place + 1; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok {
			return nil
		}
		given["{"+name+"}"] = true
	}
	var missing []string
	for _, p := range placeholders(text) {
		if !given[p] {
			missing = append(missing, p)
		}
	}
	return missing
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
