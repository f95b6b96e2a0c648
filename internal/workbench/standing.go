package workbench

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Doubt is a source of uncertainty about where an authority stands.
type Doubt string

// The sources of doubt.
const (
	DoubtOfData    Doubt = "data"    // sampling error: the figures are counts of children and workers, and chance moves them
	DoubtOfChoices Doubt = "weights" // weights and the other choices that the definition calls reasonable
	DoubtOfBoth    Doubt = "both"
)

// Doubts lists them in the order in which pages offer them.
var Doubts = []string{string(DoubtOfData), string(DoubtOfChoices), string(DoubtOfBoth)}

// choiceDraws is how many definitions are drawn where a page asks where authorities stand over them.
const choiceDraws = 4000

// Standings is where authorities stand under a definition of good, with one source of doubt or both.
type Standings struct {
	Edition      method.EditionUsed    `json:"edition"`
	Definition   method.DefinitionUsed `json:"definition"`
	Doubt        Doubt                 `json:"doubt"`
	Draws        int                   `json:"draws"`
	Seed         uint64                `json:"seed"`
	N            int                   `json:"n"`             // authorities ranked
	Better       int                   `json:"above"`         // clearly above average: their whole 95% interval lies in the better half
	Worse        int                   `json:"below"`         // clearly below
	Unclear      int                   `json:"unclear"`       // cannot be told apart from the middle
	ErrorUnknown int                   `json:"error_unknown"` // ranked without an interval, and shown without a rank
	Authorities  []Standing            `json:"authorities"`   // best first, those without a place last
	NotRanked    []method.LeftOut      `json:"not_ranked"`
	Varied       []method.VariedChoice `json:"varied"` // what was drawn, where choices are in doubt
	Measures     []MeasureSource       `json:"measures"`
	Warnings     []string              `json:"warnings"`
	Why          string                `json:"why_missing,omitempty"`

	commanded bool // a command without a file gives the same numbers
}

// Standing is one authority's place. It carries no rank where there is no interval.
type Standing struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Region    string       `json:"region"`
	Band      Band         `json:"band,omitempty"`
	Median    study.Number `json:"rank_median"`
	Low50     study.Number `json:"rank_low50"`
	High50    study.Number `json:"rank_high50"`
	Low       study.Number `json:"rank_low"` // 95%
	High      study.Number `json:"rank_high"`
	Shared    int          `json:"shared_place,omitempty"` // one more than those whose whole interval lies ahead of its own
	PBest     study.Number `json:"p_best_quarter"`
	PWorst    study.Number `json:"p_worst_quarter"`
	Grade     study.Grade  `json:"latest_grade,omitempty"`
	Reason    string       `json:"reason,omitempty"` // why it has no place
}

// MeasureSource is a measure that a result rests on, its period and where it was published.
type MeasureSource struct {
	Indicator   string       `json:"indicator"`
	Name        string       `json:"name"`
	Period      study.Period `json:"period"`
	PeriodWords string       `json:"period_words"`
	Publisher   string       `json:"publisher"`
	Publication string       `json:"publication"`
}

// Standings ranks the authorities under a definition. The answer is kept: it is for reading only.
func (w *Workbench) Standings(ctx context.Context, d *study.Definition, doubt Doubt) (*Standings, error) {
	return w.standings.recall(ctx, string(doubt)+" "+definition.Hash(d), func(ctx context.Context) (*Standings, error) {
		if doubt == DoubtOfData {
			return w.standingsOfData(ctx, d)
		}
		return w.standingsOfChoices(ctx, d, doubt)
	})
}

