package storage_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"thidua/assets"
	"thidua/internal/phrase"
)

// TestEverySentenceExists looks for the keys the source names, in both languages, with the same placeholders.
func TestEverySentenceExists(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	inside, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	quoted := regexp.MustCompile(`"(storage\.[a-z-]+)"`)
	for _, f := range append(append(files, inside...), "../sync/changeset/leaf.go") {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllStringSubmatch(string(src), -1) {
			named[m[1]] = true
		}
	}
	holes := regexp.MustCompile(`\{[a-z]+\}`)
	for key := range named {
		vi, ok := phrase.Template(phrase.Vietnamese, key)
		if !ok {
			t.Errorf("%s has no Vietnamese sentence", key)
		}
		en, ok := phrase.Template(phrase.English, key)
		if !ok {
			t.Errorf("%s has no English sentence", key)
		}
		for _, h := range holes.FindAllString(vi, -1) {
			if !strings.Contains(en, h) {
				t.Errorf("%s: %s is missing in English", key, h)
			}
		}
		for _, h := range holes.FindAllString(en, -1) {
			if !strings.Contains(vi, h) {
				t.Errorf("%s: %s is missing in Vietnamese", key, h)
			}
		}
	}
	written := map[string]string{}
	raw, err := assets.Translations.ReadFile("translations/vi/storage.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &written); err != nil {
		t.Fatal(err)
	}
	for key := range written {
		if strings.HasPrefix(key, "storage.") && !named[key] {
			t.Errorf("%s is not used", key)
		}
	}
}
