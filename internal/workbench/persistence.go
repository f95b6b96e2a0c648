package workbench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// The years that persistence looks back over, the definitions drawn for each, and what a page asks for unless told.
const (
	MostYears    = 5
	yearDraws    = 1000
	UsualYears   = 4  // of those looked at
	UsualPercent = 80 // of definitions
	LeastPercent = 50
)

// Persistence is where authorities stand year after year under a definition and those around it, and whether the measures
// agree on one thing at all.
type Persistence struct {
	Edition     method.EditionUsed    `json:"edition"`
	Definition  method.DefinitionUsed `json:"definition"`
	Draws       int                   `json:"draws"` // definitions a year
	Seed        uint64                `json:"seed"`
	Years       []YearUsed            `json:"years"`          // oldest first
	LeftOut     []YearUsed            `json:"years_left_out"` // and why
	Authorities []YearsOf             `json:"authorities"`
	Concordance method.Concordance    `json:"concordance"`
	Outcomes    method.Concordance    `json:"concordance_outcomes"`
	Workforce   method.Concordance    `json:"concordance_workforce"`
	Dimensions  method.Dimensions     `json:"dimensions"`
	Chance      []method.ChanceLine   `json:"best_and_worst_tenths"` // appearances over the measures of one year
	Measures    []MeasureSource       `json:"measures"`
}

// YearUsed is one year of the definition: what it could be made of. Label is the year in which the newest of its periods
// ends.
type YearUsed struct {
	Label      int      `json:"year"`
	Indicators int      `json:"indicators"`
	Without    []string `json:"without"` // indicators with no well covered figures then
	Ranked     int      `json:"ranked"`
	Why        string   `json:"why_missing,omitempty"`
	lacks      []string // names of Without
}

// YearsOf is one authority over the years, in the order of Persistence.Years.
type YearsOf struct {
	Authority string         `json:"authority"`
	Name      string         `json:"name"`
	Region    string         `json:"region"`
	Years     []YearStanding `json:"years"`
}

// YearStanding is where an authority stood in one year over the definitions drawn.
type YearStanding struct {
	Band   Band         `json:"band,omitempty"`
	Median study.Number `json:"rank_median"`
	Low    study.Number `json:"rank_low"` // 95%
	High   study.Number `json:"rank_high"`
	N      int          `json:"n"`
	PBest  study.Number `json:"p_best_quarter"` // share of all definitions drawn
	PWorst study.Number `json:"p_worst_quarter"`
	Reason string       `json:"reason,omitempty"`
}

// Persistence looks at the years up to the newest. The answer is kept: it is for reading only.
func (w *Workbench) Persistence(ctx context.Context, d *study.Definition) (*Persistence, error) {
	return w.persistences.recall(ctx, definition.Hash(d), func(ctx context.Context) (*Persistence, error) { return w.persistence(ctx, d) })
}

func (w *Workbench) persistence(ctx context.Context, d *study.Definition) (*Persistence, error) {
	p := &Persistence{Edition: w.editionUsed(), Definition: method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}, Draws: yearDraws, Seed: usualSeed,
		Years: []YearUsed{}, LeftOut: []YearUsed{}, Authorities: []YearsOf{}, Measures: w.measureSources(d)}
	newest := 0
	for _, m := range p.Measures {
		newest = max(newest, int(m.Period))
	}
	places := map[string][]YearStanding{}
	for back := MostYears - 1; back >= 0; back-- {
		year := YearUsed{Label: newest - back, Without: []string{}}
		stood, err := w.standIn(ctx, d, back, &year)
		if err != nil {
			why, ofDefinition := w.Unmade(err)
			if back == 0 || !ofDefinition {
				return nil, err
			}
			year.Why = why
			p.LeftOut = append(p.LeftOut, year)
			continue // a year that cannot be made is not one in which anybody stood low
		}
		p.Years = append(p.Years, year)
		for _, a := range w.Edition.Authorities {
			if places[a.Code] == nil {
				places[a.Code] = []YearStanding{}
			}
			one, there := stood[a.Code]
			if !there {
				one = YearStanding{Median: study.Missing, Low: study.Missing, High: study.Missing, PBest: study.Missing, PWorst: study.Missing, Reason: "did not exist, or is not ranked"}
			}
			places[a.Code] = append(places[a.Code], one)
		}
	}
	for _, a := range w.Edition.Authorities {
		if slices.ContainsFunc(places[a.Code], func(y YearStanding) bool { return y.Band != "" }) && a.Current() {
			p.Authorities = append(p.Authorities, YearsOf{a.Code, a.Short(), a.Region, places[a.Code]})
		}
	}
	slices.SortStableFunc(p.Authorities, func(a, b YearsOf) int { return strings.Compare(a.Name, b.Name) })
	return p, p.agree(w, d)
}

// noDoubt is why nobody has a place with an interval where nothing can be drawn.
const noDoubt = "the sampling error is not known, and no other choice is called reasonable"

// standIn ranks under the definition on the figures of so many years before, over the other definitions that it calls
// reasonable and within the sampling error. Years are kept apart: none borrows the figures of another.
func (w *Workbench) standIn(ctx context.Context, d *study.Definition, back int, year *YearUsed) (map[string]YearStanding, error) {
	past, without, err := method.YearsBefore(w.Edition, d, back)
	if err != nil {
		return nil, err
	}
	past.Vary.YearsBack, past.Vary.SamplingError = 0, true
	year.Indicators, year.Without = len(past.Indicators), append(year.Without, without...)
	for _, id := range without {
		year.lacks = append(year.lacks, w.indicatorName(id))
	}
	if err := refuseContradictions(past); err != nil {
		return nil, err
	}
	test, err := w.stressRanks(ctx, past, yearDraws)
	if err != nil {
		return nil, fmt.Errorf("drawing definitions on the figures of %d: %w", year.Label, err)
	}
	for _, a := range test.Authorities {
		if a.RankedShare > 0 {
			year.Ranked++
		}
	}
	stood := map[string]YearStanding{}
	for _, a := range test.Authorities {
		one := YearStanding{Median: a.RankMedian, Low: a.RankLow95, High: a.RankHigh95, N: year.Ranked, PBest: a.PBestQuarter, PWorst: a.PWorstQuarter, Reason: a.Reason}
		switch {
		case !test.Varies():
			one = YearStanding{Median: study.Missing, Low: study.Missing, High: study.Missing, PBest: study.Missing, PWorst: study.Missing,
				Reason: "nothing tells how sure its place is: " + noDoubt}
		case a.RankedShare > 0:
			one.Band = bandOf(one.Low, one.Median, one.High, year.Ranked)
			one.PBest, one.PWorst = a.PBestQuarter*a.RankedShare, a.PWorstQuarter*a.RankedShare
		}
		stood[a.Authority] = one
	}
	return stood, nil
}

// agree says how far the measures of the newest year rank authorities alike.
func (p *Persistence) agree(w *Workbench, d *study.Definition) error {
	m, err := method.NewMatrix(w.Edition, d)
	if err != nil {
		return err
	}
	p.Concordance, p.Outcomes, p.Workforce = method.Concord(m.Frame, method.All), method.Concord(m.Frame, method.Outcomes), method.Concord(m.Frame, method.Workforce)
	p.Dimensions = method.Dimension(m.Frame, method.Choices{Seed: usualSeed})
	_, p.Chance, err = method.Consist(m.Frame, nil)
	return err
}
