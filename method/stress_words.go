package method

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// warn gathers what a reader must know.
func (x *StressTest) warn(r *rangesOfChoice) {
	x.Warnings = []string{}
	add := func(words string) {
		if !slices.Contains(x.Warnings, words) {
			x.Warnings = append(x.Warnings, words)
		}
	}
	for _, words := range append(r.matrix.warnings(), r.notes...) {
		add(words)
	}
	for _, v := range x.Varied {
		if v.Why != "" {
			add(fmt.Sprintf("Asked to vary, but held: %s, since %s.", ChoiceName(v.Choice), v.Why))
		}
	}
	if !r.definition.Vary.SamplingError {
		add("The figures are taken as free of sampling error, so that part of what looks settled may be chance; sampling_error = true in [vary] draws them within it.")
	}
	var wide []string
	for _, s := range x.Sobol {
		if s.Wide {
			wide = append(wide, ChoiceName(s.Choice))
		}
	}
	if len(wide) > 0 {
		add(fmt.Sprintf("The shares of %s in the variance are known to no better than a tenth either way; more draws narrow them.", listedPlainly(wide)))
	}
	if x.AnyWeights.Filled > 0 {
		add(fmt.Sprintf("What any weights could do is worked out with %s filled with the median of all, since the question needs complete figures.", count(x.AnyWeights.Filled, "gap")))
	}
}

func listedPlainly(names []string) string { return strings.TrimSpace(listed(names, "none", "", "")) }

// StressPart is a part of what a stress test finds.
type StressPart string

// The parts, as conclusions are about them.
const (
	AboutVaried     StressPart = "varied"
	AboutRanks      StressPart = "ranks"
	AboutChoices    StressPart = "choices"
	AboutAnyWeights StressPart = "any-weights"
	AboutInspection StressPart = "inspection"
)

// About is the part that a conclusion, by its place among them, is about.
func (x *StressTest) About(conclusion int) StressPart { return x.about[conclusion] }

// conclude says in plain words what the numbers say, and of which definitions.
func (x *StressTest) conclude(vary study.Ranges) {
	x.Conclusions, x.about = nil, nil
	add := func(about StressPart, words string) {
		if words != "" {
			x.Conclusions, x.about = append(x.Conclusions, words), append(x.about, about)
		}
	}
	if !x.Varies() {
		add(AboutVaried, "Nothing was varied, so that there is one definition, and nothing can be said of how its ranks depend on choices or on chance.")
		add(AboutAnyWeights, x.weightWords())
		return
	}
	add(AboutVaried, x.rangeWords(vary))
	add(AboutRanks, x.RankedWords())
	add(AboutRanks, x.quarterWords("best", x.Strong))
	add(AboutRanks, x.quarterWords("worst", x.Weak))
	add(AboutRanks, x.pairWords())
	add(AboutChoices, x.choiceWords())
	add(AboutAnyWeights, x.weightWords())
	add(AboutInspection, x.agreementWords())
}

func (x *StressTest) names(codes []string) []string {
	var names []string
	for _, a := range x.Authorities {
		if slices.Contains(codes, a.Authority) {
			names = append(names, a.Name)
		}
	}
	return names
}

// rangeWords say what was varied, since nothing that follows holds of more.
func (x *StressTest) rangeWords(vary study.Ranges) string {
	var varied, held []string
	for _, v := range x.Varied {
		if v.Held {
			held = append(held, ChoiceName(v.Choice))
		} else {
			varied = append(varied, ChoiceName(v.Choice))
		}
	}
	words := fmt.Sprintf("What follows holds of definitions that differ in %s", ChoiceList(varied))
	if len(held) > 0 {
		words += fmt.Sprintf(", and are the same in %s", ChoiceList(held))
	}
	words += "; of others it says nothing."
	if slices.Contains(vary.Weights, study.WeighDirichlet) && vary.Concentration <= 1 {
		words += " Weights spread with a concentration of 1 or less are any weights at all, also such as few people would call reasonable."
	}
	return words
}

func (x *StressTest) quarterWords(which string, sets SureSets) string {
	if len(sets.P80) == 0 { // who is there in 90% of them is there in 80%, too
		return fmt.Sprintf("In at least 80%% of the definitions drawn, no authority is in the %s quarter, of %d ranked.", which, x.ranked())
	}
	start := fmt.Sprintf("In at least 95%% of the definitions drawn, %s in the %s quarter", amount(len(sets.P95)), which)
	if names := x.names(sets.P95); len(names) > 0 {
		start += ": " + listedPlainly(names)
	}
	return fmt.Sprintf("%s. Of the %d ranked, %s there in at least 90%% of the definitions, and %s in at least 80%%.", start, x.ranked(), noneIs(len(sets.P90)), noneOr(len(sets.P80)))
}

func amount(n int) string {
	switch n {
	case 0:
		return "no authority is"
	case 1:
		return "1 authority is"
	}
	return fmt.Sprintf("%d authorities are", n)
}

func noneIs(n int) string {
	if n > 1 {
		return fmt.Sprintf("%d are", n)
	}
	return noneOr(n) + " is"
}

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}

