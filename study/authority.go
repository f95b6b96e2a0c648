package study

import (
	"strconv"
	"strings"
)

// Authority is a local authority with children's services. Code is the three-digit code that the Department for
// Education gives it; it outlives most changes of the nine-character ONS code.
type Authority struct {
	Code         string   `json:"code"`
	Name         string   `json:"name"`
	ONS          string   `json:"ons"`
	OtherONS     []string `json:"other_ons,omitempty"`
	Region       string   `json:"region"`
	London       string   `json:"london,omitempty"` // inner, outer or empty
	Type         string   `json:"type"`             // London borough, metropolitan, unitary, county
	ValidFrom    Date     `json:"valid_from,omitzero"`
	ValidTo      Date     `json:"valid_to,omitzero"`
	Predecessors []string `json:"predecessors,omitempty"`
	Successors   []string `json:"successors,omitempty"`
	OfstedURN    string   `json:"ofsted_urn,omitempty"`
	Aliases      []string `json:"aliases,omitempty"`
}

// Short is the name as people say it: "Bristol" for "Bristol, City of".
func (a Authority) Short() string {
	for _, ending := range []string{", City of", ", County of"} {
		if name, found := strings.CutSuffix(a.Name, ending); found {
			return name
		}
	}
	return a.Name
}

// Slug is the authority's name in addresses: "kingston-upon-hull", and for one that has ended "dorset-to-2019".
func (a Authority) Slug() string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(a.Short(), "'", "")), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	slug := strings.Join(words, "-")
	if !a.Current() {
		slug += "-to-" + strconv.Itoa(a.ValidTo.Year())
	}
	return slug
}

// Kind is what the authority is, in words. City of London is listed among the London boroughs and is none.
func (a Authority) Kind() string {
	switch {
	case a.Code == CityOfLondon:
		return "city corporation"
	case a.Type == "metropolitan":
		return "metropolitan district"
	case a.Type == "unitary":
		return "unitary authority"
	}
	return a.Type
}

// Current tells whether the authority still exists.
func (a Authority) Current() bool { return a.ValidTo.IsZero() }

// InRegion is a region as it stands in a sentence: some have an article.
func InRegion(region string) string {
	for _, end := range []string{" East", " West", " Midlands"} {
		if strings.HasSuffix(region, end) {
			return "the " + region
		}
	}
	if strings.HasPrefix(region, "East of ") {
		return "the " + region
	}
	return region
}

// ExistedOn tells whether the authority existed on a day.
func (a Authority) ExistedOn(day Date) bool {
	return (a.ValidFrom.IsZero() || !day.Before(a.ValidFrom)) && (a.ValidTo.IsZero() || !a.ValidTo.Before(day))
}

// Tiny names the two authorities with a handful of children each. They are listed and never ranked: one child moves
// any percentage of theirs from one end of the country to the other.
func (a Authority) Tiny() bool { return a.Code == CityOfLondon || a.Code == IslesOfScilly }

// The codes of the two authorities that are never ranked.
const (
	CityOfLondon  = "201"
	IslesOfScilly = "420"
)

// ValidCode tells whether text has the form of a DfE local authority code.
func ValidCode(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && len(text) == 3 && number >= 200
}

// Context is what surrounds an authority's services and is not of their making.
type Context struct {
	Authority             string `json:"authority"`
	IMD2015               Number `json:"imd2015_score"`
	IMD2019               Number `json:"imd2019_score"`
	IMD2025               Number `json:"imd2025_score"`
	IncomeDeprived2019    Number `json:"income_deprived_2019"`
	IncomeDeprived2025    Number `json:"income_deprived_2025"`
	Districts             int    `json:"districts"`
	ChildPopulation       Number `json:"child_population"`
	ChildPopulationPeriod int    `json:"child_population_period,omitempty"`
	ChildPoverty          Number `json:"child_poverty"`
	ChildPovertyPeriod    int    `json:"child_poverty_period,omitempty"`
	FreeMealsPrimary      Number `json:"fsm_primary"`
	FreeMealsPeriod       int    `json:"fsm_primary_period,omitempty"`
	SpendPerChild         Number `json:"spend_per_child"`
	SpendPerChildPeriod   int    `json:"spend_per_child_period,omitempty"`
}

// Neighbour is one place in the list of authorities that a model holds to be most alike.
type Neighbour struct {
	Authority string `json:"authority"`
	Model     string `json:"model"` // the year of the model: 2021, 2025
	Rank      int    `json:"rank"`
	Neighbour string `json:"neighbour"`
	Closeness string `json:"closeness"`
}

// Hex is an authority's place on the tile map: an odd-r grid of hexagons, R growing northwards.
type Hex struct {
	Authority string `json:"authority"`
	Q         int    `json:"q"`
	R         int    `json:"r"`
	Origin    string `json:"origin"`
}
