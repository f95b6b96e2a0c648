package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// TenthsData sets where authorities stand on a composite against the grade that inspection gave them.
type TenthsData struct {
	Caption
	Units []TenthUnit
}

// TenthUnit is one authority. Reason says why it is not ranked, when Tenth is NotRanked.
type TenthUnit struct {
	Authority string
	Name      string
	Grade     study.Grade
	Tenth     Tenth
	Reason    string
}

// Tenth is a part of the ranking.
type Tenth int

// The parts of the ranking.
const (
	NotRanked Tenth = iota
	BestTenth
	MiddleTenths
	WorstTenth
)

var tenths = []Tenth{BestTenth, MiddleTenths, WorstTenth}

func (t Tenth) words() string {
	return [...]string{"Not ranked", "Best tenth", "Middle eight tenths", "Worst tenth"}[t]
}

func (t Tenth) look() (shape, string) {
	return [...]shape{circle, up, circle, down}[t], [...]string{"hollow", "stronger", "similar", "weaker"}[t]
}

// Tenths draws a dot for each authority in a grid of tenth by grade.
func Tenths(data TenthsData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkUnits()); err != nil {
		return Figure{}, err
	}
	data.Units = slices.Clone(data.Units)
	slices.SortStableFunc(data.Units, func(a, b TenthUnit) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Authority, b.Authority))
	})
	if len(data.Units) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if data.total() == 0 {
		return data.nothing("none of "+authorities(len(data.Units))+" has both a rank and a grade", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d TenthsData) checkUnits() error {
	seen := map[string]bool{}
	for _, u := range d.Units {
		where := fmt.Sprintf("tenths figure %s, authority %q (%s)", d.ID, u.Authority, u.Name)
		switch {
		case u.Authority == "" || u.Name == "" || seen[u.Authority]:
			return fmt.Errorf("%s: every authority needs a name and a code of its own", where)
		case u.Tenth < NotRanked || u.Tenth > WorstTenth:
			return fmt.Errorf("%s: %d is not a part of the ranking", where, u.Tenth)
		case u.Tenth == NotRanked && u.Reason == "":
			return fmt.Errorf("%s: there is no rank; give the reason", where)
		}
		seen[u.Authority] = true
	}
	return nil
}

func (u TenthUnit) complete() bool { return u.Grade.Given() && u.Tenth != NotRanked }

// missing says what keeps an authority out of the grid.
func (u TenthUnit) missing() string {
	var why []string
	if !u.Grade.Given() {
		why = append(why, "no overall grade")
	}
	if u.Tenth == NotRanked {
		why = append(why, "not ranked: "+u.Reason)
	}
	return strings.Join(why, "; ")
}

// cell lists the authorities with a grade in a tenth.
func (d TenthsData) cell(g study.Grade, t Tenth) (units []TenthUnit) {
	for _, u := range d.Units {
		if u.Grade == g && u.Tenth == t {
			units = append(units, u)
		}
	}
	return units
}

func (d TenthsData) graded(g study.Grade) int {
	n := 0
	for _, t := range tenths {
		n += len(d.cell(g, t))
	}
	return n
}

func (d TenthsData) total() int {
	n := 0
	for _, g := range study.Grades {
		n += d.graded(g)
	}
	return n
}

func (d TenthsData) share(g study.Grade, t Tenth) string {
	n := len(d.cell(g, t))
	if d.graded(g) == 0 {
		return "0"
	}
	return Grouped(n) + " (" + percent(n, d.graded(g)) + ")"
}

func (d TenthsData) sentence() string {
	var parts []string
	for _, g := range study.Grades {
		if n := d.graded(g); n > 0 {
			parts = append(parts, "Of "+authorities(n)+" judged "+strings.ToLower(g.Words())+", "+d.share(g, BestTenth)+
				Choose(len(d.cell(g, BestTenth)), " is", " are")+" in the best tenth and "+d.share(g, WorstTenth)+" in the worst.")
		}
	}
	return strings.Join(parts, " ") + " " + d.chance() + d.leftOut()
}

// chance is what each grade would have in the best tenth if grade and ranking had nothing to do with each other.
func (d TenthsData) chance() string {
	best := 0
	for _, g := range study.Grades {
		best += len(d.cell(g, BestTenth))
	}
	return "Were grade and ranking unrelated, about " + percent(best, d.total()) + " of every grade would be in the best tenth."
}

func (d TenthsData) leftOut() string {
	var names []string
	for _, u := range d.Units {
		if !u.complete() {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " Left out for want of a rank or a grade: " + list(names, 4) + "."
}

func (d TenthsData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Grade"}, {Name: "Place in the ranking"}, {Name: "Authorities", Numeric: true},
		{Name: "Share of the grade", Unit: "%", Numeric: true}, {Name: "Which"}}}
	for _, g := range study.Grades {
		for _, place := range tenths {
			units := d.cell(g, place)
			names := make([]string, len(units))
			for i, u := range units {
				names[i] = isolate(u.Name)
			}
			share, which := said("no share"), said("none")
			if n := d.graded(g); n > 0 {
				share = Cell{Text: percent(len(units), n), Value: study.Number(100 * float64(len(units)) / float64(n))}
			}
			if len(units) > 0 {
				which.Text = strings.Join(names, "; ")
			}
			t.Rows = append(t.Rows, []Cell{said(g.Words()), said(place.words()), counted(len(units)), share, which})
		}
	}
	for _, u := range d.Units {
		if !u.complete() {
			t.Rows = append(t.Rows, []Cell{said(u.Grade.Words()), said(u.Tenth.words()), said("left out"), said(u.missing()), named(u.Authority, u.Name)})
		}
	}
	return t
}
