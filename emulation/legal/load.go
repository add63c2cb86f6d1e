package legal

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"thidua/emulation"
)

// Format is the first line of a legal profile.
const Format = "thidua-legal/1"

// The file as it stands: texts, so that nothing is read as anything but what is written. Pointers tell a key left out from an empty one.
type (
	fileProfile struct {
		Format       string          `yaml:"format"`
		ID           string          `yaml:"id"`
		Name         string          `yaml:"name"`
		Kind         string          `yaml:"kind"`
		Number       string          `yaml:"number"`
		From         string          `yaml:"in_force_from"`
		FromVerified *bool           `yaml:"in_force_from_verified"`
		To           string          `yaml:"in_force_to"`
		Cite         string          `yaml:"cite"`
		Ground       string          `yaml:"ground"`
		Verified     *bool           `yaml:"verified"`
		Replaces     []string        `yaml:"replaces"`
		Amends       []string        `yaml:"amends"`
		Transition   *fileTransition `yaml:"transition"`
		Articles     []fileArticle   `yaml:"articles"`
	}
	fileTransition struct {
		Text     string `yaml:"text"`
		Cite     string `yaml:"cite"`
		Verified *bool  `yaml:"verified"`
	}
	fileArticle struct {
		ID          string           `yaml:"id"`
		Place       string           `yaml:"place"`
		Title       string           `yaml:"title"`
		Text        string           `yaml:"text"`
		Cite        string           `yaml:"cite"`
		Verified    *bool            `yaml:"verified"`
		Vote        *fileVote        `yaml:"vote"`
		Quota       *fileQuota       `yaml:"quota"`
		Eligibility *fileEligibility `yaml:"eligibility"`
		Dossier     *fileDossier     `yaml:"dossier"`
	}
	fileVote struct {
		On       string `yaml:"on"`
		By       string `yaml:"by"`
		Ballot   string `yaml:"ballot"`
		Base     string `yaml:"base"`
		AtLeast  string `yaml:"at_least"`
		MoreThan string `yaml:"more_than"`
		Written  bool   `yaml:"written"`
	}
	fileQuota struct {
		Form     string `yaml:"form"`
		Of       string `yaml:"of"`
		Count    *int   `yaml:"count"`
		Share    string `yaml:"share"`
		Rounding string `yaml:"rounding"`
		BySeason bool   `yaml:"by_season"`
		Rank     int    `yaml:"rank"`
	}
	fileEligibility struct {
		Form       string          `yaml:"form"`
		Need       string          `yaml:"need"`
		Conditions []fileCondition `yaml:"conditions"`
	}
	fileCondition struct {
		Fact          string `yaml:"fact"`
		Text          string `yaml:"text"`
		ShareAtLeast  string `yaml:"share_at_least"`
		ShareMoreThan string `yaml:"share_more_than"`
		AtLeast       *int   `yaml:"at_least"`
		AtMost        *int   `yaml:"at_most"`
		Equal         *int   `yaml:"equal"`
		Answer        string `yaml:"answer"`
		Verified      *bool  `yaml:"verified"` // left out = as its article
	}
	fileDossier struct {
		Forms  []string    `yaml:"forms"`
		Papers []filePaper `yaml:"papers"`
	}
	filePaper struct {
		ID   string `yaml:"id"`
		Text string `yaml:"text"`
		When string `yaml:"when"`
	}
)

// Load reads a thidua-legal/1 file; name is what messages call it. Every error has code Invalid (Newer for a later format) and names the place
// in the file. A document, article or transition rule without cite, or that does not say whether it was verified, is refused. Profiles come with
// the program alone: nothing here guards against a file that somebody sends.
func Load(name string, raw []byte) (*Profile, error) {
	var f fileProfile
	if err := decode(name, raw, &f); err != nil {
		return nil, err
	}
	if err := known(name, f.Format, Format); err != nil {
		return nil, err
	}
	l := &loader{name: name}
	p := l.profile(&f)
	if l.err != nil {
		return nil, l.err
	}
	return p, nil
}

// known refuses a file of another format, and of a later version of this one.
func known(name, format, want string) error {
	if format == want {
		return nil
	}
	code := emulation.Invalid
	if family, _, _ := strings.Cut(want, "/"); strings.HasPrefix(format, family+"/") {
		code = emulation.Newer
	}
	return emulation.Errorf(code, "legal.format", "format", format, "known", want).At(name, 0, "format")
}

