package workbench

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// InspectionChoices say which judgements measures are set beside, and which figures. What is left empty is as in the study of
// the newest figures.
type InspectionChoices struct {
	Framework string // study.ILACS or study.SIF
	Judgement string // one of method.Judgements
	Timing    string // Newest, or how many years after the inspection: "-1" is the year before it
}

// Newest is the timing that takes the newest figures, whenever the inspection was.
const Newest = "newest"

// Timings are those that can be asked for, Newest first.
var Timings = []string{Newest, "-3", "-2", "-1", "0", "1", "2", "3"}

// Inspected is how the measures of a definition go with what inspection said.
type Inspected struct {
	Edition      method.EditionUsed    `json:"edition"`
	Definition   method.DefinitionUsed `json:"definition"`
	Judged       JudgementsUsed        `json:"judged"`
	Timing       string                `json:"timing"`
	Measures     []MeasureSource       `json:"measures"`
	Associations []method.Association  `json:"associations"`
	Contested    []method.Association  `json:"contested"` // measures outside the definition of which people disagree, each way round
	Panels       []method.Panel        `json:"panels"`    // all inspections since 2013
	Agreement    method.Agreement      `json:"agreement"`
	Crossed      []CrossedBand         `json:"band_by_grade"`
	OffPattern   []OffPattern          `json:"off_pattern"`
	Journeys     method.Journeys       `json:"journeys"`
	Ungraded     []UngradedVisit       `json:"without_overall_grade"`
	Deprivation  string                `json:"deprivation"`
	Notes        []string              `json:"notes"`
	Draws        int                   `json:"draws"`
	Seed         uint64                `json:"seed"`
}

// CrossedBand counts the authorities of one band by their grade, worst first, and without one.
type CrossedBand struct {
	Band   Band        `json:"band"`
	Grades []NamesWith `json:"grades"`
	None   int         `json:"without_grade"`
}

// NamesWith is a grade and who has it.
type NamesWith struct {
	Grade study.Grade `json:"grade"`
	Names []string    `json:"names"`
}

// OffPattern is an authority of which the measures and the judgement point opposite ways.
type OffPattern struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Band      Band         `json:"band"`
	Median    study.Number `json:"rank_median"`
	Low       study.Number `json:"rank_low"` // 95%
	High      study.Number `json:"rank_high"`
	N         int          `json:"n"`
	Grade     study.Grade  `json:"grade"`
	Published study.Date   `json:"published"`
}

// UngradedVisit is an inspection that gave no overall grade.
type UngradedVisit struct {
	Authority string     `json:"authority"`
	Name      string     `json:"name"`
	Published study.Date `json:"published"`
}

// check fills in what is left empty, and refuses what cannot be asked for.
func (c InspectionChoices) check() (InspectionChoices, error) {
	if c.Framework == "" {
		c.Framework = study.ILACS
	}
	if c.Judgement == "" {
		c.Judgement = method.Overall
	}
	if c.Timing == "" {
		c.Timing = Newest
		if c.Framework == study.SIF {
			c.Timing = "0"
		}
	}
	switch {
	case c.Framework != study.ILACS && c.Framework != study.SIF:
		return c, fmt.Errorf("framework %q gives no overall grade on the four-grade scale: there are %s and %s", c.Framework, study.ILACS, study.SIF)
	case !slices.Contains(method.Judgements, c.Judgement):
		return c, fmt.Errorf("no judgement is called %q: there are %s", c.Judgement, joined(method.Judgements))
	case !slices.Contains(Timings, c.Timing):
		return c, fmt.Errorf("timing %q: expected %s", c.Timing, study.OrWords(Timings))
	case c.Framework == study.SIF && c.Timing == Newest:
		return c, fmt.Errorf("the newest figures are years younger than inspections under %s: ask for those of the time of the inspection", study.SIF)
	}
	return c, nil
}

// Inspect sets the measures of a definition beside judgements. The answer is kept: it is for reading only.
func (w *Workbench) Inspect(ctx context.Context, d *study.Definition, asked InspectionChoices) (*Inspected, error) {
	asked, err := asked.check()
	if err != nil {
		return nil, err
	}
	key := asked.Framework + " " + asked.Judgement + " " + asked.Timing + " " + definition.Hash(d)
	return w.inspected.recall(ctx, key, func(ctx context.Context) (*Inspected, error) { return w.inspect(ctx, d, asked) })
}

