package workbench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Headline says how much the ranking can tell.
func (s *Standings) Headline() string {
	if s.Why != "" && s.Doubt == DoubtOfBoth {
		return "Where authorities stand cannot be said: there is no doubt to draw"
	}
	if s.Why != "" {
		return "Where authorities stand cannot be said with this doubt alone"
	}
	if s.N == 0 {
		return "No authority has a place under this definition"
	}
	return fmt.Sprintf("Of %s, %s clearly above average, %s clearly below, and %d cannot be told apart", chart.Count(s.N, "authority", "authorities"),
		isOrAre(s.Better), isOrAre(s.Worse), s.Unclear)
}

// Overlap says how far ranks overlap.
func (s *Standings) Overlap() string {
	var widths []study.Number
	for _, a := range s.Authorities {
		if a.Low.Known() {
			widths = append(widths, study.Number(math.Ceil(float64(a.High))-math.Floor(float64(a.Low))+1))
		}
	}
	if middle, n := method.Median(widths); n > 0 {
		return fmt.Sprintf("A typical 95%% interval spans %s of %d places", decimal(middle, 0), s.N)
	}
	return "No place has an interval"
}

// Words says what a source of doubt is.
func (d Doubt) Words() string {
	switch d {
	case DoubtOfChoices:
		return "Weights and other choices"
	case DoubtOfBoth:
		return "Both together"
	}
	return "The data"
}

// About says what the intervals take into account, and what they leave out.
func (s *Standings) About() string {
	if s.Why != "" {
		return chart.Capital(s.Why) + "."
	}
	draws := decimalWhole(s.Draws)
	switch s.Doubt {
	case DoubtOfChoices:
		return fmt.Sprintf("Intervals are over %s other definitions that differ in %s, with the figures taken as free of error. Chance in the figures comes on top.", draws, s.variedWords())
	case DoubtOfBoth:
		return fmt.Sprintf("Intervals are over %s other definitions that differ in %s.", draws, s.variedWords())
	}
	if s.N == 0 && s.ErrorUnknown > 0 {
		return "The sampling error of none of the figures is known, so that intervals cannot be told from the data. Where the definition varies weights or other choices, they can be from those: choose that doubt."
	}
	return fmt.Sprintf("Intervals are over %s draws of every authority’s true figures given its counts, with the definition as it stands. Other weights and other choices move ranks further.", draws)
}

func (s *Standings) variedWords() string {
	var names []string
	for _, v := range s.Varied {
		if !v.Held {
			names = append(names, method.ChoiceName(v.Choice))
		}
	}
	return method.ChoiceList(names)
}

// RepeatWords say what the command of Repeat gives: an index ranks authorities by their scores.
func (s *Standings) RepeatWords() string {
	if s.Doubt == DoubtOfData {
		return "the same intervals, with the rank of the score"
	}
	return "the same numbers"
}

// Repeat is the command that gives the same numbers, or of a rank the same interval, and nothing where none does: a command without a file takes the default
// definition as it stands, its ranges of choice included.
func (s *Standings) Repeat() string {
	if !s.commanded {
		return ""
	}
	if s.Doubt == DoubtOfData {
		return fmt.Sprintf("goodmeasure index --draws %d --seed %d", s.Draws, s.Seed)
	}
	return fmt.Sprintf("goodmeasure stress --draws %d --seed %d", s.Draws, s.Seed)
}

// SourceLine says which figures the places rest on, for which periods, and where they were published.
func (s *Standings) SourceLine() string {
	return measuresLine(s.Measures) + " " + editionLine(s.Edition)
}

// FiguresOf says which figures definitions rest on together, for which periods, and where they were published.
func (w *Workbench) FiguresOf(definitions ...*study.Definition) string {
	var measures []MeasureSource
	for _, d := range definitions {
		for _, m := range w.measureSources(d) {
			if !slices.ContainsFunc(measures, func(other MeasureSource) bool { return other.Indicator == m.Indicator && other.Period == m.Period }) {
				measures = append(measures, m)
			}
		}
	}
	return measuresWords(measures)
}

func measuresLine(measures []MeasureSource) string { return "Source: " + measuresWords(measures) + "." }

func measuresWords(measures []MeasureSource) string {
	var ids, periods, publishers []string
	for _, m := range measures {
		if !slices.Contains(ids, m.Indicator) {
			ids = append(ids, m.Indicator)
		}
		if !slices.Contains(periods, m.PeriodWords) {
			periods = append(periods, m.PeriodWords)
		}
		if !slices.Contains(publishers, m.Publisher) {
			publishers = append(publishers, m.Publisher)
		}
	}
	slices.Sort(periods)
	if len(measures) == 0 {
		return "no measure"
	}
	return fmt.Sprintf("%s from %s; periods: %s", chart.Count(len(ids), "measure", "measures"), joined(publishers), strings.Join(periods, ", "))
}

func decimalWhole(n int) string { return whole(n).Text }

// Table is the places with their intervals, best first, of one region or of all.
func (s *Standings) Table(region string) chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("Places among %d under “%s”, 1 is best; doubt: %s", s.N, s.Definition.Name, strings.ToLower(s.Doubt.Words())), Columns: []chart.Column{
		{Name: "Authority"}, {Name: "Region"}, {Name: "Band"}, {Name: "Shared place", Numeric: true}, {Name: "Rank", Unit: "median", Numeric: true}, {Name: "50% interval", Unit: "rank"},
		{Name: "95% interval from", Unit: "rank", Numeric: true}, {Name: "95% interval to", Unit: "rank", Numeric: true},
		{Name: "Best quarter", Unit: "share of draws", Numeric: true}, {Name: "Worst quarter", Unit: "share of draws", Numeric: true}, {Name: "Latest overall grade"}}}
	for _, a := range s.Authorities {
		if region != "" && a.Region != region {
			continue
		}
		row := []chart.Cell{named(a.Authority, a.Name), said(a.Region)}
		if a.Band == "" {
			row = append(row, said("no place: "+a.Reason))
			row = append(row, slices.Repeat([]chart.Cell{said("no place")}, 7)...)
		} else {
			row = append(row, said(string(a.Band)), whole(a.Shared), chart.Cell{Text: place(a.Median), Value: a.Median}, said(rankRange(a.Low50, a.High50)),
				rankedFrom(a.Low), rankedTo(a.High),
				chart.Cell{Text: chance(a.PBest), Value: a.PBest}, chart.Cell{Text: chance(a.PWorst), Value: a.PWorst})
		}
		t.Rows = append(t.Rows, append(row, said(a.Grade.Words())))
	}
	return t
}
