package method

import (
	"cmp"
	"math"
	"slices"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// IndicatorUsed describes an indicator's values at the outset, and what was done to them.
type IndicatorUsed struct {
	IndexIndicator
	Parent        string       `json:"parent"`
	Known         int          `json:"known"`
	Filled        int          `json:"filled"` // gaps that were imputed
	Min           study.Number `json:"min"`
	Max           study.Number `json:"max"`
	Mean          study.Number `json:"mean"`
	Median        study.Number `json:"median"`
	SD            study.Number `json:"sd"`
	Skewness      study.Number `json:"skewness"`
	Kurtosis      study.Number `json:"kurtosis"`
	Unique        int          `json:"unique"`
	Outliers      bool         `json:"outliers"` // skewness and kurtosis are beyond the usual limits
	Treatment     string       `json:"treatment"`
	Winsorised    int          `json:"winsorised"` // values drawn in
	Transformed   string       `json:"transformed,omitempty"`
	SkewnessAfter study.Number `json:"skewness_after"`
	KurtosisAfter study.Number `json:"kurtosis_after"`
	Scale         string       `json:"scale"`
}

// EffectiveWeight is what a node counts in the index when every mean is arithmetic and all is known.
type EffectiveWeight struct {
	Code      string       `json:"code"`
	Name      string       `json:"name"`
	Level     int          `json:"level"` // 1 for indicators
	Parent    string       `json:"parent"`
	Weight    study.Number `json:"weight"` // beside the others of its parent
	Effective study.Number `json:"effective"`
	Combined  string       `json:"combined,omitempty"` // how a group is made of its members
}

// ParentCorrelation is the correlation of a node's scores with those of a group above it.
type ParentCorrelation struct {
	Code        string       `json:"code"`
	With        string       `json:"with"`
	Correlation study.Number `json:"correlation"`
}

// UnitAvailability is how much is known of a unit.
type UnitAvailability struct {
	IndexUnit
	Missing  int          `json:"missing"`
	Zero     int          `json:"zero"`
	Known    study.Number `json:"known_share"`
	NonZero  study.Number `json:"nonzero_share"`
	Screened bool         `json:"screened_out"`
}

// UnitStanding is an indicator on which a unit stands high, or low.
type UnitStanding struct {
	IndexUnit
	Indicator string       `json:"indicator"`
	Label     string       `json:"indicator_name"`
	Value     study.Number `json:"value"`
	Rank      study.Number `json:"rank"`
	N         int          `json:"n"`
	RankLow   study.Number `json:"rank_low"` // 95%; null where the sampling error is not known
	RankHigh  study.Number `json:"rank_high"`
	indicator int
}

// mostStandings is how many strengths, and as many weaknesses, are listed for a unit.
const mostStandings = 3

func sortResults(results []IndexResult) {
	slices.SortStableFunc(results, func(a, b IndexResult) int {
		switch {
		case a.Rank.Known() && !b.Rank.Known():
			return -1
		case !a.Rank.Known() && b.Rank.Known():
			return 1
		case a.Rank.Known() && a.Rank != b.Rank:
			return cmp.Compare(a.Rank, b.Rank)
		}
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Unit, b.Unit))
	})
}

func (w *kitchen) availability(s *Stages) ([]UnitAvailability, error) {
	found, err := composite.Available(s.Denominated)
	if err != nil {
		return nil, err
	}
	var rows []UnitAvailability
	for at, a := range found {
		rows = append(rows, UnitAvailability{w.matrix.Units[at], a.Missing, a.Zero, study.Number(a.Known), study.Number(a.NonZero), !slices.Contains(w.kept, at)})
	}
	return rows, nil
}

