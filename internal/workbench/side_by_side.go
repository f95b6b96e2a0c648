package workbench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// MostSideBySide is how many authorities can be told apart by shape and colour.
const MostSideBySide = 6

// SideBySide is some authorities on each measure of a definition, in the same years, and on all of them together.
type SideBySide struct {
	Edition    method.EditionUsed    `json:"edition"`
	Definition method.DefinitionUsed `json:"definition"`
	Places     []PlaceBeside         `json:"authorities"`
	Rows       []RowBeside           `json:"rows"`
	Notes      []string              `json:"notes"`
	Words      string                `json:"words"`
	Claim      string                `json:"claim"` // of the figure
	Draws      int                   `json:"draws"`
	Seed       uint64                `json:"seed"`
}

// PlaceBeside is one of the authorities.
type PlaceBeside struct {
	Authority study.Authority `json:"authority"`
	Name      string          `json:"name"` // short, and "the former Dorset" where there is a Dorset now
	Slug      string          `json:"slug"`
	Whole     WholePlace      `json:"whole"`
	Range     string          `json:"place_words"` // the 95% interval of its place, or why it has none
	AnyChoice string          `json:"place_any_choice_words"`
	Told      string          `json:"told_words"`
}

func placeBeside(a study.Authority, name string, p *Portrait) PlaceBeside {
	one := PlaceBeside{Authority: a, Name: name, Slug: p.Slug, Whole: p.Whole, Range: p.Whole.Words, AnyChoice: "not drawn", Told: "has no place"}
	if !p.Whole.RankLow.Known() {
		return one
	}
	one.Range, one.Told = fmt.Sprintf("%s of %d", rankRange(p.Whole.RankLow, p.Whole.RankHigh), p.Whole.N), "cannot be told apart from the middle"
	switch p.Whole.Half {
	case 1:
		one.Told = "in the better half"
	case -1:
		one.Told = "in the worse half"
	}
	if p.Whole.AnyLow.Known() {
		one.AnyChoice = rankRange(p.Whole.AnyLow, p.Whole.AnyHigh)
	}
	return one
}

// RowBeside is one measure.
type RowBeside struct {
	Indicator      string          `json:"indicator"`
	Name           string          `json:"name"`
	Unit           string          `json:"unit"`
	PeriodWords    string          `json:"period_words"`
	Direction      study.Direction `json:"direction"`
	DirectionWords string          `json:"direction_words"`
	Reading        string          `json:"reading,omitempty"` // how the definition takes the measure, where not as the measure is described
	Taken          study.Direction `json:"-"`                 // which way is better as far as that is agreed
	England        study.Number    `json:"england_median"`
	EnglandWords   string          `json:"england_words"`
	Lowest         study.Number    `json:"lowest"` // figure of any authority that may be ranked
	Highest        study.Number    `json:"highest"`
	SourceWords    string          `json:"source_words"`
	Figures        []PortraitRow   `json:"figures"` // in the order of the authorities
	Pairs          int             `json:"pairs"`   // of authorities whose intervals are known
	Apart          int             `json:"apart"`   // of them, whose intervals do not overlap
	Shared         int             `json:"shared"`  // pairs that have one joint figure, and are no test
	ApartWords     string          `json:"apart_words"`
}

// SideBySide sets authorities beside each other, at least one and at most MostSideBySide.
func (w *Workbench) SideBySide(ctx context.Context, authorities []study.Authority, d *study.Definition) (*SideBySide, error) {
	if len(authorities) == 0 || len(authorities) > MostSideBySide {
		return nil, fmt.Errorf("comparing authorities: %d are named, and 1 to %d are expected", len(authorities), MostSideBySide)
	}
	s := &SideBySide{Edition: w.editionUsed(), Notes: []string{}, Draws: usualDraws, Seed: usualSeed}
	for _, a := range authorities {
		p, err := w.Portrait(ctx, PortraitRequest{Authority: a, Definition: d, SameYears: true})
		if err != nil {
			return nil, err
		}
		s.Definition = p.Definition
		s.Places = append(s.Places, placeBeside(a, w.ShortName(a), p))
		s.Notes = append(s.Notes, p.Notes...)
		s.Claim = p.Tally.claim(w.ShortName(a), p.BenchmarkWords)
		for at, row := range p.Rows() {
			if len(s.Rows) <= at {
				s.Rows = append(s.Rows, RowBeside{Indicator: row.Indicator, Name: row.Name, Unit: row.Unit, PeriodWords: row.PeriodWords, Direction: row.Direction,
					DirectionWords: row.DirectionWords, Reading: row.Reading, Taken: row.Taken(), England: row.EnglandMedian, EnglandWords: row.AgainstWords, SourceWords: row.SourceWords})
				span := w.nation(row.indicator, row.Period).span
				s.Rows[at].Lowest, s.Rows[at].Highest = span[0], span[1]
			}
			s.Rows[at].Figures = append(s.Rows[at].Figures, row)
		}
	}
	pairs, apart, shared := 0, 0, 0
	for at := range s.Rows {
		s.Rows[at].tellApart(s.Places)
		pairs, apart, shared = pairs+s.Rows[at].Pairs, apart+s.Rows[at].Apart, shared+s.Rows[at].Shared
	}
	s.Words = besideWords(s.Places, pairs, apart, shared)
	if len(authorities) > 1 {
		s.Claim = strings.TrimSuffix(s.Words, ".")
	}
	if shared > 0 && pairs > 0 {
		s.Words += " Two authorities that share one joint figure are not set against each other on it."
	}
	return s, nil
}

