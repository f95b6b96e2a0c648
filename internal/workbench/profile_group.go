package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// ProfileFigure is a figure of a profile, and beside a group of one's own how it lies to that.
type ProfileFigure struct {
	Figure
	*Compared
}

// besideGroup sets the figures beside a group as the page of the authority does. Unlike a page, which grows a group name by
// name, it takes no group of which a member would not count.
func (w *Workbench) besideGroup(p *Profile, texts []string) error {
	chosen, err := w.Places.FindEach(texts...)
	if err != nil {
		return err
	}
	var last study.Date
	for _, f := range p.Figures {
		if day := w.lastDay(f.Figure); last.Before(day) {
			last = day
		}
	}
	for at, one := range chosen {
		switch {
		case slices.ContainsFunc(chosen[:at], func(other study.Authority) bool { return other.Code == one.Code }):
			return fmt.Errorf("%s (%s) is named twice: name each authority once", w.ShortName(one), one.Code)
		case one.Code == p.Authority.Code:
			return fmt.Errorf("%s (%s) is the authority that is shown: name others to compare it with", w.ShortName(one), one.Code)
		case one.Tiny():
			return fmt.Errorf("%s (%s) has %s, so it counts in no median: leave it out", w.ShortName(one), one.Code, tinyWords)
		case !slices.ContainsFunc(p.Figures, func(f ProfileFigure) bool { return one.ExistedOn(w.lastDay(f.Figure)) }):
			return fmt.Errorf("%s (%s) has no part in the figures shown: %s Name others, or another --period", w.ShortName(one), one.Code, successionOf(one, w.Edition))
		}
	}
	if n := len(chosen); n < LeastInGroup || n > MostInGroup {
		return fmt.Errorf("%s named: a group has %d to %d, with commas between", chart.Count(n, "authority is", "authorities are"), LeastInGroup, MostInGroup)
	}
	company := w.company(p.Authority, AgainstGroup, chosen, last)
	if company.Benchmark != AgainstGroup {
		return fmt.Errorf("too few of those named still existed at the end of the newest period shown, and a median needs at least %d: name more, or an earlier --period", LeastInGroup)
	}
	var compared []Compared
	for at, f := range p.Figures {
		i, _ := w.Edition.Indicator(f.Indicator)
		one := w.compared(p.Authority, i, f.Figure, company)
		p.Figures[at].Compared, compared = &one, append(compared, one)
	}
	tally, err := tally(compared)
	if err != nil {
		return err
	}
	tally.Words = tally.words(company.Words)
	p.Benchmark, p.Group, p.Tally, p.company = company.Benchmark, company.Group, &tally, company
	return nil
}

func (w *Workbench) lastDay(f Figure) study.Date {
	i, _ := w.Edition.Indicator(f.Indicator)
	return i.PeriodType.End(f.Period)
}

// besideCell is the median of the group, and how many of it have a figure where not all have.
func (p Profile) besideCell(f ProfileFigure) chart.Cell {
	cell := median(f.Benchmark, f.Unit)
	if f.BenchmarkN < p.company.size {
		cell.Text += fmt.Sprintf("\n(%d of %d)", f.BenchmarkN, p.company.size)
	}
	return cell
}

// groupWords say who the group is, which figures differ from it, and how many would by chance.
func (p Profile) groupWords() []string {
	_, names, _ := counting(p.company.Group)
	words := []string{"Your group is " + joined(names) + ". " + p.company.counted}
	if at := slices.IndexFunc(p.Figures, func(f ProfileFigure) bool { return f.BenchmarkN < p.company.size }); at >= 0 {
		words = append(words, fmt.Sprintf("(%d of %d): so many of your group have a figure.", p.Figures[at].BenchmarkN, p.company.size))
	}
	for _, member := range p.Group {
		if member.ended != "" {
			words = append(words, member.Name+" "+member.Note+".")
		}
	}
	words = append(words, p.Tally.Words)
	for _, stance := range []Stance{Stronger, Weaker, Above, Below} {
		var measures []string
		for _, f := range p.Figures {
			if f.Stance == stance {
				measures = append(measures, chart.InSentence(f.Name))
			}
		}
		if len(measures) > 0 {
			words = append(words, fmt.Sprintf("- %s: %s.", chart.Capital(stanceWords(stance, p.company.Words)), strings.Join(measures, "; ")))
		}
	}
	return words
}

// Heading is the heading of a column in a file, which has no page around it to say whom a group is of; empty for a column
// that only a group has.
func (p Profile) Heading(column string) string {
	switch column {
	case "benchmark", "benchmark_n", "stance", "p_differs":
		if p.Tally == nil {
			return ""
		}
	}
	if column == "benchmark" {
		_, names, _ := counting(p.company.Group)
		return "benchmark (" + strings.Join(names, "; ") + ")" // some names have a comma
	}
	return column
}
