package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
)

// JourneyList is how the overall grades of all authorities, or of those with one shape of journey, have changed.
type JourneyList struct {
	Edition     method.EditionUsed  `json:"edition"`
	AsAt        study.Date          `json:"as_at"`
	Shape       string              `json:"shape,omitempty"`
	Among       int                 `json:"among"` // authorities with a grade, of every shape
	Authorities []method.Journey    `json:"authorities"`
	Shapes      []method.ShapeCount `json:"shapes"`
	Transitions []method.Transition `json:"transitions"`
	Frameworks  []string            `json:"frameworks"`
}

// journeyShapes are the shapes that a journey can have.
var journeyShapes = []string{method.Steady, method.Improving, method.Declining, method.BackForth, method.OnlyOnce}

// Journeys lays out the journeys of one shape, or of all if it is empty, as they were known on a day; the zero Date is
// the day of the newest inspection.
func (w *Workbench) Journeys(shape string, asAt study.Date) (JourneyList, error) {
	if shape != "" && !slices.Contains(journeyShapes, shape) {
		return JourneyList{}, fmt.Errorf("--shape: no journey is called %q: there are %s", shape, joined(journeyShapes))
	}
	asAt = w.asAt(asAt)
	all := method.Travel(w.Edition, asAt)
	list := JourneyList{Edition: w.editionUsed(), AsAt: asAt, Shape: shape, Among: len(all.Authorities), Authorities: []method.Journey{}, Shapes: all.Shapes,
		Transitions: all.Transitions, Frameworks: all.Frameworks}
	for _, journey := range all.Authorities {
		if shape == "" || journey.Shape == shape {
			list.Authorities = append(list.Authorities, journey)
		}
	}
	slices.SortStableFunc(list.Authorities, func(a, b method.Journey) int { return strings.Compare(a.Name, b.Name) })
	if list.Among == 0 {
		return list, fmt.Errorf("--as-at: no overall grade was published by %s; the first is of %s", asAt.Long(), w.firstGrade().Long())
	}
	return list, nil
}

func (w *Workbench) asAt(day study.Date) study.Date {
	if !day.IsZero() {
		return day
	}
	for _, i := range w.Edition.Inspections {
		if day.Before(i.Published) {
			day = i.Published
		}
	}
	return day
}

func (w *Workbench) firstGrade() study.Date {
	var first study.Date
	for _, i := range w.Edition.Inspections {
		if i.Graded() && (first.IsZero() || i.Published.Before(first)) {
			first = i.Published
		}
	}
	return first
}

// Timeline is one authority's inspections, oldest first.
type Timeline struct {
	Edition     method.EditionUsed `json:"edition"`
	Authority   string             `json:"authority"`
	Name        string             `json:"name"`
	Notes       []string           `json:"notes"`
	AsAt        study.Date         `json:"as_at"`
	Shape       string             `json:"shape,omitempty"` // of the overall grades under the single inspection framework and since
	Since       study.Date         `json:"since,omitzero"`  // since when the latest grade has held without a change
	Inspections []Visit            `json:"inspections"`
}

// Visit is an inspection and what it must be told apart from.
type Visit struct {
	study.Inspection
	FrameworkWords string `json:"framework_words"`
	EarlierScale   bool   `json:"earlier_scale"` // on the scale before the single inspection framework: not to be compared
}

// Timeline lays out one authority's inspections as they were known on a day; the zero Date is the day of the newest
// inspection.
func (w *Workbench) Timeline(authority string, asAt study.Date) (Timeline, error) {
	a, err := w.Places.Find(authority)
	if err != nil {
		return Timeline{}, err
	}
	return w.timeline(a, asAt), nil
}

func (w *Workbench) timeline(a study.Authority, asAt study.Date) Timeline {
	t := Timeline{Edition: w.editionUsed(), Authority: a.Code, Name: a.Short(), Notes: w.notes(a), AsAt: w.asAt(asAt), Inspections: []Visit{}}
	for _, i := range w.Edition.InspectionsOf(a.Code) {
		if !t.AsAt.Before(i.Published) {
			t.Inspections = append(t.Inspections, Visit{i, frameworkWords(i.Framework), i.Status == study.EarlierScale})
		}
	}
	existing := t.AsAt
	if !a.Current() && a.ValidTo.Before(existing) {
		existing = a.ValidTo
	}
	for _, journey := range method.Travel(w.Edition, existing).Authorities {
		if journey.Authority == a.Code {
			t.Shape, t.Since = journey.Shape, journey.Since
		}
	}
	return t
}

// frameworkWords is the full name of an inspection framework.
func frameworkWords(framework string) string {
	switch framework {
	case study.ILACS:
		return "inspection of local authority children’s services"
	case study.SIF:
		return "single inspection framework"
	case "SLAC":
		return "safeguarding and looked after children"
	case "CP":
		return "child protection"
	case "TLAC":
		return "targeted inspection of services for looked after children"
	}
	return framework
}
