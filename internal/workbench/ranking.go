package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
)

// The draws behind a rank unless a person says otherwise.
const (
	usualDraws = 10_000
	usualSeed  = 1
)

// RankingRequest says what to rank. What is left empty is as usual: the newest period that is well covered, the
// indicator's own direction, all of England.
type RankingRequest struct {
	Indicator string
	Period    study.Period
	Reading   study.Direction
	Draws     int
	Seed      uint64
	Region    string // show only its authorities; they are ranked among all
	Top       int    // show only so many of those ranked, the best
}

// Ranking is the authorities of England ranked on one indicator.
type Ranking struct {
	Edition        method.EditionUsed    `json:"edition"`
	Indicator      study.Indicator       `json:"indicator"`
	Period         study.Period          `json:"period"`
	PeriodWords    string                `json:"period_words"`
	Direction      study.Direction       `json:"direction"`
	DirectionWords string                `json:"direction_words"`
	Because        string                `json:"because,omitempty"` // why the direction is taken so, where it is contested
	Draws          int                   `json:"draws"`
	Seed           uint64                `json:"seed"`
	Authorities    int                   `json:"authorities"`   // that existed then and may be ranked
	N              int                   `json:"n"`             // ranked
	Better         int                   `json:"better_half"`   // their whole 95% interval lies there
	Worse          int                   `json:"worse_half"`    //
	Unclear        int                   `json:"unclear"`       // cannot be told apart from the middle
	ErrorUnknown   int                   `json:"error_unknown"` // ranked without an interval
	Sources        []string              `json:"sources"`
	Region         string                `json:"region,omitempty"`
	Ranks          []RankedAuthority     `json:"ranks"` // best first, then those without a figure
	NotRanked      []method.LeftOut      `json:"not_ranked"`
	Missing        []method.MissingCount `json:"missing"`
}

// RankedAuthority is an authority's rank with the figure it rests on.
type RankedAuthority struct {
	method.Rank
	Region      string       `json:"region"`
	Unit        string       `json:"unit"`
	Period      study.Period `json:"period"`
	PeriodWords string       `json:"period_words"`
	Numerator   study.Number `json:"numerator"`
	Denominator study.Number `json:"denominator"`
	Standing    string       `json:"standing"`
	Source      string       `json:"source"`
}

// NeedsReading refuses to rank on an indicator of which people disagree which way is better, or which is neither, until
// a reading is stated.
type NeedsReading struct{ Indicator study.Indicator }

func (e *NeedsReading) Error() string {
	i := e.Indicator
	if i.Direction != study.Contested {
		return fmt.Sprintf("%s (%s) describes the surroundings, and neither way is better; to rank on it all the same, say which way with --reading higher or --reading lower", i.ID, i.Name)
	}
	lines := fmt.Sprintf("people disagree which way %s (%s) is better, so a ranking needs a reading:", i.ID, i.Name)
	for _, reading := range i.Readings {
		lines += fmt.Sprintf("\n  --reading %s: %s", reading.Direction, reading.Because)
	}
	return lines
}

// NoSuchPeriod is the error when an indicator has no figure for the period asked for.
type NoSuchPeriod struct {
	Indicator study.Indicator
	Asked     study.Period
	Has       []study.Period
}

func (e *NoSuchPeriod) Error() string {
	return fmt.Sprintf("--period: %s has no figure for %d; it has %s", e.Indicator.ID, e.Asked, spans(e.Has))
}

// Sentence says the same to a reader of a page.
func (e *NoSuchPeriod) Sentence() string {
	return fmt.Sprintf("There is no figure of “%s” for %d. There are figures for %s.", e.Indicator.Name, e.Asked, spans(e.Has))
}

