package method

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"goodmeasure/study"
)

// Choices are what a person decides before a study is run. Every one of them stands in the result.
type Choices struct {
	Setup       string                  `json:"setup"`
	Indicators  []Chosen                `json:"indicators"`
	Framework   string                  `json:"framework"`
	AsAt        study.Date              `json:"as_at"`
	Which       string                  `json:"which"`
	Exclude     []string                `json:"exclude"` // codes of authorities left out by choice
	Draws       int                     `json:"draws"`
	Deprivation string                  `json:"deprivation"` // the index of deprivation that associations are adjusted for
	Sample      SampleRule              `json:"sample"`
	Seed        uint64                  `json:"-"`
	Workers     int                     `json:"-"`
	Progress    func(done, all float64) `json:"-"`
}

// Chosen is one indicator of a study: in which period, and which way is taken as better.
type Chosen struct {
	ID        string          `json:"indicator"`
	Period    study.Period    `json:"period"`
	Direction study.Direction `json:"direction"`
	Contested bool            `json:"contested,omitempty"` // the direction is one of two readings
}

// The named set-ups.
const (
	Latest    = "latest" // newest figures, latest graded judgement
	Study15   = "2015"   // re-creates the 2016 feasibility study in kind
	FirstOne  = "first"
	LatestOne = "latest"
)

// Setups are the names of the set-ups.
var Setups = []string{Latest, Study15}

// SetUp gives the choices of a named set-up on an edition.
func SetUp(name string, edition *study.Edition) (Choices, error) {
	c := Choices{Setup: name, Which: LatestOne, Draws: 10_000, Seed: 1, Sample: DefaultSample()}
	var ids []string
	switch name {
	case Latest:
		c.Framework, c.Deprivation = study.ILACS, "imd2025"
		for _, i := range edition.Inspections {
			if c.AsAt.Before(i.Published) {
				c.AsAt = i.Published
			}
		}
		ids = edition.Core()
	case Study15:
		c.Framework, c.Deprivation = study.SIF, "imd2015"
		c.AsAt = study.DateOf(2015, time.November, 30)
		ids = edition.Core()
		for at, id := range ids {
			if id == "cla_persistent_absence" {
				ids[at] = "cla_persistent_absence_15"
			}
		}
	default:
		return c, fmt.Errorf("no set-up is called %q: there are %s", name, strings.Join(Setups, " and "))
	}
	for _, id := range ids {
		indicator, found := edition.Indicator(id)
		if !found {
			return c, fmt.Errorf("set-up %s: the catalogue has no indicator %q", name, id)
		}
		period, found := usualPeriod(edition, id, name)
		if !found {
			continue // an edition of somebody's own may lack an indicator; the result lists what it has
		}
		c.Indicators = append(c.Indicators, Chosen{ID: id, Period: period, Direction: indicator.Direction})
	}
	return c, nil
}

// usualPeriod is the period that a set-up takes for an indicator when nobody says otherwise: the newest, or for 2015
// the first from 2015 on, since one series starts only in 2016.
func usualPeriod(edition *study.Edition, id, setup string) (study.Period, bool) {
	periods := Covered(edition, id)
	if len(periods) == 0 {
		return 0, false
	}
	if setup == Study15 {
		at, _ := slices.BinarySearch(periods, 2015)
		if at == len(periods) || periods[at] > 2016 {
			return 0, false
		}
		return periods[at], true
	}
	return periods[len(periods)-1], true
}

// Covered are the periods in which at least half as many authorities have a value as in the indicator's fullest period.
// A period that has only begun to be published, or that few authorities have, is not one to rank on unasked.
func Covered(edition *study.Edition, id string) []study.Period {
	periods := edition.Periods(id)
	fullest := 0
	for _, period := range periods {
		fullest = max(fullest, edition.Known(id, period))
	}
	var covered []study.Period
	for _, period := range periods {
		if 2*edition.Known(id, period) >= fullest {
			covered = append(covered, period)
		}
	}
	return covered
}

// Choose gives the indicators that a person names, each as ID or ID:higher or ID:lower; "core" stands for the 14 of the
// set-up, and -ID takes one away. A contested indicator without a reading comes in both.
func (c *Choices) Choose(edition *study.Edition, names []string) error {
	var chosen []Chosen
	core := c.Indicators
	for _, name := range names {
		name = strings.TrimSpace(name)
		if name == "core" {
			chosen = append(chosen, core...)
			continue
		}
		if id, away := strings.CutPrefix(name, "-"); away {
			before := len(chosen)
			chosen = slices.DeleteFunc(chosen, func(one Chosen) bool { return one.ID == id })
			if len(chosen) == before {
				return fmt.Errorf("--indicators: %q takes away an indicator that is not in the list before it", name)
			}
			continue
		}
		more, err := c.chosen(edition, name)
		if err != nil {
			return fmt.Errorf("--indicators: %w", err)
		}
		chosen = append(chosen, more...)
	}
	for at, one := range chosen {
		if slices.ContainsFunc(chosen[:at], func(other Chosen) bool { return other.ID == one.ID && other.Direction == one.Direction }) {
			return fmt.Errorf("--indicators: %s is named twice", one.ID)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("--indicators: no indicator is left; `goodmeasure indicators` lists them all")
	}
	c.Indicators = chosen
	return nil
}

func (c *Choices) chosen(edition *study.Edition, name string) ([]Chosen, error) {
	id, reading, given := strings.Cut(name, ":")
	indicator, found := edition.Indicator(id)
	if !found {
		return nil, UnknownIndicator(edition, id)
	}
	period, found := usualPeriod(edition, id, c.Setup)
	if !found {
		return nil, fmt.Errorf("%s has no figures for the set-up %s; `goodmeasure indicators %s` shows its periods", id, c.Setup, id)
	}
	direction := study.Direction(reading)
	switch {
	case given && direction != study.HigherIsBetter && direction != study.LowerIsBetter:
		return nil, fmt.Errorf("%q: a reading is higher or lower, for example %s:higher", name, id)
	case given:
		return []Chosen{{ID: id, Period: period, Direction: direction, Contested: indicator.Direction != direction}}, nil
	case indicator.Direction.Sign() != 0:
		return []Chosen{{ID: id, Period: period, Direction: indicator.Direction}}, nil
	case indicator.Direction == study.Contested:
		return []Chosen{{ID: id, Period: period, Direction: study.HigherIsBetter, Contested: true},
			{ID: id, Period: period, Direction: study.LowerIsBetter, Contested: true}}, nil
	}
	return nil, fmt.Errorf("%s describes the surroundings and has no better or worse; give a reading to use it all the same: %s:higher or %s:lower", id, id, id)
}

// UnknownIndicator says that there is no such indicator, and which are nearest.
func UnknownIndicator(edition *study.Edition, id string) error {
	var nearest []string
	for _, i := range NearestIndicators(edition, id) {
		nearest = append(nearest, i.ID)
	}
	return fmt.Errorf("no indicator is called %q: %s; `goodmeasure indicators` lists all", id, study.NearestWords(nearest))
}

// NearestIndicators are the three indicators of which the ID is most like the one given.
func NearestIndicators(edition *study.Edition, id string) []study.Indicator {
	type scored struct {
		study.Indicator
		distance int
	}
	var all []scored
	for _, i := range edition.Indicators {
		all = append(all, scored{i, study.EditDistance(id, i.ID)})
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.distance, b.distance) })
	var nearest []study.Indicator
	for _, s := range all[:min(3, len(all))] {
		nearest = append(nearest, s.Indicator)
	}
	return nearest
}
