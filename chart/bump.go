package chart

import (
	"errors"
	"fmt"
	"strings"

	"goodmeasure/study"
)

// BumpData is the ranks of authorities under two or more definitions, or in two or more periods. Rank 1 is best.
type BumpData struct {
	Caption
	Columns []string // what the ranks are under, in order
	Among   int      // how many the ranks run over
	Fewest  int      // how many they run over in the column with the fewest; 0: as many in each
	Lines   []BumpLine
}

// among is how many the ranks run over, in words.
func (d BumpData) among() string {
	if d.Fewest > 0 && d.Fewest < d.Among {
		return fmt.Sprintf("%d to %s", d.Fewest, authorities(d.Among))
	}
	return authorities(d.Among)
}

// BumpLine is one authority's ranks, one for each column, with 95% intervals where they are known (none, or one for each
// column). Reason says why a rank is missing.
type BumpLine struct {
	Authority string
	Name      string
	Ranks     []study.Number
	Intervals []Interval
	Highlight bool
	Reason    string
}

const mostColumns = 16

// Bump draws a line for each authority from rank to rank: up to six highlighted ones with marks of their own, the others
// faint. With two columns it is a slope chart.
func Bump(data BumpData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkLines()); err != nil {
		return Figure{}, err
	}
	if len(data.Lines) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	any := false
	for _, l := range data.Lines {
		_, _, known := reach(l.Ranks...)
		any = any || known
	}
	if !any {
		return data.nothing("none of "+authorities(len(data.Lines))+" has a rank", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d BumpData) checkLines() error {
	here := "bump figure " + d.ID
	if len(d.Lines) > 0 && (len(d.Columns) < 2 || len(d.Columns) > mostColumns) {
		return fmt.Errorf("%s: %d columns: expected from 2 to %d", here, len(d.Columns), mostColumns)
	}
	seen, highlighted := identity{}, 0
	for _, l := range d.Lines {
		where := fmt.Sprintf("%s, authority %q (%s)", here, l.Authority, l.Name)
		if err := seen.check(here, l.Authority, l.Name); err != nil {
			return err
		}
		if len(l.Ranks) != len(d.Columns) || len(l.Intervals) != 0 && len(l.Intervals) != len(d.Columns) {
			return fmt.Errorf("%s: %d ranks and %d intervals for %d columns", where, len(l.Ranks), len(l.Intervals), len(d.Columns))
		}
		for i, r := range l.Ranks {
			interval := l.interval(i)
			if err := interval.check(where); err != nil {
				return err
			}
			switch {
			case !r.Known() && l.Reason == "":
				return fmt.Errorf("%s: there is no rank under %q; give the reason", where, d.Columns[i])
			case r.Known() && !d.ranks(r), interval.known() && !(d.ranks(interval.Low) && d.ranks(interval.High)):
				return fmt.Errorf("%s: expected ranks from 1 to %d, found %v with interval %v", where, d.Among, r, interval)
			}
		}
		if l.Highlight {
			highlighted++
		}
	}
	if highlighted > mostHighlighted {
		return fmt.Errorf("%s: %d authorities are highlighted: name at most %d", here, highlighted, mostHighlighted)
	}
	return nil
}

func (d BumpData) ranks(r study.Number) bool { return r >= 1 && float64(r) <= float64(d.Among) }

func (l BumpLine) interval(i int) Interval {
	if len(l.Intervals) == 0 {
		return Interval{study.Missing, study.Missing}
	}
	return l.Intervals[i]
}

func (l BumpLine) place(i int) string {
	if !l.Ranks[i].Known() {
		return "not ranked"
	}
	out := strings.TrimPrefix(rankWords(l.Ranks[i]), "rank ")
	if l.interval(i).known() {
		out += " (" + firstPlace(l.interval(i)) + " to " + lastPlace(l.interval(i)) + ")"
	}
	return out
}

func (d BumpData) highlighted() (lines []BumpLine) {
	for _, l := range d.Lines {
		if l.Highlight {
			lines = append(lines, l)
		}
	}
	return lines
}

func (d BumpData) sentence() string {
	out := "Ranks among " + d.among() + ", 1 is best, for " + list(d.Columns, mostColumns) + "."
	for _, l := range d.highlighted() {
		places := make([]string, len(l.Ranks))
		for i := range l.Ranks {
			places[i] = l.place(i)
		}
		out += " " + isolate(l.Name) + ": " + strings.Join(places, ", then ") + "."
	}
	return out + d.unranked()
}

func (d BumpData) unranked() string {
	var names []string
	for _, l := range d.Lines {
		for _, r := range l.Ranks {
			if !r.Known() {
				names = append(names, l.Name)
				break
			}
		}
	}
	return noneHave("Not ranked throughout", names)
}

func (d BumpData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}}}
	for _, c := range d.Columns {
		t.Columns = append(t.Columns, Column{Name: "Rank, " + c, Unit: "1 is best", Numeric: true}, Column{Name: "95% interval, " + c})
	}
	for _, l := range d.Lines {
		row := []Cell{named(l.Authority, l.Name)}
		for i, r := range l.Ranks {
			rank, interval := said("not ranked: "+l.Reason), said(notKnown)
			if r.Known() {
				rank = Cell{Text: trimmed(float64(r), 1), Value: r}
			}
			if v := l.interval(i); v.known() {
				interval = said(firstPlace(v) + " to " + lastPlace(v))
			}
			row = append(row, rank, interval)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
