package study

// Definition is what somebody means by good: which indicators count, which way, why and how much, how they are combined,
// and which other choices they would call reasonable. A zero or empty field is what nobody has stated, but for the weight
// of an indicator or group, where zero is a weight.
type Definition struct {
	Name       string      `json:"name"`
	Whose      string      `json:"whose"`
	Because    string      `json:"because,omitempty"`
	Combine    Combination `json:"combine"`
	Groups     []Group     `json:"groups,omitempty"`
	Indicators []Criterion `json:"indicators"`
	Vary       Ranges      `json:"vary"`
}

// Weight is how much an indicator or group counts among its siblings; only the shares of weights matter. Its doubt is a
// range, Low to High, or a standard deviation, or neither.
type Weight struct {
	Value Number `json:"weight"`
	Low   Number `json:"weight_low,omitempty"`
	High  Number `json:"weight_high,omitempty"` // 0: no range is stated
	SD    Number `json:"weight_sd,omitempty"`   // 0: none is stated
	By    string `json:"weight_by,omitempty"`   // whose weight it is
}

// Doubtful tells whether the weight comes with a range or a standard deviation.
func (w Weight) Doubtful() bool { return w.High != 0 || w.SD != 0 }

// Criterion is an indicator as a definition takes it.
type Criterion struct {
	ID        string    `json:"id"`
	Direction Direction `json:"direction"` // HigherIsBetter or LowerIsBetter: of a contested indicator, the reading
	Because   string    `json:"because,omitempty"`
	Weight
	Group         string        `json:"group,omitempty"`         // empty: straight under the index
	Normalisation Normalisation `json:"normalisation,omitempty"` // empty: that of the definition
	Goalposts     []Number      `json:"goalposts,omitempty"`     // two, in the indicator's unit, the smaller first
	Target        *Number       `json:"target,omitempty"`        // in the indicator's unit
	Treatment     Treatment     `json:"treatment,omitempty"`     // empty: that of the definition
	Period        Period        `json:"period,omitempty"`        // 0: the newest that is well covered
	Years         int           `json:"years,omitempty"`         // figures are means over so many periods; 0 is 1
}

// Group is a part of the hierarchy, between the indicators and the index.
type Group struct {
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"`
	Parent  string `json:"parent,omitempty"` // empty: straight under the index
	Because string `json:"because,omitempty"`
	Weight
	Aggregation Aggregation `json:"aggregation,omitempty"` // empty: that of the definition
}

// Combination is how the indicators become one score.
type Combination struct {
	Normalisation Normalisation `json:"normalisation"`
	Scale         [2]Number     `json:"scale"`               // what the worst and the best get by NormaliseMinMax
	Reference     string        `json:"reference,omitempty"` // code of the authority that NormaliseReference measures from
	Aggregation   Aggregation   `json:"aggregation"`
	Power         Number        `json:"power,omitempty"` // of AggregatePower
	Treatment     Treatment     `json:"treatment"`
	Imputation    Imputation    `json:"imputation"`
	ImputeBy      Likeness      `json:"impute_by,omitempty"`   // whose mean or median a group's is
	CarryYears    int           `json:"carry_years,omitempty"` // how far back ImputeCarry looks
	LeastShare    Number        `json:"least_share"`           // of the indicators, that an authority must have to get a score
	Shrinkage     bool          `json:"shrinkage,omitempty"`   // figures of few children are drawn towards the mean
}

// Ranges are the choices that a stress test draws from. What is empty, zero or false is held as the definition has it.
type Ranges struct {
	Normalisations []Normalisation `json:"normalisation,omitempty"`
	Aggregations   []Aggregation   `json:"aggregation,omitempty"`
	Weights        []Weighing      `json:"weights,omitempty"`
	Concentration  Number          `json:"concentration,omitempty"` // of WeighDirichlet
	Imputations    []Imputation    `json:"imputation,omitempty"`
	Treatments     []Treatment     `json:"treatment,omitempty"`
	LeaveOut       int             `json:"leave_out,omitempty"`      // at most so many indicators at once
	MayLeaveOut    []string        `json:"may_leave_out,omitempty"`  // IDs; empty: any
	Readings       bool            `json:"readings,omitempty"`       // both readings of every contested indicator
	YearsBack      int             `json:"years_back,omitempty"`     // figures of up to so many periods before
	SamplingError  bool            `json:"sampling_error,omitempty"` // figures drawn within their sampling error
	Shrinkage      bool            `json:"shrinkage,omitempty"`      // with and without
}

// Criterion finds an indicator of the definition by its ID.
func (d *Definition) Criterion(id string) (Criterion, bool) {
	for _, c := range d.Indicators {
		if c.ID == id {
			return c, true
		}
	}
	return Criterion{}, false
}
