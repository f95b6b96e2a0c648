package definition_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goodmeasure/definition"
	"goodmeasure/study"
)

func TestALinkMakesTheSameDefinition(t *testing.T) {
	indicators := known(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDefinition(indicators).Draw(t, "definition")
		link := definition.Link(d, indicators)
		if url.QueryEscape(link) != link {
			t.Fatalf("%s needs escapes in an address", link)
		}
		if len(link) > definition.LongestLink {
			t.Skip("too long to be read")
		}
		back, err := definition.ParseLink(link, indicators)
		if err != nil {
			t.Fatalf("%v\n%s", err, link)
		}
		if difference := cmp.Diff(d, back); difference != "" {
			t.Fatal(difference)
		}
	})
}

func TestAChoiceOfMeasuresHasAReadableLink(t *testing.T) {
	indicators := known(t)
	rapid.Check(t, func(t *rapid.T) {
		var items []string
		for _, i := range rapid.SliceOfNDistinct(rapid.SampledFrom(indicators), 1, 12, func(i study.Indicator) string { return i.ID }).Draw(t, "indicators") {
			if i.Direction == study.NoDirection {
				continue
			}
			item := i.ID
			if i.Direction == study.Contested {
				item += "-" + string(rapid.SampledFrom(i.Readings).Draw(t, "reading").Direction)
			}
			if n := rapid.SampledFrom([]string{"", "", "2", "5", "99"}).Draw(t, "weight"); n != "" {
				item += "~" + n
			}
			items = append(items, item)
		}
		if items == nil {
			t.Skip("nothing that can count")
		}
		link := strings.Join(items, ".")
		if r := rapid.SampledFrom(definition.Recipes).Draw(t, "recipe"); r.Name != definition.Recipes[0].Name {
			link += "--" + r.Name
		}
		d, err := definition.ParseLink(link, indicators)
		if err != nil {
			t.Fatalf("%v\n%s", err, link)
		}
		if got := definition.Link(d, indicators); got != link {
			t.Fatalf("got  %s\nwant %s", got, link)
		}
	})
}

func TestLinksOfTheStarts(t *testing.T) {
	indicators := known(t)
	usual := definition.Default(indicators)
	var core []string
	for _, c := range usual.Indicators {
		core = append(core, c.ID)
	}
	for _, text := range []string{"", "study-composite", strings.Join(core, "."), strings.Join(core, "~1.")} {
		d, err := definition.ParseLink(text, indicators)
		if err != nil {
			t.Fatal(err)
		}
		if difference := cmp.Diff(usual, d); difference != "" {
			t.Errorf("%q: %s", text, difference)
		}
	}
	domains := definition.Default(indicators)
	definition.ByDomain(domains, indicators)
	if got := definition.Link(domains, indicators); got != "by-domain" {
		t.Errorf("got %q", got)
	}
	if got := definition.Link(usual, indicators); got != "" {
		t.Errorf("got %q", got)
	}
}

// packedBefore was made by an earlier program, and stands in somebody's report.
const packedBefore = "z1-guWSkNTiEqQSubQYuQAcnOUIZjIrSi1KTUstKkrMIZzisOeYxPTUvORKArqN9ExhKRYQAAD__w"

func TestPackedLinksOfBeforeCanBeRead(t *testing.T) {
	indicators := known(t)
	d, err := definition.ParseLink(packedBefore, indicators)
	if err != nil {
		t.Fatal(err)
	}
	if d.Name != "Test" || d.Whose != "us" || len(d.Indicators) != 2 || d.Indicators[1].ID != "sw_agency" || d.Indicators[1].Weight.Value != 2.5 {
		t.Errorf("%+v", d)
	}
}

func TestGuideExamplesFitInALink(t *testing.T) {
	indicators := known(t)
	paths, _ := filepath.Glob("../docs/definition/*.toml")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := definition.Read(path, text, indicators)
		if err != nil {
			t.Fatal(err)
		}
		link := definition.Link(d, indicators)
		if len(link) > 1500 {
			t.Errorf("%s: a link of %d characters", path, len(link))
		}
		back, err := definition.ParseLink(link, indicators)
		if err != nil || definition.Hash(back) != definition.Hash(d) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestLinksThatCannotBeUsed(t *testing.T) {
	indicators := known(t)
	for _, c := range []struct{ link, want string }{
		{"cl_acom", `the definition in the link: found "cl_acom", expected the id of a measure; did you mean "cl_accom" or "cla_att8"?`},
		{"rereferral.rereferral", `the definition in the link: found rereferral twice, expected each measure once; leave one of them out`},
		{"rereferral.", `the definition in the link: found "", expected the id of a measure; the list of measures has the ids`},
		{"rereferral~1.5", `the definition in the link: found "5", expected the id of a measure; the list of measures has the ids`},
		{"rereferral~03", `the definition in the link: rereferral: found "03" after the tilde, expected a whole number from 0 to 99; it says how much the measure counts`},
		{"rereferral~-1", `the definition in the link: rereferral: found "-1" after the tilde, expected a whole number from 0 to 99; it says how much the measure counts`},
		{"rereferral~0", `the definition in the link: indicator: found a weight of 0 for everything straight under the index, expected at least one above 0; write weight = 1 for what counts`},
		{"rereferral-higher", `the definition in the link: rereferral: found the direction "higher", and in the catalogue lower is better; leave the direction out, or give a reason for the other in a file`},
		{"cla_missing", `the definition in the link: cla_missing: found "cla_missing", expected a reading, since people disagree which way is better; write cla_missing-higher or cla_missing-lower`},
		{"child_poverty", `the definition in the link: child_poverty: it describes the surroundings, and to count it needs a direction and a reason, which only a file can state; leave it out, or state both in a file`},
		{"rereferral--minmaxx", `the definition in the link: found "minmaxx" after the two hyphens, expected percentile, minmax, zscore, rank, geometric or copeland; did you mean "minmax"?`},
		{"z1-!!", `the definition in the link was cut short or altered: copy the whole link again, or ask for the file`},
		{packedBefore[:47], `the definition in the link was cut short or altered: copy the whole link again, or ask for the file`},
		{strings.Repeat("x", definition.LongestLink+1), `the definition in the link has 4001 characters, and at most 4000 are read; send the file instead`},
		{bomb(t), `the link states a definition of more than 65536 bytes: ask for its file instead`},
	} {
		if d, err := definition.ParseLink(c.link, indicators); err == nil || d != nil || err.Error() != c.want {
			t.Errorf("%.40s\ngot  %v\nwant %s", c.link, err, c.want)
		}
	}
}

// bomb is a short link that would unpack to ten million characters.
func bomb(t *testing.T) string {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for range 400 {
		if _, err := w.Write(bytes.Repeat([]byte{'#'}, 1<<12)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return "z1-" + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

func FuzzLink(f *testing.F) {
	indicators := known(f)
	for _, text := range []string{"", "by-domain", "rereferral.sw_agency~3.cla_missing-lower--minmax", packedBefore, "z1-AAAA", "--rank", "a--b--c", "..", "~-", "rereferral--geometric"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := definition.ParseLink(text, indicators)
		if err != nil {
			if d != nil {
				t.Fatal("a definition beside an error")
			}
			return
		}
		if faults := d.Faults(indicators); len(faults) > 0 {
			t.Fatalf("%v", faults)
		}
		back, err := definition.ParseLink(definition.Link(d, indicators), indicators)
		if err != nil {
			t.Fatal(err)
		}
		if difference := cmp.Diff(d, back); difference != "" {
			t.Fatal(difference)
		}
	})
}
