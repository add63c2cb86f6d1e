package hostile_test

import (
	"context"
	"io"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"time"

	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/documents/xlsx"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/questions"
	"thidua/workspace/register"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
	"thidua/workspace/year"
)

// most is how much memory, in bytes, one view may ask for in all.
const most = 512 << 20

func rooms(w *workspace.Workspace) map[string]any {
	return map[string]any{"awards": awards.At(w), "conference": conference.At(w), "pledge": pledge.At(w), "questions": questions.At(w), "replica": replica.At(w),
		"register": register.At(w), "result": result.At(w), "review": review.At(w), "season": season.At(w), "sheet": sheet.At(w), "todo": todo.At(w), "year": year.At(w),
		"forms": forms.At(w), "workspace": w}
}

// changes are the methods that write, or open what only the caller closes.
var changes = map[string]bool{"Invite": true, "AddCriteria": true, "SetActivity": true, "SetAchievement": true, "SetMovement": true,
	"SetShortcoming": true, "SetPersonAward": true, "SetOpinion": true, "SetInternalCriteria": true, "AddEvidence": true,
	"TypeCell": true, "TypeCells": true, "SetCell": true, "SetCells": true, "Open": true, "AskFor": true, "Attach": true, "Seal": true, "SealEach": true, "AssignVerifiers": true,
	"VerifyLogs": true, "StateHashes": true, "Subscribe": true, "Take": true, "Lend": true, "EntryCode": true, "Detach": true, "Value": true, "GiveAll": true, "ProposeAssignments": false}

// none are the words for what is simply not there, or not for this desk: an answer, and no failure.
var none = map[string]bool{"result.none": true, "running.no-own-unit": true, "workspace.no-own-sheet": true, "paper.no-registration": true, "paper.no-award-list": true, "paper.no-opinions": true,
	"paper.no-review":             true,
	"workspace.criteria-not-here": true, "workspace.no-criteria": true, // a season that somebody scribbled may lead at a desk
	"result.unreadable": true, "generation.none": true}

// views looks at everything from every desk.
func (c *cluster) views(when string, tries int) {
	c.Helper()
	for _, name := range c.names() {
		d := c.desks[name]
		all := rooms(d.Workspace)
		for _, room := range slices.Sorted(maps.Keys(all)) {
			v := reflect.ValueOf(all[room])
			for i := range v.NumMethod() {
				m := v.Type().Method(i)
				if t := m.Type; changes[m.Name] || t.NumOut() < 2 || t.Out(t.NumOut()-1) != reflect.TypeFor[error]() || t.IsVariadic() {
					continue
				}
				for range tries {
					args, known := c.args(m.Type)
					if len(args) < m.Type.NumIn()-1 {
						break
					}
					c.look(when+" "+name+" "+room+"."+m.Name, known, func() (any, error) {
						out := v.Method(i).Call(args)
						err, _ := out[len(out)-1].Interface().(error)
						return out[0].Interface(), err
					}, args)
					if len(args) == 0 {
						break
					}
				}
			}
		}
		c.look(when+" "+name+" hashes", true, func() (any, error) { return replica.At(d.Workspace).StateHashes(context.Background()) }, nil)
		c.look(when+" "+name+" verify", true, func() (any, error) { return verified(d) }, nil)
	}
}

func verified(d *desk.Desk) (any, error) {
	logs, err := d.VerifyLogs(context.Background())
	for _, l := range logs {
		if err == nil {
			err = l.Fault
		}
	}
	return nil, err
}

// args are values a view takes: what exists, so that it has something to show. known: all of them surely do.
func (c *cluster) args(t reflect.Type) (args []reflect.Value, known bool) {
	known = true
	for i := range t.NumIn() - 1 {
		in := t.In(i + 1)
		var v reflect.Value
		switch {
		case in == reflect.TypeFor[emulation.ID]():
			v = reflect.ValueOf(c.unit(units[c.pool.IntN(len(units))]))
		case in == reflect.TypeFor[forms.Invite](): // its code is the program's own
			v = reflect.ValueOf(forms.Invite{Code: "ABCD-EFGH", For: c.pool.Text(), Until: c.env.Now()})
		case in == reflect.TypeFor[time.Time]():
			v = reflect.ValueOf(c.env.Now())
		case in.Kind() == reflect.Struct:
			v, known = c.pool.Fill(in), false
			if f := v.FieldByName("Unit"); f.IsValid() {
				f.Set(reflect.ValueOf(c.unit(units[0])))
			}
			if f := v.FieldByName("Form"); f.IsValid() && f.Kind() == reflect.String {
				f.SetString("co-thi-dua-bo")
			}
			if f := v.FieldByName("Season"); f.IsValid() && f.Kind() == reflect.String {
				f.SetString("")
			}
		case in.Kind() == reflect.Interface, in.Kind() == reflect.Func, in.Kind() == reflect.Pointer:
			return nil, false
		default:
			v, known = c.pool.Fill(in), false
		}
		args = append(args, v)
	}
	return args, known
}

// look looks at one thing: it does not fail but in words that say what is not there, and asks for no more than its share of memory.
func (c *cluster) look(what string, known bool, view func() (any, error), args []reflect.Value) {
	c.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	out, err := func() (out any, err error) {
		defer func() {
			if r := recover(); r != nil {
				buf := make([]byte, 4000)
				c.Errorf("%s%v: %v\n%s", what, args, r, buf[:runtime.Stack(buf, false)])
			}
		}()
		return view()
	}()
	if p, ok := out.(forms.Paper); ok && err == nil {
		if err = pdf.Write(io.Discard, p.Documents...); err == nil {
			err = xlsx.Write(io.Discard, p.Documents...)
		}
	}
	runtime.ReadMemStats(&after)
	if asked := after.TotalAlloc - before.TotalAlloc; asked > most {
		c.Errorf("%s%v: %d MB", what, args, asked>>20)
	}
	if err == nil {
		return
	}
	code, key := emulation.CodeOf(err), emulation.KeyOf(err)
	if fails := code == emulation.Internal || code == emulation.Corrupt || known && !none[key] && (len(args) == 0 || code != emulation.NotFound); fails {
		c.Errorf("%s%v: %.300v", what, args, err)
	}
}
