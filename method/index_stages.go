package method

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/study"
)

// Stages are what becomes of the values on their way to the index. Tables are by indicator, then unit; from Screened on the
// units are those of Kept. A step that was not asked for hands on what it got.
type Stages struct {
	Values      [][]float64
	Denominated [][]float64
	Kept        []int // positions of the units that are not screened out
	Screened    [][]float64
	Imputed     [][]float64 // by ImputeRow on the common scale, after Normalised
	Treated     [][]float64
	Normalised  [][]float64
	Weighted    [][]float64 // times the effective weight: what an indicator adds where all is known and means are arithmetic
	Scores      []composite.Score
	Treatments  []treat.Treated // by indicator; the zero value where no treatment was asked for
}

// Index are the scores at the top.
func (s *Stages) Index() []float64 { return s.Scores[len(s.Scores)-1].Values }

// run carries out every step. The values of a draw have their gaps where the matrix has them.
func (w *kitchen) run(values [][]float64) (*Stages, error) {
	s := &Stages{Values: values, Denominated: values}
	if w.Denominators != nil {
		var err error
		if s.Denominated, err = w.denominate(values); err != nil {
			return nil, err
		}
	}
	if w.kept == nil {
		if err := w.screen(s.Denominated); err != nil {
			return nil, err
		}
	}
	s.Kept = w.kept
	if w.room == nil {
		s.Screened = ofUnits(s.Denominated, w.pool)
	} else {
		s.Screened = w.room.screened
		gather(s.Screened, s.Denominated, w.pool)
	}
	s.Imputed = s.Screened
	var err error
	byRow := w.Imputation == study.ImputeRow
	if !byRow {
		if s.Imputed, err = w.impute(s.Screened); err != nil {
			return nil, w.named(err)
		}
	}
	if err := w.treat(s); err != nil {
		return nil, err
	}
	if w.room == nil {
		s.Normalised = roomFor(len(s.Treated), len(w.pool))
	} else {
		s.Normalised = w.room.normalised
	}
	for k, x := range s.Treated {
		if err := w.scales[k].Into(s.Normalised[k], x, w.directions[k]); err != nil {
			return nil, w.named(&columnError{k, err})
		}
	}
	switch {
	case len(w.pool) == len(w.kept):
	case w.room != nil:
		gather(w.room.kept, s.Normalised, w.kept)
		s.Normalised = w.room.kept
	default:
		for _, table := range []*[][]float64{&s.Screened, &s.Imputed, &s.Treated, &s.Normalised} {
			*table = ofUnits(*table, w.kept)
		}
	}
	scaled := s.Normalised
	if byRow {
		if scaled, err = w.imputeRow(s.Normalised); err != nil {
			return nil, err
		}
		s.Imputed = scaled
	}
	return s, w.aggregate(s, scaled)
}

func (w *kitchen) denominate(values [][]float64) ([][]float64, error) {
	return eachColumn(values, func(k int, x []float64) ([]float64, error) {
		by := w.Denominators[k]
		if by == nil {
			return x, nil
		}
		out := make([]float64, len(x))
		for at := range x {
			if by[at] == 0 {
				return nil, &IndicatorError{w.matrix.Indicators[k].Code, fmt.Errorf("the denominator of %s is 0; leave it empty where there is nobody to count", w.matrix.Units[at].Code)}
			}
			out[at] = x[at] / by[at]
		}
		return out, nil
	})
}

// impute fills gaps by a rule that looks at one indicator at a time.
func (w *kitchen) impute(columns [][]float64) ([][]float64, error) {
	fill := map[study.Imputation]func(int, []float64) ([]float64, error){
		study.ImputeMean:        func(_ int, x []float64) ([]float64, error) { return impute.Mean(x) },
		study.ImputeMedian:      func(_ int, x []float64) ([]float64, error) { return impute.Median(x) },
		study.ImputeGroupMean:   func(_ int, x []float64) ([]float64, error) { return w.byGroup(x, w.alike.Mean) },
		study.ImputeGroupMedian: func(_ int, x []float64) ([]float64, error) { return w.byGroup(x, w.alike.Median) },
		study.ImputeCarry:       func(k int, x []float64) ([]float64, error) { return filledFrom(x, w.carried[k]), nil },
	}[w.Imputation]
	switch {
	case w.Imputation == study.ImputeNone || w.Imputation == "":
		return columns, nil
	case fill == nil:
		return nil, fmt.Errorf("imputation %q: not one of %v", w.Imputation, study.Imputations)
	}
	return eachColumn(columns, fill)
}