// Rank ranks the authorities on an indicator.
func (w *Workbench) Rank(request RankingRequest) (Ranking, error) {
	indicator, err := w.indicator(request.Indicator)
	if err != nil {
		return Ranking{}, err
	}
	r := Ranking{Edition: w.editionUsed(), Indicator: indicator, Direction: indicator.Direction, Draws: cmp.Or(request.Draws, usualDraws),
		Seed: request.Seed, Sources: []string{}, Ranks: []RankedAuthority{}, NotRanked: []method.LeftOut{}, Missing: []method.MissingCount{}}
	if err := r.read(request.Reading); err != nil {
		return r, err
	}
	if r.Region, err = w.oneOf("--region", request.Region, func(a study.Authority) string { return a.Region }); err != nil {
		return r, err
	}
	if r.Period, err = w.period(indicator, request.Period); err != nil {
		return r, err
	}
	r.PeriodWords = indicator.PeriodType.Words(r.Period)
	chosen := method.Chosen{ID: indicator.ID, Period: r.Period, Direction: r.Direction, Contested: r.Because != ""}
	ranks, err := method.RankOne(w.Edition, chosen, r.Draws, r.Seed)
	if err != nil {
		return r, err
	}
	if r.Authorities = len(ranks); r.Authorities > 0 {
		r.N = ranks[0].N
	}
	slices.SortStableFunc(ranks, bestFirst)
	missing := map[study.Status]int{}
	for _, one := range ranks {
		r.count(one, missing)
		a, _ := w.Edition.Authority(one.Authority)
		o := w.Edition.Observation(one.Authority, indicator.ID, r.Period)
		if one.Value.Known() && !slices.Contains(r.Sources, o.Source) {
			r.Sources = append(r.Sources, o.Source)
		}
		if (r.Region != "" && a.Region != r.Region) || (one.Rank.Known() && request.Top > 0 && len(r.Ranks) >= request.Top) {
			continue
		}
		r.Ranks = append(r.Ranks, RankedAuthority{Rank: one, Region: a.Region, Unit: indicator.Unit, Period: r.Period, PeriodWords: r.PeriodWords,
			Numerator: o.Numerator, Denominator: o.Denominator, Standing: standingWords(one), Source: o.Source})
	}
	slices.Sort(r.Sources)
	for _, status := range study.Statuses {
		if missing[status] > 0 {
			r.Missing = append(r.Missing, method.MissingCount{Reason: status, N: missing[status]})
		}
	}
	for _, a := range w.Edition.Authorities {
		if a.Tiny() {
			r.NotRanked = append(r.NotRanked, method.LeftOut{Authority: a.Code, Name: a.Short(), Why: tinyWords})
		}
	}
	return r, nil
}

const tinyWords = "a handful of children: one child moves any percentage from one end of the country to the other"

// read settles which way is better.
func (r *Ranking) read(reading study.Direction) error {
	if reading == "" && r.Direction.Sign() == 0 {
		return &NeedsReading{r.Indicator}
	}
	if reading != "" {
		if r.Direction.Sign() != 0 && reading != r.Direction {
			return fmt.Errorf("--reading: %s is not contested: %s; leave the reading out", r.Indicator.ID, r.Direction.Words())
		}
		r.Direction = reading
	}
	r.DirectionWords = r.Direction.Words()
	for _, stated := range r.Indicator.Readings {
		if stated.Direction == r.Direction {
			r.Because = stated.Because
		}
	}
	return nil
}

// period is the newest well covered one of an indicator, or the one asked for if there are figures for it.
func (w *Workbench) period(indicator study.Indicator, asked study.Period) (study.Period, error) {
	periods := w.Edition.Periods(indicator.ID)
	if asked != 0 {
		if !slices.Contains(periods, asked) {
			return 0, &NoSuchPeriod{Indicator: indicator, Asked: asked, Has: periods}
		}
		return asked, nil
	}
	covered := method.Covered(w.Edition, indicator.ID)
	if len(covered) == 0 {
		return 0, fmt.Errorf("%s has no figures in this edition; `goodmeasure import` reads published ones", indicator.ID)
	}
	return covered[len(covered)-1], nil
}

func bestFirst(a, b method.Rank) int {
	if a.Rank.Known() != b.Rank.Known() {
		if a.Rank.Known() {
			return -1
		}
		return 1
	}
	if order := cmp.Compare(a.Rank, b.Rank); a.Rank.Known() && order != 0 {
		return order
	}
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Authority, b.Authority))
}

func (r *Ranking) count(one method.Rank, missing map[study.Status]int) {
	switch {
	case !one.Value.Known():
		missing[one.Reason]++
	case one.SamplingError == method.ErrorUnknown:
		r.ErrorUnknown++
	case one.Half() > 0:
		r.Better++
	case one.Half() < 0:
		r.Worse++
	default:
		r.Unclear++
	}
}

func standingWords(one method.Rank) string {
	switch {
	case !one.Value.Known():
		return one.Reason.Words()
	case one.SamplingError == method.ErrorUnknown:
		return "sampling error not known"
	case one.Half() > 0:
		return "in the better half"
	case one.Half() < 0:
		return "in the worse half"
	}
	return "cannot be told apart from the middle"
}

func standingMark(one method.Rank) string {
	switch {
	case one.SamplingError == method.ErrorUnknown:
		return "?"
	case one.Half() > 0:
		return "▲"
	case one.Half() < 0:
		return "▼"
	}
	return "·"
}
