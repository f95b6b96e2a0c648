package definition_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goodmeasure/definition"
	"goodmeasure/study"
)

// anyDefinition is any definition that can be used: what is drawn amiss is drawn again.
func anyDefinition(known []study.Indicator) *rapid.Generator[*study.Definition] {
	words := rapid.StringOf(rapid.RuneFrom([]rune("abc XYZ\"\\#\n\t\u007f\u0001é€\u2028😀'=[]")))
	number := rapid.Map(rapid.Float64Range(0, 1e6), func(v float64) study.Number { return study.Number(v) })
	weight := rapid.Custom(func(t *rapid.T) study.Weight {
		w := study.Weight{Value: number.Draw(t, "weight") + 1, By: words.Draw(t, "by")}
		switch rapid.IntRange(0, 2).Draw(t, "doubt") {
		case 1:
			w.Low, w.High = w.Value/2, w.Value*2
		case 2:
			w.SD = number.Draw(t, "sd")
		}
		return w
	})
	return rapid.Custom(func(t *rapid.T) *study.Definition {
		d := &study.Definition{Name: "n" + words.Draw(t, "name"), Whose: words.Draw(t, "whose"), Because: words.Draw(t, "because")}
		d.Combine = study.Combination{Normalisation: rapid.SampledFrom(study.Normalisations).Draw(t, "normalisation"),
			Scale: [2]study.Number{number.Draw(t, "worst"), 2e6}, Aggregation: rapid.SampledFrom(study.Aggregations).Draw(t, "aggregation"),
			Power: number.Draw(t, "power"), Treatment: rapid.SampledFrom(study.Treatments).Draw(t, "treatment"),
			Imputation: rapid.SampledFrom(study.Imputations).Draw(t, "imputation"), ImputeBy: rapid.SampledFrom(study.Likenesses).Draw(t, "alike"),
			CarryYears: rapid.IntRange(1, 9).Draw(t, "carry"), LeastShare: number.Draw(t, "least") / 1e6, Reference: "383",
			Shrinkage: rapid.Bool().Draw(t, "shrinkage")}
		grouped := rapid.Bool().Draw(t, "grouped")
		if grouped {
			d.Groups = []study.Group{{ID: "part of " + words.Draw(t, "id"), Name: words.Draw(t, "group"), Weight: weight.Draw(t, "weights")}}
		}
		for _, i := range rapid.SliceOfNDistinct(rapid.SampledFrom(known), 2, 8, func(i study.Indicator) string { return i.ID }).Draw(t, "indicators") {
			c := study.Criterion{ID: i.ID, Direction: study.HigherIsBetter, Because: "b" + words.Draw(t, "because"), Weight: weight.Draw(t, "weights")}
			target := number.Draw(t, "target")
			c.Goalposts, c.Target = []study.Number{number.Draw(t, "post"), 2e6}, &target
			if grouped {
				c.Group = d.Groups[0].ID
			}
			if rapid.Bool().Draw(t, "own") {
				c.Normalisation, c.Treatment = rapid.SampledFrom(study.Normalisations).Draw(t, "normalisation"), rapid.SampledFrom(study.Treatments).Draw(t, "treatment")
				c.Period, c.Years = i.LastPeriod, rapid.SampledFrom([]int{0, 2}).Draw(t, "years")
			}
			d.Indicators = append(d.Indicators, c)
		}
		d.Vary = study.Ranges{Normalisations: rapid.Permutation(study.Normalisations).Draw(t, "normalisations")[:rapid.SampledFrom([]int{0, 2, 3}).Draw(t, "n")],
			LeaveOut: rapid.IntRange(0, 1).Draw(t, "out"), Readings: rapid.Bool().Draw(t, "readings"), YearsBack: rapid.IntRange(0, 3).Draw(t, "back"),
			SamplingError: rapid.Bool().Draw(t, "sampling"), Concentration: number.Draw(t, "concentration")}
		if len(d.Vary.Normalisations) == 0 {
			d.Vary.Normalisations = nil
		}
		return d
	}).Filter(func(d *study.Definition) bool { return len(d.Faults(known)) == 0 })
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	indicators := known(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDefinition(indicators).Draw(t, "definition")
		text := definition.Write(d, indicators)
		back, err := definition.Read("f", text, indicators)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if difference := cmp.Diff(d, back); difference != "" {
			t.Fatalf("%s\n%s", difference, text)
		}
		if definition.Hash(d) != definition.Hash(back) {
			t.Fatal("the hash changed")
		}
		definition.Warnings(text, back, indicators)
	})
}

