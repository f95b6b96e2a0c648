package catalogue

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goodmeasure/study"
)

const missedCalls = `id = "missed_calls"
name = "Missed calls"
plain = "Of all calls in the year, the share that nobody answered."
domain = "outcome"
core = true
kind = "proportion"
unit = "percent"
direction = "lower"
denominator = "calls in the year"
period_type = "fy"
first_period = 2018
last_period = 2025
counts_from = 2019
publisher = "Department for Education"
publication = "Calls"
complements = ["answered_calls"]
caveats = ["Calls cut off by the caller count too."]

[[breaks]]
period = 2021
what = "Messages count from 2021."
`

const answeredCalls = `id = "answered_calls"
name = "Answered calls"
plain = "Of all calls in the year, the share that somebody answered."
domain = "outcome"
kind = "proportion"
unit = "percent"
direction = "contested"
denominator = "calls in the year"
period_type = "fy"
first_period = 2010
last_period = 2025
publisher = "Department for Education"
publication = "Calls"
complements = ["missed_calls"]
caveats = ["It does not tell what was said."]

[[readings]]
direction = "higher"
because = "Callers are heard."

[[readings]]
direction = "lower"
because = "Callers help themselves."
`

func twoIndicators() fstest.MapFS {
	return fstest.MapFS{
		"order.txt":           {Data: []byte("missed_calls\nanswered_calls\n")},
		"missed_calls.toml":   {Data: []byte(missedCalls)},
		"answered_calls.toml": {Data: []byte(answeredCalls)},
	}
}

func TestLoadIndicators(t *testing.T) {
	got, err := loadIndicators(twoIndicators())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != "missed_calls" || got[1].ID != "answered_calls" {
		t.Fatalf("found %d indicators, expected missed_calls and answered_calls", len(got))
	}
	if first := got[0]; !first.Core || first.CountsFrom != 2019 || first.Breaks[0].Period != 2021 {
		t.Errorf("missed_calls was read as %+v", first)
	}
	if readings := got[1].Readings; len(readings) != 2 || readings[1].Direction != study.LowerIsBetter {
		t.Errorf("answered_calls has the readings %v", readings)
	}
}

