package method

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

// IndexStep is one step of the making of an index.
type IndexStep struct {
	Stage  string `json:"stage"`  // the name of its table
	Method string `json:"method"` // "none" where it was not asked for
	Words  string `json:"words"`
}

// steps says in words what was done, in the order in which it was done.
func (w *kitchen) steps(s *Stages) []IndexStep {
	units, indicators := len(w.matrix.Units), len(w.matrix.Indicators)
	gaps := missing(s.Screened)
	steps := []IndexStep{{"values", "as given", fmt.Sprintf("%s, %s, %s missing.", count(units, "unit"), count(indicators, "indicator"), count(missing(s.Values), "value"))}}
	divided := 0
	for _, by := range w.Denominators {
		if by != nil {
			divided++
		}
	}
	add := func(stage, method, words string) { steps = append(steps, IndexStep{stage, method, words}) }
	if divided > 0 {
		add("denominated", "division", fmt.Sprintf("%s divided by their denominators.", count(divided, "indicator")))
	} else {
		add("denominated", "none", "Values are taken as they are.")
	}
	if w.LeastKnown > 0 {
		add("screened", "share known", fmt.Sprintf("%s with figures on less than %s of the indicators %s.", count(units-len(w.kept), "unit"), share(w.LeastKnown), w.screenedWords()))
	} else {
		add("screened", "none", "All units are kept.")
	}
	filled := IndexStep{"imputed", string(w.Imputation), w.imputedWords(s, gaps)}
	if w.Imputation == "" {
		filled.Method = string(study.ImputeNone)
	}
	if w.Imputation != study.ImputeRow {
		steps = append(steps, filled)
	}
	var treated []string
	for k, done := range s.Treatments {
		if done.Values != nil && !done.PassBefore {
			treated = append(treated, w.matrix.Indicators[k].Code)
		}
	}
	add("treated", commonWords(len(w.Treatments), func(k int) string { return w.Treatments[k].Words() }), treatedWords(treated))
	add("normalised", commonWords(len(w.scales), w.scaleWords), "Indicators of which less is better are turned round, so that more is better on all.")
	if w.Imputation == study.ImputeRow {
		steps = append(steps, filled)
	}
	by := "effective weights"
	if w.Weigh != nil {
		by += ", by " + w.Weigh.Name
	}
	add("weighted", by, "Each value times what its indicator counts in the index.")
	add("aggregated", commonWords(len(w.Groups), func(g int) string { return w.Groups[g].Method.String() }), "From the lowest groups up, over what is known of a unit.")
	return steps
}

// scaleWords names an indicator's scale, and the unit that it is measured from.
func (w *kitchen) scaleWords(k int) string {
	if from, relative := w.scales[k].(normalise.DistanceToReference); relative {
		return "distance to " + w.matrix.Units[w.pool[from.Unit]].Name + " as reference"
	}
	return w.scales[k].String()
}

func (w *kitchen) screenedWords() string {
	if w.ScreenLast {
		return "get no score; their figures still count where others are compared with all"
	}
	return "screened out"
}

func (w *kitchen) imputedWords(s *Stages, gaps int) string {
	if w.Imputation == study.ImputeNone || w.Imputation == "" {
		if gaps == 0 {
			return "There are no gaps."
		}
		return fmt.Sprintf("%s left: the other indicators of the unit count for more.", count(gaps, "gap"))
	}
	filled := 0
	for k := range s.Imputed {
		filled += knownIn(s.Imputed[k]) - knownIn(s.Screened[k])
	}
	by := map[study.Imputation]string{study.ImputeMean: "the mean of all units", study.ImputeMedian: "the median of all units",
		study.ImputeGroupMean: "the mean of the unit’s group by " + w.AlikeBy, study.ImputeGroupMedian: "the median of the unit’s group by " + w.AlikeBy,
		study.ImputeRow: "the mean of the unit’s other indicators, on the common scale", study.ImputeCarry: "the unit’s own latest earlier figure"}[w.Imputation]
	return fmt.Sprintf("%d of %s filled with %s.", filled, count(gaps, "gap"), by)
}

func treatedWords(treated []string) string {
	if len(treated) == 0 {
		return "No indicator was changed."
	}
	return "Changed: " + strings.Join(treated, ", ") + "."
}

// commonWords lists what differs among n, in the order of first mention.
func commonWords(n int, of func(at int) string) string {
	var all []string
	for at := range n {
		if words := of(at); !slices.Contains(all, words) {
			all = append(all, words)
		}
	}
	return strings.Join(all, "; ")
}
