package method

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"goodmeasure/stats/composite/stress"
	"goodmeasure/study"
)

// SpecificationCurve is how far definitions agree with inspection: Spearman's correlation of each composite with the
// overall grade. Quantiles are to half a thousandth.
//
// Source: Simonsohn and others (2020), Specification curve analysis, Nature Human Behaviour 4, 1208-1214.
type SpecificationCurve struct {
	Against  string          `json:"against"`
	N        int             `json:"n"`        // authorities with a grade and a nominal rank
	Nominal  study.Number    `json:"nominal"`  // of the definition itself
	Critical study.Number    `json:"critical"` // correlations this far from 0 have p < 0.05 among so many authorities
	All      Agreements      `json:"all"`
	ByOption []OptionCurve   `json:"by_option"`
	Sample   []Specification `json:"sample"` // the first draws, lowest correlation first
	Why      string          `json:"why_missing,omitempty"`
}

// Agreements are the correlations over a set of definitions.
type Agreements struct {
	Definitions              int          `json:"definitions"`
	Median                   study.Number `json:"median"`
	Low50                    study.Number `json:"low50"`
	High50                   study.Number `json:"high50"`
	Low95                    study.Number `json:"low95"`
	High95                   study.Number `json:"high95"`
	SharePositive            study.Number `json:"share_positive"`
	ShareSignificantPositive study.Number `json:"share_significant_positive"` // p < 0.05, two-sided
	ShareSignificantNegative study.Number `json:"share_significant_negative"`
}

// OptionCurve is those of the definitions that take one option of a choice.
type OptionCurve struct {
	Choice string `json:"choice"`
	Option string `json:"option"`
	Agreements
}

// Specification is one drawn definition.
type Specification struct {
	Draw          int          `json:"draw"` // from 1
	Rho           study.Number `json:"rho"`
	Normalisation string       `json:"normalisation"`
	Aggregation   string       `json:"aggregation"`
	Weights       string       `json:"weights"`
	Imputation    string       `json:"imputation"`
	Treatment     string       `json:"treatment"`
	Period        string       `json:"years_back"`
	Shrinkage     string       `json:"shrinkage"`
	LeftOut       []string     `json:"left_out"`
	Turned        []string     `json:"turned"` // contested indicators read the other way
}

const (
	sampledSpecifications = 200
	rhoBins               = 4001 // of 0.0005 from -1 to 1
)

// curve gathers the agreement of draws with grades. Workers have one each, and they add up.
type curve struct {
	ranges   *rangesOfChoice
	grades   []int // 0 without one
	sets     []optionSet
	counts   [][]uint32 // by option, the first for all; bins of rho
	positive []uint32
	above    []uint32 // significantly
	below    []uint32
	critical []float64 // by number of authorities
	held     []int     // authorities at each twice-the-rank
	sample   []Specification
}

// optionSet is a choice whose options are told apart.
type optionSet struct {
	choice  string
	first   int // of its counts
	options []string
	take    func(c *stress.Choice, option int) bool // nil: as at says
	at      func(c *stress.Choice) int
}

func newCurve(r *rangesOfChoice, draws int) *curve {
	c := &curve{ranges: r, grades: r.matrix.Frame.Grades(), sample: make([]Specification, min(draws, sampledSpecifications)),
		held: make([]int, 2*len(r.matrix.Units)+1), critical: make([]float64, len(r.matrix.Units)+1)}
	options := 1
	add := func(d optionSet) {
		if len(d.options) > 1 || d.take != nil && len(d.options) > 0 {
			d.first = options
			options += len(d.options)
			c.sets = append(c.sets, d)
		}
	}
	single := func(f stress.Factor, at func(c *stress.Choice) int) {
		add(optionSet{choice: choiceNames[f], options: r.options[f], at: at})
	}
	single(stress.NormalisationFactor, func(c *stress.Choice) int { return c.Normalisation })
	single(stress.AggregationFactor, func(c *stress.Choice) int { return c.Aggregation })
	single(stress.WeightsFactor, func(c *stress.Choice) int { return c.Scheme })
	single(stress.ImputationFactor, func(c *stress.Choice) int { return c.Imputation })
	single(stress.TreatmentFactor, func(c *stress.Choice) int { return c.Treatment })
	single(stress.VersionFactor, func(c *stress.Choice) int { return c.Version })
	single(stress.EstimateFactor, func(c *stress.Choice) int { return c.Estimate })
	c.addIndicators(add)
	c.counts = make([][]uint32, options)
	for at := range c.counts {
		c.counts[at] = make([]uint32, rhoBins)
	}
	c.positive, c.above, c.below = make([]uint32, options), make([]uint32, options), make([]uint32, options)
	return c
}