func (x *StressTest) ranked() int {
	n := 0
	for _, a := range x.Authorities {
		if a.RankedShare > 0 {
			n++
		}
	}
	return n
}

func (x *StressTest) pairWords() string {
	apart := "none can be told apart: in none is the same one"
	if x.Pairs.Apart > 0 {
		apart = fmt.Sprintf("%s (%s) can be told apart: the same one is", grouped(x.Pairs.Apart), percentWords(x.Pairs.Share))
	}
	return fmt.Sprintf("Of %s of authorities, %s ahead in at least 95%% of definitions.", count(x.Pairs.Pairs, "pair"), apart)
}

func percentWords(n study.Number) string {
	if !n.Known() {
		return "not known"
	}
	return fmt.Sprintf("%.0f%%", 100*float64(n))
}

func (x *StressTest) choiceWords() string {
	var varied []SobolIndex
	for _, s := range x.Sobol {
		if !s.Held {
			varied = append(varied, s)
		}
	}
	slices.SortStableFunc(varied, func(a, b SobolIndex) int { return cmp.Compare(b.Total, a.Total) })
	top := varied[0]
	if top.Total == 0 {
		return fmt.Sprintf("No choice changes the %s.", x.SobolOf)
	}
	if len(varied) == 1 {
		return fmt.Sprintf("The one choice varied is %s, so that all of the variance of the %s comes from it.", ChoiceName(top.Choice), x.SobolOf)
	}
	words := fmt.Sprintf("The choice that matters most is %s: it has a part in %s (95%% interval %s to %s) of the variance of the %s, and %s alone.",
		ChoiceName(top.Choice), percentWords(top.Total), percentWords(max(0, top.TotalLow)), percentWords(min(1, top.TotalHigh)), x.SobolOf, percentWords(max(0, top.First)))
	if varied[1].Total > 0 {
		words += fmt.Sprintf(" Next is %s, with %s.", ChoiceName(varied[1].Choice), percentWords(varied[1].Total))
	}
	return words
}

func (x *StressTest) weightWords() string {
	first, last, both, n := 0, 0, 0, 0
	for _, a := range x.Authorities {
		if a.CanBeFirst == nil {
			continue
		}
		n++
		if *a.CanBeFirst {
			first++
		}
		if *a.CanBeLast {
			last++
		}
		if *a.CanBeFirst && *a.CanBeLast {
			both++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("If any weights at all were allowed, %s of %d could be made first and %s last; %s could be made either.", noneOr(first), n, noneOr(last), noneOr(both))
}

func (x *StressTest) agreementWords() string {
	c := x.Curve
	if c.All.Definitions == 0 {
		return ""
	}
	span := between(c.All.Low95, c.All.High95)
	if low, high, apart := strings.Cut(span, " to "); apart {
		span = "between " + low + " and " + high
	}
	return fmt.Sprintf("Agreement with inspection (Spearman’s correlation with the overall grade of %d authorities) is %s in 95%% of definitions, %s for the definition itself; it is above 0 in %s of them, and above 0 with p < 0.05 in %s.",
		c.N, span, twoPlaces(c.Nominal), percentWords(c.All.SharePositive), percentWords(c.All.ShareSignificantPositive))
}

// OptionWords say what an option is in which an indicator stands by its id: alone, as left out, or as read one way.
func (x *StressTest) OptionWords(option string) string {
	id, way, read := strings.Cut(option, ":")
	id, without := strings.CutPrefix(id, withoutIndicator)
	name, known := x.Named[id]
	switch {
	case !known:
		return option
	case without:
		return withoutIndicator + quoted(name, id)
	case read:
		return quoted(name, id) + ", " + study.Direction(way).Words()
	}
	return quoted(name, id)
}

// ExplainOption says what an option of a choice does that files have by a name of its own; empty for all others.
func ExplainOption(choice, option string) string {
	switch choice {
	case "normalisation":
		return study.Normalisation(option).Words()
	case "aggregation":
		return study.Aggregation(option).Words()
	case "imputation":
		return study.Imputation(option).Words()
	case "treatment":
		return study.Treatment(option).Words()
	case "weights":
		return study.Weighing(option).Words()
	}
	return ""
}

// ChoiceList lists what ChoiceName says. A comma ends a clause, which would carry on over the "and" of the last.
func ChoiceList(names []string) string {
	if last := len(names) - 1; last > 0 && strings.Contains(names[last-1], " are ") {
		return strings.Join(names[:last], ", ") + ", and " + names[last]
	}
	return listedPlainly(names)
}

// ChoiceName is a choice, written as in a file or with spaces, in words that say what is chosen, to follow "differ in" or "is".
func ChoiceName(choice string) string {
	plain := strings.ReplaceAll(choice, "_", " ")
	if said, found := choiceWords[plain]; found {
		return said
	}
	return plain
}

var choiceWords = map[string]string{
	"normalisation": "the common scale", "aggregation": "how measures are put together", "imputation": "what is done about gaps",
	"treatment": "what is done about outliers", "leave out": "which measures are left out", "may leave out": "which measures may be left out",
	"readings": "how contested measures are read", "years back": "how many years back figures are taken",
	"shrinkage": "whether figures of few children are drawn to the mean", "sampling error": "chance in the figures"}
