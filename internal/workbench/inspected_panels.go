package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// long is the answer of all inspections since 2013.
func (r *Inspected) long() (a answer) {
	for _, p := range r.Panels {
		for _, one := range r.Associations {
			if one.Indicator == p.Indicator && one.Direction == p.Direction {
				one.ORPerSD, one.ORLow, one.ORHigh = p.ORPerSD, p.ORLow, p.ORHigh
				a.count(one, p.PHolm)
				break
			}
		}
	}
	return a
}

// AllInspections names the inspections of the long view: those that were published by the day up to which grades are read.
func (r *Inspected) AllInspections() string {
	if r.Judged.Framework == study.SIF {
		return fmt.Sprintf("all inspections from 2013 to %d", r.Judged.AsAt.Year())
	}
	return "all inspections since 2013"
}

// reached are the fewest and the most inspections that had a figure of some measure before them.
func (r *Inspected) reached() (least, most int) {
	for _, p := range r.Panels {
		if p.PHolm.Known() {
			most = max(most, p.N)
			if least == 0 || p.N < least {
				least = p.N
			}
		}
	}
	return least, most
}

func (r *Inspected) counted() string {
	least, most := r.reached()
	if least == most {
		return fmt.Sprint(most)
	}
	return fmt.Sprintf("%d to %d, by measure", least, most)
}

// LongHeadline is what all inspections since 2013 give, beside the headline on the latest ones.
func (r *Inspected) LongHeadline() string {
	long := r.long()
	if long.tested == 0 {
		return chart.Capital(r.AllInspections()) + " cannot answer it: too few have a figure before them, or no authority has two."
	}
	return fmt.Sprintf("Over %s, each beside the figures before it, %s. The two answers rest on other inspections and other years; what differs, and why, stands under “%s together”.",
		r.AllInspections(), lowerFirst(long.words(r.Judged.Words)), chart.Capital(r.AllInspections()))
}

// PanelWords sum up the table of all inspections, set it against the answer above, and say why the two can differ.
func (r *Inspected) PanelWords() []string {
	long, latest := r.long(), r.latest()
	if long.tested == 0 {
		return []string{r.LongHeadline()}
	}
	found := fmt.Sprintf("Over %s (%s), %s, once corrected for the number of tests", r.AllInspections(), r.counted(), lowerFirst(long.words(r.Judged.Words)))
	if len(long.found) > 0 {
		found += ": " + long.odds()
	}
	lines := []string{found + "."}
	if latest.tested > 0 {
		lines = append(lines, long.beside(latest, "over all these inspections", "among the latest ones above"))
	}
	return append(lines, r.whyLongDiffers())
}

func (r *Inspected) whyLongDiffers() string {
	reasons := []string{"each inspection is set beside figures from before it, where the answer above takes " + TimingWords(r.Timing)}
	if r.Timing == "0" {
		reasons = nil
	}
	latest := "the latest of " + chart.Count(r.Judged.N, "authority", "authorities")
	if least, most := r.reached(); least > r.Judged.N {
		reasons = append(reasons, fmt.Sprintf("there are more of them (up to %d, against %s), so that weaker links can be seen", most, latest))
	} else {
		reasons = append(reasons, fmt.Sprintf("there are other numbers of them (%s, against %s)", r.counted(), latest))
	}
	reasons = append(reasons, "they come from more years, in which frameworks, measures and authorities changed")
	return "Why the two can differ: " + strings.Join(reasons, "; ") + ". Neither overrules the other: the one is about grades as they stand, the other about grades when they were given. A year may have ended before an inspection and its figures been published only after it."
}

// PanelTable is the measures against all inspections since 2013.
func (r *Inspected) PanelTable() chart.Table {
	t := associationTable(fmt.Sprintf("%s: odds of a better %s for one standard deviation better", chart.Capital(r.AllInspections()), r.Judged.Words), "Inspections")
	for _, p := range r.Panels {
		t.Rows = append(t.Rows, []chart.Cell{said(p.Name), said(p.Direction.Words()), whole(p.N), oddsCell(p.ORPerSD, p.ORLow, p.ORHigh), pCell(p.PHolm)})
	}
	return t
}
