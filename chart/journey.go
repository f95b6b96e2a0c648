package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// JourneysData is the grades that authorities were given over the years.
type JourneysData struct {
	Caption
	Rows []Journey // at most 30
}

// Journey is one authority's inspections. Reason says why there are none.
type Journey struct {
	Authority string
	Name      string
	Visits    []Visit
	Reason    string
}

// Visit is one inspection: when its report was published, under which framework, and the overall grade, if one was given.
type Visit struct {
	Published study.Date
	Framework string
	Grade     study.Grade
}

const mostJourneys = 30

// Journeys draws a row for each authority, in the order given, with a lettered mark for each inspection.
func Journeys(data JourneysData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkRows()); err != nil {
		return Figure{}, err
	}
	data.Rows = slices.Clone(data.Rows)
	visits := 0
	for i := range data.Rows {
		data.Rows[i].Visits = byDate(data.Rows[i].Visits)
		visits += len(data.Rows[i].Visits)
	}
	if len(data.Rows) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if visits == 0 {
		return data.nothing("none of "+authorities(len(data.Rows))+" has an inspection", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func byDate(visits []Visit) []Visit {
	visits = slices.Clone(visits)
	slices.SortStableFunc(visits, func(a, b Visit) int { return cmp.Compare(a.Published.String(), b.Published.String()) })
	return visits
}

func (d JourneysData) checkRows() error {
	if len(d.Rows) > mostJourneys {
		return fmt.Errorf("journeys figure %s: %d authorities are too many to read: draw at most %d in one figure", d.ID, len(d.Rows), mostJourneys)
	}
	seen := map[string]bool{}
	for _, r := range d.Rows {
		where := fmt.Sprintf("journeys figure %s, authority %q (%s)", d.ID, r.Authority, r.Name)
		if r.Authority == "" || r.Name == "" || seen[r.Authority] {
			return fmt.Errorf("%s: every authority needs a name and a code of its own", where)
		}
		if len(r.Visits) == 0 && r.Reason == "" {
			return fmt.Errorf("%s: there is no inspection; give the reason", where)
		}
		seen[r.Authority] = true
		for _, v := range r.Visits {
			if v.Published.IsZero() {
				return fmt.Errorf("%s: an inspection graded %s has no date", where, v.Grade.Words())
			}
		}
	}
	return nil
}

// course compares the last grade given with the first.
func (r Journey) course() string {
	var given []study.Grade
	for _, v := range r.Visits {
		if v.Grade.Given() {
			given = append(given, v.Grade)
		}
	}
	if len(given) < 2 {
		return "fewer than two grades"
	}
	switch first, last := given[0].HigherIsBetter(), given[len(given)-1].HigherIsBetter(); {
	case last > first:
		return "better"
	case last < first:
		return "worse"
	}
	return "the same"
}

func (d JourneysData) sentence() string {
	tally := map[string]int{}
	var steps []string
	for _, r := range d.Rows {
		tally[r.course()]++
		visits := make([]string, len(r.Visits))
		for i, v := range r.Visits {
			visits[i] = strings.ToLower(v.Grade.Words()) + " on " + v.Published.Long()
		}
		if len(visits) == 0 {
			visits = []string{"no inspection (" + r.Reason + ")"}
		}
		steps = append(steps, isolate(r.Name)+": "+strings.Join(visits, ", ")+".")
	}
	if len(steps) <= 4 {
		return strings.Join(steps, " ")
	}
	out := "Of " + authorities(len(d.Rows)) + ", the last grade was better than the first for " + noneOr(tally["better"]) + ", the same for " +
		noneOr(tally["the same"]) + " and worse for " + noneOr(tally["worse"]) + "."
	if n := tally["fewer than two grades"]; n > 0 {
		out += " " + Capital(authorities(n)) + Choose(n, " has", " have") + " fewer than two grades."
	}
	return out
}

func (d JourneysData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}, {Name: "Report published"}, {Name: "Framework"}, {Name: "Overall grade"}}}
	for _, r := range d.Rows {
		if len(r.Visits) == 0 {
			missing := said("no inspection: " + r.Reason)
			t.Rows = append(t.Rows, []Cell{named(r.Authority, r.Name), missing, missing, missing})
		}
		for _, v := range r.Visits {
			t.Rows = append(t.Rows, []Cell{named(r.Authority, r.Name), Dated(v.Published), said(cmp.Or(v.Framework, notKnown)), said(v.Grade.Words())})
		}
	}
	return t
}
