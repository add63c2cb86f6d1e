package legal

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"thidua/emulation"
	"thidua/vietnamese"
)

// FormsFormat is the first line of a list of award forms.
const FormsFormat = "thidua-award-forms/1"

// FormKind is what sort of award a form is.
type FormKind string

// The sorts of awards of a unit.
const (
	Flag        FormKind = "flag"        // cờ thi đua
	Certificate FormKind = "certificate" // bằng khen, giấy khen
	Title       FormKind = "title"       // danh hiệu tập thể
)

// Level is who decides an award.
type Level string

// The levels that decide.
const (
	Government         Level = "government"
	MinistryOrProvince Level = "ministry-or-province"
	Ministry           Level = "ministry"
	Province           Level = "province"
	Organisation       Level = "organisation" // Mặt trận, công đoàn, đoàn thể
	Agency             Level = "agency"       // thủ trưởng cơ quan, đơn vị
)

// Form (hình thức khen thưởng) is one award a unit may be proposed for: one of the law's, or one an office added (forms_own.go).
type Form struct {
	ID       string
	Name     string // as the law writes it, in Vietnamese
	Kind     FormKind
	Level    Level
	Under    string   // the form whose rules it has: the flag of the ministry has those of the flag of ministry and province
	Aliases  []string // other names
	Openings []string // what longer names begin with: "Bằng khen của Bộ trưởng"
	Cite     string
	Verified bool

	Own          bool   // the office's
	Title        string // as papers print it; "" = its name
	Decider      string // who decides, by name; "" = the level says it
	For          string // units, persons or both
	Withdrawn    bool   // nobody is proposed for it any more
	Illustrative bool
}

// Law is the id the rules of law go by.
func (f Form) Law() string {
	if f.Under != "" {
		return f.Under
	}
	return f.ID
}

// Printed is the name as papers have it.
func (f Form) Printed() string { return cmp.Or(f.Title, f.Name) }

// DecidedBy says who decides.
func (f Form) DecidedBy() emulation.Message {
	if f.Decider != "" {
		return emulation.Say("award.decider", "decider", f.Decider)
	}
	return emulation.Say("award.level." + string(f.Level))
}

// council is how the name of a council begins; it submits (trình) and decides nothing.
const council = "hoi dong"

// offices are what the name of who decides for a body may begin with.
var offices = []string{"bo truong", "chu tich", "thong doc", "tong giam doc", "giam doc", "hieu truong", "thu truong"}

// provinces are how the body of a province is written before its name.
var provinces = []string{"ubnd tinh", "ubnd thanh pho", "uy ban nhan dan tinh", "uy ban nhan dan thanh pho"}

// DecidedAt reports whether a body is the one that decides the form, or whose head does. Who asks it asks for the decision: no minister is asked to submit to
// himself. Any other body, a Council above all, is asked to submit (trình) to who decides.
func (f Form) DecidedAt(body string) bool {
	b := plainName(body)
	starts := func(openings ...string) bool {
		return slices.ContainsFunc(openings, func(o string) bool { return strings.HasPrefix(b+" ", o+" ") })
	}
	if b == "" || starts(council) {
		return false
	}
	has := func(text, part string) bool { return part != "" && strings.Contains(" "+text+" ", " "+part+" ") }
	if f.Decider != "" {
		decider := plainName(f.Decider)
		head := decider
		for _, office := range offices {
			if rest, ok := strings.CutPrefix(decider, office+" "); ok {
				head = rest
			}
		}
		return has(decider, b) || has(b, head)
	}
	switch f.Level {
	case Government:
		return starts("chinh phu", "thu tuong chinh phu")
	case Ministry:
		return has(plainName(f.Name), b)
	case Province:
		return starts(provinces...)
	case MinistryOrProvince:
		return starts(append(provinces, "bo")...)
	case Agency:
		return !starts(append(provinces, "bo")...)
	}
	return false
}

// Among reports whether a form with an id is one of several.
func Among(forms []Form, id string) bool {
	return slices.ContainsFunc(forms, func(f Form) bool { return f.ID == id })
}

