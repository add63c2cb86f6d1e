package criteria_test

import (
	"strings"
	"testing"

	"thidua/emulation/criteria"
)

const goodInputs = `format: thidua-inputs/1
units:
  - id: son-la
    name: Sở GDĐT Sơn La
    type: so-gddt
    inputs:
      I.1: {value: 98.54}
      I.2: {value: "1.045,5", target: 2000}
      1.10: {counts: {tinh: 1, huyen: 3}}
      "01": {count: 0}
      III.2: {pass: true}
      I.4: {na: true, reason: "Không có, theo báo cáo"}
    indicators: {hs: 1200, 01: 3}
    previous: {I.1: {value: 97}}
    previous_rank: 2
  - {id: 01, name: Đơn vị khác}
decisions: {ballot: [01, son-la], chair: []}
`

// show is fields as "a=1 b=2".
func show(fields map[string]string) string {
	var parts []string
	for _, k := range []string{"value", "target", "count", "counts", "pass", "na", "reason"} {
		if v, ok := fields[k]; ok {
			parts = append(parts, k+"="+v)
		}
	}
	return strings.Join(parts, " ")
}

func TestLoadInputs(t *testing.T) {
	set := load(t, "example.yaml")
	in, err := criteria.LoadInputs(set, "số liệu.yaml", []byte(goodInputs))
	if err != nil {
		t.Fatal(err)
	}
	u := in.Units[0]
	got := map[string]string{}
	for code, i := range u.Inputs {
		c, _ := set.ByCode(code)
		got[code] = show(c.Rule.Fields(i))
	}
	for code, want := range map[string]string{"I.1": "value=98.54", "I.2": "value=1045.5 target=2000", "1.10": "counts=tinh=1,huyen=3", "01": "count=0",
		"III.2": "pass=true", "I.4": "na=true reason=Không có, theo báo cáo"} {
		if got[code] != want {
			t.Errorf("%s: %q, want %q", code, got[code], want)
		}
	}
	if u.Type != "so-gddt" || u.PreviousRank != 2 || u.Previous["I.1"].String() != "97" || u.Indicators["01"].String() != "3" {
		t.Errorf("%+v", u)
	}
	if in.Units[1].ID != "01" || strings.Join(in.Decisions.Ballot, " ") != "01 son-la" {
		t.Errorf("%+v", in)
	}
}

// inputs is an inputs file of one unit with the given lines beneath it.
func inputs(lines ...string) string {
	return "format: thidua-inputs/1\nunits:\n  - id: a\n    name: A\n    " + strings.Join(lines, "\n    ") + "\n"
}

func TestInputFaults(t *testing.T) {
	set := load(t, "example.yaml")
	for name, c := range map[string]struct {
		raw  string
		want []string
	}{
		"other format":      {"format: thidua-criteria/1\n", []string{"1 criteria.other-format"}},
		"no units":          {"format: thidua-inputs/1\n", []string{"1 criteria.missing"}},
		"unknown criterion": {inputs("inputs: {I.9: {value: 1}}"), []string{"5 inputs.unknown-criterion"}},
		"1.1 is not 1.10":   {inputs("inputs: {1.100: {value: 1}}"), []string{"5 inputs.unknown-criterion"}},
		"unknown field":     {inputs("inputs: {I.1: {points: 1}}"), []string{"5 inputs.criterion"}},
		"letters":           {inputs("inputs:", "  I.1:", "    value: 98,5x"), []string{"7 criteria.comma-unquoted"}},
		"letters too":       {inputs("inputs:", "  I.1:", "    value: 98.5x"), []string{"7 inputs.criterion"}},
		"comma in flow":     {inputs("inputs: {I.1: {value: 9,75}}"), []string{"5 criteria.comma-unquoted"}},
		"over max":          {inputs("inputs: {I.3: {points: 2.75}}"), []string{"5 inputs.criterion"}},
		"wrong step":        {inputs("inputs: {I.3: {points: 2.3}}"), []string{"5 inputs.criterion"}},
		"option":            {inputs("inputs: {III.1: {choice: gioi}}"), []string{"5 inputs.criterion"}},
		"tier":              {inputs("inputs: {1.10: {counts: {xa: 1}}}"), []string{"5 inputs.criterion"}},
		"a list":            {inputs("inputs: {I.1: {value: [1]}}"), []string{"5 criteria.not-a-scalar"}},
		"no value":          {inputs("inputs: {I.1: {value: }}"), []string{"5 criteria.no-value"}},
		"no mapping":        {inputs("inputs: {I.1: 98}"), []string{"5 criteria.not-a-mapping"}},
		"code twice":        {inputs("inputs: {I.1: {value: 1}, I.1: {value: 2}}"), []string{"5 criteria.duplicate-key"}},
		"unknown key":       {inputs("colour: red"), []string{"5 criteria.unknown-key"}},
		"previous":          {inputs("previous: {I.9: {value: 1}, I.1: {points: 1}}"), []string{"5 inputs.unknown-criterion", "5 criteria.missing", "5 criteria.unknown-key"}},
		"rank 0":            {inputs("previous_rank: 0"), []string{"5 criteria.not-an-integer"}},
		"unit twice":        {inputs() + "  - {id: a, name: B}\n", []string{"6 inputs.duplicate-unit"}},
		"decision":          {inputs() + "decisions: {ballot: [b, a, a], toss: []}\n", []string{"6 inputs.unknown-unit", "6 inputs.unit-twice", "6 criteria.unknown-key"}},
		"all at once":       {inputs("inputs: {I.9: {value: 1}, I.1: {value: x}, I.2: {value: y}}"), []string{"5 inputs.unknown-criterion", "5 inputs.criterion", "5 inputs.criterion"}},
	} {
		_, err := criteria.LoadInputs(set, "bảng.yaml", []byte(c.raw))
		compareFaults(t, name, err, c.want)
	}
	typed, err := criteria.LoadSet("x", []byte(table("scale: {by_type: {thpt: 10}}\n", "{code: I.1, name: A, max: 10, rule: {kind: pass}}")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = criteria.LoadInputs(typed, "bảng.yaml", []byte(inputs("type: dtnt")))
	compareFaults(t, "type without scale", err, []string{"5 inputs.type-without-scale"})
}

// FuzzLoad feeds broken files: whatever stands in them, reading ends with a set or with faults that name a key.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(goodInputs))
	f.Add([]byte(table("scale: {total: 10}\n", "{code: I.1, name: A, max: 10, rule: {kind: pass}}")))
	f.Add([]byte("a: &x [*x]\n<<: *x\n? [a]\n: !!int 3\n"))
	set := load(f, "example.yaml")
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, setErr := criteria.LoadSet("x", raw)
		_, inputsErr := criteria.LoadInputs(set, "x", raw)
		for _, err := range []error{setErr, inputsErr} {
			faults, ok := err.(criteria.Errors)
			if err != nil && (!ok || len(faults) == 0 || faults[0].Message.Key == "") {
				t.Errorf("%v", err)
			}
		}
	})
}