// decode reads a file as it stands; a key it does not know is refused with its line.
func decode(name string, raw []byte, into any) error {
	err := yaml.UnmarshalWithOptions(raw, into, yaml.DisallowUnknownField())
	if err == nil {
		return nil
	}
	line, detail := 0, err.Error()
	var located yaml.Error
	if errors.As(err, &located) {
		detail = located.GetMessage()
		if t := located.GetToken(); t != nil {
			line = t.Position.Line
		}
	}
	return emulation.Errorf(emulation.Invalid, "legal.not-yaml", "detail", detail).At(name, line, "")
}

// loader turns a file into a Profile and keeps the first thing that is wrong.
type loader struct {
	name string
	err  error
}

func (l *loader) fail(path, key string, pairs ...any) {
	if l.err == nil {
		l.err = emulation.Errorf(emulation.Invalid, key, append(pairs, "path", path)...).At(l.name, 0, path)
	}
}

func (l *loader) need(path, text string) string {
	if strings.TrimSpace(text) == "" {
		l.fail(path, "legal.missing")
	}
	return strings.TrimSpace(text)
}

// sourced wants a citation and a word on whether it was verified.
func (l *loader) sourced(path, cite string, verified *bool) (string, bool) {
	if strings.TrimSpace(cite) == "" {
		l.fail(path+".cite", "legal.no-cite")
	}
	if verified == nil {
		l.fail(path+".verified", "legal.no-verified")
		return cite, false
	}
	return strings.TrimSpace(cite), *verified
}

func (l *loader) oneOf(path, text string, allowed ...string) string {
	if slices.Contains(allowed, text) {
		return text
	}
	l.fail(path, "legal.not-one-of", "text", text, "allowed", strings.Join(allowed, ", "))
	return ""
}

func (l *loader) date(path, text string) Date {
	if text == "" {
		return ""
	}
	d, err := ParseDate(text)
	if err != nil {
		l.fail(path, "legal.not-a-date", "text", text)
	}
	return d
}

func (l *loader) profile(f *fileProfile) *Profile {
	p := &Profile{
		ID: l.need("id", f.ID), Name: l.need("name", f.Name), Number: l.need("number", f.Number),
		Kind: Kind(l.oneOf("kind", f.Kind, string(Law), string(Decree), string(Circular))),
		From: l.date("in_force_from", l.need("in_force_from", f.From)), To: l.date("in_force_to", f.To),
		FromVerified: f.FromVerified == nil || *f.FromVerified, Ground: strings.TrimSpace(f.Ground), Replaces: f.Replaces, Amends: f.Amends,
	}
	p.Cite, p.Verified = l.sourced("profile", f.Cite, f.Verified)
	p.FromVerified = p.FromVerified && p.Verified
	if p.To != "" && p.To < p.From {
		l.fail("in_force_to", "legal.ends-before", "from", p.From, "to", p.To)
	}
	if t := f.Transition; t != nil {
		p.Transition = &Transition{Text: l.need("transition.text", t.Text)}
		p.Transition.Cite, p.Transition.Verified = l.sourced("transition", t.Cite, t.Verified)
	}
	seen := map[string]bool{}
	for i := range f.Articles {
		a := l.article(fmt.Sprintf("articles[%d]", i), &f.Articles[i])
		if seen[a.ID] {
			l.fail(fmt.Sprintf("articles[%d].id", i), "legal.twice", "id", a.ID)
		}
		seen[a.ID] = true
		p.Articles = append(p.Articles, a)
	}
	return p
}

func (l *loader) article(path string, f *fileArticle) Article {
	a := Article{ID: l.need(path+".id", f.ID), Place: l.need(path+".place", f.Place), Title: l.need(path+".title", f.Title), Text: strings.TrimSpace(f.Text)}
	a.Cite, a.Verified = l.sourced(path, f.Cite, f.Verified)
	if a.Text == "" && f.Vote == nil && f.Quota == nil && f.Eligibility == nil && f.Dossier == nil {
		l.fail(path, "legal.says-nothing")
	}
	if f.Vote != nil {
		a.Vote = l.vote(path+".vote", f.Vote)
	}
	if f.Quota != nil {
		a.Quota = l.quota(path+".quota", f.Quota)
	}
	if f.Eligibility != nil {
		a.Eligibility = l.eligibility(path+".eligibility", f.Eligibility)
	}
	if f.Dossier != nil {
		a.Dossier = l.dossier(path+".dossier", f.Dossier)
	}
	return a
}
