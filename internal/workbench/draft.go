package workbench

import (
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/study"
)

// Draft is what a form states of a definition. It is laid over a definition, which keeps what a form cannot state.
type Draft struct {
	Name    string
	Whose   string
	Because string
	Recipe  string // name of one of definition.Recipes; empty: as it is
	Choices []DraftChoice
}

// DraftChoice is a measure as a form takes it.
type DraftChoice struct {
	ID         string
	Counts     bool
	Importance study.Number
	Direction  study.Direction // empty: the agreed one, or the reading that the definition has
	Because    string          // empty: as it is
}

// DraftFault is what is wrong with a draft, and with which measure; none where it is about the whole.
type DraftFault struct {
	Indicator string `json:"indicator,omitempty"`
	Words     string `json:"words"`
}

// Redraft lays a draft over a definition. Measures that the draft does not name stay as they are. What comes with faults
// cannot be used.
func (w *Workbench) Redraft(base *study.Definition, draft Draft) (*study.Definition, []DraftFault) {
	d := *base
	d.Indicators = slices.Clone(base.Indicators)
	ordered := w.inOrder(base)
	for _, choice := range draft.Choices {
		w.redraftOne(&d, choice)
	}
	if ordered {
		slices.SortStableFunc(d.Indicators, func(a, b study.Criterion) int { return w.placeOf(a.ID) - w.placeOf(b.ID) })
	}
	settleGroups(&d)
	w.settleRanges(base, &d)
	for _, r := range definition.Recipes {
		if now, follows := definition.RecipeOf(&d); r.Name == draft.Recipe && !(follows && now.Name == r.Name) {
			r.Apply(&d)
		}
	}
	w.rename(base, &d, draft)
	faults := w.draftFaults(&d)
	if !slices.ContainsFunc(definition.Recipes, func(r definition.Recipe) bool { return r.Name == draft.Recipe }) && draft.Recipe != "" {
		var names []string
		for _, r := range definition.Recipes {
			names = append(names, r.Name)
		}
		faults = append(faults, DraftFault{Words: fmt.Sprintf("How measures are combined: nothing is called “%s”. Choose one of %s.", draft.Recipe, joined(names))})
	}
	return &d, faults
}

func (w *Workbench) placeOf(id string) int {
	return slices.IndexFunc(w.Edition.Indicators, func(i study.Indicator) bool { return i.ID == id })
}

func (w *Workbench) inOrder(d *study.Definition) bool {
	return slices.IsSortedFunc(d.Indicators, func(a, b study.Criterion) int { return w.placeOf(a.ID) - w.placeOf(b.ID) })
}

func (w *Workbench) redraftOne(d *study.Definition, choice DraftChoice) {
	known, _ := w.Edition.Indicator(choice.ID)
	at := slices.IndexFunc(d.Indicators, func(c study.Criterion) bool { return c.ID == choice.ID })
	switch {
	case !choice.Counts || choice.Importance == 0:
		if at >= 0 {
			d.Indicators = slices.Delete(d.Indicators, at, at+1)
		}
		return
	case at < 0:
		added := study.Criterion{ID: choice.ID, Weight: study.Weight{Value: 1}}
		if known.Direction.Sign() != 0 {
			added.Direction = known.Direction
		}
		if slices.ContainsFunc(d.Groups, func(g study.Group) bool { return g.ID == string(known.Domain) }) {
			added.Group = string(known.Domain)
		}
		d.Indicators = append(d.Indicators, added)
		at = len(d.Indicators) - 1
	}
	c := &d.Indicators[at]
	if choice.Importance != c.Weight.Value {
		c.Weight = study.Weight{Value: choice.Importance} // the doubt, and who said so, were about another weight
	}
	if choice.Direction != "" && choice.Direction != c.Direction {
		c.Direction, c.Because = choice.Direction, ""
	}
	if choice.Because != "" {
		c.Because = choice.Because
	}
	if c.Because == "" {
		c.Because = readingReason(known, c.Direction)
	}
}

// readingReason is the catalogue's reason for a reading of a contested indicator.
func readingReason(i study.Indicator, direction study.Direction) string {
	for _, r := range i.Readings {
		if i.Direction == study.Contested && r.Direction == direction {
			return r.Because
		}
	}
	return ""
}

