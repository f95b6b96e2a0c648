package method

import (
	"fmt"
	"strings"

	"goodmeasure/study"
)

// Conclusion is a plain sentence built from the numbers, the table it comes from, and what it cannot tell.
type Conclusion struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Table  string `json:"table"` // the part of the result that it is read from
	Cannot string `json:"cannot_tell"`
}

// significant is the level at which adjusted p-values are called associations.
const significant = 0.05

// Conclude says in words what the result shows. Every sentence is made from the numbers that stand in its table.
func Conclude(r *Result) []Conclusion {
	all := []Conclusion{
		r.onAssociation(study.Outcome, "outcome-associations", "child outcome"),
		r.onAssociation(study.Workforce, "workforce-associations", "workforce measure"),
		r.onPanels(), r.onDeprivation(), r.onAgreement(), r.onConcordance(), r.onRanks(), r.onConsistency(), r.onJourneys(), r.onSample(),
	}
	all = append(all, r.onReadings()...)
	all = append(all, r.onJointFigures()...)
	kept := all[:0]
	for _, c := range all {
		if c.Text != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

func (r *Result) onAssociation(domain study.Domain, id, noun string) Conclusion {
	var tested, negligible int
	var found []string
	var seen = map[string]bool{}
	smallest, largest := study.Number(0), study.Number(0)
	for _, a := range r.Associations {
		if a.Domain != domain || !a.PHolm.Known() || seen[a.Indicator] {
			continue
		}
		seen[a.Indicator] = true
		tested++
		if a.PHolm < significant {
			found = append(found, fmt.Sprintf("%s%s (odds ratio %.2f for one standard deviation better, 95%% interval %.2f to %.2f, %d authorities)",
				a.Name, reading(a.Contested, a.Direction), float64(a.ORPerSD), float64(a.ORLow), float64(a.ORHigh), a.N))
		}
		if a.Equivalent.Known() && a.Equivalent < significant {
			negligible++
		}
		if d := a.DetectableCorrected; d.Known() {
			if smallest == 0 || d < smallest {
				smallest = d
			}
			largest = max(largest, d)
		}
	}
	if tested == 0 {
		return Conclusion{}
	}
	text := fmt.Sprintf("Of %s, %s to go with the overall grade after correcting for the number of tests (Holm, 5%%)",
		count(tested, noun), ofThese(len(found), "is found", "are found"))
	if len(found) > 0 {
		text += ": " + strings.Join(found, "; ")
	}
	text += "."
	if len(found) < tested && smallest > 0 {
		text += fmt.Sprintf(" With so many authorities and tests, odds ratios of about %s or more for one standard deviation would have been found four times in five; a weaker association could well be missed.",
			between(smallest, largest))
	}
	if negligible > 0 {
		text += fmt.Sprintf(" For %s the association is shown to be weak, within an odds ratio of %g either way.", count(negligible, noun), EquivalenceMargin)
	}
	return Conclusion{id, text, "associations", "An association is not a cause: an inadequate grade may drive staff away as well as follow from their leaving, and inspectors see some of these figures."}
}

func (r *Result) onDeprivation() Conclusion {
	var held, lost, gained []string
	seen := map[string]bool{}
	for _, a := range r.Associations {
		if a.Adjusted == nil || !a.Adjusted.PLR.Known() || !a.PLR.Known() || seen[a.Indicator] {
			continue
		}
		seen[a.Indicator] = true
		before, after := a.PLR < significant, a.Adjusted.PLR < significant
		name := a.Name + reading(a.Contested, a.Direction)
		switch {
		case before && after:
			held = append(held, name+reversed(a.Adjusted.ORPerSD))
		case before:
			lost = append(lost, name+reversed(a.ORPerSD))
		case after:
			gained = append(gained, name+reversed(a.Adjusted.ORPerSD))
		}
	}
	if len(seen) == 0 {
		return Conclusion{}
	}
	text := fmt.Sprintf("Beside deprivation (%s), taken one at a time and uncorrected: %s", indexWords(r.Choices.Deprivation), listed(held, "no association remains", "remain", "remains"))
	if len(lost) > 0 {
		text += "; " + listed(lost, "", "fade", "fades")
	}
	if len(gained) > 0 {
		text += "; " + listed(gained, "", "appear", "appears")
	}
	return Conclusion{"deprivation", text + ".", "associations", "One index of deprivation stands for much: need, labour market, housing and history are not in it."}
}

// reversed says of an association that it runs against the direction in which the measure is read.
func reversed(oddsRatio study.Number) string {
	if oddsRatio < 1 {
		return " (better grades with worse figures)"
	}
	return ""
}

func (r *Result) onPanels() Conclusion {
	var found []string
	fitted, most := 0, 0
	seen := map[string]bool{}
	for _, p := range r.Panels {
		if !p.PHolm.Known() || seen[p.Indicator] {
			continue
		}
		seen[p.Indicator] = true
		fitted++
		most = max(most, p.N)
		if p.PHolm < significant {
			found = append(found, fmt.Sprintf("%s%s (odds ratio %.2f, %.2f to %.2f)",
				p.Name, reading(p.Contested, p.Direction), float64(p.ORPerSD), float64(p.ORLow), float64(p.ORHigh)))
		}
	}
	if fitted == 0 {
		return Conclusion{}
	}
	text := fmt.Sprintf("Over all inspections since 2013, up to %d of them, each beside the newest figure whose period had ended by then and with what an authority’s inspections share set apart: of %s, %s to go with the grade after correction",
		most, count(fitted, "measure"), ofThese(len(found), "is found", "are found"))
	if len(found) > 0 {
		text += ": " + strings.Join(found, "; ")
	}
	return Conclusion{"panels", text + ".", "associations", "More inspections find weaker associations, over years in which frameworks, measures and authorities changed. A period may have ended before an inspection and its figures been published only after it."}
}

func (r *Result) onAgreement() Conclusion {
	a := r.Agreement[All]
	if !a.Spearman.Known() {
		return Conclusion{}
	}
	best, worst := a.Table[0], a.Table[2]
	good := func(row TenthRow) string {
		if row.N == 0 {
			return "none is there to count"
		}
		return fmt.Sprintf("%d of %d", row.Grades[2].N+row.Grades[3].N, row.N)
	}
	text := fmt.Sprintf("A composite of %s and the overall grade correlate at %s (%s, %d authorities; outcomes alone %s, workforce alone %s). "+
		"Of the graded authorities in its best tenth %s are good or outstanding, of those in its worst tenth %s.",
		count(a.Measures, "measure"), twoPlaces(a.Spearman), probability(a.SpearmanP), a.N, twoPlaces(r.Agreement[Outcomes].Spearman), twoPlaces(r.Agreement[Workforce].Spearman),
		good(best), good(worst))
	if n := len(a.OffPattern); n > 0 {
		text += fmt.Sprintf(" %s the other way from %s.", pointing(n), whose(n))
	}
	return Conclusion{"agreement", text, "agreement", "The composite weighs every measure alike, which is one opinion of what is good among many; inspection judges practice, which these figures do not show."}
}

func (r *Result) onConcordance() Conclusion {
	c := r.Concordance[All]
	if !c.W.Known() {
		return Conclusion{}
	}
	text := fmt.Sprintf("The %d measures hardly rank authorities alike: ", c.M)
	if c.MeanRho > 0.2 {
		text = fmt.Sprintf("The %d measures rank authorities somewhat alike: ", c.M)
	}
	text += fmt.Sprintf("the mean correlation between two of them is %s on the %s that have them all (Kendall’s W %.3f, where %.3f would be no agreement; %s).",
		twoPlaces(c.MeanRho), count(c.N, "authority"), float64(c.W), 1/float64(c.M), probability(c.P))
	if d := r.Dimensions; len(d.Eigenvalues) > 0 {
		text += fmt.Sprintf(" %s out from noise, and the first carries %.0f%% of the variation", stand(d.Retained), 100*float64(d.FirstShare))
		if d.Retained != 1 || d.FirstShare < 0.5 {
			text += ": there is no single \"good\" in these figures"
		}
		text += "."
	}
	return Conclusion{"concordance", text, "concordance", "Authorities with a suppressed figure, mostly small ones, are not among those that have them all."}
}

func (r *Result) onRanks() Conclusion {
	var widths []float64
	top, bottom, sure := 0, 0, 0.9
	a := r.Agreement[All]
	for _, s := range a.Scores {
		if !s.RankHigh.Known() {
			continue
		}
		widths = append(widths, float64(s.RankHigh-s.RankLow))
		if float64(s.PTopQuarter) >= sure {
			top++
		}
		if float64(s.PBottomQuarter) >= sure {
			bottom++
		}
	}
	var single []float64
	for _, row := range r.Ranks {
		if row.RankHigh.Known() {
			single = append(single, float64(row.RankHigh-row.RankLow)/float64(row.N))
		}
	}
	if len(widths) == 0 || len(single) == 0 {
		return Conclusion{}
	}
	text := fmt.Sprintf("Ranks are unsure: on a single measure the 95%% interval of a rank spans %.0f%% of the field in the typical case, and on the composite %.0f of %d places. "+
		"%s surely (9 draws in 10) in the best quarter of the composite and %d in the worst; of the other %d that cannot be said.",
		100*median(single), median(widths), a.Scored, are(top), bottom, len(widths)-top-bottom)
	return Conclusion{"ranks", text, "ranks", "The intervals hold the sampling error of counts only. Errors of recording, and figures whose sampling error is not known, would make them wider."}
}

func (r *Result) onConsistency() Conclusion {
	var line *ChanceLine
	for at := range r.Chance {
		if r.Chance[at].AtLeast == often {
			line = &r.Chance[at]
		}
	}
	if line == nil {
		return Conclusion{}
	}
	text := fmt.Sprintf("%s in the best tenth on four or more measures, where chance alone would give %.1f; %s in the worst tenth on four or more, chance %.1f.",
		are(line.Best), float64(line.BestChance), are(line.Worst), float64(line.WorstChance))
	best, worst, followed := 0, 0, 0
	for _, c := range r.Consistency {
		if c.Years >= 3 {
			followed++
		}
		if c.Years >= 3 && c.YearsBestQuarter == c.Years {
			best++
		}
		if c.Years >= 3 && c.YearsWorstQuarter == c.Years {
			worst++
		}
	}
	if followed > 0 {
		text += fmt.Sprintf(" Of %s with a place on the composite in three or more of the last %d years, %d stayed in its best quarter throughout, and %d in its worst.",
			count(followed, "authority"), yearsBack, best, worst)
	}
	return Conclusion{"consistency", text, "consistency", "Chance here takes the measures to have nothing to do with one another. Being often among the best tenth may also come of surroundings that stay the same; small authorities reach both ends by chance more easily."}
}

func (r *Result) onJourneys() Conclusion {
	n := 0
	var parts []string
	for _, s := range r.Journeys.Shapes {
		n += s.N
		if s.N > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", s.N, s.Shape))
		}
	}
	if n == 0 {
		return Conclusion{}
	}
	var steps, up, down int
	for _, t := range r.Journeys.Transitions {
		steps += t.N
		switch change := t.To.HigherIsBetter() - t.From.HigherIsBetter(); {
		case change > 0:
			up += t.N
		case change < 0:
			down += t.N
		}
	}
	text := fmt.Sprintf("Overall grades since 2013, %s: %s.", count(n, "authority"), strings.Join(parts, ", "))
	if steps > 0 {
		text += fmt.Sprintf(" Of %s from one inspection to the next, %d went up and %d down.", count(steps, "step"), up, down)
	}
	return Conclusion{"journeys", text, "journeys", "The framework changed in 2018, and an inspection is a few weeks in a few years."}
}
