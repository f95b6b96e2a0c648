package source

import (
	"fmt"
	"slices"

	"goodmeasure/study"
	"goodmeasure/table"
)

// SkippedOther counts rows of measures, or of groups of children, that are no indicator.
const SkippedOther = "rows of other measures and groups"

// read takes every figure of the dataset from the file.
func (d dataset) read(file *table.File, known Known) (*Batch, error) {
	for _, l := range d.layouts {
		header, fits := l.fits(file)
		if !fits {
			continue
		}
		batch := &Batch{Format: d.id, Publication: d.publication, Skipped: map[string]int{}, Notes: slices.Clone(l.notes)}
		r := &reading{layout: l, kind: d.kind, places: known.Places, batch: batch, gathered: map[figureKey]*gathered{}, found: map[Place]found{}}
		if err := r.rows(header); err != nil {
			return nil, err
		}
		if err := r.observe(header); err != nil {
			return nil, err
		}
		return batch, nil
	}
	return nil, fmt.Errorf("%s does not have the columns of %s: choose the format that the file was recognised as", file.Name, d.title)
}

// reading is the state of reading one file.
type reading struct {
	layout      layout
	kind        study.PeriodType
	places      *study.Gazetteer
	batch       *Batch
	columns     columns
	gathered    map[figureKey]*gathered
	order       []figureKey // in the order in which the file first gives them
	found       map[Place]found
	first, last study.Period
}

type found struct {
	authorities []study.Authority
	err         error
}

// figureKey is one figure of one place and period: what an observation is made from.
type figureKey struct {
	figure int
	place  Place
	period study.Period
}

func (r *reading) rows(header *table.Header) error {
	columns, err := r.layout.resolve(header)
	if err != nil {
		return err
	}
	r.columns = columns
	var broken error
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return err
		}
		if broken != nil {
			r.refuse(broken)
		}
		if broken = err; broken == nil {
			r.row(row)
		}
	}
	if broken != nil {
		return fmt.Errorf("the last row of the file is broken, as when a download stops early, and what is missing after it cannot be known: %w", broken)
	}
	if r.last == 0 {
		return fmt.Errorf("%s: no row has a figure for an authority; expected %s to be %q in some", header.File, r.layout.level, r.layout.local)
	}
	return nil
}

func (r *reading) refuse(err error) {
	refusal := Refusal{Found: err.Error(), Expected: "a row like the others"}
	if problem, ok := err.(*table.Error); ok {
		refusal = Refusal{At: problem.Position, Found: problem.Found, Expected: problem.Expected}
	}
	r.batch.Refused = append(r.batch.Refused, refusal)
}

// row takes one row's cells.
func (r *reading) row(row table.Row) {
	if fold(r.columns.level.Text(row)) != fold(r.layout.local) {
		r.batch.Skipped[SkippedArea]++
		return
	}
	period, ok := r.period(row)
	if !ok {
		return
	}
	matching := r.columns.matching(r.layout, row)
	if len(matching) == 0 {
		r.batch.Skipped[SkippedOther]++
		return
	}
	place := Place{Code: r.columns.code.Text(row), ONS: r.columns.ons.Text(row), Name: r.columns.name.Text(row)}
	at, seen := r.found[place]
	if !seen {
		at.authorities, at.err = place.Find(r.places)
		r.found[place] = at
	}
	if at.err != nil {
		r.batch.Refused = append(r.batch.Refused, Refusal{At: r.columns.code.Position(row), Found: place.String(), Expected: "the code of a local authority with children’s services"})
		return
	}
	if !slices.ContainsFunc(at.authorities, func(a study.Authority) bool { return Alive(a, r.kind, period) }) {
		r.batch.Skipped[SkippedOutside]++
		return
	}
	for _, m := range matching {
		r.gather(figureKey{m.figure, place, period}, m, row)
	}
}

func (r *reading) period(row table.Row) (study.Period, bool) {
	period := r.layout.release.period
	if r.layout.periods != "" {
		var err error
		if period, err = ParsePeriod(r.columns.period.Text(row), r.kind); err != nil {
			r.batch.Refused = append(r.batch.Refused, Refusal{At: r.columns.period.Position(row), Found: r.columns.period.Text(row), Expected: "one year, such as 2025 or 202425"})
			return 0, false
		}
	}
	if r.first == 0 || period < r.first {
		r.first = period
	}
	r.last = max(r.last, period)
	return period, true
}