// claim says on how many measures an authority differs, as the title of a figure.
func (t StanceTally) claim(name, whom string) string {
	if t.Tested == 0 {
		return fmt.Sprintf("On no measure can it be tested whether %s differs from %s", name, whom)
	}
	return fmt.Sprintf("%s differs from %s on %s of %s that can be tested", chart.Capital(name), whom, noneOr(t.Differ), chart.Count(t.Tested, "measure", "measures"))
}

// tellApart counts the pairs of authorities whose intervals do not overlap. Those with a handful of children are in none.
func (r *RowBeside) tellApart(places []PlaceBeside) {
	for at, one := range r.Figures {
		for before, other := range r.Figures[:at] {
			if !one.Low.Known() || !other.Low.Known() || places[at].Authority.Tiny() || places[before].Authority.Tiny() {
				continue
			}
			if one.Status == study.Joint && other.Status == study.Joint && one.Value == other.Value && one.Low == other.Low && places[at].Authority.Region == places[before].Authority.Region {
				r.Shared++
				continue
			}
			r.Pairs++
			if one.Low > other.High || other.Low > one.High {
				r.Apart++
			}
		}
	}
	switch {
	case len(r.Figures) < 2:
		r.ApartWords = ""
	case r.Pairs == 0 && r.Shared > 0:
		r.ApartWords = "one joint figure"
	case r.Pairs == 0:
		r.ApartWords = "not tested"
	case r.Pairs == 1 && r.Apart == 1:
		r.ApartWords = "told apart"
	case r.Pairs == 1:
		r.ApartWords = "cannot be told apart"
	default:
		r.ApartWords = fmt.Sprintf("%s of %d pairs told apart", noneOr(r.Apart), r.Pairs)
	}
}

func besideWords(beside []PlaceBeside, pairs, apart, shared int) string {
	var tiny []string
	for _, p := range beside {
		if p.Authority.Tiny() {
			tiny = append(tiny, p.Name)
		}
	}
	places := len(beside)
	switch {
	case places < 2:
		return "Add an authority to compare with."
	case places-len(tiny) < 2:
		return fmt.Sprintf("None of the differences is tested: %s %s %s.", joined(tiny), pick(len(tiny), "has", "have"), tinyWords)
	case pairs == 0 && shared > 0 && places == 2:
		return "On each of the measures whose sampling error is known these two authorities share one joint figure, so that no difference can be tested."
	case pairs == 0 && shared > 0:
		return "On each of the measures whose sampling error is known for two of these authorities they share one joint figure, so that no difference can be tested."
	case pairs == 0:
		return "On none of the measures is the sampling error of two of these authorities known, so none of the differences can be tested."
	}
	whose := "whose sampling error is known"
	if shared > 0 {
		whose += " and whose figures are not joint"
	}
	apartWords := "can be told apart: their 95% intervals do not overlap"
	switch {
	case apart == 0 && pairs == 1:
		apartWords = "cannot be told apart: their 95% intervals overlap"
	case apart == 0 && places == 2:
		return fmt.Sprintf("On none of the %d measures %s can the two be told apart: their 95%% intervals overlap on each.", pairs, whose)
	case apart == 0:
		apartWords = "can be told apart: the 95% intervals of each overlap"
	}
	if places == 2 {
		return fmt.Sprintf("On %s %s the two %s.", someOfAll(apart, pairs, "measure", "measures"), whose, apartWords)
	}
	return chart.Capital(fmt.Sprintf("%s %s %s.", someOfAll(apart, pairs, "pair of figures", "pairs of figures"), whose, apartWords))
}

// someOfAll is how many of some, or the only one there is.
func someOfAll(n, all int, one, many string) string {
	if all == 1 {
		return "the one " + one
	}
	return fmt.Sprintf("%s of %d %s", noneOr(n), all, many)
}

// Say writes a figure of the measure with its unit, as the table has it.
func (r RowBeside) Say(value study.Number) string { return measured(value, r.Unit) }

// Publications are those that the figures are from.
func (s *SideBySide) Publications() string {
	var all []string
	for _, row := range s.Rows {
		if !slices.Contains(all, row.SourceWords) {
			all = append(all, row.SourceWords)
		}
	}
	return strings.Join(all, "; ")
}

// Table is the comparison with full precision, a row for each measure and authority.
func (s *SideBySide) Table() chart.Table {
	t := chart.Table{Caption: "Each measure and authority, with 95% intervals of figure and rank", Columns: []chart.Column{{Name: "Measure"}, {Name: "Authority"},
		{Name: "Period"}, {Name: "Unit"}, {Name: "Good is"}, {Name: "Figure", Numeric: true}, {Name: "Interval from", Numeric: true}, {Name: "Interval to", Numeric: true},
		{Name: "Status"}, {Name: "England (middle)", Numeric: true}, {Name: "Rank", Numeric: true}, {Name: "Rank from", Numeric: true}, {Name: "Rank to", Numeric: true},
		{Name: "Of", Numeric: true}, {Name: "Rank if read the other way"}, {Name: "Source"}}}
	var readings []string
	for _, row := range s.Rows {
		for at, figure := range row.Figures {
			readings = append(readings, row.Reading)
			c := figure.cells()
			place := s.Places[at]
			t.Rows = append(t.Rows, []chart.Cell{said(row.Name), named(place.Authority.Code, place.Name), c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[11], c[12], c[13], c[14], c[15], c[17]})
		}
	}
	addReadings(&t, readings)
	return t
}
