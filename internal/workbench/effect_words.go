package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// EffectOverlap is a pair of measures that says much the same, or pulls apart, in words.
type EffectOverlap struct {
	method.Overlap
	Words string `json:"words"`
}

func (w *Workbench) overlapWords(o method.Overlap) EffectOverlap {
	a, b := w.indicatorName(o.A), w.indicatorName(o.B)
	words := fmt.Sprintf("“%s” and “%s” largely count the same thing: authorities that do well on one do well on the other (correlation of ranks %s).", a, b, decimal(o.Rho, 2))
	if o.Rho < 0 {
		words = fmt.Sprintf("“%s” and “%s” pull against each other: authorities that do well on one tend to do badly on the other (correlation of ranks %s).", a, b, decimal(o.Rho, 2))
	}
	return EffectOverlap{o, words}
}

// indicatorName is what people call an indicator, or its ID where the edition does not know it.
func (w *Workbench) indicatorName(id string) string {
	if i, found := w.Edition.Indicator(id); found {
		return i.Name
	}
	return id
}

// warningWords are a warning about a definition for somebody who does not see its file.
func (w *Workbench) warningWords(d *study.Definition, f study.Fault) string {
	about := ""
	switch f.Part {
	case study.PartIndicator:
		about = "“" + w.indicatorName(f.ID) + "”: "
	case study.PartGroup:
		about = "“" + DefinitionRead{Definition: d}.groupName(f.ID) + "”: "
	case study.PartWhole:
		about = map[string]string{"whose": "Whose definition it is: "}[f.Key]
	case study.PartVary, study.PartCombine:
		about = chart.Capital(method.ChoiceName(f.Key)) + ": "
	}
	words := f.Found
	if f.Fix != "" && !strings.Contains(f.Fix, " = ") {
		words += "; " + f.Fix
	}
	return about + strings.TrimSuffix(w.called(words), ".") + "."
}

// Headline says what the definition does beside the default.
func (e *DefinitionEffect) Headline() string {
	if e.N == 0 {
		return "No authority can be given a rank whose uncertainty is known under this definition."
	}
	if e.Usual {
		return "This is the definition that the program comes with. Change what counts, and see who moves."
	}
	moved := 0
	for _, r := range e.Rows {
		if r.Moved.Known() && r.Moved != 0 {
			moved++
		}
	}
	switch {
	case moved == 0:
		return "Nobody’s rank differs from that under the default definition" + e.AmongBoth() + "."
	case !e.Alike.Known():
		return fmt.Sprintf("Under this definition %s elsewhere than under the default%s.", areAuthorities(moved), e.AmongBoth())
	}
	return fmt.Sprintf("Under this definition %s elsewhere than under the default%s, %s in another quarter; the two rankings correlate at %s.", areAuthorities(moved), e.AmongBoth(), numberOf(e.NewQuarter), decimal(e.Alike, 2))
}

// AmongBoth says among whom moves are counted, where the two definitions do not rank the same authorities; empty where they do.
func (e *DefinitionEffect) AmongBoth() string {
	if e.Both == e.N && e.Both == e.UsualN {
		return ""
	}
	return fmt.Sprintf(" (among the %d that both rank)", e.Both)
}

// UnsureWords say how many have no rank because nothing tells how sure it would be; empty if all have one.
func (e *DefinitionEffect) UnsureWords() string { return unsureWords(e.Unsure) }

func unsureWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 authority is shown without a place, since the sampling error of none of its figures is known."
	}
	return fmt.Sprintf("%d authorities are shown without a place, since the sampling error of none of their figures is known.", n)
}

func areAuthorities(n int) string {
	if n == 1 {
		return "1 authority stands"
	}
	return fmt.Sprintf("%d authorities stand", n)
}

// Waits tells whether how far ranks depend on choices has yet to be found.
func (e *DefinitionEffect) Waits() bool { return e.Robustness == nil && e.Untested == "" }

