package workbench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/study"
	"goodmeasure/table"
)

// IndexTableOptions say what to make an index of, and how. Steps that are not asked for are not taken.
type IndexTableOptions struct {
	Data, Structure string
	Denominate      bool
	Screen          float64 // share of the indicators that a unit must have; 0: all units are kept
	Impute          string  // none, mean, median, group-mean, group-median or row-mean
	Group           string  // column of the group of units
	Treat           string  // a word of TreatmentWords
	WinsoriseMost   int     // most values to draw in
	Normalise       string  // a word of study.Normalisations
	Range           []float64
	Reference       string   // code of a unit
	Weigh           string   // stated, or the name of one of method.Weighings
	Aggregate       []string // words of AggregationWords: from level 2 up, the last serving all above
	Power           float64
	LeastInGroup    float64
}

// TreatmentWords are the treatments that an index of a table may ask for.
var TreatmentWords = []string{"none", "winsorise", "log", "usual", "log-either-side", "log-from-one", "log-index"}

// AggregationWords are the ways to combine that an index of a table may ask for.
var AggregationWords = []string{"arithmetic", "geometric", "harmonic", "power", "median", "least", "copeland", "mazziotta-pareto", "topsis", "benefit-of-the-doubt"}

// ImputationWords are the imputations that an index of a table may ask for.
var ImputationWords = []string{"none", "mean", "median", "group-mean", "group-median", "row-mean"}

func (o IndexTableOptions) recipe(s *structure, t *indexTable) (*method.Recipe, error) {
	r := &method.Recipe{LeastKnown: o.Screen, LeastInGroup: o.LeastInGroup, Alike: t.groups, AlikeBy: o.Group}
	for _, asked := range []struct {
		flag  string
		share float64
	}{{"--screen", o.Screen}, {"--least-in-group", o.LeastInGroup}} {
		if !(asked.share >= 0 && asked.share <= 1) {
			return nil, &ChoiceError{fmt.Sprintf("%s: %v is not a share; write 0.65 for 65%% of the indicators", asked.flag, asked.share)}
		}
	}
	var err error
	if r.Weigh, err = o.weighing(); err != nil {
		return nil, err
	}
	if r.Imputation, err = o.imputation(); err != nil {
		return nil, err
	}
	treatment, err := o.treatment()
	if err != nil {
		return nil, err
	}
	if o.Denominate {
		if r.Denominators, err = t.divisors(s); err != nil {
			return nil, err
		}
	}
	for _, one := range s.indicators {
		scale, err := o.scale(one, s, t)
		if err != nil {
			return nil, err
		}
		r.Scales = append(r.Scales, scale)
		r.Treatments = append(r.Treatments, treatment)
		r.Weights = append(r.Weights, one.weight)
		r.Parents = append(r.Parents, one.parent)
	}
	return r, o.combine(r, s)
}

func (o IndexTableOptions) weighing() (*method.Weighing, error) {
	words := []string{"stated"}
	for at, w := range method.Weighings {
		if w.Name == o.Weigh {
			return &method.Weighings[at], nil
		}
		words = append(words, w.Name)
	}
	if o.Weigh == "" || o.Weigh == "stated" {
		return nil, nil
	}
	return nil, unknownWord("--weigh", o.Weigh, words)
}

func (o IndexTableOptions) imputation() (study.Imputation, error) {
	word, found := map[string]study.Imputation{"": study.ImputeNone, "none": study.ImputeNone, "mean": study.ImputeMean, "median": study.ImputeMedian,
		"group-mean": study.ImputeGroupMean, "group-median": study.ImputeGroupMedian, "row-mean": study.ImputeRow}[o.Impute]
	byGroup := word == study.ImputeGroupMean || word == study.ImputeGroupMedian
	switch {
	case !found:
		return "", unknownWord("--impute", o.Impute, ImputationWords)
	case byGroup && o.Group == "":
		return "", &ChoiceError{fmt.Sprintf("--impute %s needs the column that says which units are alike; name it with --group", o.Impute)}
	case !byGroup && o.Group != "":
		return "", &ChoiceError{"--group says which units are alike for --impute group-mean or group-median, and neither is asked for"}
	}
	return word, nil
}

