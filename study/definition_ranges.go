package study

import (
	"fmt"
	"slices"
)

// rangeFaults refuses a list of choices with a word that is none, one said twice, or only one.
func rangeFaults[W ~string](key string, chosen, words []W, refuse func(key, found, expected, fix string)) {
	for at, word := range chosen {
		if expected, fix := oneOf(word, words); expected != "" {
			refuse(key, fmt.Sprintf("%q", word), expected, fix)
			return
		}
		if slices.Contains(chosen[:at], word) {
			refuse(key, fmt.Sprintf("%q twice", word), "each choice once", "leave one of them out")
			return
		}
	}
	if len(chosen) == 1 {
		refuse(key, fmt.Sprintf("the one choice %q", chosen[0]), "two or more, since one leaves nothing to vary", "add another, or leave the key out to hold to what the definition says")
	}
}

func (c *definitionCheck) vary() {
	v := c.Vary
	refuse := func(key, found, expected, fix string) { c.in(PartVary, key, found, expected, fix) }
	rangeFaults("normalisation", v.Normalisations, Normalisations, refuse)
	rangeFaults("aggregation", v.Aggregations, Aggregations, refuse)
	rangeFaults("imputation", v.Imputations, Imputations, refuse)
	rangeFaults("treatment", v.Treatments, Treatments, refuse)
	if len(v.Weights) == 1 && v.Weights[0] != WeighStated && v.Weights[0] != WeighEqual {
		rangeFaults("weights", append([]Weighing{WeighStated}, v.Weights...), Weighings, refuse) // one that is a range in itself
	} else {
		rangeFaults("weights", v.Weights, Weighings, refuse)
	}
	if !v.Concentration.Known() || v.Concentration < 0 || v.Concentration == 0 && slices.Contains(v.Weights, WeighDirichlet) {
		refuse("concentration", fmt.Sprint(float64(v.Concentration)), "a number above 0, since weights are spread by \"dirichlet\"",
			"write concentration = 1 for any weights at all, or 10 to stay near the stated ones")
	}
	if slices.Contains(v.Weights, WeighWithin) && !c.anyDoubtfulWeight() {
		refuse("weights", `"within", but no weight has a range`, "weight_low and weight_high, or weight_sd, with at least one weight", `add them, or leave "within" out`)
	}
	if most := len(c.Indicators) - 1; v.LeaveOut < 0 || v.LeaveOut > 0 && v.LeaveOut > most {
		refuse("leave_out", fmt.Sprint(v.LeaveOut), fmt.Sprintf("how many indicators to leave out at once, at most %d of the %d", max(most, 0), len(c.Indicators)), "write a smaller number")
	}
	for at, id := range v.MayLeaveOut {
		if _, found := c.Criterion(id); !found {
			var ids []string
			for _, i := range c.Indicators {
				ids = append(ids, i.ID)
			}
			refuse("may_leave_out", fmt.Sprintf("%q", id), "the id of an indicator of this file", Suggestion(id, ids, "leave it out of the list"))
		} else if slices.Contains(v.MayLeaveOut[:at], id) {
			refuse("may_leave_out", fmt.Sprintf("%q twice", id), "each indicator once", "leave one of them out")
		}
	}
	if v.YearsBack < 0 {
		refuse("years_back", fmt.Sprint(v.YearsBack), "how many years further back figures may be taken from, 0 or more", "write years_back = 1")
	}
}

func (d *Definition) anyDoubtfulWeight() bool {
	return slices.ContainsFunc(d.Indicators, func(i Criterion) bool { return i.Doubtful() }) ||
		slices.ContainsFunc(d.Groups, func(g Group) bool { return g.Doubtful() })
}
