package define

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"goodmeasure/definition"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// form is the form that states a definition.
type form struct {
	Name, Whose, Because string
	Recipes              []recipeChoice
	Own                  string // how the definition is combined, where no recipe says so
	Counting             []measure
	Others               []measureList
	Opened               string // the part that is asked for open: then no part is folded away
	Combining, Owner     string // where to see these parts, if they are folded away
	wrong                []workbench.DraftFault
}

type recipeChoice struct {
	definition.Recipe
	Chosen bool
}

// measureList is the measures of a domain that do not count.
type measureList struct {
	Domain   study.Domain
	Title    string
	Open     bool
	Unfold   string // where to see the list, if it is folded away
	Measures []measure
}

// measure is one measure as the form has it.
type measure struct {
	ID         string
	Name       string
	Plain      string
	Counts     bool
	Importance string
	Whole      bool   // the importance is one that the slider can state
	Share      string // of all weight
	Contested  bool
	Aside      bool // it describes the surroundings
	Direction  study.Direction
	Agreed     study.Direction
	Because    string
	Group      string
	Wrong      string
	Open       bool
	Unfold     string // where to see its details, if they are folded away
}

// DirectionWords say which way is better.
func (m measure) DirectionWords() string { return m.Direction.Words() }

// Details tells whether there is more to say of the measure than how much it counts.
func (m measure) Details() bool { return m.Counts || m.Aside }

func formOf(bench *workbench.Workbench, d *study.Definition) form {
	f := form{Name: d.Name, Whose: d.Whose, Because: d.Because}
	recipe, follows := definition.RecipeOf(d)
	for _, r := range definition.Recipes {
		f.Recipes = append(f.Recipes, recipeChoice{r, follows && r.Name == recipe.Name})
	}
	if !follows {
		f.Own = fmt.Sprintf("As its file says: %s, put together as %s", d.Combine.Normalisation.Words(), d.Combine.Aggregation.Words())
	}
	var shares []float64
	if len(d.Indicators) > 0 {
		shares = d.Shares()
	}
	places := placesOf(shares)
	for at, c := range d.Indicators {
		i, _ := bench.Edition.Indicator(c.ID)
		m := plain(i)
		m.ID, m.Counts, m.Direction, m.Because = c.ID, true, c.Direction, c.Because
		m.Importance, m.Whole = c.Weight.Value.String(), slices.Contains(importances, c.Weight.Value)
		m.Share = strconv.FormatFloat(100*shares[at], 'f', places, 64) + "%"
		for _, g := range d.Groups {
			if g.ID == c.Group {
				m.Group = g.Name
			}
		}
		f.Counting = append(f.Counting, m)
	}
	for _, domain := range []struct {
		domain study.Domain
		title  string
	}{{study.Outcome, "Outcomes for children"}, {study.Workforce, "Workforce"}, {study.Surround, "Surroundings, which describe and are seldom scored"}} {
		list := measureList{Domain: domain.domain, Title: domain.title}
		for _, i := range bench.Edition.Indicators {
			if _, counts := d.Criterion(i.ID); !counts && i.Domain == domain.domain {
				list.Measures = append(list.Measures, plain(i))
			}
		}
		if len(list.Measures) > 0 {
			f.Others = append(f.Others, list)
		}
	}
	return f
}

var importances = []study.Number{0, 1, 2, 3, 4, 5}

// plain is a measure that does not count.
func plain(i study.Indicator) measure {
	m := measure{ID: i.ID, Name: i.Name, Plain: i.Plain, Importance: "1", Whole: true, Contested: i.Direction == study.Contested, Aside: i.Direction == study.NoDirection}
	if i.Direction.Sign() != 0 {
		m.Direction, m.Agreed = i.Direction, i.Direction
	}
	return m
}

// with puts into the form what somebody typed, and marks what is wrong.
func (f form) with(draft workbench.Draft, wrong []workbench.DraftFault) form {
	f.wrong = wrong
	f.Name, f.Whose, f.Because = draft.Name, draft.Whose, draft.Because
	mark := func(m *measure) {
		for _, w := range wrong {
			if w.Indicator == m.ID {
				m.Wrong = w.Words
			}
		}
	}
	for at := range f.Counting {
		mark(&f.Counting[at])
	}
	for at := range f.Others {
		for k := range f.Others[at].Measures {
			mark(&f.Others[at].Measures[k])
			f.Others[at].Open = f.Others[at].Open || f.Others[at].Measures[k].Wrong != ""
		}
	}
	return f
}

// fold has what is closed stand folded away, each part with the address where it is in the page; nothing, where a part is asked for.
func (f form) fold(r *site.Request) form {
	f.Opened = r.Query.Get("open")
	away := func(part, anchor string) string {
		if f.Opened != "" {
			return ""
		}
		return r.Here("open", part) + "#" + anchor
	}
	f.Combining, f.Owner = away("combining", "combining"), away("owner", "owner")
	for at := range f.Counting {
		m := &f.Counting[at]
		m.Open, m.Unfold = m.ID == f.Opened, away(m.ID, "m-"+m.ID)
	}
	for at := range f.Others {
		list := &f.Others[at]
		if list.Open = list.Open || string(list.Domain) == f.Opened; !list.Open {
			list.Unfold = away(string(list.Domain), string(list.Domain))
		}
	}
	return f
}

// read reads the form that was sent. Where a measure is not ticked it does not count.
func read(r *site.Request) (workbench.Draft, []workbench.DraftFault) {
	q := r.Query
	draft := workbench.Draft{Name: q.Get("name"), Whose: q.Get("whose"), Because: q.Get("because"), Recipe: q.Get("how")}
	if draft.Name == "" && draft.Whose == "" && draft.Because == "" {
		draft.Name, draft.Whose, draft.Because = r.Definition.Name, r.Definition.Whose, r.Definition.Because
	}
	var wrong []workbench.DraftFault
	for _, id := range q["c"] {
		if _, known := r.Bench.Edition.Indicator(id); !known {
			wrong = append(wrong, workbench.DraftFault{Words: fmt.Sprintf("“%s” is no measure of this edition.", id)})
		}
	}
	for _, i := range r.Bench.Edition.Indicators {
		choice := workbench.DraftChoice{ID: i.ID, Counts: slices.Contains(q["c"], i.ID), Importance: 1, Direction: study.Direction(q.Get("r." + i.ID)), Because: q.Get("y." + i.ID)}
		if text := q.Get("w." + i.ID); text != "" {
			n, err := strconv.ParseFloat(text, 64)
			if err != nil || !(n >= 0 && n <= 100) {
				if choice.Counts {
					wrong = append(wrong, workbench.DraftFault{Indicator: i.ID, Words: fmt.Sprintf("“%s”: its importance is “%s”. Give a number from 0 to 5, or to 100 where a finer scale is needed.", i.Name, text)})
				}
				n = 1
			}
			choice.Importance = study.Number(n)
		}
		draft.Choices = append(draft.Choices, choice)
	}
	return draft, wrong
}

// placesOf is how many decimal places shares need as percentages: none where all are whole.
func placesOf(shares []float64) int {
	for _, share := range shares {
		if math.Abs(100*share-math.Round(100*share)) > 1e-9 {
			return 1
		}
	}
	return 0
}
