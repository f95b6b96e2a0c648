package study

import (
	"strconv"
	"strings"
)

// Indicator is a published measure.
type Indicator struct {
	ID          string     `toml:"id" json:"id"`
	Name        string     `toml:"name" json:"name"`
	Plain       string     `toml:"plain" json:"plain"` // what it counts, in one sentence anyone can read
	Domain      Domain     `toml:"domain" json:"domain"`
	Core        bool       `toml:"core" json:"core"` // one of the 14 that the study uses unless told otherwise
	Kind        Kind       `toml:"kind" json:"kind"`
	Unit        string     `toml:"unit" json:"unit"`
	Direction   Direction  `toml:"direction" json:"direction"`
	Readings    []Reading  `toml:"readings" json:"readings,omitempty"` // both, when the direction is contested
	Denominator string     `toml:"denominator" json:"denominator"`
	PeriodType  PeriodType `toml:"period_type" json:"period_type"`
	FirstPeriod Period     `toml:"first_period" json:"first_period"`
	LastPeriod  Period     `toml:"last_period" json:"last_period"`
	CountsFrom  Period     `toml:"counts_from" json:"counts_from,omitempty"` // 0: published without counts
	Publisher   string     `toml:"publisher" json:"publisher"`
	Publication string     `toml:"publication" json:"publication"`
	Breaks      []Break    `toml:"breaks" json:"breaks,omitempty"`
	Caveats     []string   `toml:"caveats" json:"caveats"`
	Complements []string   `toml:"complements" json:"complements,omitempty"` // measures that count the other side of the same thing
	NestedIn    []string   `toml:"nested_in" json:"nested_in,omitempty"`     // measures whose count includes this one's
	Replaces    string     `toml:"replaces" json:"replaces,omitempty"`       // the older series it must not be chained with
}

// Domain is what an indicator speaks about.
type Domain string

// The domains.
const (
	Outcome   Domain = "outcome"
	Workforce Domain = "workforce"
	Surround  Domain = "context"
)

// Kind says how an indicator's figure comes about, and so what its sampling error is.
type Kind string

// The kinds of figure.
const (
	Proportion Kind = "proportion" // numerator out of denominator, published as a percentage
	Rate       Kind = "rate"       // events for so many people
	Mean       Kind = "mean"       // average over children
	Score      Kind = "score"      // points of a scale
	Amount     Kind = "amount"     // money or people
)

// Direction says which way is good.
type Direction string

// The directions. A contested indicator enters a result only with a stated reading.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
	Contested      Direction = "contested"
	NoDirection    Direction = "none" // context: it describes, and is not good or bad
)

// Sign is 1 when higher is better, -1 when lower is, and 0 when there is no agreed direction.
func (d Direction) Sign() float64 {
	switch d {
	case HigherIsBetter:
		return 1
	case LowerIsBetter:
		return -1
	}
	return 0
}

// Words says the direction on an axis or beside a figure.
func (d Direction) Words() string {
	switch d {
	case HigherIsBetter:
		return "higher is better"
	case LowerIsBetter:
		return "lower is better"
	case Contested:
		return "people disagree which way is better"
	}
	return "neither way is better"
}

// Reading is one way to take a contested indicator, and why somebody takes it so.
type Reading struct {
	Direction Direction `toml:"direction" json:"direction"`
	Because   string    `toml:"because" json:"because"`
}

// Break is a change that makes figures before and from a period different things.
type Break struct {
	Period Period `toml:"period" json:"period"`
	What   string `toml:"what" json:"what"`
}

// Per is how many people a rate is for, read from its unit: 10,000 in "per 10,000". It is 0 where the unit says none.
func (i Indicator) Per() float64 {
	_, people, found := strings.Cut(i.Unit, "per ")
	if !found {
		return 0
	}
	per, err := strconv.ParseFloat(strings.ReplaceAll(people, ",", ""), 64)
	if err != nil {
		return 0
	}
	return per
}