func TestHashFollowsMeaningOnly(t *testing.T) {
	indicators := known(t)
	hash := func(text string) string {
		t.Helper()
		d, err := definition.Read("f", []byte(text), indicators)
		if err != nil {
			t.Fatal(err)
		}
		return definition.Hash(d)
	}
	const want = "4e856c6d7b9d04cb683835ce50c082a25cfe93ae75ef04d8e689ce380e3f82be"
	original := hash(start)
	if original != want {
		t.Errorf("the hash of the same file was %s and is %s: results on record can no longer be matched", want, original)
	}
	for _, same := range []string{
		"\ufeff" + start, "# a comment\n" + strings.ReplaceAll(start, "\n", " # another\r\n"),
		"whose = 'us'\nname = \"Te\\u0073t\"\n" + strings.SplitN(start, "\n", 3)[2],
		start + "weight = 1.0\nyears = 1\ndirection = \"lower\"\n[vary]\n[combine]\nscale = [0.0, 1e2]\n",
		"name = \"Test\"\nwhose = \"us\"\nindicator = [\n  {id = \"rereferral\"},\n  {id = \"sw_agency\"},\n]\n",
	} {
		if hash(same) != original {
			t.Errorf("the hash differs for\n%s", same)
		}
	}
	for _, other := range []string{start + "weight = 2", start + `because = "so"`, strings.Replace(start, "Test", "Tests", 1), start + "[vary]\nyears_back = 1"} {
		if hash(other) == original {
			t.Errorf("the hash is the same for\n%s", other)
		}
	}
}

func TestExamplesOfTheGuide(t *testing.T) {
	indicators := known(t)
	paths, err := filepath.Glob("../docs/definition/*.toml")
	if err != nil || len(paths) != 3 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := definition.Read(path, text, indicators)
		if err != nil {
			t.Error(err)
			continue
		}
		if warnings := definition.Warnings(text, d, indicators); len(warnings) > 0 {
			t.Errorf("%s: %v", path, warnings)
		}
	}
}

func TestLinesOfAnyStyle(t *testing.T) {
	text := "name = \"\"\"\nTest\n[[indicator]]\n\"\"\"\nwhose = '''#'''\n\n[ combine ] # [x]\n\"least_share\" = 0.5\n\nindicator = [ # list\n  {id = \"rereferral\", because = \"a # } ]\"},\n  {id = \"nobody\"},\n]\n"
	text = strings.Replace(text, "[ combine ] # [x]\n\"least_share\" = 0.5\n", "combine.\"least_share\" = 5\n", 1)
	_, err := definition.Read("f", []byte(text), known(t))
	if err == nil {
		t.Fatal("it was read")
	}
	got := regexp.MustCompile(`(?m)^f:(\d+)`).FindAllString(err.Error(), -1)
	if !slices.Equal(got, []string{"f:7", "f:11"}) {
		t.Errorf("%v in\n%v", got, err)
	}
}

func FuzzDefinition(f *testing.F) {
	indicators := known(f)
	f.Add(start)
	f.Add(string(definition.Write(definition.Default(indicators), indicators)))
	paths, _ := filepath.Glob("../docs/definition/*.toml")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("indicator = [{id = 'a', \"b.c\".d = [1,\n 2]}]\n[[group]]\n[group.x]\n[[group]]\nid=\"\"\"a\"\"\"\"\"")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := definition.Read("f", []byte(text), indicators)
		if err != nil {
			refusal, ok := err.(*definition.Refusal)
			if !ok || len(refusal.Faults) == 0 {
				t.Fatalf("%T %v", err, err)
			}
			for _, fault := range refusal.Faults {
				if fault.Line < 1 || fault.Line > strings.Count(text, "\n")+1 {
					t.Fatalf("line %d of %q", fault.Line, text)
				}
			}
			return
		}
		written := definition.Write(d, indicators)
		back, err := definition.Read("f", written, indicators)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if difference := cmp.Diff(d, back); difference != "" {
			t.Fatalf("%s\n%s", difference, written)
		}
		definition.Warnings([]byte(text), d, indicators)
		d.Span(indicators)
	})
}
