package definition_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/definition"
)

// start is a file to which one mistake is added; it takes up six lines.
const start = `name = "Test"
whose = "us"
[[indicator]]
id = "rereferral"
[[indicator]]
id = "sw_agency"
`

func TestRefusals(t *testing.T) {
	indicators := known(t)
	for _, c := range []struct {
		mistake string
		text    string
		want    []string
	}{
		{"empty", " \n", []string{"f:1: found an empty file, expected a definition; `goodmeasure define` writes one to edit"}},
		{"not TOML", "name = \"Test\"\nwhose = us\n", []string{`f:2:9: found what is not TOML (expected value but found "us" instead), expected lines like key = "words", key = 1 or [section]; mend the line; text needs double quotes`}},
		{"no indicators", `name = "Test"`, []string{"f:1: indicator: found none, expected at least one indicator; begin one with the line [[indicator]] and name it by id; `goodmeasure define` writes a whole definition to edit"}},
		{"no name", strings.TrimPrefix(start, "name = \"Test\"\n"), []string{`f:1: name: found nothing, expected a name; write name = "what you call this definition"`}},
		{"misspelt key", start + "wieght = 2", []string{`f:7: indicator "sw_agency", wieght: found a key that means nothing here, expected one of the keys of this section; did you mean "weight"?`}},
		{"strange key", start + "[combine]\nxyzzyplugh = 2", []string{`f:8: combine, xyzzyplugh: found a key that means nothing here, expected one of the keys of this section; leave it out; docs/definition.md lists the keys`}},
		{"unknown indicator", start + "[[indicator]]\nid = \"cl_acom\"", []string{`f:8: indicator "cl_acom", id: found "cl_acom", expected the id of an indicator; did you mean "cl_accom" or "cla_att8"?`}},
		{"indicator twice", start + "[[indicator]]\nid = \"rereferral\"", []string{`f:8: indicator "rereferral", id: found "rereferral" a second time, expected each indicator once: number 1 has it already; leave one of them out`}},
		{"no id", start + "[[indicator]]\nweight = 1", []string{"f:7: indicator 3, id: found nothing, expected the id of an indicator; write for example id = \"rereferral\"; `goodmeasure indicators` lists them all"}},
		{"no reading", start + "[[indicator]]\nid = \"cla_missing\"", []string{`f:7: indicator "cla_missing", direction: found no reading, expected a reading, since people disagree which way is better; write direction = "higher" or direction = "lower", and why with because`}},
		{"reading without a reason", start + "[[indicator]]\nid = \"cla_missing\"\ndirection = \"lower\"", []string{`f:7: indicator "cla_missing", because: found no reason, expected why lower is better: in the catalogue people disagree which way is better; write because = "your reason"`}},
		{"against the catalogue", start + "direction = \"higher\"", []string{`f:5: indicator "sw_agency", because: found no reason, expected why higher is better: in the catalogue lower is better; write because = "your reason"`}},
		{"no such direction", start + "direction = \"up\"", []string{`f:7: indicator "sw_agency", direction: found "up", expected higher or lower; write which way is better`}},
		{"context", start + "[[indicator]]\nid = \"child_poverty\"", []string{`f:7: indicator "child_poverty", direction: found nothing, expected higher or lower, since this indicator describes the surroundings and has no agreed direction; write direction and why with because, or leave the indicator out`}},
		{"negative weight", start + "weight = -1", []string{`f:7: indicator "sw_agency", weight: found -1, expected a number of 0 or more; a weight says how much something counts beside the others: 2 is twice as much as 1`}},
		{"weight that is none", start + "weight = nan", []string{`f:7: indicator "sw_agency", weight: found NaN, expected a number of 0 or more; a weight says how much something counts beside the others: 2 is twice as much as 1`}},
		{"weight in words", start + "weight = \"much\"", []string{`f:7: indicator "sw_agency", weight: found "much", expected a number; write it without quotes: weight = 1`}},
		{"all weights zero", strings.ReplaceAll(start, "id =", "weight = 0\nid ="), []string{`f:3: indicator: found a weight of 0 for everything straight under the index, expected at least one above 0; write weight = 1 for what counts`}},
		{"range turned round", start + "weight_low = 3\nweight_high = 1", []string{`f:7: indicator "sw_agency", weight_low: found 3, above weight_high 1, expected the smaller first; exchange the two`}},
		{"weight out of range", start + "weight_low = 2\nweight_high = 3", []string{`f:5: indicator "sw_agency", weight: found 1, expected a weight from weight_low 2 to weight_high 3; change the weight, or widen the range`}},
		{"half a range", start + "weight_low = 0.5", []string{`f:7: indicator "sw_agency", weight_low: found 0.5 without weight_high, expected both ends of the range; write weight_high, too`}},
		{"goalposts turned round", start + "normalisation = \"goalposts\"\ngoalposts = [50, 0]", []string{`f:8: indicator "sw_agency", goalposts: found [50, 0], expected the smaller number first, whichever way is better; exchange them: the direction turns the scale, not the posts`}},
		{"no goalposts", start + "normalisation = \"goalposts\"", []string{`f:5: indicator "sw_agency", goalposts: found none, expected the two figures between which it is scaled; write for example goalposts = [0, 50], in the indicator’s own unit`}},
		{"fraction of lower is better", start + "normalisation = \"fraction\"", []string{`f:7: indicator "sw_agency", normalisation: found "fraction" where lower is better, expected a normalisation that can turn the order round; write normalisation = "best" or "minmax" for it`}},
		{"too early", start + "period = 1999", []string{`f:7: indicator "sw_agency", period: found 1999, expected a year whose figures exist: they begin in 2015; write a later year, or leave the key out for the newest`}},
		{"no such group", start + "group = \"staff\"", []string{`f:7: indicator "sw_agency", group: found "staff", expected the id of a group of this file; add it with [[group]] and id = "staff", or leave the key out`}},
		{"empty group", start + "[[group]]\nid = \"staff\"", []string{`f:7: group "staff": found no indicator, expected at least one indicator in the group or in a group under it; write group = "staff" for the indicators that belong to it, or leave the group out`}},
		{"group called the index", start + "group = \"index\"\n[[group]]\nid = \"index\"", []string{`f:9: group "index", id: found "index", expected another id: that is the name of the whole; call the group otherwise`}},
		{"group called as an indicator", start + "group = \"sw_agency\"\n[[group]]\nid = \"sw_agency\"", []string{`f:9: group "sw_agency", id: found "sw_agency", expected an id that no indicator of this file has; call the group otherwise`}},
		{"circle of groups", start + "group = \"a\"\n[[group]]\nid = \"a\"\nparent = \"b\"\n[[group]]\nid = \"b\"\nparent = \"a\"", []string{
			`f:10: group "a", parent: found "b", expected a group that is not part of this one; leave the key out of one of the groups in the circle, so that it stands straight under the index`,
			`f:13: group "b", parent: found "a", expected a group that is not part of this one; leave the key out of one of the groups in the circle, so that it stands straight under the index`}},
		{"misspelt method", start + "[combine]\ntreatment = \"windsorise\"", []string{`f:8: combine, treatment: found "windsorise", expected one of none, winsorise, log, usual; did you mean "winsorise"?`}},
		{"geometric mean of zero", start + "[combine]\nnormalisation = \"minmax\"\naggregation = \"geometric\"", []string{`f:9: combine, aggregation: found "geometric" over the normalisation "minmax", which gives the worst authority 0, expected values above zero; write scale = [1, 100] in [combine]`}},
		{"harmonic mean in a draw", start + "[combine]\nnormalisation = \"rank\"\n[vary]\naggregation = [\"arithmetic\", \"harmonic\"]\nnormalisation = [\"rank\", \"zscore\"]", []string{`f:10: vary, aggregation: found "harmonic" over the normalisation "zscore", which is below zero for about half of the authorities, expected values above zero; take "rank", or "minmax" with scale = [1, 100]`}},
		{"weights under least", start + "weight = 2\n[combine]\naggregation = \"least\"", []string{`f:9: combine, aggregation: found "least" over weights that differ, expected a way of combining that takes weights; give all of them the same weight, or take "arithmetic"`}},
		{"imputed by what", start + "[combine]\nimputation = \"group mean\"", []string{`f:7: combine, impute_by: found nothing, expected what makes authorities alike, since a gap is to get a figure of its group; write impute_by = "region" or impute_by = "type"`}},
		{"range of one", start + "[vary]\naggregation = [\"copeland\"]", []string{`f:8: vary, aggregation: found the one choice "copeland", expected two or more, since one leaves nothing to vary; add another, or leave the key out to hold to what the definition says`}},
		{"range of none", start + "[vary]\naggregation = []", []string{`f:8: vary, aggregation: found an empty list, expected a list that names something; name the choices, or leave the key out to hold to what the definition says`}},
		{"no concentration", start + "[vary]\nweights = [\"stated\", \"dirichlet\"]", []string{`f:7: vary, concentration: found 0, expected a number above 0, since weights are spread by "dirichlet"; write concentration = 1 for any weights at all, or 10 to stay near the stated ones`}},
		{"within nothing", start + "[vary]\nweights = [\"within\", \"equal\"]", []string{`f:8: vary, weights: found "within", but no weight has a range, expected weight_low and weight_high, or weight_sd, with at least one weight; add them, or leave "within" out`}},
		{"all left out", start + "[vary]\nleave_out = 2", []string{`f:8: vary, leave_out: found 2, expected how many indicators to leave out at once, at most 1 of the 2; write a smaller number`}},
		{"single brackets", "name = \"Test\"\n[indicator]\nid = \"rereferral\"", []string{`f:2: indicator: found a table, expected sections; begin each with the line [[indicator]], in double brackets`}},
	} {
		t.Run(c.mistake, func(t *testing.T) {
			d, err := definition.Read("f", []byte(c.text), indicators)
			if d != nil || err == nil {
				t.Fatal("it was read")
			}
			if difference := cmp.Diff(c.want, strings.Split(err.Error(), "\n")); difference != "" {
				t.Error(difference)
			}
		})
	}
}

func TestEveryFaultIsNamedAtOnce(t *testing.T) {
	text := strings.Replace(start, "whose", "whoze", 1) + "weight = -1\n[vary]\nyears_back = -2\n"
	_, err := definition.Read("f", []byte(text), known(t))
	refusal, ok := err.(*definition.Refusal)
	if !ok {
		t.Fatalf("got %v", err)
	}
	var lines []int
	for _, f := range refusal.Faults {
		lines = append(lines, f.Line)
	}
	if difference := cmp.Diff([]int{2, 7, 9}, lines); difference != "" {
		t.Error(difference)
	}
}
