package workbench

import (
	"fmt"
	"slices"

	"goodmeasure/method"
	"goodmeasure/study"
)

// answer is which measures are found to go with the judgement, of those that could be tested, in one way of looking at it.
type answer struct {
	measures, tested, outcomesTested int
	found                            []method.Association // for name, domain and odds ratio
}

func (a *answer) count(one method.Association, p study.Number) {
	a.measures++
	if !p.Known() {
		return
	}
	a.tested++
	if one.Domain == study.Outcome {
		a.outcomesTested++
	}
	if p < 0.05 {
		a.found = append(a.found, one)
	}
}

// latest is the answer of the latest inspections.
func (r *Inspected) latest() (a answer) {
	for _, one := range r.Associations {
		a.count(one, one.PHolm)
	}
	return a
}

// words are the answer in one sentence without its full stop: "2 of 14 measures are found to go with the overall grade, none of
// them about outcomes for children".
func (a answer) words(judgement string) string {
	return fmt.Sprintf("%s found to go with the %s%s", isOfTested(len(a.found), a.tested, a.measures), judgement, a.outcomes())
}

func (a answer) outcomes() string {
	n := 0
	for _, one := range a.found {
		if one.Domain == study.Outcome {
			n++
		}
	}
	switch {
	case len(a.found) == 0 || a.outcomesTested == 0 || a.tested == 1:
		return ""
	case len(a.found) == 1 && n == 0:
		return ", and it is not about outcomes for children"
	case len(a.found) == 1:
		return ", and it is about outcomes for children"
	case n == 0:
		return ", none of them about outcomes for children"
	case n == len(a.found):
		return ", all of them about outcomes for children"
	}
	return fmt.Sprintf(", %d of them about outcomes for children", n)
}

// odds name the measures found with their odds ratios, and say of one that it goes the other way.
func (a answer) odds() string {
	var names []string
	for _, one := range a.found {
		against := ""
		if one.ORPerSD < 1 {
			against = "; better grades with worse figures"
		}
		names = append(names, fmt.Sprintf("%s (odds ratio %s, 95%% interval %s to %s%s)", lowerFirst(one.Name), decimal(one.ORPerSD, 2), decimal(one.ORLow, 2), decimal(one.ORHigh, 2), against))
	}
	return joined(names)
}

// beside says which measures are found here and not in another answer, and the other way round.
func (a answer) beside(other answer, here, there string) string {
	both, only := split(a.found, other.found)
	_, lost := split(other.found, a.found)
	if len(only)+len(lost) == 0 {
		if len(both) == 0 {
			return "None is found either way."
		}
		return fmt.Sprintf("The same %s found %s.", pick(len(both), "one is", fmt.Sprintf("%d are", len(both))), there)
	}
	words := ""
	if len(both) > 0 {
		words = fmt.Sprintf("Both here and %s: %s. ", there, joined(both))
	}
	if len(only) > 0 {
		words += fmt.Sprintf("Only %s: %s. ", here, joined(only))
	}
	if len(lost) > 0 {
		words += fmt.Sprintf("Only %s: %s. ", there, joined(lost))
	}
	return words[:len(words)-1]
}

// split parts names by whether others found them too.
func split(some, others []method.Association) (shared, only []string) {
	for _, one := range some {
		if slices.ContainsFunc(others, func(o method.Association) bool { return o.Indicator == one.Indicator }) {
			shared = append(shared, lowerFirst(one.Name))
		} else {
			only = append(only, lowerFirst(one.Name))
		}
	}
	return shared, only
}
