package workbench

import (
	"context"
	"fmt"

	"goodmeasure/method"
	"goodmeasure/study"
)

// Measure is a measure looked at from every side: who has what figure, how it has moved, who is out of the ordinary, and
// how it goes with inspection.
type Measure struct {
	Record       IndicatorRecord `json:"measure"`
	Period       study.Period    `json:"period"`
	PeriodWords  string          `json:"period_words"`
	Spread       method.Spread   `json:"spread"`
	OverTime     []method.Spread `json:"over_time"` // of England's authorities, oldest first
	Regions      []RegionTrend   `json:"regions"`
	Funnel       method.Funnel   `json:"funnel"`
	Readings     []Reading       `json:"readings"` // two where people disagree which way is better; none in the surroundings
	Figures      []MeasureFigure `json:"figures"`  // by name of the authority
	Inspected    JudgementsUsed  `json:"inspected"`
	Grades       []GradeSpread   `json:"grades"` // worst first
	Fifths       []float64       `json:"fifths"` // figures that part the authorities into fifths
	Hexes        []study.Hex     `json:"hexes"`
	Draws        int             `json:"draws"`
	Seed         uint64          `json:"seed"`
	Sources      []string        `json:"sources"`       // of the period
	ErrorUnknown int             `json:"error_unknown"` // figures whose sampling error is not known
	Missing      int             `json:"missing"`       // authorities without a figure, of those that may be ranked
}

// Reading is one way to take a measure, and what the figures then say.
type Reading struct {
	Direction   study.Direction    `json:"direction"`
	Words       string             `json:"words"`
	Because     string             `json:"because,omitempty"`
	N           int                `json:"n"`
	Better      int                `json:"better_half"` // the whole 95% interval of the rank lies there
	Worse       int                `json:"worse_half"`
	Unclear     int                `json:"unclear"`
	Association method.Association `json:"association"`
}

// RegionTrend is how the authorities of one region stand over time.
type RegionTrend struct {
	Region   string          `json:"region"`
	OverTime []method.Spread `json:"over_time"`
}

// MeasureFigure is one authority's figure, its rank under each reading, and its grade.
type MeasureFigure struct {
	Authority   string            `json:"authority"`
	Name        string            `json:"name"`
	Region      string            `json:"region"`
	Value       study.Number      `json:"value"`
	Low         study.Number      `json:"low"` // 95% interval
	High        study.Number      `json:"high"`
	Error       method.ErrorModel `json:"sampling_error"`
	Numerator   study.Number      `json:"numerator"`
	Denominator study.Number      `json:"denominator"`
	Status      study.Status      `json:"status"`
	Reason      string            `json:"reason,omitempty"`
	Grade       study.Grade       `json:"grade,omitempty"`
	Published   study.Date        `json:"grade_published,omitzero"`
	Ranks       []method.Rank     `json:"ranks"` // in the order of the readings
	Tiny        bool              `json:"tiny,omitempty"`
}

// GradeSpread is how the figures of the authorities of one grade spread.
type GradeSpread struct {
	Grade study.Grade `json:"grade"`
	method.Spread
}

// JudgementsUsed says which judgements figures were set beside.
type JudgementsUsed struct {
	Judgement string     `json:"judgement"`
	Words     string     `json:"words"`
	Framework string     `json:"framework"`
	Named     string     `json:"framework_words"`
	AsAt      study.Date `json:"as_at"`
	N         int        `json:"n"` // authorities with a grade
}

// Measure looks at one measure in a period; 0 is the newest that is well covered. The answer is kept: it is for reading only.
func (w *Workbench) Measure(id string, asked study.Period) (*Measure, error) {
	indicator, err := w.indicator(id)
	if err != nil {
		return nil, err
	}
	period, err := w.period(indicator, asked)
	if err != nil {
		return nil, err
	}
	return w.measures.recall(context.Background(), fmt.Sprintf("%s %d", indicator.ID, period), func(context.Context) (*Measure, error) { return w.measure(indicator, period) })
}

