package method

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// rangesOfChoice is a definition made ready for a stress test: its nominal figures, and the space of others.
type rangesOfChoice struct {
	edition    *study.Edition
	definition *study.Definition
	matrix     *Matrix // of the definition itself
	recipe     *Recipe
	space      stress.Space
	groups     []study.Group // as in the hierarchy of the space, without the top
	options    map[stress.Factor][]string
	notes      []string
}

func newRanges(edition *study.Edition, d *study.Definition) (*rangesOfChoice, error) {
	r := &rangesOfChoice{edition: edition, definition: d, options: map[stress.Factor][]string{}}
	var err error
	if r.matrix, err = NewMatrix(edition, d); err != nil {
		return nil, err
	}
	if err := r.matrix.check(); err != nil {
		return nil, err
	}
	if r.recipe, err = NewRecipe(r.matrix, d); err != nil {
		return nil, err
	}
	s := &r.space
	s.LeastKnown = float64(d.Combine.LeastShare)
	for _, i := range r.matrix.Indicators {
		direction := normalise.HigherIsBetter
		if i.Direction == study.LowerIsBetter {
			direction = normalise.LowerIsBetter
		}
		s.Directions = append(s.Directions, direction)
	}
	if err := r.versions(); err != nil {
		return nil, err
	}
	r.readings()
	r.inclusion()
	r.imputations()
	r.treatments()
	if err := r.normalisations(); err != nil {
		return nil, err
	}
	r.hierarchy()
	r.aggregations()
	return r, r.weights()
}

// drawn are the options that a choice is drawn from, the definition's own first where it is among them.
func drawn[W ~string](own W, varied []W) []W {
	if len(varied) == 0 {
		return []W{own}
	}
	options := slices.Clone(varied)
	if at := slices.Index(options, own); at > 0 {
		options = slices.Insert(slices.Delete(options, at, at+1), 0, own)
	}
	return options
}

func named[W ~string](words []W) []string {
	var names []string
	for _, w := range words {
		names = append(names, string(w))
	}
	return names
}

// versions are the figures of the periods and those of the ones before, each as published and shrunk where that is
// varied.
func (r *rangesOfChoice) versions() error {
	v := r.definition.Vary
	shrunk := []bool{r.definition.Combine.Shrinkage}
	if v.Shrinkage {
		shrunk = append(shrunk, !shrunk[0])
		r.options[stress.EstimateFactor] = []string{shrinkageWords(shrunk[0]), shrinkageWords(shrunk[1])}
	}
	r.space.Estimates = len(shrunk)
	for back := range v.YearsBack + 1 {
		r.options[stress.VersionFactor] = append(r.options[stress.VersionFactor], backWords(back))
		for _, shrink := range shrunk {
			m := r.matrix
			if back > 0 || shrink != shrunk[0] || r.mayCarry() {
				var err error
				if m, err = r.earlier(back, shrink); err != nil {
					return err
				}
			}
			r.space.Versions = append(r.space.Versions, r.version(m))
		}
	}
	return nil
}

func shrinkageWords(shrunk bool) string {
	if shrunk {
		return "drawn towards the mean"
	}
	return "as they are"
}

func backWords(back int) string {
	switch back {
	case 0:
		return "as stated"
	case 1:
		return "1 period before"
	}
	return fmt.Sprintf("%d periods before", back)
}

func (r *rangesOfChoice) mayCarry() bool {
	return slices.Contains(drawn(r.definition.Combine.Imputation, r.definition.Vary.Imputations), study.ImputeCarry)
}