// standingsOfData takes the definition as it stands and draws the true figures, as `goodmeasure index` does.
func (w *Workbench) standingsOfData(ctx context.Context, d *study.Definition) (*Standings, error) {
	x, err := w.IndexOf(ctx, d)
	if err != nil {
		return nil, err
	}
	s := w.newStandings(d, DoubtOfData, x.Draws, x.Seed)
	s.NotRanked, s.Warnings = x.NotRanked, slices.Clip(x.Warnings)
	for _, m := range x.Measures {
		s.Measures = append(s.Measures, MeasureSource{m.Indicator, m.Name, m.Period, m.PeriodWords, m.Publisher, m.Publication})
	}
	for _, r := range x.Results {
		one := Standing{Authority: r.Unit, Name: r.Name, Median: r.RankMedian, Low50: r.RankLow50, High50: r.RankHigh50, Low: r.RankLow, High: r.RankHigh,
			PBest: r.PTopQuarter, PWorst: r.PBottomQuarter, Grade: r.Grade, Reason: r.Reason}
		if r.Score.Known() && !r.RankLow.Known() {
			one.Reason = "the sampling error of none of its figures is known"
			s.ErrorUnknown++
		}
		s.Authorities = append(s.Authorities, one)
	}
	s.place(w)
	return s, nil
}

// standingsOfChoices draws other definitions from the ranges of choice, with the figures as they are or within their
// sampling error.
func (w *Workbench) standingsOfChoices(ctx context.Context, d *study.Definition, doubt Doubt) (*Standings, error) {
	varied := *d
	varied.Vary.SamplingError = doubt == DoubtOfBoth
	s := w.newStandings(d, doubt, choiceDraws, usualSeed)
	if err := refuseContradictions(&varied); err != nil {
		return nil, err
	}
	test, err := w.stressRanks(ctx, &varied, choiceDraws)
	if err != nil {
		return nil, fmt.Errorf("drawing other definitions than %q: %w", d.Name, err)
	}
	s.NotRanked, s.Warnings, s.Varied = test.NotRanked, test.Warnings, test.Varied
	if !test.Varies() {
		s.Why = "this definition calls no other choice reasonable, so that there is nothing to draw"
		if doubt == DoubtOfBoth {
			s.Why = "this definition calls no other choice reasonable, and the sampling error of its figures is not known"
		}
		return s, nil
	}
	s.Measures = w.measureSources(&varied)
	for _, a := range test.Authorities {
		one := Standing{Authority: a.Authority, Name: a.Name, Median: a.RankMedian, Low50: a.RankLow50, High50: a.RankHigh50, Low: a.RankLow95, High: a.RankHigh95,
			PBest: a.PBestQuarter, PWorst: a.PWorstQuarter, Grade: a.Grade, Reason: a.Reason}
		if a.RankedShare > 0 && a.RankedShare < 1 {
			one.PBest, one.PWorst = a.PBestQuarter*a.RankedShare, a.PWorstQuarter*a.RankedShare
		}
		s.Authorities = append(s.Authorities, one)
	}
	s.place(w)
	return s, nil
}

func (w *Workbench) newStandings(d *study.Definition, doubt Doubt, draws int, seed uint64) *Standings {
	usual := definition.Hash(d) == definition.Hash(definition.Default(w.Edition.Indicators))
	return &Standings{commanded: usual && (doubt == DoubtOfData || (doubt == DoubtOfBoth) == d.Vary.SamplingError), Edition: w.editionUsed(), Definition: method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}, Doubt: doubt, Draws: draws,
		Seed: seed, Authorities: []Standing{}, NotRanked: []method.LeftOut{}, Varied: []method.VariedChoice{}, Measures: []MeasureSource{}, Warnings: []string{}}
}

// measureSources are the measures of a definition in the periods that it takes.
func (w *Workbench) measureSources(d *study.Definition) []MeasureSource {
	sources := []MeasureSource{}
	for _, c := range d.Indicators {
		i, found := w.Edition.Indicator(c.ID)
		if !found {
			continue
		}
		period := c.Period
		if covered := method.Covered(w.Edition, c.ID); period == 0 && len(covered) > 0 {
			period = covered[len(covered)-1]
		}
		sources = append(sources, MeasureSource{c.ID, i.Name, period, i.PeriodType.Words(period), i.Publisher, i.Publication})
	}
	return sources
}