// RobustWords say how far the ranks depend on choices, in plain words: what was found first, and what was varied last.
func (e *DefinitionEffect) RobustWords() []string {
	r := e.Robustness
	if r == nil {
		return []string{fmt.Sprintf("How far these ranks depend on choices cannot be said: %s.", e.Untested)}
	}
	if len(r.Varied) == 0 {
		return []string{"The definition would have nothing varied, so that nothing can be said of how far its ranks depend on choices."}
	}
	drawn, depends, differ := chart.Count(r.Draws, "other definition", "other definitions"), "choices, or on chance", fmt.Sprintf("The other definitions differ in %s.", r.VariedWords())
	if r.OnlyChance() {
		drawn, depends, differ = chart.Count(r.Draws, "draw", "draws")+" of the true figures", "chance", "The definition calls no other choice reasonable."
	}
	return []string{
		fmt.Sprintf("Under at least 95%% of %s, %s in the best quarter, and %s in the worst, of the %d that they rank. Where the others stand depends on %s.",
			drawn, areIn(len(r.Strong.P95)), numberOf(len(r.Weak.P95)), r.Ranked, depends),
		pairsApart(r.Pairs.Share) + ": " + aheadWords(r.Pairs.Share),
		differ,
	}
}

// pairsApart says how many pairs of authorities can be told apart.
func pairsApart(share study.Number) string {
	of := "Of every 100 pairs of authorities, " + decimal(100*share, 0)
	switch {
	case !share.Known():
		return "Whether authorities can be told apart cannot be said"
	case share == 0:
		return "No pair of authorities can be told apart"
	case 100*share < 0.5:
		of = "Of every 100 pairs of authorities, fewer than 1"
	}
	return of + " can be told apart"
}

// aheadWords say when two can be told apart.
func aheadWords(share study.Number) string {
	switch {
	case !share.Known():
		return "there are not two with a rank."
	case share == 0:
		return "in none is the same one ahead at least 95% of the time."
	}
	return "the same one is ahead at least 95% of the time."
}

// DrawsWords is the number of draws behind the intervals.
func (e *DefinitionEffect) DrawsWords() string { return decimal(study.Number(e.Draws), 0) }

func areIn(n int) string {
	switch n {
	case 0:
		return "no authority is"
	case 1:
		return "1 authority is"
	}
	return fmt.Sprintf("%d authorities are", n)
}

// MovedWords say a move in words, that nobody needs to see an arrow: "up 12".
func (r EffectRow) MovedWords() string {
	switch {
	case !r.Moved.Known():
		return "not ranked by the default"
	case r.Moved > 0:
		return "up " + place(r.Moved)
	case r.Moved < 0:
		return "down " + place(-r.Moved)
	}
	return "same"
}

// Mark is the sign of a move.
func (r EffectRow) Mark() string {
	switch {
	case r.Moved > 0:
		return "▲"
	case r.Moved < 0:
		return "▼"
	}
	return "·"
}

// Table lists the ranks with their intervals; every row where most is 0.
func (e *DefinitionEffect) Table() chart.Table {
	caption := fmt.Sprintf("Ranks under “%s”, with 95%% intervals from %s draws of the true figures", e.Definition.Name, decimal(study.Number(e.Draws), 0))
	if e.Unsure > 0 {
		caption += ". " + strings.TrimSuffix(e.UnsureWords(), ".")
	}
	t := chart.Table{Caption: caption,
		Columns: []chart.Column{{Name: "Authority"}, {Name: "Rank", Numeric: true}, {Name: "95% interval, from", Numeric: true}, {Name: "to", Numeric: true}, {Name: "Rank by the default", Numeric: true}, {Name: chart.Capital("places up" + e.AmongBoth()), Numeric: true}}}
	for _, r := range e.Rows {
		t.Rows = append(t.Rows, []chart.Cell{named(r.Authority, r.Name), ranked(r.Rank), rankedFrom(r.RankLow), rankedTo(r.RankHigh), ranked(r.Usual), ranked(r.Moved)})
	}
	return t
}

func ranked(n study.Number) chart.Cell {
	if !n.Known() {
		return said("not known")
	}
	return chart.Cell{Text: place(n), Value: n}
}

// Interval is the interval of the rank in whole places.
func (r EffectRow) Interval() string { return rankRange(r.RankLow, r.RankHigh) }
