package method

import (
	"slices"

	"goodmeasure/study"
)

// Journey is an authority's overall grades over time.
type Journey struct {
	Authority string     `json:"authority"`
	Name      string     `json:"name"`
	Shape     string     `json:"shape"`
	Stops     []Stop     `json:"stops"`
	Since     study.Date `json:"since"` // since when the latest grade has held without a change
}

// Stop is one graded inspection on a journey.
type Stop struct {
	Framework string      `json:"framework"`
	Published study.Date  `json:"published"`
	Grade     study.Grade `json:"grade"`
}

// The shapes of a journey.
const (
	Steady    = "steady"
	Improving = "improving"
	Declining = "declining"
	BackForth = "back and forth"
	OnlyOnce  = "one grade only"
)

// Transition counts the steps from one grade to the next between an authority's consecutive inspections.
type Transition struct {
	From study.Grade `json:"from"`
	To   study.Grade `json:"to"`
	N    int         `json:"n"`
}

// Journeys is the history of overall grades under the single inspection framework and its successor.
type Journeys struct {
	Authorities []Journey    `json:"authorities"`
	Shapes      []ShapeCount `json:"shapes"`
	Transitions []Transition `json:"transitions"` // every pair of grades, worst first, zero included
	Frameworks  []string     `json:"frameworks"`
}

// ShapeCount is how many authorities have journeys of one shape.
type ShapeCount struct {
	Shape string `json:"shape"`
	N     int    `json:"n"`
}

// Travel lays out every authority's journey up to a day. Authorities are those that existed on it.
func Travel(edition *study.Edition, asAt study.Date) Journeys {
	result := Journeys{Frameworks: []string{study.SIF, study.ILACS}}
	steps := map[[2]study.Grade]int{}
	shapes := map[string]int{}
	for _, a := range edition.Authorities {
		if !a.ExistedOn(asAt) {
			continue
		}
		journey := Journey{Authority: a.Code, Name: a.Short()}
		for _, i := range edition.InspectionsOf(a.Code) {
			if !i.Graded() || asAt.Before(i.Published) || !slices.Contains(result.Frameworks, i.Framework) {
				continue
			}
			if n := len(journey.Stops); n > 0 {
				steps[[2]study.Grade{journey.Stops[n-1].Grade, i.Overall}]++
			}
			if n := len(journey.Stops); n == 0 || journey.Stops[n-1].Grade != i.Overall {
				journey.Since = i.Published
			}
			journey.Stops = append(journey.Stops, Stop{i.Framework, i.Published, i.Overall})
		}
		if len(journey.Stops) == 0 {
			continue
		}
		journey.Shape = shape(journey.Stops)
		shapes[journey.Shape]++
		result.Authorities = append(result.Authorities, journey)
	}
	for _, name := range []string{Steady, Improving, Declining, BackForth, OnlyOnce} {
		result.Shapes = append(result.Shapes, ShapeCount{name, shapes[name]})
	}
	for _, from := range study.Grades {
		for _, to := range study.Grades {
			result.Transitions = append(result.Transitions, Transition{from, to, steps[[2]study.Grade{from, to}]})
		}
	}
	return result
}

func shape(stops []Stop) string {
	if len(stops) == 1 {
		return OnlyOnce
	}
	var up, down bool
	for at, stop := range stops[1:] {
		change := stop.Grade.HigherIsBetter() - stops[at].Grade.HigherIsBetter()
		up, down = up || change > 0, down || change < 0
	}
	switch {
	case up && down:
		return BackForth
	case up:
		return Improving
	case down:
		return Declining
	}
	return Steady
}
