package workbench

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Slide is one claim for a screen that a room looks at.
type Slide struct {
	Claim string   `json:"claim"`
	Lines []string `json:"lines"` // what it rests on, in short
}

// Slides say what a definition means and what follows from it, one claim each.
func (w *Workbench) Slides(ctx context.Context, d *study.Definition) ([]Slide, error) {
	e, err := w.Effect(ctx, d)
	if err != nil {
		return nil, err
	}
	standings, err := w.Standings(ctx, d, DoubtOfData)
	if err != nil {
		return nil, err
	}
	rests := fmt.Sprintf("95%% intervals of ranks over %s draws of the true figures. Edition “%s”.", decimalWhole(standings.Draws), e.Edition.Name)
	slides := []Slide{
		{"What is good? Here it is told by " + chart.Count(len(d.Indicators), "measure", "measures") + ".", []string{"“" + d.Name + "”" + after(", ", d.Whose, "") + ".", d.Because}},
		{standings.Headline() + ".", []string{unsureWords(standings.ErrorUnknown), rests}},
	}
	switch r := e.Robustness; {
	case r == nil:
		slides = append(slides, Slide{"How far these ranks depend on choices cannot be said.", []string{chart.Capital(e.Untested) + "."}})
	case len(r.Varied) > 0:
		said := fmt.Sprintf("Over %s that differ in %s. Seed %d.", chart.Count(r.Draws, "definition", "definitions"), r.VariedWords(), r.Seed)
		drawn, depends := "reasonable definitions", "choices, or on chance"
		if r.OnlyChance() {
			drawn, depends = "draws of the true figures", "chance"
			said = fmt.Sprintf("Over %s; the definition calls no other choice reasonable. Seed %d.", chart.Count(r.Draws, "draw", "draws"), r.Seed)
		}
		slides = append(slides,
			Slide{fmt.Sprintf("In at least 95%% of the %s, %s in the best quarter, and %s in the worst.", drawn, areIn(len(r.Strong.P95)), numberOf(len(r.Weak.P95))),
				[]string{fmt.Sprintf("Of %d ranked. Where the others stand depends on %s.", r.Ranked, depends), said}},
			Slide{pairsApart(r.Pairs.Share) + ".", []string{chart.Capital(aheadWords(r.Pairs.Share)), said}})
	}
	if movers := e.Movers(3); len(movers) > 0 {
		var names []string
		for _, m := range movers {
			names = append(names, fmt.Sprintf("%s, %s to rank %s (%s)", m.Name, m.MovedWords(), place(m.Rank), m.Interval()))
		}
		slides = append(slides, Slide{"Who looks good depends on what counts.", append(names, "Beside the default definition"+e.AmongBoth()+", on the figures as they are; in brackets, 95% intervals.")})
	}
	for _, o := range e.Overlaps[:min(1, len(e.Overlaps))] {
		slides = append(slides, Slide{o.Words, []string{fmt.Sprintf("Spearman’s correlation over %s.", chart.Count(o.N, "authority", "authorities"))}})
	}
	slides = append(slides, Slide{"Stronger and weaker mean by these published figures, and not by practice.", []string{"A figure says nothing of why. Ask there."}})
	for at := range slides {
		slides[at].Lines = nonEmpty(slides[at].Lines)
	}
	return slides, nil
}

func nonEmpty(lines []string) []string {
	kept := []string{}
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	return kept
}
