package method

import (
	"errors"
	"fmt"
	"slices"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/study"
)

// Recipe says how a matrix becomes an index, step by step. Slices by indicator are in the order of the matrix.
type Recipe struct {
	Denominators [][]float64      // by indicator, then unit; nil for one taken as it is; nil: none
	LeastKnown   float64          // the share, 0 to 1, of the indicators that a unit must have; 0: no unit is screened out
	ScreenLast   bool             // the values of units that are screened out still count where the others are compared with all
	Imputation   study.Imputation // empty or ImputeNone: gaps stay
	Alike        []string         // by unit: the group whose mean or median fills its gaps
	AlikeBy      string           // what the groups are
	Treatments   []Treatment      // by indicator
	Scales       []normalise.Method
	Groups       []IndexGroup
	Weights      []float64 // by indicator, among those of the same parent
	Parents      []string  // by indicator, the code of a group
	Weigh        *Weighing // nil: by the weights of indicators and groups
	LeastInGroup float64   // the share of a group's members that a unit must have for a score of it; 0: one will do
}

// IndexGroup is a node of the hierarchy above the indicators. The one without a parent is the index.
type IndexGroup struct {
	Code, Name, Parent string
	Weight             float64
	Method             aggregate.Method
}

// Treatment says what becomes of an indicator whose skewness and kurtosis are beyond the usual limits.
type Treatment struct {
	Winsorise int              // most values to draw in; 0: none
	Then      *treat.Transform // where that does not suffice; nil: nothing
}

// Words says what a treatment does.
func (t Treatment) Words() string {
	switch {
	case t.Winsorise == 0 && t.Then == nil:
		return "none"
	case t.Then == nil:
		return fmt.Sprintf("winsorise up to %d", t.Winsorise)
	case t.Winsorise == 0:
		return t.Then.String()
	}
	return fmt.Sprintf("winsorise up to %d, else %v", t.Winsorise, *t.Then)
}

// IndexCode is the code of the node at the top of a definition's hierarchy.
const IndexCode = "index"