// names are those that lead to the form.
func (f Form) names() []string { return append([]string{f.Name}, f.Aliases...) }

// Forms is every award form that is known: flags before certificates before titles, the highest first.
type Forms struct {
	list  []Form
	names map[string]string // what leads to a form, as plainName has it: id
}

type (
	fileForms struct {
		Format string     `yaml:"format"`
		Forms  []fileForm `yaml:"forms"`
	}
	fileForm struct {
		ID       string   `yaml:"id"`
		Name     string   `yaml:"name"`
		Kind     string   `yaml:"kind"`
		Level    string   `yaml:"level"`
		Under    string   `yaml:"under"`
		Aliases  []string `yaml:"aliases"`
		Openings []string `yaml:"openings"`
		Cite     string   `yaml:"cite"`
		Verified *bool    `yaml:"verified"`
	}
)

// ReadForms reads a list of award forms.
func ReadForms(files fs.FS, name string) (*Forms, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	return LoadForms(name, raw)
}

// LoadForms reads a thidua-award-forms/1 file; name is what messages call it. Every name leads to one form alone.
func LoadForms(name string, raw []byte) (*Forms, error) {
	var file fileForms
	if err := decode(name, raw, &file); err != nil {
		return nil, err
	}
	if err := known(name, file.Format, FormsFormat); err != nil {
		return nil, err
	}
	l, out, ids, names := &loader{name: name}, &Forms{names: map[string]string{}}, map[string]bool{}, map[string]int{}
	for i, f := range file.Forms {
		at := fmt.Sprintf("forms[%d]", i)
		form := Form{ID: l.need(at+".id", f.ID), Name: l.need(at+".name", f.Name), Under: f.Under, Aliases: f.Aliases, Openings: f.Openings,
			Kind:  FormKind(l.oneOf(at+".kind", f.Kind, emulation.AwardKinds...)),
			Level: Level(l.oneOf(at+".level", f.Level, emulation.AwardLevels...)), For: emulation.ForUnits}
		form.Cite, form.Verified = l.sourced(at, f.Cite, f.Verified)
		if f.Under != "" && !ids[f.Under] { // a form stands below the one whose rules it has
			l.fail(at+".under", "legal.unknown-form", "id", f.Under)
		}
		if ids[form.ID] {
			l.fail(at+".id", "legal.twice", "id", form.ID)
		}
		ids[form.ID] = true
		for _, n := range slices.Concat([]string{form.Name}, form.Aliases, form.Openings) {
			key := plainName(n)
			if other, taken := names[key]; key == "" || taken && other != i { // a name may be an opening of the same form too
				l.fail(at, "legal.name-twice", "name", n)
			}
			names[key] = i
		}
		for _, n := range form.names() {
			out.names[plainName(n)] = form.ID
		}
		out.list = append(out.list, form)
	}
	if l.err != nil {
		return nil, l.err
	}
	return out, nil
}

func (f *Forms) All() []Form { return f.list }

func (f *Forms) ByID(id string) (Form, bool) {
	i := slices.IndexFunc(f.list, func(o Form) bool { return o.ID == id })
	if i < 0 {
		return Form{}, false
	}
	return f.list[i], true
}

// Find is the form that people mean by a name: capitals, diacritics, quotation marks and "của" do not matter. The name itself or another name of
// the form comes first, then the longest opening.
func (f *Forms) Find(name string) (Form, bool) {
	want := plainName(name)
	if id, exact := f.names[want]; exact {
		return f.ByID(id)
	}
	var best Form
	longest := 0
	for _, form := range f.list {
		for _, n := range form.Openings {
			if o := plainName(n); len(o) > longest && (want == o || strings.HasPrefix(want, o+" ")) {
				best, longest = form, len(o)
			}
		}
	}
	return best, longest > 0
}

// plainName is what is left of a name when it is compared.
func plainName(name string) string {
	words := strings.FieldsFunc(vietnamese.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "cua" }), " ")
}