// imputeRow names the unit that has no value at all.
func (w *kitchen) imputeRow(columns [][]float64) ([][]float64, error) {
	for at, code := range w.units {
		if !slices.ContainsFunc(columns, func(x []float64) bool { return !math.IsNaN(x[at]) }) {
			return nil, fmt.Errorf("%s has no value on any indicator to fill its gaps from; screen it out, or leave it out of the table", code)
		}
	}
	return impute.Row(columns)
}

// byGroup names the unit and the group where no unit of a group has a value.
func (w *kitchen) byGroup(x []float64, fill func([]float64) ([]float64, error)) ([]float64, error) {
	filled, err := fill(x)
	if err == nil {
		return filled, nil
	}
	known := map[string]bool{}
	for now, at := range w.pool {
		known[w.Alike[at]] = known[w.Alike[at]] || !math.IsNaN(x[now])
	}
	for now, at := range w.pool {
		if math.IsNaN(x[now]) && !known[w.Alike[at]] {
			return nil, fmt.Errorf("%s has no value, nor has any other unit of its group, %s %q; take wider groups, or the %s of all",
				w.matrix.Units[at].Code, w.AlikeBy, w.Alike[at], strings.TrimPrefix(string(w.Imputation), "group "))
		}
	}
	return nil, err
}

// filledFrom puts earlier values in gaps. Without one a gap stays a gap, since nothing says what it was.
func filledFrom(x, earlier []float64) []float64 {
	out := slices.Clone(x)
	for at := range out {
		if math.IsNaN(out[at]) {
			out[at] = earlier[at]
		}
	}
	return out
}

func (w *kitchen) treat(s *Stages) error {
	s.Treatments = make([]treat.Treated, len(s.Imputed))
	treated, err := eachColumn(s.Imputed, func(k int, x []float64) ([]float64, error) {
		how := w.Treatments[k]
		if how.Winsorise == 0 && how.Then == nil {
			return x, nil
		}
		rule := treat.Rule{Limits: treat.UsualLimits, Winsorise: how.Winsorise}
		if how.Then != nil {
			rule.Then = *how.Then
		}
		done, err := rule.Apply(x)
		if err != nil {
			return nil, err
		}
		if how.Then == nil && done.Transformed != nil {
			done.Values, done.Transformed, done.PassTransformed = done.Winsorised.Values, nil, false
		}
		s.Treatments[k] = done
		return done.Values, nil
	})
	s.Treated = treated
	return w.named(err)
}

// aggregate weighs, and combines from the lowest groups up. Scores are in the order of the hierarchy: indicators, then
// groups as they can be made, the index last.
func (w *kitchen) aggregate(s *Stages, scaled [][]float64) error {
	values := make([][]float64, len(w.nodes))
	copy(values, scaled)
	levels := make([]int, len(w.nodes))
	s.Scores = make([]composite.Score, 0, len(w.nodes))
	for k := range scaled {
		levels[k] = 1
		s.Scores = append(s.Scores, composite.Score{Name: w.nodes[k].Name, Level: 1, Values: scaled[k]})
	}
	for _, c := range w.combine {
		members := make([][]float64, len(c.members))
		for at, member := range c.members {
			members[at] = values[member]
			levels[c.group] = max(levels[c.group], levels[member]+1)
		}
		tree := c.tree
		if w.Weigh != nil {
			var err error
			if tree, err = w.weighMembers(c, members); err != nil {
				return err
			}
		}
		scores, err := tree.Index(w.units, members, c.rule)
		if err != nil {
			return err
		}
		values[c.group] = scores[len(scores)-1].Values
		s.Scores = append(s.Scores, composite.Score{Name: w.nodes[c.group].Name, Level: levels[c.group], Values: values[c.group]})
	}
	if w.Weigh != nil {
		tree, err := composite.NewTree(w.nodes)
		if err != nil {
			return err
		}
		w.tree, w.effective = tree, tree.EffectiveWeights()
	}
	return nil
}

// weigh fills in Weighted, which no score is made from.
func (w *kitchen) weigh(s *Stages) {
	scaled := s.Normalised
	if w.Imputation == study.ImputeRow {
		scaled = s.Imputed
	}
	s.Weighted = make([][]float64, len(scaled))
	for k, x := range scaled {
		s.Weighted[k] = make([]float64, len(x))
		for at, v := range x {
			s.Weighted[k][at] = v * w.effective[k]
		}
	}
}

// named says of which indicator an error is.
func (w *kitchen) named(err error) error {
	var at *columnError
	if !errors.As(err, &at) {
		return err
	}
	var already *IndicatorError
	if errors.As(err, &already) {
		return err
	}
	return &IndicatorError{w.matrix.Indicators[at.at].Code, at.error}
}