// NewRecipe is the recipe of a definition for the matrix that NewMatrix made from it.
func NewRecipe(m *Matrix, d *study.Definition) (*Recipe, error) {
	how := d.Combine
	top := IndexGroup{Code: IndexCode, Name: d.Name, Weight: 1, Method: Combiner(how.Aggregation, float64(how.Power))}
	r := &Recipe{LeastKnown: float64(how.LeastShare), ScreenLast: true, Imputation: how.Imputation, AlikeBy: string(how.ImputeBy), Groups: []IndexGroup{top}}
	for _, a := range m.Frame.Authorities {
		group := a.Region
		if how.ImputeBy == study.AlikeByType {
			group = a.Type
		}
		r.Alike = append(r.Alike, group)
	}
	for _, g := range d.Groups {
		if g.ID == IndexCode {
			return nil, fmt.Errorf("group %q: that is the name of the top of the hierarchy; give the group another id", g.ID)
		}
		aggregation := g.Aggregation
		if aggregation == "" {
			aggregation = how.Aggregation
		}
		r.Groups = append(r.Groups, IndexGroup{g.ID, orElse(g.Name, g.ID), orElse(g.Parent, IndexCode), float64(g.Weight.Value), Combiner(aggregation, float64(how.Power))})
	}
	for _, c := range d.Indicators {
		scale, err := scaleOf(m, c, how)
		if err != nil {
			return nil, &IndicatorError{c.ID, err}
		}
		treatment := c.Treatment
		if treatment == "" {
			treatment = how.Treatment
		}
		r.Scales = append(r.Scales, scale)
		r.Treatments = append(r.Treatments, TreatmentOf(treatment))
		r.Weights = append(r.Weights, float64(c.Weight.Value))
		r.Parents = append(r.Parents, orElse(c.Group, IndexCode))
	}
	return r, nil
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// TreatmentOf is what a word of a definition stands for.
func TreatmentOf(word study.Treatment) Treatment {
	logarithm := treat.Log
	switch word {
	case study.TreatWinsorise:
		return Treatment{Winsorise: treat.UsualRule.Winsorise}
	case study.TreatLog:
		return Treatment{Then: &logarithm}
	case study.TreatUsual:
		return Treatment{Winsorise: treat.UsualRule.Winsorise, Then: &logarithm}
	}
	return Treatment{}
}

// Combiner is what a word of a definition stands for; nil for a word that stands for nothing.
func Combiner(word study.Aggregation, power float64) aggregate.Method {
	switch word {
	case study.AggregateArithmetic:
		return aggregate.Arithmetic{}
	case study.AggregateGeometric:
		return aggregate.Geometric{}
	case study.AggregateHarmonic:
		return aggregate.Harmonic{}
	case study.AggregatePower:
		return aggregate.Power{P: power}
	case study.AggregateMedian:
		return aggregate.Median{}
	case study.AggregateLeast:
		return aggregate.Least{}
	case study.AggregateCopeland:
		return aggregate.Copeland{}
	}
	return nil
}

func scaleOf(m *Matrix, c study.Criterion, how study.Combination) (normalise.Method, error) {
	word := c.Normalisation
	if word == "" {
		word = how.Normalisation
	}
	switch word {
	case study.NormalisePercentile:
		return Percentile{}, nil
	case study.NormaliseMinMax:
		return normalise.MinMax{Lower: float64(how.Scale[0]), Upper: float64(how.Scale[1])}, nil
	case study.NormaliseZScore:
		return normalise.ZScore{SD: 1}, nil
	case study.NormaliseRank:
		return normalise.Rank{Average: true}, nil
	case study.NormaliseBorda:
		return normalise.Borda{}, nil
	case study.NormaliseBest:
		return normalise.DistanceToBest{}, nil
	case study.NormaliseReference:
		at := slices.IndexFunc(m.Units, func(u IndexUnit) bool { return u.Code == how.Reference })
		if at < 0 {
			return nil, fmt.Errorf("normalisation reference: no authority that is ranked has the code %q", how.Reference)
		}
		return normalise.DistanceToReference{Unit: at}, nil
	case study.NormaliseTarget:
		if c.Target == nil {
			return nil, errors.New("normalisation target: no target is stated")
		}
		return normalise.DistanceToTarget{Target: float64(*c.Target)}, nil
	case study.NormaliseGoalposts:
		if len(c.Goalposts) != 2 {
			return nil, fmt.Errorf("normalisation goalposts: %d are stated, expected two", len(c.Goalposts))
		}
		return normalise.Goalposts{Lower: float64(c.Goalposts[0]), Upper: float64(c.Goalposts[1]), Scale: 100, Truncate: true}, nil
	case study.NormaliseFraction:
		return normalise.FractionOfMax{}, nil
	}
	return nil, fmt.Errorf("normalisation %q: not one of %v", word, study.Normalisations)
}

// Percentile is the share of the other units that do worse, ties counting half, from 0 to 100: the scale on which the
// study's composite is the mean.
type Percentile struct{}

// Into writes the shares.
func (Percentile) Into(dst, x []float64, d normalise.Direction) error {
	if err := (normalise.Rank{Average: true}).Into(dst, x, d); err != nil {
		return err
	}
	n := 0
	for _, place := range dst {
		if place == place { // not NaN
			n++
		}
	}
	for at, place := range dst {
		dst[at] = percentile(float64(n)+1-place, n)
	}
	return nil
}

// String names the scale.
func (Percentile) String() string { return "percentile, 0 to 100" }

// tree is the hierarchy: the indicators, then the groups.
func (r *Recipe) tree(indicators []IndexIndicator) (*composite.Tree, []composite.Node, error) {
	var nodes []composite.Node
	for k, i := range indicators {
		nodes = append(nodes, composite.Node{Name: i.Code, Parent: r.Parents[k], Weight: r.Weights[k]})
	}
	for _, g := range r.Groups {
		nodes = append(nodes, composite.Node{Name: g.Code, Parent: g.Parent, Weight: g.Weight})
	}
	tree, err := composite.NewTree(nodes)
	return tree, nodes, err
}

func eachColumn(columns [][]float64, act func(k int, x []float64) ([]float64, error)) ([][]float64, error) {
	out := make([][]float64, len(columns))
	for k, x := range columns {
		var err error
		if out[k], err = act(k, x); err != nil {
			return nil, &columnError{k, err}
		}
	}
	return out, nil
}

type columnError struct {
	at int
	error
}

func (e *columnError) Unwrap() error { return e.error }
