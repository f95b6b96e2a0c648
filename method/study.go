package method

import (
	"context"
	"fmt"

	"github.com/sourcegraph/conc"

	"goodmeasure/study"
)

// Result is a whole study. Its JSON is study.json: the names are stable, rows are in a fixed order, numbers carry full
// precision, and a missing one is null.
type Result struct {
	Program           string               `json:"program"`
	Setup             string               `json:"setup"`
	Edition           EditionUsed          `json:"edition"`
	Seed              uint64               `json:"seed"`
	Choices           Choices              `json:"choices"`
	AuthoritiesRanked int                  `json:"authorities_ranked"`
	AuthoritiesGraded int                  `json:"authorities_graded"`
	NotRanked         []LeftOut            `json:"not_ranked"`
	Measures          []MeasureUsed        `json:"measures"`
	Judgements        []JudgementUsed      `json:"judgements"`
	Associations      []Association        `json:"associations"`
	BothReadings      []Association        `json:"both_readings"` // contested indicators outside the set, each way round
	Panels            []Panel              `json:"panels"`
	Concordance       map[Part]Concordance `json:"concordance"`
	Dimensions        Dimensions           `json:"dimensions"`
	Ranks             []Rank               `json:"ranks"`
	Consistency       []Consistency        `json:"consistency"`
	Chance            []ChanceLine         `json:"chance"`
	Agreement         map[Part]Agreement   `json:"agreement"`
	Journeys          Journeys             `json:"journeys"`
	Sample            Sample               `json:"sample"`
	Conclusions       []Conclusion         `json:"conclusions"`
	Differences       []study.Difference   `json:"differences"`
}

// EditionUsed names the figures that a result rests on.
type EditionUsed struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// Words name the edition beside what was made from it.
func (e EditionUsed) Words() string { return fmt.Sprintf("Figures: %s, edition %.12s", e.Name, e.Hash) }

// MeasureUsed describes an indicator as the study used it.
type MeasureUsed struct {
	Indicator   string          `json:"indicator"`
	Name        string          `json:"name"`
	Plain       string          `json:"plain"`
	Domain      study.Domain    `json:"domain"`
	Unit        string          `json:"unit"`
	Direction   study.Direction `json:"direction"`
	Contested   bool            `json:"contested,omitempty"`
	Period      study.Period    `json:"period"`
	PeriodWords string          `json:"period_words"`
	N           int             `json:"n"`
	Joint       int             `json:"joint"`
	Missing     []MissingCount  `json:"missing"`
	Error       []ErrorCount    `json:"sampling_error"`
	Sources     []string        `json:"sources"`
	Publisher   string          `json:"publisher"`
	Publication string          `json:"publication"`
	Caveats     []string        `json:"caveats"`
}

// ErrorCount is how many figures of a measure have their sampling error from one source.
type ErrorCount struct {
	Model ErrorModel `json:"model"`
	N     int        `json:"n"`
}

// JudgementUsed is the inspection that counted for an authority.
type JudgementUsed struct {
	Authority string      `json:"authority"`
	Name      string      `json:"name"`
	Framework string      `json:"framework"`
	Published study.Date  `json:"published"`
	Grade     study.Grade `json:"grade"`
	Source    string      `json:"source"`
	Check     string      `json:"check"`
}

