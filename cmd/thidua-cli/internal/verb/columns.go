package verb

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
)

// Column is one column of a list of T: of its table, of its JSON, or of both.
type Column[T any] struct {
	title *string // nil: not in the table
	text  func(*T) string
	name  string
	value func(*T) any // nil: not in JSON
}

// Both is a column of the table and of JSON. title is a key, without "cli.col." in front where it begins so, with ">" in front where figures
// stand to the right; name is that of the field in JSON, with ",omitempty" behind it as a struct tag has it. The table shows the value as it is,
// the parts of a list with "; " between them, unless text says otherwise.
func Both[T any](title, name string, value func(*T) any, text ...func(*T) string) Column[T] {
	c := Column[T]{title: &title, name: name, value: value, text: func(x *T) string { return plain(value(x)) }}
	if len(text) > 0 {
		c.text = text[0]
	}
	return c
}

// Cell is a column of the table alone.
func Cell[T any](title string, text func(*T) string) Column[T] {
	return Column[T]{title: &title, text: text}
}

// Field is a field of JSON alone; without a name it is all the fields of a struct.
func Field[T any](name string, value func(*T) any) Column[T] {
	return Column[T]{name: name, value: value}
}

func plain(v any) string {
	if list, ok := v.([]string); ok {
		return strings.Join(list, "; ")
	}
	return fmt.Sprint(v)
}

// Rows are a list with its columns. As a value they are its JSON.
type Rows[T any] struct {
	list    []T
	columns []Column[T]
}

// Of puts columns to a list.
func Of[T any](list []T, columns ...Column[T]) Rows[T] { return Rows[T]{list, columns} }

// List shows a list: its table, or the sentence empty if there is one and nothing else to show; with --json the list.
func List[T any](a *App, list []T, empty string, columns ...Column[T]) error {
	r := Of(list, columns...)
	return r.Show(a, r, empty)
}

// Listed is List of what is read at the desk.
func Listed[T any](a *App, read func(d *desk.Desk) ([]T, error), empty string, columns ...Column[T]) error {
	return a.With(func(d *desk.Desk) error {
		list, err := read(d)
		if err != nil {
			return err
		}
		return List(a, list, empty, columns...)
	})
}

// Show is List where JSON has more than the list.
func (r Rows[T]) Show(a *App, v any, empty string) error {
	return a.Show(v, func(w io.Writer) {
		if len(r.list) == 0 && empty != "" {
			fmt.Fprintln(w, a.Say(empty))
			return
		}
		r.Table(a, w)
	})
}

// Tell is Show for a list whose items are told in sentences, each by text, and not in a table.
func (r Rows[T]) Tell(a *App, empty string, text func(w io.Writer, x *T)) error {
	return a.Show(r, func(w io.Writer) {
		if len(r.list) == 0 && empty != "" {
			fmt.Fprintln(w, a.Say(empty))
		}
		for i := range r.list {
			text(w, &r.list[i])
		}
	})
}

// Table prints the table; foot are further lines of cells below it.
func (r Rows[T]) Table(a *App, w io.Writer, foot ...[]string) {
	var titles []string
	for _, c := range r.columns {
		if c.title != nil {
			titles = append(titles, *c.title)
		}
	}
	var lines [][]string
	for i := range r.list {
		var cells []string
		for _, c := range r.columns {
			if c.title != nil {
				cells = append(cells, c.text(&r.list[i]))
			}
		}
		lines = append(lines, cells)
	}
	a.Table(w, append(lines, foot...), titles...)
}

// Line are cells of a table.
func Line(values ...any) []string { return emulation.Map(values, plain) }

func (a *App) title(key string) string {
	right := ""
	if rest, ok := strings.CutPrefix(key, ">"); ok {
		right, key = ">", rest
	}
	switch {
	case key == "" || key == "%":
		return right + key
	case !strings.Contains(key, "."):
		key = "cli.col." + key
	}
	return right + a.Say(key)
}

// MarshalJSON writes the list: an object for each of its items, with the fields in the order of the columns.
func (r Rows[T]) MarshalJSON() ([]byte, error) {
	objects := make([]Object, len(r.list))
	for i := range r.list {
		for _, c := range r.columns {
			if c.value != nil {
				objects[i] = append(objects[i], c.name, c.value(&r.list[i]))
			}
		}
	}
	return marshal(objects)
}

// Object is one value in JSON: the name of each field as Both has it, and what stands in it. Without a name it is all the fields of a struct.
type Object []any

// MarshalJSON writes the fields in their order; nil is null.
func (o Object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("null"), nil
	}
	var fields [][]byte
	for i := 0; i < len(o); i += 2 {
		name, omit := strings.CutSuffix(o[i].(string), ",omitempty")
		if omit && empty(o[i+1]) {
			continue
		}
		raw, err := marshal(o[i+1])
		if err != nil {
			return nil, fmt.Errorf("writing %q: %w", name, err)
		}
		if name != "" {
			raw = append([]byte(`"`+name+`":`), raw...)
		} else if raw = raw[1 : len(raw)-1]; len(raw) == 0 { // the fields without their braces
			continue
		}
		fields = append(fields, raw)
	}
	return fmt.Appendf(nil, "{%s}", bytes.Join(fields, []byte(","))), nil
}

// marshal is json.Marshal that leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// empty is what encoding/json leaves out for "omitempty".
func empty(v any) bool {
	x := reflect.ValueOf(v)
	switch x.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Array, reflect.Slice, reflect.Map, reflect.String:
		return x.Len() == 0
	case reflect.Struct:
		return false
	}
	return x.IsZero()
}
