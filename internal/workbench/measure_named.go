package workbench

import "goodmeasure/study"

// AuthorityTrend is the figures of an authority that somebody asks for by name, over the periods in which it existed.
type AuthorityTrend struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Region    string       `json:"region"`
	Few       bool         `json:"-"`    // a handful of children
	Past      []PastFigure `json:"past"` // oldest first
}

// TrendOf is how an authority's figures of a measure have moved, up to the newest there are.
func (w *Workbench) TrendOf(a study.Authority, indicator string) (AuthorityTrend, error) {
	i, err := w.indicator(indicator)
	if err != nil {
		return AuthorityTrend{}, err
	}
	trend := AuthorityTrend{Authority: a.Code, Name: w.ShortName(a), Region: a.Region, Few: a.Tiny(), Past: []PastFigure{}}
	if periods := w.Edition.Periods(i.ID); len(periods) > 0 {
		trend.Past = w.past(a, i, periods[len(periods)-1], Company{Benchmark: AgainstEngland})
	}
	return trend, nil
}