// Run does the whole study. It stops early, with the context's error, when the context ends.
func Run(ctx context.Context, edition *study.Edition, c Choices) (*Result, error) {
	if err := c.Sample.Check(); err != nil {
		return nil, err
	}
	if len(c.Indicators) == 0 {
		return nil, fmt.Errorf("no indicator of set-up %s has figures in this edition; import some, or name others with --indicators", c.Setup)
	}
	if c.Exclude == nil {
		c.Exclude = []string{} // null would stand for something missing
	}
	f, err := NewFrame(edition, c)
	if err != nil {
		return nil, err
	}
	r := &Result{Setup: c.Setup, Edition: EditionUsed{edition.Name, edition.Hash}, Seed: c.Seed, Choices: c,
		AuthoritiesRanked: len(f.Authorities), AuthoritiesGraded: f.Graded(), NotRanked: f.Left, Differences: append([]study.Difference{}, edition.Differences...)}
	var models conc.WaitGroup // the fits of models go beside the draws
	var modelErr error
	models.Go(func() { modelErr = r.relate(f, c) })
	standing, err := Stand(ctx, f, c)
	models.Wait()
	if err != nil {
		return nil, err
	}
	if modelErr != nil {
		return nil, modelErr
	}
	r.describe(f, standing)
	r.Ranks = Ranks(f, standing)
	if r.Consistency, r.Chance, err = Consist(f, standing); err != nil {
		return nil, err
	}
	r.Agreement = map[Part]Agreement{}
	for _, part := range Parts {
		r.Agreement[part] = Agree(f, standing, part)
	}
	r.Journeys = Travel(edition, c.AsAt)
	if r.Sample, err = Draw(f, standing, c); err != nil {
		return nil, err
	}
	r.Conclusions = Conclude(r)
	return r, nil
}

// relate fits what needs no draws.
func (r *Result) relate(f *Frame, c Choices) error {
	var err error
	if r.Associations, err = Associate(f, c); err != nil {
		return err
	}
	contested := &Frame{Edition: f.Edition, Authorities: f.Authorities, Judgements: f.Judgements}
	for _, i := range f.Edition.Indicators {
		if i.Direction != study.Contested || f.has(i.ID) {
			continue
		}
		if both, err := c.chosen(f.Edition, i.ID); err == nil { // an edition without its figures has nothing to say of it
			for _, one := range both {
				contested.Measures = append(contested.Measures, measure(f.Edition, f.Authorities, one))
			}
		}
	}
	if r.BothReadings, err = Associate(contested, c); err != nil {
		return err
	}
	if r.Panels, err = PanelFits(f, c); err != nil {
		return err
	}
	r.Concordance = map[Part]Concordance{}
	for _, part := range Parts {
		r.Concordance[part] = Concord(f, part)
	}
	r.Dimensions = Dimension(f, c)
	return nil
}

func (f *Frame) has(id string) bool {
	for _, m := range f.Measures {
		if m.ID == id {
			return true
		}
	}
	return false
}

func (r *Result) describe(f *Frame, s *Standing) {
	for k, m := range f.Measures {
		used := MeasureUsed{Indicator: m.ID, Name: m.Indicator.Name, Plain: m.Indicator.Plain, Domain: m.Indicator.Domain, Unit: m.Indicator.Unit,
			Direction: m.Direction, Contested: m.Contested, Period: m.Period, PeriodWords: m.Indicator.PeriodType.Words(m.Period), N: m.N(),
			Missing: m.Missing(), Error: []ErrorCount{}, Sources: []string{}, Publisher: m.Indicator.Publisher, Publication: m.Indicator.Publication, Caveats: append([]string{}, m.Indicator.Caveats...)}
		sources := map[string]bool{}
		models := map[ErrorModel]int{}
		for at, o := range m.Observations {
			if o.Status == study.Joint {
				used.Joint++
			}
			if o.Status.HasValue() && !sources[o.Source] {
				sources[o.Source] = true
				used.Sources = append(used.Sources, o.Source)
			}
			models[s.Models[k][at]]++
		}
		for _, model := range []ErrorModel{FromCounts, FromBorrowed, ErrorUnknown} {
			if models[model] > 0 {
				used.Error = append(used.Error, ErrorCount{model, models[model]})
			}
		}
		r.Measures = append(r.Measures, used)
	}
	for at, a := range f.Authorities {
		j := f.Judgements[at]
		if !j.Graded() {
			continue
		}
		r.Judgements = append(r.Judgements, JudgementUsed{a.Code, a.Short(), j.Framework, j.Published, j.Overall, j.Source, j.Check})
	}
}
