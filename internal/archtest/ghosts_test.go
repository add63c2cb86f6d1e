package archtest

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Ghosts finds what the package table names and nobody has: a row no package stands in, an arrow to a package or a library that is not here.
func Ghosts(packages []Package, table []Row, modules []string) []Finding {
	const why = "a map that shows what is not there is believed in nothing"
	var found []Finding
	ours := func(pattern string) bool {
		return slices.ContainsFunc(packages, func(p Package) bool { return matches(pattern, p.ImportPath) })
	}
	required := func(pattern string) bool {
		name := strings.TrimSuffix(pattern, "/...")
		return slices.ContainsFunc(modules, func(m string) bool { return name == m || strings.HasPrefix(name, m+"/") })
	}
	for _, row := range table {
		if !ours(row.Package) {
			found = append(found, Finding{"the row " + row.Package, "no package stands in it", why})
		}
		for _, may := range row.May {
			switch {
			case may == "...":
			case strings.HasPrefix(may, Module+"/") && !ours(may):
				found = append(found, Finding{"the row " + row.Package, "may import " + may + ", which no package is", why})
			case !strings.HasPrefix(may, Module+"/") && !required(may):
				found = append(found, Finding{"the row " + row.Package, "may import " + may + ", which go.mod does not require", why})
			}
		}
	}
	return found
}

// Modules lists the modules a go.mod requires.
func Modules(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		module, version, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "require "), " ")
		if ok && strings.HasPrefix(version, "v") {
			all = append(all, module)
		}
	}
	return all
}

var (
	// A link or a picture of a Markdown file: ](target) or src="target".
	link = regexp.MustCompile(`\]\(([^)\s]+)[^)]*\)|src="([^"]+)"`)
	// A page of the documentation that any text speaks of.
	page = regexp.MustCompile(`\bdocs/[\w./-]*\w\.md\b`)
	// What is only shown, not linked: code between backticks, and blocks of it.
	code    = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	heading = regexp.MustCompile(`(?m)^#+ +(.+?)\s*$`)
	outside = regexp.MustCompile(`^[a-z]+:`)
)

// Links finds what the repository's texts point at and what is not there: files and headings that links of Markdown files name, and pages
// under docs/ named anywhere. Addresses outside the repository are not visited.
func Links(root string, files []File) []Finding {
	const why = "whoever follows it stands before nothing"
	texts := map[string]string{}
	for _, f := range files {
		texts[f.Path] = f.Text
	}
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
		return err == nil
	}
	var found []Finding
	for _, f := range files {
		for _, name := range page.FindAllString(f.Text, -1) {
			if !there(name) {
				found = append(found, Finding{f.Path, "names " + name, why})
			}
		}
		if !strings.HasSuffix(f.Path, ".md") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(f.Text, ""), -1) {
			target := m[1] + m[2]
			if outside.MatchString(target) {
				continue
			}
			name, anchor, _ := strings.Cut(target, "#")
			text, read := f.Text, true
			if name != "" {
				full := path.Join(path.Dir(f.Path), name)
				if text, read = texts[full]; !read && !there(full) {
					found = append(found, Finding{f.Path, "links to " + target, why})
				}
			}
			if anchor != "" && read && !slices.Contains(anchors(text), anchor) {
				found = append(found, Finding{f.Path, "links to " + target + ", a heading that is not in it", why})
			}
		}
	}
	return found
}

// anchors are the names under which the headings of a Markdown file are reached, as most viewers form them.
func anchors(text string) []string {
	var all []string
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case strings.ContainsRune("`*.,:;()[]/…·–—!?'\"“”’&+=<>|", r):
				return -1
			}
			return r
		}, strings.ToLower(m[1]))
		all = append(all, name)
	}
	return all
}