func (w *kitchen) indicators(s *Stages) ([]IndicatorUsed, error) {
	var rows []IndicatorUsed
	for k, i := range w.matrix.Indicators {
		d, err := composite.Describe(s.Denominated[k], composite.UsualWarnings)
		if err != nil {
			return nil, &IndicatorError{i.Code, err}
		}
		row := IndicatorUsed{IndexIndicator: i, Parent: w.Parents[k], Known: d.Known, Min: study.Number(d.Min), Max: study.Number(d.Max),
			Mean: study.Number(d.Mean), Median: study.Number(d.Median), SD: study.Number(d.SD), Skewness: study.Number(d.Skewness),
			Kurtosis: study.Number(d.Kurtosis), Unique: d.Unique, Outliers: d.Outliers, Treatment: w.Treatments[k].Words(), Scale: w.scaleWords(k),
			Filled: knownIn(s.Imputed[k]) - knownIn(s.Screened[k])}
		treated := s.Treatments[k]
		after := treated.Before
		if treated.Winsorised != nil {
			row.Winsorised, after = treated.Winsorised.Points(), treated.Winsorised.After
		}
		if treated.Transformed != nil {
			row.Winsorised, after = 0, *treated.Transformed
			row.Transformed = w.Treatments[k].Then.String()
		}
		if treated.Values == nil {
			after = treat.Shape{Skewness: d.Skewness, Kurtosis: d.Kurtosis}
		}
		row.SkewnessAfter, row.KurtosisAfter = study.Number(after.Skewness), study.Number(after.Kurtosis)
		rows = append(rows, row)
	}
	return rows, nil
}

func missing(columns [][]float64) int {
	n := 0
	for _, x := range columns {
		n += len(x) - knownIn(x)
	}
	return n
}

func knownIn(x []float64) int {
	n := 0
	for _, v := range x {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

func (w *kitchen) weights(s *Stages) []EffectiveWeight {
	levels := map[string]int{}
	for _, one := range s.Scores {
		levels[one.Name] = one.Level
	}
	var rows []EffectiveWeight
	for at, n := range w.nodes {
		row := EffectiveWeight{Code: n.Name, Level: levels[n.Name], Parent: n.Parent, Weight: study.Number(n.Weight), Effective: study.Number(w.effective[at])}
		if at < len(w.matrix.Indicators) {
			row.Name = w.matrix.Indicators[at].Name
		} else {
			group := w.Groups[at-len(w.matrix.Indicators)]
			row.Name, row.Combined = group.Name, group.Method.String()
		}
		rows = append(rows, row)
	}
	return rows
}

// correlations are those of every node with each group above it.
func (w *kitchen) correlations(s *Stages) []ParentCorrelation {
	parents := map[string]string{}
	for _, n := range w.nodes {
		parents[n.Name] = n.Parent
	}
	var rows []ParentCorrelation
	for _, n := range w.nodes {
		own := []composite.Score{s.score(n.Name)}
		for above := n.Parent; above != ""; above = parents[above] {
			r := composite.Correlations(own, []composite.Score{s.score(above)})
			rows = append(rows, ParentCorrelation{n.Name, above, study.Number(r[0][0])})
		}
	}
	return rows
}

// standings are the indicators on which each unit stands highest and lowest among those that have a figure. An indicator
// is never both.
func (w *kitchen) standings(s *Stages, units []IndexUnit) (strengths, weaknesses []UnitStanding) {
	strengths, weaknesses = []UnitStanding{}, []UnitStanding{}
	ranks, n := make([][]float64, len(s.Denominated)), make([]int, len(s.Denominated))
	for k, x := range s.Denominated {
		ranks[k], n[k] = rank.Min(x, w.matrix.Indicators[k].Direction != study.LowerIsBetter), knownIn(x)
	}
	for now, u := range units {
		var all []UnitStanding
		for k, i := range w.matrix.Indicators {
			if place := ranks[k][w.kept[now]]; !math.IsNaN(place) && n[k] > 1 {
				all = append(all, UnitStanding{u, i.Code, i.Name, study.Number(s.Screened[k][now]), study.Number(place), n[k], study.Missing, study.Missing, k})
			}
		}
		slices.SortStableFunc(all, func(a, b UnitStanding) int {
			return cmp.Compare(float64(a.Rank-1)*float64(b.N-1), float64(b.Rank-1)*float64(a.N-1))
		})
		most := min(mostStandings, len(all)/2)
		strengths = append(strengths, all[:most]...)
		lowest := all[len(all)-most:]
		slices.Reverse(lowest)
		weaknesses = append(weaknesses, lowest...)
	}
	return strengths, weaknesses
}
