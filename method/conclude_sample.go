package method

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/study"
)

func (r *Result) onSample() Conclusion {
	s := r.Sample
	if r.Agreement[All].Scored == 0 {
		return Conclusion{"sample", "Nobody can be proposed for study: no authority has a place on a composite of these measures.", "sample",
			"Both readings of a contested measure cancel out in a composite; name one of them to use it."}
	}
	text := fmt.Sprintf("%s as stronger and %d as weaker, whatever their grade; ", qualify(s.Qualified[0]), s.Qualified[1])
	if s.Short {
		text += fmt.Sprintf("that gives %s where %d were asked for.", count(len(s.Pairs), "pair"), s.Rule.Each)
		for _, l := range s.Loosen {
			if l.Pairs > len(s.Pairs) {
				text += fmt.Sprintf(" With %s there would be %d.", l.Constraint, l.Pairs)
				break
			}
		}
	} else {
		var names []string
		for _, p := range s.Pairs {
			names = append(names, p.Stronger.Name+" and "+p.Weaker.Name)
		}
		verb := "pairs, their surroundings as like as can be, are"
		if len(names) == 1 {
			verb = "pair, their surroundings as like as can be, is"
		}
		text += fmt.Sprintf("the proposed %s %s.", verb, strings.Join(names, "; "))
	}
	return Conclusion{"sample", text, "sample", "Stronger and weaker mean on this composite of published figures, not on practice; a study has to find out why."}
}

// onReadings says what a contested indicator shows, and that its two readings say the opposite.
func (r *Result) onReadings() []Conclusion {
	var all []Conclusion
	seen := map[string]bool{}
	corrected := "the number of tests" // of the set, for those that were chosen into it
	for at, a := range slices.Concat(r.Associations, r.BothReadings) {
		if at == len(r.Associations) {
			corrected = fmt.Sprintf("the %s read both ways", count(tests(r.BothReadings), "measure"))
		}
		if !a.Contested || seen[a.Indicator] || !a.PLR.Known() {
			continue
		}
		seen[a.Indicator] = true
		text := fmt.Sprintf("People disagree which way is better for \"%s\". ", a.Name)
		if a.PHolm < significant {
			text += fmt.Sprintf("If %s, a better figure goes with a %s grade (odds ratio %.2f, %s corrected for %s); the other reading turns this round.",
				a.Direction.Words(), betterOrWorse(float64(a.ORPerSD)), float64(a.ORPerSD), probability(a.PHolm), corrected)
		} else {
			text += fmt.Sprintf("Under either reading no association with the grade is found once corrected for %s (odds ratio %.2f or %.2f, %s before correction).",
				corrected, float64(a.ORPerSD), 1/float64(a.ORPerSD), probability(a.PLR))
		}
		all = append(all, Conclusion{"readings-" + a.Indicator, text, "both_readings", "Which reading is right cannot be settled by figures."})
	}
	return all
}

// tests counts the indicators that were tested; both readings of one are one test.
func tests(associations []Association) int {
	tested := map[string]bool{}
	for _, a := range associations {
		if a.PLR.Known() {
			tested[a.Indicator] = true
		}
	}
	return len(tested)
}

// onJointFigures says whether counting a figure that stands for two authorities once changes what is found.
func (r *Result) onJointFigures() []Conclusion {
	var changed, same []string
	seen := map[string]bool{}
	for _, a := range r.Associations {
		if a.JointOnce == nil || !a.JointOnce.PLR.Known() || !a.PLR.Known() || seen[a.Indicator] {
			continue
		}
		seen[a.Indicator] = true
		if (a.JointOnce.PLR < significant) != (a.PLR < significant) {
			changed = append(changed, a.Name)
		} else {
			same = append(same, a.Name)
		}
	}
	if len(changed)+len(same) == 0 {
		return nil
	}
	text := fmt.Sprintf("%s published jointly for two authorities; they stand for both here. Counted once and before correction for the number of tests, ", haveFigures(len(changed)+len(same)))
	if len(changed) > 0 {
		text += "the finding changes for " + strings.Join(changed, ", ") + "."
	} else {
		text += "no finding changes."
	}
	return []Conclusion{{"joint-figures", text, "associations", "How the two authorities of a joint figure differ is not published."}}
}

// reading says which way of a contested indicator a sentence is about.
func reading(contested bool, direction study.Direction) string {
	if !contested {
		return ""
	}
	return ", if " + direction.Words()
}

func betterOrWorse(or float64) string {
	if or > 1 {
		return "better"
	}
	return "worse"
}

func median(x []float64) float64 {
	return quantileOf(x, 0.5)
}

func pointing(n int) string {
	if n == 1 {
		return "One authority’s figures point"
	}
	return fmt.Sprintf("%d authorities’ figures point", n)
}

func whose(n int) string {
	if n == 1 {
		return "its grade"
	}
	return "their grades"
}

func haveFigures(n int) string {
	if n == 1 {
		return "One measure has figures"
	}
	return fmt.Sprintf("%d measures have figures", n)
}

func qualify(n int) string {
	if n == 1 {
		return "1 authority qualifies"
	}
	return fmt.Sprintf("%d authorities qualify", n)
}

func are(n int) string {
	if n == 1 {
		return "1 authority is"
	}
	return fmt.Sprintf("%d authorities are", n)
}

func stand(n int) string {
	switch n {
	case 0:
		return "No component stands"
	case 1:
		return "One component stands"
	}
	return fmt.Sprintf("%d components stand", n)
}

func probability[F ~float64](p F) string {
	switch {
	case math.IsNaN(float64(p)):
		return "p not known"
	case p < 0.001:
		return "p < 0.001"
	}
	return fmt.Sprintf("p = %.3f", float64(p))
}