// settleGroups leaves out groups that hold nothing any more.
func settleGroups(d *study.Definition) {
	groups := slices.Clone(d.Groups)
	for {
		before := len(groups)
		groups = slices.DeleteFunc(groups, func(g study.Group) bool {
			return !slices.ContainsFunc(d.Indicators, func(c study.Criterion) bool { return c.Group == g.ID }) &&
				!slices.ContainsFunc(groups, func(other study.Group) bool { return other.Parent == g.ID })
		})
		if len(groups) == before {
			break
		}
	}
	if len(groups) == 0 {
		groups = nil
	}
	d.Groups = groups
}

// settleRanges keeps the ranges of a stress test within what the definition now holds. What somebody stated under a name of
// their own stays as they stated it.
func (w *Workbench) settleRanges(base, d *study.Definition) {
	v := &d.Vary
	v.MayLeaveOut = slices.DeleteFunc(slices.Clone(v.MayLeaveOut), func(id string) bool {
		_, there := d.Criterion(id)
		return !there
	})
	if len(v.MayLeaveOut) == 0 {
		v.MayLeaveOut = nil
	}
	most := len(d.Indicators) - 1
	if v.LeaveOut == min(2, len(base.Indicators)-1) && definition.IsUnnamed(base, w.Edition.Indicators) {
		v.LeaveOut = 2
	}
	v.LeaveOut = max(0, min(v.LeaveOut, most))
	doubtful := slices.ContainsFunc(d.Indicators, func(c study.Criterion) bool { return c.Weight.Doubtful() }) ||
		slices.ContainsFunc(d.Groups, func(g study.Group) bool { return g.Weight.Doubtful() })
	if slices.Contains(v.Weights, study.WeighWithin) && !doubtful {
		v.Weights = slices.DeleteFunc(slices.Clone(v.Weights), func(x study.Weighing) bool { return x == study.WeighWithin })
		if len(v.Weights) < 2 {
			v.Weights = nil
		}
	}
	switch contested := w.contests(d); {
	case !contested:
		v.Readings = false
	case !w.contests(base):
		v.Readings = true
	}
}

// contests tells whether a definition holds a measure of which people disagree which way is better.
func (w *Workbench) contests(d *study.Definition) bool {
	return slices.ContainsFunc(d.Indicators, func(c study.Criterion) bool {
		known, _ := w.Edition.Indicator(c.ID)
		return known.Direction == study.Contested
	})
}

// rename gives the definition the names of the draft. What was made without naming goes on without a name.
func (w *Workbench) rename(base, d *study.Definition, draft Draft) {
	if draft.Name == base.Name && draft.Whose == base.Whose && draft.Because == base.Because {
		if definition.IsUnnamed(base, w.Edition.Indicators) && definition.Hash(d) != definition.Hash(base) {
			definition.Unname(d, w.Edition.Indicators)
		}
		return
	}
	d.Name, d.Whose, d.Because = draft.Name, draft.Whose, draft.Because
}

func (w *Workbench) draftFaults(d *study.Definition) []DraftFault {
	var faults []DraftFault
	if len(d.Indicators) == 0 {
		return []DraftFault{{Words: "Nothing counts yet: tick at least one measure, and give it an importance above 0."}}
	}
	for _, f := range d.Faults(w.Edition.Indicators) {
		if f.Part != study.PartIndicator {
			faults = append(faults, DraftFault{Words: chart.Capital(f.Error()) + "."})
			continue
		}
		name := w.indicatorName(f.ID)
		known, _ := w.Edition.Indicator(f.ID)
		words := fmt.Sprintf("“%s”: found %s, expected %s.", name, f.Found, f.Expected)
		switch {
		case f.Key == "direction" && known.Direction == study.Contested:
			words = fmt.Sprintf("“%s”: people disagree which way is better. Choose a reading.", name)
		case f.Key == "direction":
			words = fmt.Sprintf("“%s” describes the surroundings. Say which way is better, and why, or leave it out.", name)
		case f.Key == "because":
			direction, _ := d.Criterion(f.ID)
			words = fmt.Sprintf("“%s”: say why %s. In the catalogue %s.", name, direction.Direction.Words(), known.Direction.Words())
		}
		faults = append(faults, DraftFault{f.ID, words})
	}
	return faults
}