func (c *curve) addIndicators(add func(optionSet)) {
	r := c.ranges
	var out []int
	leaving := optionSet{choice: choiceNames[stress.InclusionFactor]}
	for k, chance := range r.space.LeaveOut {
		if chance > 0 {
			out = append(out, k)
			leaving.options = append(leaving.options, withoutIndicator+r.definition.Indicators[k].ID)
		}
	}
	leaving.take = func(c *stress.Choice, option int) bool { return c.LeftOut[out[option]] }
	add(leaving)
	for k, both := range r.space.Contested {
		if !both {
			continue
		}
		i := r.definition.Indicators[k]
		add(optionSet{choice: choiceNames[stress.ReadingFactor], options: []string{i.ID + ":" + string(i.Direction), i.ID + ":" + string(otherWay(i.Direction))},
			at: func(c *stress.Choice) int {
				if c.Turned[k] {
					return 1
				}
				return 0
			}})
	}
}

// withoutIndicator stands before the id of an indicator that a definition leaves out.
const withoutIndicator = "without "

func otherWay(d study.Direction) study.Direction {
	if d == study.HigherIsBetter {
		return study.LowerIsBetter
	}
	return study.HigherIsBetter
}

// visit counts a draw.
func (c *curve) visit(d *stress.Draw) {
	rho, n := c.spearman(d.Ranks)
	if d.Number < len(c.sample) {
		c.sample[d.Number] = c.specification(d, rho)
	}
	if math.IsNaN(rho) {
		return
	}
	bin := int((rho+1)*(rhoBins-1)/2 + 0.5)
	critical := c.criticalAt(n)
	tally := func(option int) {
		c.counts[option][bin]++
		if rho > 0 {
			c.positive[option]++
		}
		if rho >= critical {
			c.above[option]++
		} else if rho <= -critical {
			c.below[option]++
		}
	}
	tally(0)
	for k := range c.sets {
		optionSet := &c.sets[k]
		if optionSet.at != nil {
			tally(optionSet.first + optionSet.at(d.Choice))
			continue
		}
		for option := range optionSet.options {
			if optionSet.take(d.Choice, option) {
				tally(optionSet.first + option)
			}
		}
	}
}

// spearman is the correlation of the ranks, turned so that more is better, with the grades, and of how many. It counts in
// whole numbers: ranks are ranked anew among the graded through the number that share each.
func (c *curve) spearman(ranks []float64) (rho float64, n int) {
	clear(c.held)
	var byGrade [5]int
	for at, r := range ranks {
		if g := c.grades[at]; g > 0 && r == r {
			c.held[int(2*r)]++
			byGrade[g]++
			n++
		}
	}
	if n < 3 {
		return math.NaN(), n
	}
	before := 0
	spread := 0.0
	for twice, held := range c.held {
		if held == 0 {
			continue
		}
		place := 2*before + held + 1 - (n + 1) // twice the rank, from twice the middle
		spread += float64(held) * float64(place) * float64(place)
		before += held
		c.held[twice] = place
	}
	var gradePlace [5]int
	before = 0
	gradeSpread := 0.0
	for g, held := range byGrade {
		gradePlace[g] = 2*before + held + 1 - (n + 1)
		gradeSpread += float64(held) * float64(gradePlace[g]) * float64(gradePlace[g])
		before += held
	}
	together := 0
	for at, r := range ranks {
		if g := c.grades[at]; g > 0 && r == r {
			together -= c.held[int(2*r)] * gradePlace[g] // rank 1 is best, and so is the highest grade
		}
	}
	return float64(together) / math.Sqrt(spread*gradeSpread), n
}

// criticalAt is the least correlation with p < 0.05 by the t distribution.
func (c *curve) criticalAt(n int) float64 {
	if c.critical[n] == 0 {
		t := distuv.StudentsT{Sigma: 1, Nu: float64(n - 2)}.Quantile(0.975)
		c.critical[n] = t / math.Sqrt(float64(n-2)+t*t)
	}
	return c.critical[n]
}