func (w *Workbench) inspect(ctx context.Context, d *study.Definition, asked InspectionChoices) (*Inspected, error) {
	judged, err := method.JudgedOn(w.Edition, asked.Judgement)
	if err != nil {
		return nil, err
	}
	c, err := method.SetUp(method.Latest, judged)
	if err != nil {
		return nil, err
	}
	c.Framework, c.Draws, c.Seed = asked.Framework, indexDraws, usualSeed
	if asked.Framework == study.SIF {
		c.AsAt, c.Deprivation = lastOf(judged, study.SIF), "imd2015"
	}
	r := &Inspected{Edition: w.editionUsed(), Definition: method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}, Timing: asked.Timing,
		Deprivation: c.Deprivation, Notes: []string{}, Ungraded: []UngradedVisit{}, OffPattern: []OffPattern{}, Crossed: []CrossedBand{}, Draws: c.Draws, Seed: c.Seed}
	at := d
	if asked.Framework == study.SIF {
		if at, err = w.takenTo2015(d, r); err != nil {
			return nil, err
		}
	}
	r.Measures = w.measureSources(at)
	frame, err := w.relate(ctx, r, judged, at, c)
	if err != nil {
		return nil, err
	}
	r.Judged = JudgementsUsed{Judgement: asked.Judgement, Words: method.JudgementWords(asked.Judgement), Framework: asked.Framework, Named: frameworkWords(asked.Framework), AsAt: c.AsAt, N: frame.Graded()}
	x, err := w.IndexOf(ctx, at)
	if err != nil {
		return nil, err
	}
	needed := int(math.Ceil(float64(at.Combine.LeastShare)*float64(len(at.Indicators)) - 1e-9))
	r.Agreement = method.AgreeOnIndex(frame, x, max(1, needed))
	r.cross(frame, x)
	r.Journeys = method.Travel(judged, c.AsAt)
	for _, i := range judged.Inspections {
		if !i.Graded() && i.Framework == asked.Framework && i.Status == study.NoOverall && asked.Judgement == method.Overall {
			a, _ := judged.Authority(i.Authority)
			r.Ungraded = append(r.Ungraded, UngradedVisit{i.Authority, a.Short(), i.Published})
		}
	}
	return r, nil
}

// relate sets each measure of the definition, and each contested one outside it, beside the judgements.
func (w *Workbench) relate(ctx context.Context, r *Inspected, judged *study.Edition, d *study.Definition, c method.Choices) (*method.Frame, error) {
	if err := w.longWork.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer w.longWork.Release(1)
	counted := map[string]bool{}
	for at, m := range r.Measures {
		i, _ := judged.Indicator(m.Indicator)
		counted[i.ID] = true
		c.Indicators = append(c.Indicators[:at:at], method.Chosen{ID: i.ID, Period: m.Period, Direction: d.Indicators[at].Direction, Contested: i.Direction == study.Contested})
	}
	beside := c
	beside.Indicators = nil
	for _, i := range judged.Indicators {
		covered := method.Covered(judged, i.ID)
		if i.Direction != study.Contested || counted[i.ID] || len(covered) == 0 {
			continue
		}
		for _, way := range []study.Direction{study.HigherIsBetter, study.LowerIsBetter} {
			beside.Indicators = append(beside.Indicators, method.Chosen{ID: i.ID, Period: covered[len(covered)-1], Direction: way, Contested: true})
		}
	}
	frames := []*method.Frame{}
	for _, choices := range []method.Choices{c, beside} {
		frame, err := r.frame(judged, choices)
		if err != nil {
			return nil, err
		}
		frames = append(frames, frame)
	}
	var err error
	if r.Associations, err = method.Associate(frames[0], c); err != nil {
		return nil, err
	}
	if r.Contested, err = method.Associate(frames[1], beside); err != nil {
		return nil, err
	}
	r.Panels, err = method.PanelFits(frames[0], c)
	return frames[0], err
}

func (r *Inspected) frame(judged *study.Edition, c method.Choices) (*method.Frame, error) {
	if r.Timing == Newest {
		return method.NewFrame(judged, c)
	}
	years, err := strconv.Atoi(r.Timing)
	if err != nil {
		return nil, err
	}
	return method.AroundInspection(judged, c, years)
}

// takenTo2015 is a definition on the figures of 2015, when inspections under the single framework were under way, or of 2016
// where a series starts only then.
func (w *Workbench) takenTo2015(d *study.Definition, r *Inspected) (*study.Definition, error) {
	past := *d
	past.Indicators = nil
	var without []string
	for _, c := range d.Indicators {
		covered := method.Covered(w.Edition, c.ID)
		at := slices.IndexFunc(covered, func(p study.Period) bool { return p >= 2015 })
		if at < 0 || covered[at] > 2016 {
			without = append(without, w.indicatorName(c.ID))
			continue
		}
		c.Period = covered[at]
		past.Indicators = append(past.Indicators, c)
	}
	if len(past.Indicators) < 2 {
		return nil, fmt.Errorf("fewer than two measures of %q have figures for 2015: choose measures that go back so far, or inspections under %s", d.Name, study.ILACS)
	}
	past.Groups = past.Inhabited()
	past.Vary = study.Ranges{}
	if len(without) > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("Left out, since there are no figures of them for 2015: %s.", joined(without)))
	}
	return &past, nil
}

func lastOf(edition *study.Edition, framework string) study.Date {
	var last study.Date
	for _, i := range edition.Inspections {
		if i.Framework == framework && i.Graded() && last.Before(i.Published) {
			last = i.Published
		}
	}
	return last
}
