package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/bridge"
	"thidua/ui/typing"
)

// Field is one thing a Form asks for: a line of text, unless it says otherwise.
type Field struct {
	Name    string
	Hint    string
	Value   string
	Options []string         // one of them is chosen
	Lines   int              // as many lines of text
	Tick    bool             // ticked or not: Value is Ticked or ""
	Secret  bool             // nobody beside the person is to read it
	Day     func() time.Time // a day is typed or picked; it gives today
	Wide    float32          // at 100 %; neighbours with a width stand in one row; 0 = the whole width

	// Pick is called when its button is pressed, to choose something elsewhere, such as a file; set shows the name of what was chosen.
	Pick func(set func(name string))
	// Changed is told what stands in the field, whenever that changes.
	Changed func(value string)
}

// Ticked is the value of a field that is ticked.
const Ticked = "yes"

// Form is a small form in its place on the screen, in place of a dialog: a heading, fields below each other, and two buttons. What was typed
// stays until somebody takes the form away, so that nothing is lost when it is refused.
type Form struct {
	made
	do     func(values []string)
	drop   func()
	fields []Field
	values []func() string
	fills  []func(string)
	first  fyne.Focusable
	words  *bridge.Words // nil: nothing is kept
}

// NewForm makes a form; note stands below the heading, and either may be "". do is told the values of the fields in their order.
func NewForm(heading, note string, fields []Field, confirm, cancel string, do func(values []string), drop func()) *Form {
	f := &Form{do: do, drop: drop, fields: fields}
	body := Column(9)
	if heading != "" {
		body.Add(NewText(heading, fynetheme.ColorNameForeground).Bold())
	}
	if note != "" {
		body.Add(NewParagraph(note).Quiet())
	}
	var row *fyne.Container
	for i := range fields {
		o := f.field(&fields[i])
		if !fields[i].Tick {
			o = NewField(fields[i].Name, o)
		}
		if fields[i].Wide == 0 {
			body.Add(o)
			row = nil
			continue
		}
		if row == nil {
			row = Flow(12)
			body.Add(row)
		}
		row.Add(Wide(fields[i].Wide, o))
	}
	body.Add(Row(8, nil, NewPrimaryButton(confirm, nil, func() { f.do(f.Values()) }), NewQuietButton(cancel, nil, func() { f.Done(); drop() })))
	f.drawn = NewPanel(body, "", Bottom, 16, 12)
	f.ExtendBaseWidget(f)
	return f
}

// field makes one field and remembers how it is read and filled.
func (f *Form) field(x *Field) fyne.CanvasObject {
	told := func(s string) {
		f.keep(x, s)
		if x.Changed != nil {
			x.Changed(s)
		}
	}
	switch {
	case len(x.Options) > 0:
		s := NewSelect(x.Options, nil)
		s.PlaceHolder = x.Hint
		if slices.Contains(x.Options, x.Value) {
			s.SetSelected(x.Value)
		}
		s.OnChanged = told
		f.values, f.fills = append(f.values, func() string { return s.Selected }), append(f.fills, s.SetSelected)
		return s
	case x.Tick:
		c := NewTick(x.Name, nil)
		c.SetChecked(x.Value == Ticked)
		read := func() string {
			if c.Checked {
				return Ticked
			}
			return ""
		}
		c.OnChanged = func(bool) { told(read()) }
		f.values, f.fills = append(f.values, read), append(f.fills, func(v string) { c.SetChecked(v == Ticked) })
		return c
	case x.Pick != nil:
		chosen := x.Value
		name := NewText(x.Value, fynetheme.ColorNameForeground).Shrinking()
		set := func(v string) { chosen = v; name.Set(v); told(v) }
		f.values, f.fills = append(f.values, func() string { return chosen }), append(f.fills, set)
		return Row(8, name, NewButton(x.Hint, fynetheme.FolderOpenIcon(), func() { x.Pick(set) }), name)
	}
	var e *typing.Entry
	var drawn fyne.CanvasObject
	switch {
	case x.Lines > 1:
		e = typing.NewMultiLineEntry()
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(x.Lines)
	case x.Secret:
		e = typing.NewPasswordEntry()
	case x.Day != nil:
		day := NewDayEntry(x.Day)
		e, drawn = &day.Entry, day
	default:
		e = typing.NewEntry()
	}
	if drawn == nil {
		drawn = e
	}
	if x.Lines <= 1 {
		e.OnSubmitted = func(string) { f.do(f.Values()) }
	}
	e.SetPlaceHolder(x.Hint)
	e.SetText(x.Value)
	e.OnChanged = told
	if f.first == nil {
		f.first = drawn.(fyne.Focusable)
	}
	f.values, f.fills = append(f.values, func() string { return e.Text }), append(f.fills, e.SetText)
	return drawn
}

// Keeps has words keep what is filled in until Done, and fills in what they kept of an earlier time: then it is true.
func (f *Form) Keeps(words *bridge.Words) (back bool) {
	f.words = words
	for i := range f.fields {
		if text, ok := words.Of(f.fields[i].Name); ok && f.fields[i].kept() {
			f.fills[i](text)
			back = true
		}
	}
	return back
}

// Done says that what was filled in was taken, or is not wanted: nothing is kept of it any more.
func (f *Form) Done() {
	if f != nil {
		f.words.DropAll()
	}
}

// Leave takes the form away; what was filled in is there again when the same is asked.
func (f *Form) Leave() { f.drop() }

// kept says whether what is filled in is kept: no secret, and no file, of which only the name is here.
func (x *Field) kept() bool { return !x.Secret && x.Pick == nil }

func (f *Form) keep(x *Field, value string) {
	if x.kept() {
		f.words.Over(x.Name, value, x.Value)
	}
}

// Values are what stands in the fields.
func (f *Form) Values() []string {
	values := make([]string, len(f.values))
	for i, read := range f.values {
		values[i] = read()
	}
	return values
}

// Fill puts something into a field.
func (f *Form) Fill(field int, value string) { f.fills[field](value) }

// Focus gives the keyboard to the first field that is typed into.
func (f *Form) Focus(c fyne.Canvas) {
	if f.first != nil {
		c.Focus(f.first)
	}
}
