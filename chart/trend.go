package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// TrendData is one authority's figures of one measure over periods, with England and others beside them.
type TrendData struct {
	Caption
	Measure
	Authority   string // its code; may be absent when the figures are a region's
	Place       string // its name
	Few         bool   // a handful of children: its figures are shown, and nothing is said of how they compare
	PeriodType  study.PeriodType
	Benchmark   string // what the points' Benchmark is, as in "median of statistical neighbours"
	Points      []TrendPoint
	Others      []TrendLine // authorities to draw beside it, at most MostOthers
	without     []TrendLine // those of Others that have no figure: they are named in words
	Inspections []Visit
	Breaks      []study.Break // from these periods on, figures must not be compared with earlier ones
}

// TrendPoint is one period. Reason says why there is no value. All but Period may be missing.
type TrendPoint struct {
	Period        study.Period
	Value         study.Number
	Interval      Interval // 95%
	SamplingError string   // what Interval was made from, for the table; empty if it is not said
	England       study.Number
	Benchmark     study.Number
	Middle        Interval // in which the middle half of all authorities lie
	Reason        string
	Joint         bool // one figure was published for the place and another together
}

// Trend draws figures at the ends of their periods, joined where periods follow each other without a break in the series,
// over marks of the inspections.
func Trend(data TrendData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkPoints(), data.checkOthers()); err != nil {
		return Figure{}, err
	}
	data = data.inOrder()
	if len(data.known()) == 0 {
		return data.nothing("there is no figure of "+data.Name+" for "+isolate(data.Place), data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d TrendData) inOrder() TrendData {
	d.Points = slices.Clone(d.Points)
	slices.SortFunc(d.Points, func(a, b TrendPoint) int { return cmp.Compare(a.Period, b.Period) })
	d.Breaks = slices.Clone(d.Breaks)
	slices.SortStableFunc(d.Breaks, func(a, b study.Break) int { return cmp.Compare(a.Period, b.Period) })
	d.Inspections = byDate(d.Inspections)
	return d.othersApart()
}

func (d TrendData) checkPoints() error {
	if d.Place == "" || d.Name == "" || !d.PeriodType.Valid() {
		return fmt.Errorf("trend figure %s: expected names of the place and the measure, and a kind of year; found %q, %q and %q", d.ID, d.Place, d.Name, d.PeriodType)
	}
	seen := map[study.Period]bool{}
	for _, p := range d.Points {
		where := fmt.Sprintf("trend figure %s, period %d", d.ID, p.Period)
		if p.Period < 1900 || p.Period > 2200 || seen[p.Period] {
			return fmt.Errorf("%s: expected each year from 1900 to 2200 at most once", where)
		}
		seen[p.Period] = true
		if !p.Value.Known() && p.Reason == "" {
			return fmt.Errorf("%s: there is no figure; give the reason", where)
		}
		if err := errors.Join(p.Interval.check(where), p.Middle.check(where),
			withinReach(where, p.Value, p.England, p.Benchmark, p.Interval.Low, p.Interval.High, p.Middle.Low, p.Middle.High)); err != nil {
			return err
		}
	}
	for _, v := range d.Inspections {
		if v.Published.IsZero() {
			return fmt.Errorf("trend figure %s: an inspection graded %s has no date", d.ID, v.Grade.Words())
		}
	}
	return nil
}

func (d TrendData) known() (points []TrendPoint) {
	for _, p := range d.Points {
		if p.Value.Known() {
			points = append(points, p)
		}
	}
	return points
}

// stretch is the figures from the newest break in the series on: those that can be compared.
func (d TrendData) stretch() []TrendPoint {
	points := d.known()
	for len(points) > 1 && len(d.brokenBetween(points[0].Period, points[len(points)-1].Period)) > 0 {
		points = points[1:]
	}
	return points
}

// Ends are the first and the last figure of the place that can be compared; known is false where it has none.
func (d TrendData) Ends() (first, last TrendPoint, known bool) {
	points := d.inOrder().stretch()
	if len(points) == 0 {
		return first, last, false
	}
	return points[0], points[len(points)-1], true
}

// numbers are all figures that the axis must reach.
func (d TrendData) numbers() (values []study.Number) {
	for _, p := range d.Points {
		values = append(values, p.Value, p.England, p.Benchmark, p.Interval.Low, p.Interval.High, p.Middle.Low, p.Middle.High)
	}
	for _, l := range d.Others {
		for _, p := range l.Points {
			values = append(values, p.Value, p.Interval.Low, p.Interval.High)
		}
	}
	return values
}

func (d TrendData) places() int {
	low, high, _ := reach(d.numbers()...)
	return placesFor(high - low)
}

func (d TrendData) figure(v study.Number) string { return d.say(v, d.places()) }

func (d TrendData) when(p study.Period) string { return d.PeriodType.Words(p) }

func (d TrendData) at(p study.Period) string { return d.PeriodType.At(p) }

// brokenBetween are the breaks after the one period, up to the other.
func (d TrendData) brokenBetween(earlier, later study.Period) (breaks []study.Break) {
	for _, b := range d.Breaks {
		if b.Period > earlier && b.Period <= later {
			breaks = append(breaks, b)
		}
	}
	return breaks
}

// shownBreaks are those among the periods drawn.
func (d TrendData) shownBreaks() []study.Break {
	if len(d.Points) == 0 {
		return nil
	}
	return d.brokenBetween(d.Points[0].Period, d.Points[len(d.Points)-1].Period)
}

func (d TrendData) breakWords() string {
	var parts []string
	for _, b := range d.shownBreaks() {
		parts = append(parts, d.at(b.Period)+" ("+strings.TrimSuffix(b.What, ".")+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return " The series breaks " + list(parts, len(parts)) + "."
}

func (d TrendData) missing() string {
	return d.gaps("No figure")
}

// gaps are the periods without a figure, each reason once.
func (d TrendData) gaps(heading string) string {
	var reasons, parts []string
	for _, p := range d.Points {
		if !p.Value.Known() && !slices.Contains(reasons, p.Reason) {
			reasons = append(reasons, p.Reason)
		}
	}
	for _, reason := range reasons {
		var years []string
		for _, p := range d.Points {
			if !p.Value.Known() && p.Reason == reason {
				years = append(years, d.when(p.Period))
			}
		}
		parts = append(parts, list(years, mostGaps)+" ("+reason+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + heading + ": " + strings.Join(parts, "; ") + "."
}

// mostGaps is how many years without a figure are named.
const mostGaps = 4
