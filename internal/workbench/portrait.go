package workbench

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// PortraitRequest says whose portrait is wanted, under which definition of good, and beside whom.
type PortraitRequest struct {
	Authority  study.Authority
	Definition *study.Definition
	Benchmark  Benchmark         // empty: AgainstEngland
	Group      []study.Authority // to compare with: AgainstGroup
	All        bool              // every indicator of the edition, not only those of the definition
	SameYears  bool              // the newest well covered periods, although the authority may not have existed then
}

// Portrait is an authority as its page shows it: a row for each measure, what stands out, where it stands as a whole, and
// beside that, never mixed with it, what inspectors found.
type Portrait struct {
	Edition        method.EditionUsed    `json:"edition"`
	Definition     method.DefinitionUsed `json:"definition"`
	Authority      study.Authority       `json:"authority"`
	Slug           string                `json:"slug"`
	Notes          []string              `json:"notes"` // what must be known before the figures are read
	Context        study.Context         `json:"context"`
	Commentary     []Remark              `json:"commentary"`
	Measured       int                   `json:"measured"` // measures of the definition with a figure
	Of             int                   `json:"of"`       // measures of the definition
	Benchmark      Benchmark             `json:"benchmark"`
	BenchmarkWords string                `json:"benchmark_words"`
	Groups         []PortraitGroup       `json:"groups"`
	Tally          StanceTally           `json:"tally"`
	Best           []Standout            `json:"best"`
	Worst          []Standout            `json:"worst"`
	Ended          []string              `json:"ended_long_ago"`   // names of measures whose newest figure is too old to stand out
	NoInterval     []string              `json:"without_interval"` // names of measures that cannot be among best and worst
	Improving      []Standout            `json:"improving"`
	Worsening      []Standout            `json:"worsening"`
	Whole          WholePlace            `json:"whole"`
	Timeline       Timeline              `json:"timeline"`
	Company        Company               `json:"neighbours"`
	Cannot         []string              `json:"cannot_tell"`
	Draws          int                   `json:"draws"`
	Seed           uint64                `json:"seed"`
}

// PortraitGroup is the rows of one domain.
type PortraitGroup struct {
	Domain study.Domain  `json:"domain"`
	Title  string        `json:"title"`
	Rows   []PortraitRow `json:"rows"`
}

// Portrait shows an authority. Its ranks are those of Rank and IndexOf.
func (w *Workbench) Portrait(ctx context.Context, request PortraitRequest) (*Portrait, error) {
	a, d := request.Authority, request.Definition
	company := w.company(a, request.Benchmark, request.Group, a.ValidTo)
	p := &Portrait{Edition: w.editionUsed(), Definition: method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)},
		Authority: a, Slug: a.Slug(), Notes: w.notes(a), Context: w.Edition.Context(a.Code), Benchmark: company.Benchmark, BenchmarkWords: company.Words,
		Groups: []PortraitGroup{}, Timeline: w.timeline(a, study.Date{}), Company: company, Draws: usualDraws, Seed: usualSeed}
	rows, err := w.portraitRows(request, company)
	if err != nil {
		return nil, err
	}
	p.Of = len(d.Indicators)
	var compared []Compared
	for _, row := range rows {
		compared = append(compared, row.Compared)
		if _, counts := d.Criterion(row.Indicator); counts && row.Value.Known() {
			p.Measured++
		}
	}
	for _, domain := range []study.Domain{study.Outcome, study.Workforce, study.Surround} {
		group := PortraitGroup{Domain: domain, Title: domainWords(domain)}
		for _, row := range rows {
			if row.Domain == domain {
				group.Rows = append(group.Rows, row)
			}
		}
		if len(group.Rows) > 0 {
			p.Groups = append(p.Groups, group)
		}
	}
	if p.Tally, err = tally(compared); err != nil {
		return nil, err
	}
	p.stand(rows)
	if p.Whole, err = w.wholePlace(ctx, a, d); err != nil {
		return nil, err
	}
	p.Tally.Words = p.Tally.words(p.BenchmarkWords)
	p.Commentary = p.remarks(rows)
	p.Cannot = p.cannot(rows)
	return p, nil
}

// Rows are the rows of all groups, in the order of the table.
func (p *Portrait) Rows() []PortraitRow {
	var rows []PortraitRow
	for _, group := range p.Groups {
		rows = append(rows, group.Rows...)
	}
	return rows
}

func (w *Workbench) portraitRows(request PortraitRequest, company Company) ([]PortraitRow, error) {
	var rows []PortraitRow
	for _, i := range w.Edition.Indicators {
		criterion, counts := request.Definition.Criterion(i.ID)
		if !counts && !request.All {
			continue
		}
		if covered := method.Covered(w.Edition, i.ID); criterion.Period == 0 && request.SameYears && len(covered) > 0 {
			criterion.Period = covered[len(covered)-1]
		}
		row, err := w.portraitRow(request.Authority, i, criterion, counts, company)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	for _, c := range request.Definition.Indicators {
		if !slices.ContainsFunc(rows, func(r PortraitRow) bool { return r.Indicator == c.ID }) {
			return nil, fmt.Errorf("the definition %q: %w", request.Definition.Name, method.UnknownIndicator(w.Edition, c.ID))
		}
	}
	return rows, nil
}
