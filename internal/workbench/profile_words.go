package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Opening says which authority it is and what surrounds it.
func (p Profile) Opening() []string {
	a := p.Authority
	lines := []string{fmt.Sprintf("%s (%s, %s): %s, %s.", a.Name, a.Code, a.ONS, a.Kind(), a.Region)}
	if c := p.Context; c.ChildPopulation.Known() && c.IMD2025.Known() {
		lines = append(lines, fmt.Sprintf("%s children aged 0 to 17 in mid-%d (Office for National Statistics). Index of multiple deprivation 2025: average score %s, "+
			"higher is more deprived (Ministry of Housing, Communities and Local Government).", decimal(c.ChildPopulation, 0), c.ChildPopulationPeriod, decimal(c.IMD2025, 1)))
	}
	return append(lines, p.Notes...)
}

// Table is the figures for reading.
func (p Profile) Table() chart.Table {
	t := chart.Table{Caption: "Figures. England (middle): the middle authority, each counting alike. Rank: 1 is best, with its 95% interval",
		Columns: []chart.Column{{Name: "Indicator"}, {Name: folded(p.Authority.Short(), 22) + "\n(95% interval)"}, {Name: "England\n(middle)", Numeric: true}}}
	if p.NeighbourModel != "" {
		t.Columns = append(t.Columns, chart.Column{Name: "Neighbours", Numeric: true})
	}
	if p.Tally != nil {
		t.Columns = append(t.Columns, chart.Column{Name: p.company.Short, Numeric: true})
	}
	t.Columns = append(t.Columns, chart.Column{Name: "Rank"}, chart.Column{Name: "Good is"})
	for at, f := range p.Figures {
		heading := f.heading()
		if at < len(p.Figures)-1 {
			heading += "\n " // sets rows of several lines apart
		}
		row := []chart.Cell{said(heading), {Text: f.words(), Value: f.Value}, median(f.EnglandMedian, f.Unit)}
		if p.NeighbourModel != "" {
			row = append(row, median(f.NeighbourMedian, f.Unit))
		}
		if p.Tally != nil {
			row = append(row, p.besideCell(f))
		}
		t.Rows = append(t.Rows, append(row, said(f.standing()), said(goodIs(f.Direction))))
	}
	return t
}

func (f Figure) heading() string {
	heading := folded(f.Name, 34) + "\n"
	unit := unitWords(f.Unit)
	switch {
	case unit == "":
		return heading + f.PeriodWords
	case len(unit)+len(", ")+len(f.PeriodWords) > 34:
		return heading + unit + ",\n" + f.PeriodWords
	}
	return heading + unit + ", " + f.PeriodWords
}

func median(value study.Number, unit string) chart.Cell {
	if !value.Known() {
		return said("no figure")
	}
	return chart.Cell{Text: amount(value, unit), Value: value}
}

func (f Figure) words() string {
	switch {
	case !f.Value.Known():
		return folded(f.Reason, 22)
	case !f.Low.Known():
		return amount(f.Value, f.Unit) + f.star() + "\n(not known)"
	}
	return fmt.Sprintf("%s%s\n(%s to %s)", amount(f.Value, f.Unit), f.star(), amount(f.Low, f.Unit), amount(f.High, f.Unit))
}

func (f Figure) star() string {
	if f.Status == study.Joint {
		return " *"
	}
	return ""
}

// standing is the rank with its interval, in both readings where people disagree which way is better. Without an interval
// none is given.
func (f Figure) standing() string {
	var lines []string
	for _, r := range f.Ranks {
		if !r.RankLow.Known() {
			return "not known"
		}
		if len(f.Ranks) > 1 {
			lines = append(lines, "if "+r.Direction.Words()+":")
		}
		lines = append(lines, fmt.Sprintf("%s of %d", place(r.Rank), r.N), "("+rankRange(r.RankLow, r.RankHigh)+")")
	}
	if len(lines) == 0 {
		return "not ranked"
	}
	return strings.Join(lines, "\n")
}

// Footnotes say what the marks mean, who the neighbours or the group are, and where the figures come from.
func (p Profile) Footnotes() []string {
	var notes []string
	if slices.ContainsFunc(p.Figures, func(f ProfileFigure) bool { return f.Status == study.Joint && f.Value.Known() }) {
		notes = append(notes, "* one figure published for this authority and another together.")
	}
	if slices.ContainsFunc(p.Figures, func(f ProfileFigure) bool { return f.Value.Known() && !f.Low.Known() }) {
		notes = append(notes, "(not known): published without what would tell the sampling error, so that neither an interval nor a rank can be given.")
	}
	switch {
	case p.Tally != nil:
		notes = append(notes, p.groupWords()...)
	case p.NeighbourModel == "":
	case len(p.Neighbours) == 0:
		notes = append(notes, fmt.Sprintf("The Department for Education’s %s model names no neighbours for %s.", p.NeighbourModel, p.Authority.Short()))
	default:
		var names []string
		for _, n := range p.Neighbours {
			names = append(names, n.Name)
		}
		notes = append(notes, fmt.Sprintf("Neighbours (median of those that have a figure): %s, nearest first, by the Department for Education’s %s model.", joined(names), p.NeighbourModel))
	}
	return append(notes, p.sources()...)
}

// sources lists the publications, each with the indicators taken from it.
func (p Profile) sources() []string {
	type publication struct {
		name       string
		indicators []string
	}
	var publications []publication
	for _, f := range p.Figures {
		name := f.Publisher + ", " + f.Publication
		at := slices.IndexFunc(publications, func(other publication) bool { return other.name == name })
		if at < 0 {
			at, publications = len(publications), append(publications, publication{name: name})
		}
		publications[at].indicators = append(publications[at].indicators, f.Indicator)
	}
	lines := []string{"Sources:"}
	for _, one := range publications {
		lines = append(lines, fmt.Sprintf("- %s: %s", one.name, strings.Join(one.indicators, ", ")))
	}
	return lines
}

// Caveats lists what to beware of in each figure shown.
func (p Profile) Caveats() []string {
	var lines []string
	for _, f := range p.Figures {
		points := append([]string{}, f.Caveats...)
		for _, b := range f.Breaks {
			points = append(points, fmt.Sprintf("Break at %d: %s", b.Period, b.What))
		}
		lines = append(lines, bullets(f.Name+" ("+f.Indicator+")", points)...)
	}
	return lines
}
