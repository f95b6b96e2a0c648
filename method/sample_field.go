package method

import (
	"cmp"
	"math"
	"slices"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Field is the authorities that a sample may be drawn from, and how sure each is to be among the best or the worst.
type Field struct {
	Ranking     string     `json:"ranking"`     // what ranks them, in words: "the composite of all measures"
	Times       string     `json:"times"`       // what shares are of: "10000 draws"
	Deprivation string     `json:"deprivation"` // the index of deprivation
	Prospects   []Prospect `json:"prospects"`   // by code
}

// Prospect is an authority that a sample may be drawn from.
type Prospect struct {
	Authority     string       `json:"authority"`
	Name          string       `json:"name"`
	PBestQuarter  study.Number `json:"p_best_quarter"` // null where it is not ranked, or without known doubt
	PWorstQuarter study.Number `json:"p_worst_quarter"`
	Region        string       `json:"region"`
	Type          string       `json:"type"`
	Children      study.Number `json:"children"`
	Deprivation   study.Number `json:"deprivation"`
	Fifth         int          `json:"deprivation_fifth"` // 1 is the most deprived; 0: not known
	Grade         study.Grade  `json:"grade"`
}

// Shares are how often an authority is in the best and in the worst quarter, 0 to 1.
type Shares struct{ Best, Worst study.Number }

// NewField lays out authorities with their surroundings. Shares and judgements are in the order of the authorities.
func NewField(edition *study.Edition, authorities []study.Authority, judgements []study.Inspection, shares []Shares, deprivation string) Field {
	f := Field{Deprivation: deprivation, Prospects: []Prospect{}}
	scores := make([]float64, len(authorities))
	for at, a := range authorities {
		context := edition.Context(a.Code)
		p := Prospect{Authority: a.Code, Name: a.Short(), PBestQuarter: shares[at].Best, PWorstQuarter: shares[at].Worst, Region: a.Region, Type: a.Type,
			Children: context.ChildPopulation, Deprivation: Deprivation(context, deprivation), Grade: judgements[at].Overall}
		scores[at] = float64(p.Deprivation)
		f.Prospects = append(f.Prospects, p)
	}
	known := 0
	for _, p := range f.Prospects {
		if p.Deprivation.Known() {
			known++
		}
	}
	for at, place := range rank.Min(scores, true) {
		if !math.IsNaN(place) {
			f.Prospects[at].Fifth = 1 + int(5*(place-1)/float64(known))
		}
	}
	slices.SortStableFunc(f.Prospects, func(a, b Prospect) int { return cmp.Compare(a.Authority, b.Authority) })
	return f
}

// Field is what a study draws its sample from: how often each authority is at either end of the composite of all measures.
func (s *Standing) Field(f *Frame, c Choices) Field {
	composite := s.Composites[All]
	shares := make([]Shares, len(f.Authorities))
	for at := range shares {
		shares[at] = Shares{study.Missing, study.Missing}
		if !math.IsNaN(composite.Score[at]) {
			shares[at] = Shares{study.Number(composite.Summaries[at].TopQuarter), study.Number(composite.Summaries[at].BottomQuarter)}
		}
	}
	field := NewField(f.Edition, f.Authorities, f.Judgements, shares, c.Deprivation)
	field.Ranking, field.Times = "the composite of all measures", count(c.Draws, "draw")
	return field
}

// names are what authorities are called, in the order of the codes given; a code that is not in the field stands for itself.
func (f Field) names(codes []string) []string {
	var names []string
	for _, code := range codes {
		name := code
		for _, p := range f.Prospects {
			if p.Authority == code {
				name = p.Name
			}
		}
		names = append(names, name)
	}
	return names
}