// earlier lays out the figures of so many periods before for the same authorities. An indicator with a period of its own
// keeps it, one without so many earlier periods stays at its first, and one that varies no more than chance makes it is not
// shrunk unless the definition itself says so.
func (r *rangesOfChoice) earlier(back int, shrink bool) (*Matrix, error) {
	f := *r.matrix.Frame
	f.Measures = nil
	m := &Matrix{Frame: &f, Units: r.matrix.Units}
	how := r.definition.Combine
	how.Shrinkage = shrink
	if r.mayCarry() {
		how.Imputation = study.ImputeCarry
	}
	for k, criterion := range r.definition.Indicators {
		if back > 0 && criterion.Period == 0 {
			covered := Covered(r.edition, criterion.ID)
			at := max(0, len(covered)-1-back)
			if short := back - (len(covered) - 1 - at); short > 0 {
				r.note("%s: there are no figures %s, so that its first are taken there.", r.called(criterion.ID), backWords(back))
			}
			criterion.Period = covered[at]
		}
		one, err := chosenBy(r.edition, criterion)
		if err != nil {
			return nil, err
		}
		f.Measures = append(f.Measures, one)
		err = m.measure(k, criterion, how)
		if errors.Is(err, rank.ErrNoVariation) && !r.definition.Combine.Shrinkage {
			r.note("%s, %s: the figures vary no more than chance makes them, and are never drawn towards the mean.", r.called(criterion.ID), backWords(back))
			plain := how
			plain.Shrinkage = false
			err = m.measure(k, criterion, plain)
		}
		if err != nil {
			return nil, fmt.Errorf("figures %s, %s: %s: %w", backWords(back), shrinkageWords(shrink), criterion.ID, err)
		}
	}
	r.notes = append(r.notes, m.notes...)
	return m, nil
}

func (r *rangesOfChoice) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// called is what an indicator is called in a sentence.
func (r *rangesOfChoice) called(id string) string {
	i, _ := r.edition.Indicator(id)
	return quoted(i.Name, id)
}

func (r *rangesOfChoice) version(m *Matrix) stress.Version {
	v := stress.Version{Values: m.Values, Earlier: m.Carried, Out: make([]bool, len(m.Units))}
	for at := range v.Out {
		known := 0
		for k := range m.Values {
			if !math.IsNaN(m.Values[k][at]) {
				known++
			}
		}
		v.Out[at] = known == 0 || float64(known) < r.space.LeastKnown*float64(len(m.Values))-1e-9
	}
	if !r.definition.Vary.SamplingError {
		return v
	}
	for k, p := range m.posteriors {
		v.Scale = append(v.Scale, p.scale)
		sampler := p.sampler
		if !slices.ContainsFunc(m.Models[k], func(e ErrorModel) bool { return e != ErrorUnknown && e != NoFigure }) {
			sampler = nil
		}
		v.Errors = append(v.Errors, sampler)
	}
	return v
}

func (r *rangesOfChoice) readings() {
	if !r.definition.Vary.Readings {
		return
	}
	for _, one := range r.matrix.Frame.Measures {
		r.space.Contested = append(r.space.Contested, one.Indicator.Direction == study.Contested)
	}
}

func (r *rangesOfChoice) inclusion() {
	v := r.definition.Vary
	if v.LeaveOut == 0 {
		return
	}
	r.space.MostLeftOut = v.LeaveOut
	for _, c := range r.definition.Indicators {
		chance := 0.0
		if len(v.MayLeaveOut) == 0 || slices.Contains(v.MayLeaveOut, c.ID) {
			chance = 0.5
		}
		r.space.LeaveOut = append(r.space.LeaveOut, chance)
	}
}

func (r *rangesOfChoice) imputations() {
	words := drawn(r.definition.Combine.Imputation, r.definition.Vary.Imputations)
	r.options[stress.ImputationFactor] = named(words)
	alike := impute.NewGroups(r.recipe.Alike)
	for _, word := range words {
		one := stress.Imputation{Name: string(word), Carry: word == study.ImputeCarry, Row: word == study.ImputeRow}
		fill := map[study.Imputation]func([]float64) ([]float64, error){study.ImputeMean: impute.Mean, study.ImputeMedian: impute.Median,
			study.ImputeGroupMean: alike.Mean, study.ImputeGroupMedian: alike.Median}[word]
		if fill != nil {
			one.Fill = func(_ int, x []float64) ([]float64, error) { return fill(x) }
		}
		r.space.Imputations = append(r.space.Imputations, one)
	}
}