func (o IndexTableOptions) treatment() (method.Treatment, error) {
	most := o.WinsoriseMost
	if most < 0 {
		return method.Treatment{}, &ChoiceError{fmt.Sprintf("--winsorise-most: %d is not a number of values", most)}
	}
	then := map[string]treat.Transform{"log": treat.Log, "usual": treat.Log, "log-either-side": treat.LogEitherSide, "log-from-one": treat.LogFromOne, "log-index": treat.LogIndex}
	switch transform, found := then[o.Treat]; {
	case o.Treat == "" || o.Treat == "none":
		return method.Treatment{}, nil
	case o.Treat == "winsorise":
		return method.Treatment{Winsorise: most}, nil
	case o.Treat == "usual":
		return method.Treatment{Winsorise: most, Then: &transform}, nil
	case found:
		return method.Treatment{Then: &transform}, nil
	}
	return method.Treatment{}, unknownWord("--treat", o.Treat, TreatmentWords)
}

func unknownWord(flag, word string, words []string) error {
	return &ChoiceError{fmt.Sprintf("%s: %q is not one of %s; %s", flag, word, strings.Join(words, ", "), study.Suggestion(word, words, "choose one of them"))}
}

// divisors are the denominators of the indicators that have one.
func (t *indexTable) divisors(s *structure) ([][]float64, error) {
	if s.denominated() == 0 {
		return nil, &ChoiceError{fmt.Sprintf("--denominate: %s names no denominators; write the code of a row of the type Denominator in the column Denominator", s.name)}
	}
	var out [][]float64
	for k, one := range s.indicators {
		by := t.denominators[one.denominator]
		out = append(out, by)
		for at, value := range by {
			if value == 0 && !math.IsNaN(t.matrix.Values[k][at]) {
				unit := t.matrix.Units[at].Code
				return nil, &table.Error{Position: table.Position{File: t.name, Row: t.rows[unit], Column: one.denominator}, Doing: "dividing " + one.code + " of " + unit + " in",
					Found: "0", Expected: "a denominator above or below 0", Hint: "leave it empty where there is nobody to count"}
			}
		}
	}
	return out, nil
}