func TestLoadIndicatorsRefuses(t *testing.T) {
	cases := []struct{ file, old, new, want string }{
		{"missed_calls.toml", `name =`, `nmae =`, `missed_calls.toml: found the key "nmae"`},
		{"missed_calls.toml", `period = 2021`, "period = 2021\nwhy = \"x\"", `"breaks.why"`},
		{"missed_calls.toml", `kind = "proportion"`, `kind = proportion`, "reading indicators/missed_calls.toml"},
		{"missed_calls.toml", `id = "missed_calls"`, `id = "calls"`, "expected the name of the file"},
		{"missed_calls.toml", `name = "Missed calls"`, ``, "name: found"},
		{"missed_calls.toml", `unit = "percent"`, `unit = " "`, "unit: found"},
		{"missed_calls.toml", `"calls in the year"`, `""`, "denominator: found"},
		{"missed_calls.toml", `publisher = "Department for Education"`, ``, "publisher: found"},
		{"missed_calls.toml", `publication = "Calls"`, ``, "publication: found"},
		{"missed_calls.toml", `nobody answered.`, `nobody answered`, "plain: found"},
		{"missed_calls.toml", `"outcome"`, `"result"`, `domain: found "result"`},
		{"missed_calls.toml", `"outcome"`, `"context"`, `direction: found "lower", expected none for context`},
		{"missed_calls.toml", "domain = \"outcome\"\ncore = true\n", "domain = \"context\"\ncore = true\n", "no core indicator in the context"},
		{"missed_calls.toml", `"proportion"`, `"share"`, `kind: found "share"`},
		{"missed_calls.toml", `"lower"`, `"down"`, `direction: found "down"`},
		{"missed_calls.toml", `"lower"`, `"none"`, `direction: found "none"`},
		{"missed_calls.toml", `"lower"`, `"contested"`, "one for higher and one for lower"},
		{"missed_calls.toml", `"fy"`, `"year"`, `period_type: found "year"`},
		{"missed_calls.toml", `first_period = 2018`, ``, "first_period: found"},
		{"missed_calls.toml", `last_period = 2025`, `last_period = 2017`, "expected 2018 or later"},
		{"missed_calls.toml", `counts_from = 2019`, `counts_from = 2017`, "counts_from: found"},
		{"missed_calls.toml", `counts_from = 2019`, `counts_from = 2026`, "counts_from: found"},
		{"missed_calls.toml", `period = 2021`, `period = 2017`, "breaks.period: found"},
		{"missed_calls.toml", `period = 2021`, `period = 2026`, "breaks.period: found"},
		{"missed_calls.toml", `[[breaks]]`, "[[breaks]]\nperiod = 2021\nwhat = \"Again.\"\n[[breaks]]", "later than the break before"},
		{"missed_calls.toml", `Messages count`, `messages count`, "breaks.what: found"},
		{"missed_calls.toml", `["Calls cut off by the caller count too."]`, `[]`, "caveats: found"},
		{"missed_calls.toml", `the caller count too.`, `the caller count too`, "caveats: found"},
		{"missed_calls.toml", `["answered_calls"]`, `["lost_calls"]`, `complements: found "lost_calls"`},
		{"missed_calls.toml", `["answered_calls"]`, `["missed_calls"]`, `complements: found "missed_calls"`},
		{"missed_calls.toml", `complements = ["answered_calls"]`, ``, "names this one among its own complements"},
		{"missed_calls.toml", `complements =`, "nested_in = [\"lost_calls\"]\ncomplements =", `nested_in: found "lost_calls"`},
		{"missed_calls.toml", `complements =`, "replaces = \"lost_calls\"\ncomplements =", `replaces: found "lost_calls"`},
		{"missed_calls.toml", `complements =`, "replaces = \"answered_calls\"\ncomplements =", "ends before 2018"},
		{"answered_calls.toml", `direction = "lower"`, `direction = "higher"`, "one for higher and one for lower"},
		{"answered_calls.toml", `direction = "contested"`, `direction = "higher"`, "not contested"},
		{"answered_calls.toml", `Callers are heard.`, ``, "readings.because: found"},
		{"order.txt", "missed_calls\n", "missed_calls\nmissed_calls\n", "listed twice"},
		{"order.txt", "answered_calls\n", "", "answered_calls.toml is not listed"},
		{"order.txt", "answered_calls\n", "answered_calls\nlost_calls\n", "lists lost_calls"},
		{"order.txt", "missed_calls\nanswered_calls\n", "answered_calls\nmissed_calls\n", "missed_calls stands after answered_calls"},
	}
	for _, c := range cases {
		files := twoIndicators()
		changed := strings.Replace(string(files[c.file].Data), c.old, c.new, 1)
		if changed == string(files[c.file].Data) {
			t.Fatalf("%s does not hold %q", c.file, c.old)
		}
		files[c.file] = &fstest.MapFile{Data: []byte(changed)}
		if _, err := loadIndicators(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q for %q: found the error %v, expected one with %q", c.file, c.new, c.old, err, c.want)
		}
	}
}

func TestLoadIndicatorsRefusesMutualNesting(t *testing.T) {
	files := twoIndicators()
	for name, outer := range map[string]string{"missed_calls.toml": "answered_calls", "answered_calls.toml": "missed_calls"} {
		files[name].Data = append([]byte("nested_in = [\""+outer+"\"]\n"), files[name].Data...)
	}
	if _, err := loadIndicators(files); err == nil || !strings.Contains(err.Error(), "not itself nested") {
		t.Errorf("found the error %v, expected one about nesting", err)
	}
}

func FuzzIndicator(f *testing.F) {
	f.Add(missedCalls)
	f.Add(answeredCalls)
	f.Add("id = 'missed_calls'\n[[breaks]]\nperiod = 99999999999999999999\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := parseIndicator("missed_calls.toml", text)
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := toml.NewEncoder(&written).Encode(read); err != nil {
			t.Fatal(err)
		}
		again, err := parseIndicator("missed_calls.toml", written.String())
		if err != nil {
			t.Fatalf("an accepted indicator was refused when written and read again: %v\n%s", err, written.String())
		}
		if diff := cmp.Diff(read, again, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-read +written and read again):\n%s", diff)
		}
	})
}