func (c *curve) specification(d *stress.Draw, rho float64) Specification {
	r := c.ranges
	pick := func(f stress.Factor, at int) string {
		if options := r.options[f]; at < len(options) {
			return options[at]
		}
		return shrinkageWords(r.definition.Combine.Shrinkage) // the one choice that has no options where it is held
	}
	s := Specification{Draw: d.Number + 1, Rho: study.Number(rho), Normalisation: pick(stress.NormalisationFactor, d.Choice.Normalisation),
		Aggregation: pick(stress.AggregationFactor, d.Choice.Aggregation), Weights: pick(stress.WeightsFactor, d.Choice.Scheme),
		Imputation: pick(stress.ImputationFactor, d.Choice.Imputation), Treatment: pick(stress.TreatmentFactor, d.Choice.Treatment),
		Period: pick(stress.VersionFactor, d.Choice.Version), Shrinkage: pick(stress.EstimateFactor, d.Choice.Estimate), LeftOut: []string{}, Turned: []string{}}
	for k, i := range r.definition.Indicators {
		if d.Choice.LeftOut[k] {
			s.LeftOut = append(s.LeftOut, i.ID)
		}
		if d.Choice.Turned[k] {
			s.Turned = append(s.Turned, i.ID)
		}
	}
	return s
}

func (c *curve) merge(other *curve) {
	add := func(to, from []uint32) {
		for at, n := range from {
			to[at] += n
		}
	}
	for option := range c.counts {
		add(c.counts[option], other.counts[option])
	}
	add(c.positive, other.positive)
	add(c.above, other.above)
	add(c.below, other.below)
	for at, s := range other.sample {
		if s.Draw > 0 {
			c.sample[at] = s
		}
	}
}

// result sums up the draws done. Nominal ranks are those of the definition itself.
func (c *curve) result(nominal []float64, asAt study.Date) SpecificationCurve {
	rho, n := c.spearman(nominal)
	out := SpecificationCurve{Against: fmt.Sprintf("latest overall grade under ILACS published by %s", asAt.Long()), N: n, Nominal: study.Number(rho),
		Critical: study.Missing, All: c.agreements(0), ByOption: []OptionCurve{}, Sample: []Specification{}}
	if out.All.Definitions == 0 {
		out.Why = fmt.Sprintf("%s with a grade, or all with the same, and a correlation needs three that differ", count(n, "authority"))
		return out
	}
	if n > 2 {
		out.Critical = study.Number(c.criticalAt(n))
	}
	for _, d := range c.sets {
		for at, option := range d.options {
			out.ByOption = append(out.ByOption, OptionCurve{d.choice, option, c.agreements(d.first + at)})
		}
	}
	for _, s := range c.sample {
		if s.Rho.Known() && s.Draw > 0 {
			out.Sample = append(out.Sample, s)
		}
	}
	slices.SortStableFunc(out.Sample, func(a, b Specification) int { return cmp.Compare(a.Rho, b.Rho) })
	return out
}

// ofOne leaves of a curve the one definition that there is, which has a correlation and no spread.
func (c *SpecificationCurve) ofOne() {
	c.Sample = c.Sample[:min(1, len(c.Sample))]
	c.All = Agreements{min(1, c.All.Definitions), c.All.Median, study.Missing, study.Missing, study.Missing, study.Missing, study.Missing, study.Missing, study.Missing}
}

func (c *curve) agreements(option int) Agreements {
	bins := c.counts[option]
	n := 0
	for _, count := range bins {
		n += int(count)
	}
	quantile := func(p float64) study.Number {
		if n == 0 {
			return study.Missing
		}
		seen, wanted := 0, int(p*float64(n-1)+0.5)
		for bin, count := range bins {
			if seen += int(count); seen > wanted {
				return study.Number(float64(2*bin-(rhoBins-1)) / (rhoBins - 1))
			}
		}
		return study.Missing
	}
	share := func(count uint32) study.Number {
		if n == 0 {
			return study.Missing
		}
		return study.Number(float64(count) / float64(n))
	}
	return Agreements{n, quantile(0.5), quantile(0.25), quantile(0.75), quantile(0.025), quantile(0.975),
		share(c.positive[option]), share(c.above[option]), share(c.below[option])}
}
