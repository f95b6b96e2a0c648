package study

import (
	"fmt"
	"slices"
	"strings"
)

// Faults are all the things for which the definition cannot be used with the known indicators, in the order of its
// sections; none when it can.
func (d *Definition) Faults(known []Indicator) []Fault {
	c := &definitionCheck{Definition: d, known: known}
	c.whole()
	c.combine()
	for at := range d.Groups {
		c.group(at)
	}
	for at := range d.Indicators {
		c.indicator(at)
	}
	c.siblings()
	c.vary()
	c.meansAboveZero()
	return c.faults
}

type definitionCheck struct {
	*Definition
	known  []Indicator
	faults []Fault
}

func (c *definitionCheck) catalogued(id string) (Indicator, bool) {
	at := slices.IndexFunc(c.known, func(i Indicator) bool { return i.ID == id })
	if at < 0 {
		return Indicator{}, false
	}
	return c.known[at], true
}

func (c *definitionCheck) in(part Part, key, found, expected, fix string) {
	c.faults = append(c.faults, Fault{Part: part, Key: key, Found: found, Expected: expected, Fix: fix})
}

func (c *definitionCheck) inGroup(at int, key, found, expected, fix string) {
	c.faults = append(c.faults, Fault{PartGroup, at, c.Groups[at].ID, key, found, expected, fix})
}

func (c *definitionCheck) inIndicator(at int, key, found, expected, fix string) {
	c.faults = append(c.faults, Fault{PartIndicator, at, c.Indicators[at].ID, key, found, expected, fix})
}

func (c *definitionCheck) whole() {
	if strings.TrimSpace(c.Name) == "" {
		c.in(PartWhole, "name", "nothing", "a name", `write name = "what you call this definition"`)
	}
	if len(c.Indicators) == 0 {
		c.in(PartWhole, "indicator", "none", "at least one indicator",
			"begin one with the line [[indicator]] and name it by id; `goodmeasure define` writes a whole definition to edit")
	}
}

// oneOf says what is wrong with a word that should be one of the listed, if anything.
func oneOf[W ~string](word W, words []W) (expected, fix string) {
	if slices.Contains(words, word) {
		return "", ""
	}
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return "one of " + strings.Join(all, ", "), Suggestion(string(word), all, "choose one of them")
}

func (c *definitionCheck) combine() {
	in := c.Combine
	word := func(key, found, expected, fix string) {
		if expected != "" {
			c.in(PartCombine, key, fmt.Sprintf("%q", found), expected, fix)
		}
	}
	refuse := func(key, found, expected, fix string) { c.in(PartCombine, key, found, expected, fix) }
	expected, fix := oneOf(in.Normalisation, Normalisations)
	word("normalisation", string(in.Normalisation), expected, fix)
	expected, fix = oneOf(in.Aggregation, Aggregations)
	word("aggregation", string(in.Aggregation), expected, fix)
	expected, fix = oneOf(in.Treatment, Treatments)
	word("treatment", string(in.Treatment), expected, fix)
	expected, fix = oneOf(in.Imputation, Imputations)
	word("imputation", string(in.Imputation), expected, fix)
	if in.ImputeBy != "" {
		expected, fix = oneOf(in.ImputeBy, Likenesses)
		word("impute_by", string(in.ImputeBy), expected, fix)
	} else if imputed := c.imputations(); slices.Contains(imputed, ImputeGroupMean) || slices.Contains(imputed, ImputeGroupMedian) {
		refuse("impute_by", "nothing", "what makes authorities alike, since a gap is to get a figure of its group",
			`write impute_by = "region" or impute_by = "type"`)
	}
	if in.CarryYears < 0 || in.CarryYears == 0 && slices.Contains(c.imputations(), ImputeCarry) {
		refuse("carry_years", fmt.Sprint(in.CarryYears), "how many years back to look for an earlier figure, 1 or more", "write carry_years = 1")
	}
	if low, high := in.Scale[0], in.Scale[1]; !low.Known() || !high.Known() || low >= high {
		refuse("scale", fmt.Sprintf("[%v, %v]", float64(low), float64(high)), "two numbers, the smaller first", "write scale = [0, 100]")
	}
	if !(in.LeastShare >= 0 && in.LeastShare <= 1) {
		refuse("least_share", fmt.Sprint(float64(in.LeastShare)), "a share from 0 to 1", "write 0.7 for seven indicators in ten")
	}
	if slices.Contains(c.aggregations(), AggregatePower) && (in.Power == 0 || !in.Power.Known()) {
		refuse("power", fmt.Sprint(float64(in.Power)), "the power of the generalised mean, a number that is not 0", `write power = 0.5, or take aggregation = "geometric", which is what 0 stands for`)
	} else if !in.Power.Known() {
		refuse("power", fmt.Sprint(float64(in.Power)), "a finite number", "leave the key out")
	}
	if in.Reference != "" && !ValidCode(in.Reference) {
		refuse("reference", fmt.Sprintf("%q", in.Reference), "the three-digit code of an authority", "`goodmeasure authorities` lists the codes")
	} else if in.Reference == "" && slices.Contains(c.normalisations(), NormaliseReference) {
		refuse("reference", "nothing", "the code of the authority to measure from", `write for example reference = "383"; `+"`goodmeasure authorities` lists the codes")
	}
}

// normalisations, aggregations and imputations are all that the definition or its ranges use anywhere.
func (c *definitionCheck) normalisations() []Normalisation {
	used := append([]Normalisation{c.Combine.Normalisation}, c.Vary.Normalisations...)
	for _, i := range c.Indicators {
		used = append(used, i.Normalisation)
	}
	return used
}

func (c *definitionCheck) aggregations() []Aggregation {
	used := append([]Aggregation{c.Combine.Aggregation}, c.Vary.Aggregations...)
	for _, g := range c.Groups {
		used = append(used, g.Aggregation)
	}
	return used
}

func (c *definitionCheck) imputations() []Imputation {
	return append([]Imputation{c.Combine.Imputation}, c.Vary.Imputations...)
}

// weight refuses what no weight can be.
func weightFaults(w Weight, refuse func(key, found, expected, fix string)) {
	number := func(n Number) string { return fmt.Sprint(float64(n)) }
	for _, one := range []struct {
		key   string
		value Number
	}{{"weight", w.Value}, {"weight_low", w.Low}, {"weight_high", w.High}, {"weight_sd", w.SD}} {
		if !one.value.Known() || one.value < 0 {
			refuse(one.key, number(one.value), "a number of 0 or more", "a weight says how much something counts beside the others: 2 is twice as much as 1")
			return
		}
	}
	switch {
	case w.SD != 0 && w.High != 0:
		refuse("weight_sd", "it beside weight_low and weight_high", "one or the other", "leave out weight_sd, or both of weight_low and weight_high")
	case w.High == 0 && w.Low != 0:
		refuse("weight_low", number(w.Low)+" without weight_high", "both ends of the range", "write weight_high, too")
	case w.High != 0 && w.Low > w.High:
		refuse("weight_low", fmt.Sprintf("%v, above weight_high %v", float64(w.Low), float64(w.High)), "the smaller first", "exchange the two")
	case w.High != 0 && w.Low == w.High:
		refuse("weight_high", number(w.High)+", the same as weight_low", "a range", "leave both out if there is no doubt about the weight")
	case w.High != 0 && (w.Value < w.Low || w.Value > w.High):
		refuse("weight", number(w.Value), fmt.Sprintf("a weight from weight_low %v to weight_high %v", float64(w.Low), float64(w.High)), "change the weight, or widen the range")
	}
}