func (r *rangesOfChoice) treatments() {
	words := drawn(r.definition.Combine.Treatment, r.definition.Vary.Treatments)
	r.options[stress.TreatmentFactor] = named(words)
	for _, word := range words {
		var each []Treatment
		for _, c := range r.definition.Indicators {
			own := c.Treatment
			if own == "" {
				own = word
			}
			each = append(each, TreatmentOf(own))
		}
		one := stress.Treatment{Name: string(word)}
		if slices.ContainsFunc(each, func(t Treatment) bool { return t.Winsorise != 0 || t.Then != nil }) {
			one.Apply = func(k int, x []float64) ([]float64, error) { return each[k].apply(x) }
		}
		r.space.Treatments = append(r.space.Treatments, one)
	}
}

// apply treats an indicator as the index does.
func (t Treatment) apply(x []float64) ([]float64, error) {
	if t.Winsorise == 0 && t.Then == nil {
		return x, nil
	}
	if shape, err := treat.Measure(x); err != nil || treat.UsualLimits.Pass(shape) {
		return x, err
	}
	rule := treat.Rule{Limits: treat.UsualLimits, Winsorise: t.Winsorise}
	if t.Then != nil {
		rule.Then = *t.Then
	}
	done, err := rule.Apply(x)
	if t.Then == nil && done.Transformed != nil {
		return done.Winsorised.Values, err
	}
	return done.Values, err
}

func (r *rangesOfChoice) normalisations() error {
	words := drawn(r.definition.Combine.Normalisation, r.definition.Vary.Normalisations)
	r.options[stress.NormalisationFactor] = named(words)
	for _, word := range words {
		how := r.definition.Combine
		how.Normalisation = word
		var each []normalise.Method
		for _, c := range r.definition.Indicators {
			scale, err := scaleOf(r.matrix, c, how)
			if err != nil {
				return &IndicatorError{c.ID, err}
			}
			each = append(each, scale)
		}
		r.space.Normalisations = append(r.space.Normalisations, each[0])
		r.space.Scales = append(r.space.Scales, each)
	}
	return nil
}

// hierarchy orders the groups so that each comes after those that belong to it.
func (r *rangesOfChoice) hierarchy() {
	d := r.definition
	if len(d.Groups) == 0 {
		return
	}
	var add func(parent string)
	add = func(parent string) {
		for _, g := range d.Groups {
			if g.Parent == parent {
				add(g.ID)
				r.groups = append(r.groups, g)
			}
		}
	}
	add("")
	position := map[string]int{"": len(r.groups)}
	for at, g := range r.groups {
		position[g.ID] = at
	}
	h := &stress.Hierarchy{}
	for _, c := range d.Indicators {
		h.Parents = append(h.Parents, position[c.Group])
	}
	for _, g := range r.groups {
		h.Parents = append(h.Parents, position[g.Parent])
		h.Methods = append(h.Methods, Combiner(g.Aggregation, float64(d.Combine.Power)))
	}
	h.Methods = append(h.Methods, nil)
	r.space.Hierarchy = h
}

func (r *rangesOfChoice) aggregations() {
	words := drawn(r.definition.Combine.Aggregation, r.definition.Vary.Aggregations)
	r.options[stress.AggregationFactor] = named(words)
	for _, word := range words {
		r.space.Aggregations = append(r.space.Aggregations, Combiner(word, float64(r.definition.Combine.Power)))
	}
}

// FromOrder writes the shares of units already in order, the worst first, for stress.Ordinal.
func (Percentile) FromOrder(dst []float64, units, ends []int32) {
	n, begin := len(units), int32(0)
	for _, end := range ends {
		value := percentile(float64(n)+1-float64(begin+1+end)/2, n)
		for _, unit := range units[begin:end] {
			dst[unit] = value
		}
		begin = end
	}
}

var _ stress.Ordinal = Percentile{}
