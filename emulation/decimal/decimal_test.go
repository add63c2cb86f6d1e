package decimal_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"thidua/emulation/decimal"
)

func TestParseWritesPlainly(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "-0.00": "0", "9.50": "9.5", "87.000": "87", "007": "7", "1.10": "1.1", "0.250": "0.25", "-8": "-8",
		"123456789012345678901234567890":   "123456789012345678901234567890",
		"0.123456789012345678901234567890": "0.12345678901234567890123456789",
		"-12345678901234567890.0000000001": "-12345678901234567890.0000000001",
		"9999999999999999999":              "9999999999999999999",
		"0.0000000000000000000000001":      "0.0000000000000000000000001",
		"100000000000000000000000.00":      "100000000000000000000000",
	} {
		d, err := decimal.Parse(text)
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
			continue
		}
		if got := d.String(); got != want {
			t.Errorf("Parse(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", "-", ".5", "5.", "+5", "1e3", "NaN", "Inf", "9,75", " 1", "1 ", "1.2.3", "--1", "0x1", "1_000", "١"} {
		if d, err := decimal.Parse(text); !errors.Is(err, decimal.ErrSyntax) {
			t.Errorf("Parse(%q) = %v, %v; want ErrSyntax", text, d, err)
		}
	}
	for _, text := range []string{strings.Repeat("9", 61), "0." + strings.Repeat("0", 60) + "1"} {
		if _, err := decimal.Parse(text); !errors.Is(err, decimal.ErrTooLong) {
			t.Errorf("Parse(%d characters): %v; want ErrTooLong", len(text), err)
		}
	}
	if _, err := decimal.Parse(strings.Repeat("9", 60)); err != nil {
		t.Errorf("60 digits: %v", err)
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct{ in, up, even, down string }{
		{"9.854", "9.85", "9.85", "9.85"},
		{"9.855", "9.86", "9.86", "9.85"},
		{"9.845", "9.85", "9.84", "9.84"},
		{"-9.845", "-9.85", "-9.84", "-9.84"},
		{"-0.005", "-0.01", "0", "0"},
		{"0.015", "0.02", "0.02", "0.01"},
		{"9.999", "10", "10", "9.99"},
		{"99999999999999999999.995", "100000000000000000000", "100000000000000000000", "99999999999999999999.99"},
		{"12345678901234567890.125", "12345678901234567890.13", "12345678901234567890.12", "12345678901234567890.12"},
	} {
		d := decimal.MustParse(c.in)
		for mode, want := range map[decimal.Mode]string{decimal.HalfUp: c.up, decimal.HalfEven: c.even, decimal.Down: c.down} {
			if got := d.Round(2, mode).String(); got != want {
				t.Errorf("%s %v = %s, want %s", c.in, mode, got, want)
			}
		}
	}
}

func TestModeNames(t *testing.T) {
	for _, name := range []string{"half-up", "half-even", "down"} {
		if m, ok := decimal.ParseMode(name); !ok || m.String() != name {
			t.Errorf("ParseMode(%q) = %v, %v", name, m, ok)
		}
	}
	if _, ok := decimal.ParseMode("up"); ok {
		t.Error("ParseMode took a name that is none")
	}
}

func TestDivisionByZeroPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	decimal.QuoRound(decimal.FromInt(1), decimal.Decimal{}, 2, decimal.HalfUp)
}

func TestLocalise(t *testing.T) {
	for in, want := range map[string][2]string{
		"9.85":                 {"9,85", "9.85"},
		"1234.5":               {"1.234,5", "1,234.5"},
		"-1234567":             {"-1.234.567", "-1,234,567"},
		"100":                  {"100", "100"},
		"-100":                 {"-100", "-100"},
		"0":                    {"0", "0"},
		"12345678901234567890": {"12.345.678.901.234.567.890", "12,345,678,901,234,567,890"},
		"1000.0001":            {"1.000,0001", "1,000.0001"},
	} {
		d := decimal.MustParse(in)
		if got := [2]string{d.Localise(true), d.Localise(false)}; got != want {
			t.Errorf("Localise(%s) = %q, want %q", in, got, want)
		}
	}
}

func TestFixed(t *testing.T) {
	for _, c := range []struct {
		in     string
		places int
		want   string
	}{
		{"9.5", 2, "9.50"}, {"9", 2, "9.00"}, {"9.855", 2, "9.86"}, {"-0.001", 2, "0.00"}, {"9.5", 0, "10"}, {"1234.5", 1, "1234.5"},
	} {
		if got := decimal.MustParse(c.in).Fixed(c.places); got != c.want {
			t.Errorf("Fixed(%s, %d) = %s, want %s", c.in, c.places, got, c.want)
		}
	}
	if got := decimal.MustParse("1234.5").LocaliseFixed(2, true); got != "1.234,50" {
		t.Errorf("LocaliseFixed = %s", got)
	}
}

func TestIntegers(t *testing.T) {
	for _, n := range []int64{0, 1, -1, math.MaxInt64, math.MinInt64} {
		d := decimal.FromInt(n)
		if got, ok := d.Int64(); (!ok || got != n) && n != math.MinInt64 {
			t.Errorf("FromInt(%d).Int64() = %d, %v", n, got, ok)
		}
		if !d.IsInt() {
			t.Errorf("FromInt(%d) is not whole", n)
		}
	}
	if got := decimal.FromInt(math.MinInt64).String(); got != "-9223372036854775808" {
		t.Errorf("FromInt(MinInt64) = %s", got)
	}
	for _, text := range []string{"0.5", "123456789012345678901234567890"} {
		if _, ok := decimal.MustParse(text).Int64(); ok {
			t.Errorf("%s has an Int64", text)
		}
	}
	if d := decimal.MustParse("3.000"); !d.IsInt() {
		t.Error("3.000 is not whole")
	}
}

func TestJSON(t *testing.T) {
	raw, err := json.Marshal(map[string]decimal.Decimal{"a": decimal.MustParse("9.50"), "z": {}})
	if err != nil || string(raw) != `{"a":"9.5","z":"0"}` {
		t.Fatalf("%s, %v", raw, err)
	}
	var back map[string]decimal.Decimal
	if err := json.Unmarshal(raw, &back); err != nil || !back["a"].Equal(decimal.MustParse("9.5")) {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"a":"9,5"}`), &back); !errors.Is(err, decimal.ErrSyntax) {
		t.Errorf("a comma was taken: %v", err)
	}
}
