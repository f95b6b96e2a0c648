package study

// Normalisation puts an indicator on a scale that it shares with the others, on which more is better.
type Normalisation string

// The normalisations.
const (
	NormalisePercentile Normalisation = "percentile"
	NormaliseMinMax     Normalisation = "minmax"
	NormaliseZScore     Normalisation = "zscore"
	NormaliseRank       Normalisation = "rank"
	NormaliseBorda      Normalisation = "borda"
	NormaliseBest       Normalisation = "best"
	NormaliseReference  Normalisation = "reference"
	NormaliseTarget     Normalisation = "target"
	NormaliseGoalposts  Normalisation = "goalposts"
	NormaliseFraction   Normalisation = "fraction"
)

// Normalisations lists every normalisation.
var Normalisations = []Normalisation{NormalisePercentile, NormaliseMinMax, NormaliseZScore, NormaliseRank, NormaliseBorda, NormaliseBest,
	NormaliseReference, NormaliseTarget, NormaliseGoalposts, NormaliseFraction}

// Words says what a normalisation gives.
func (n Normalisation) Words() string {
	switch n {
	case NormalisePercentile:
		return "the share of the other authorities that do worse"
	case NormaliseMinMax:
		return "the place between the worst authority and the best"
	case NormaliseZScore:
		return "standard deviations above the mean"
	case NormaliseRank:
		return "the rank, counted from the worst"
	case NormaliseBorda:
		return "the number of authorities that do worse"
	case NormaliseBest:
		return "how near to the best authority"
	case NormaliseReference:
		return "how near to one authority, or beyond it"
	case NormaliseTarget:
		return "how near to a target"
	case NormaliseGoalposts:
		return "the place between two stated posts"
	case NormaliseFraction:
		return "the share of the largest figure"
	}
	return ""
}

// Aggregation makes one score of several.
type Aggregation string

// The aggregations.
const (
	AggregateArithmetic Aggregation = "arithmetic"
	AggregateGeometric  Aggregation = "geometric"
	AggregateHarmonic   Aggregation = "harmonic"
	AggregatePower      Aggregation = "power"
	AggregateMedian     Aggregation = "median"
	AggregateLeast      Aggregation = "least"
	AggregateCopeland   Aggregation = "copeland"
)

// Aggregations lists every aggregation.
var Aggregations = []Aggregation{AggregateArithmetic, AggregateGeometric, AggregateHarmonic, AggregatePower, AggregateMedian, AggregateLeast,
	AggregateCopeland}

// Words says what an aggregation does.
func (a Aggregation) Words() string {
	switch a {
	case AggregateArithmetic:
		return "the mean: doing well on one thing makes up for doing badly on another"
	case AggregateGeometric:
		return "the geometric mean: doing well on one thing only partly makes up for doing badly on another"
	case AggregateHarmonic:
		return "the harmonic mean: doing badly on one thing weighs most"
	case AggregatePower:
		return "the generalised mean of a stated power"
	case AggregateMedian:
		return "the middle value"
	case AggregateLeast:
		return "the worst value: nothing makes up for it"
	case AggregateCopeland:
		return "wins less losses when every authority is set against every other, indicator by indicator"
	}
	return ""
}

// AboveZero tells whether the aggregation has an answer only for values above zero.
func (a Aggregation) AboveZero() bool {
	return a == AggregateGeometric || a == AggregateHarmonic || a == AggregatePower
}

// Unweighted tells whether the aggregation can only count everything alike.
func (a Aggregation) Unweighted() bool { return a == AggregateMedian || a == AggregateLeast }

// Treatment draws in outliers before an indicator is normalised.
type Treatment string

// The treatments.
const (
	TreatNone      Treatment = "none"
	TreatWinsorise Treatment = "winsorise"
	TreatLog       Treatment = "log"
	TreatUsual     Treatment = "usual"
)

// Treatments lists every treatment.
var Treatments = []Treatment{TreatNone, TreatWinsorise, TreatLog, TreatUsual}

// Words says what a treatment does.
func (t Treatment) Words() string {
	switch t {
	case TreatNone:
		return "outliers stay as they are"
	case TreatWinsorise:
		return "up to five outliers of a skewed indicator are drawn in to the next value"
	case TreatLog:
		return "the logarithm of a skewed indicator is taken"
	case TreatUsual:
		return "up to five outliers of a skewed indicator are drawn in, and where that does not suffice its logarithm is taken"
	}
	return ""
}

// Imputation fills the gaps of authorities that have most of their figures.
type Imputation string

// The imputations.
const (
	ImputeNone        Imputation = "none"
	ImputeMean        Imputation = "mean"
	ImputeMedian      Imputation = "median"
	ImputeGroupMean   Imputation = "group mean"
	ImputeGroupMedian Imputation = "group median"
	ImputeRow         Imputation = "row"
	ImputeCarry       Imputation = "carry"
)

// Imputations lists every imputation.
var Imputations = []Imputation{ImputeNone, ImputeMean, ImputeMedian, ImputeGroupMean, ImputeGroupMedian, ImputeRow, ImputeCarry}

// Words says what an imputation puts in a gap.
func (i Imputation) Words() string {
	switch i {
	case ImputeNone:
		return "a gap stays a gap, and the other indicators count for more"
	case ImputeMean:
		return "a gap gets the mean of all authorities"
	case ImputeMedian:
		return "a gap gets the median of all authorities"
	case ImputeGroupMean:
		return "a gap gets the mean of authorities that are alike"
	case ImputeGroupMedian:
		return "a gap gets the median of authorities that are alike"
	case ImputeRow:
		return "a gap gets the mean of the authority’s own other indicators"
	case ImputeCarry:
		return "a gap gets the authority’s own latest earlier figure"
	}
	return ""
}

// Likeness is what makes authorities alike for filling gaps.
type Likeness string

// The likenesses.
const (
	AlikeByRegion Likeness = "region"
	AlikeByType   Likeness = "type"
)

// Likenesses lists every likeness.
var Likenesses = []Likeness{AlikeByRegion, AlikeByType}

// Weighing is where the weights of a drawn definition come from.
type Weighing string

// The weighings.
const (
	WeighStated    Weighing = "stated"
	WeighEqual     Weighing = "equal"
	WeighDirichlet Weighing = "dirichlet"
	WeighWithin    Weighing = "within"
)

// Weighings lists every weighing.
var Weighings = []Weighing{WeighStated, WeighEqual, WeighDirichlet, WeighWithin}

// Words says where the weights come from.
func (w Weighing) Words() string {
	switch w {
	case WeighStated:
		return "as stated"
	case WeighEqual:
		return "all equal"
	case WeighDirichlet:
		return "spread around the stated ones"
	case WeighWithin:
		return "anywhere in their own stated ranges"
	}
	return ""
}