func (w *Workbench) measure(i study.Indicator, period study.Period) (*Measure, error) {
	record, err := w.Indicator(i.ID)
	if err != nil {
		return nil, err
	}
	m := &Measure{Record: record, Period: period, PeriodWords: i.PeriodType.Words(period), Readings: []Reading{}, Regions: []RegionTrend{},
		OverTime: method.Spreads(w.Edition, i, func(study.Authority) bool { return true }), Draws: usualDraws, Seed: usualSeed, Sources: []string{},
		Grades: []GradeSpread{}, Hexes: w.Edition.Hexes}
	for _, s := range m.OverTime {
		if s.Period == period {
			m.Spread = s
		}
	}
	for _, region := range w.Regions() {
		over := method.Spreads(w.Edition, i, func(a study.Authority) bool { return a.Region == region })
		if len(over) > 0 {
			m.Regions = append(m.Regions, RegionTrend{region, over})
		}
	}
	if m.Funnel, err = method.NewFunnel(w.Edition, i, period); err != nil {
		return nil, fmt.Errorf("%s: %w", i.ID, err)
	}
	judged, choices, grades, err := w.judged()
	if err != nil {
		return nil, err
	}
	m.Inspected = judged
	m.figures(w, i, grades)
	for _, reading := range readingsOf(i) {
		if err := m.read(w, i, reading, choices); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// readingsOf are the ways to take an indicator.
func readingsOf(i study.Indicator) []study.Reading {
	switch {
	case i.Direction.Sign() != 0:
		return []study.Reading{{Direction: i.Direction}}
	case i.Direction == study.Contested:
		both := []study.Reading{{Direction: study.HigherIsBetter}, {Direction: study.LowerIsBetter}}
		for at := range both {
			for _, stated := range i.Readings {
				if stated.Direction == both[at].Direction {
					both[at].Because = stated.Because
				}
			}
		}
		return both
	}
	return nil
}

// read ranks the figures and sets them beside the grades, one reading's way.
func (m *Measure) read(w *Workbench, i study.Indicator, reading study.Reading, c method.Choices) error {
	r := Reading{Direction: reading.Direction, Words: reading.Direction.Words(), Because: reading.Because}
	chosen := method.Chosen{ID: i.ID, Period: m.Period, Direction: reading.Direction, Contested: i.Direction == study.Contested}
	ranks, err := w.ranksOf(chosen)
	if err != nil {
		return err
	}
	byCode := map[string]method.Rank{}
	for _, one := range ranks {
		byCode[one.Authority] = one
		if !one.Value.Known() {
			continue
		}
		r.N++
		switch half := one.Half(); {
		case one.SamplingError == method.ErrorUnknown:
		case half > 0:
			r.Better++
		case half < 0:
			r.Worse++
		default:
			r.Unclear++
		}
	}
	for at := range m.Figures {
		if one, ranked := byCode[m.Figures[at].Authority]; ranked {
			m.Figures[at].Ranks = append(m.Figures[at].Ranks, one)
		}
	}
	c.Indicators = []method.Chosen{chosen}
	if r.Association, err = associateOne(w.Edition, c); err != nil {
		return fmt.Errorf("setting %s beside inspection: %w", i.ID, err)
	}
	m.Readings = append(m.Readings, r)
	return nil
}

// associateOne sets one indicator beside the grades. Where too few authorities have a grade the association says so.
func associateOne(edition *study.Edition, c method.Choices) (method.Association, error) {
	frame, err := method.NewFrame(edition, c)
	if err != nil {
		missing := study.Missing
		return method.Association{Indicator: c.Indicators[0].ID, Period: c.Indicators[0].Period, Direction: c.Indicators[0].Direction, ORPerSD: missing,
			ORLow: missing, ORHigh: missing, PLR: missing, Spearman: missing, DetectableOR: missing, Equivalent: missing, Why: []string{err.Error()}}, nil
	}
	found, err := method.Associate(frame, c)
	if err != nil {
		return method.Association{}, err
	}
	return found[0], nil
}