// scale is the normalisation of an indicator.
func (o IndexTableOptions) scale(one structureRow, s *structure, t *indexTable) (normalise.Method, error) {
	low, high := 0.0, 100.0
	word := study.Normalisation(o.Normalise)
	if word == study.NormaliseZScore {
		low, high = 0, 1 // mean and standard deviation
	}
	if len(o.Range) > 0 {
		if word != study.NormaliseMinMax && word != study.NormaliseZScore {
			return nil, &ChoiceError{fmt.Sprintf("--range is for --normalise minmax (least and most) and zscore (mean and standard deviation), not for %q", o.Normalise)}
		}
		if len(o.Range) != 2 || math.IsNaN(o.Range[0]+o.Range[1]) || math.IsInf(o.Range[0]+o.Range[1], 0) {
			return nil, &ChoiceError{"--range takes two numbers, as in --range 1,100"}
		}
		low, high = o.Range[0], o.Range[1]
		if word == study.NormaliseMinMax && low >= high || word == study.NormaliseZScore && high <= 0 {
			return nil, &ChoiceError{fmt.Sprintf("--range: %v,%v: write the least and then the most for minmax, the mean and then a standard deviation above 0 for zscore", low, high)}
		}
	}
	if o.Reference != "" && word != study.NormaliseReference {
		return nil, &ChoiceError{fmt.Sprintf("--reference is for --normalise reference, not for %q", o.Normalise)}
	}
	at := table.Position{File: s.name, Row: one.row}
	switch word {
	case study.NormaliseMinMax, "":
		return normalise.MinMax{Lower: low, Upper: high}, nil
	case study.NormaliseZScore:
		return normalise.ZScore{Mean: low, SD: high}, nil
	case study.NormalisePercentile:
		return normalise.PercentileRank{}, nil
	case study.NormaliseRank:
		return normalise.Rank{}, nil
	case study.NormaliseBorda:
		return normalise.Borda{}, nil
	case study.NormaliseBest:
		return normalise.DistanceToBest{}, nil
	case study.NormaliseFraction:
		return normalise.FractionOfMax{}, nil
	case study.NormaliseReference:
		unit := slices.IndexFunc(t.matrix.Units, func(u method.IndexUnit) bool { return u.Code == o.Reference })
		if unit < 0 {
			return nil, &ChoiceError{fmt.Sprintf("--reference: no unit has the code %q", o.Reference)}
		}
		return normalise.DistanceToReference{Unit: unit}, nil
	case study.NormaliseTarget:
		if math.IsNaN(one.target) {
			at.Column = "Target"
			return nil, &table.Error{Position: at, Doing: "scaling " + one.code + " by", Found: "no target", Expected: "the figure to reach, in the indicator’s own unit"}
		}
		return normalise.DistanceToTarget{Target: one.target}, nil
	case study.NormaliseGoalposts:
		if math.IsNaN(one.lower) || math.IsNaN(one.upper) {
			at.Column = "Goalpost_lower"
			return nil, &table.Error{Position: at, Doing: "scaling " + one.code + " by", Found: "no goalposts", Expected: "numbers in the columns Goalpost_lower and Goalpost_upper"}
		}
		return normalise.Goalposts{Lower: one.lower, Upper: one.upper, Scale: one.scaleTo, Truncate: true}, nil
	}
	var words []string
	for _, n := range study.Normalisations {
		words = append(words, string(n))
	}
	return nil, unknownWord("--normalise", o.Normalise, words)
}

// combine gives each group its way to combine: the words go from level 2 up.
func (o IndexTableOptions) combine(r *method.Recipe, s *structure) error {
	words := o.Aggregate
	if len(words) == 0 {
		words = []string{"arithmetic"}
	}
	var methods []aggregate.Method
	for _, word := range words {
		m := o.combiner(word)
		if m == nil {
			return unknownWord("--aggregate", word, AggregationWords)
		}
		methods = append(methods, m)
	}
	if power := slices.Contains(words, "power"); power && (o.Power == 0 || math.IsNaN(o.Power) || math.IsInf(o.Power, 0)) {
		return &ChoiceError{"--aggregate power needs --power with a number that is not 0; power 0 is geometric"}
	} else if !power && o.Power != 0 {
		return &ChoiceError{"--power is for --aggregate power, which is not asked for"}
	}
	highest := 0
	for _, g := range s.groups {
		highest = max(highest, s.levels[g.code])
	}
	if len(words) > highest-1 {
		return &ChoiceError{fmt.Sprintf("--aggregate: %d ways to combine, and the hierarchy of %s combines at %s", len(words), s.name, chart.Count(highest-1, "level", "levels"))}
	}
	for _, g := range s.groups {
		m := methods[min(s.levels[g.code]-2, len(methods)-1)]
		r.Groups = append(r.Groups, method.IndexGroup{Code: g.code, Name: g.name, Parent: g.parent, Weight: g.weight, Method: m})
	}
	return nil
}

func (o IndexTableOptions) combiner(word string) aggregate.Method {
	switch word {
	case "mazziotta-pareto":
		return aggregate.MazziottaPareto{}
	case "topsis":
		return aggregate.TOPSIS{}
	case "benefit-of-the-doubt":
		return aggregate.BenefitOfTheDoubt{}
	}
	return method.Combiner(study.Aggregation(word), o.Power)
}
