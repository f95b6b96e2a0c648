package review

import (
	"context"

	"goodmeasure/evidence"
)

// Flow counts what became of every record of a review, as the PRISMA 2020 statement asks (Page and others 2021, BMJ 372,
// n71). Records = Screened + Duplicates, and so on down: what is still undecided is counted, too.
type Flow struct {
	Searches    []Searched    `json:"searches"`
	Identified  int           `json:"identified"`
	Duplicates  int           `json:"duplicates_removed"`
	Screened    int           `json:"screened"` // those that came to title and abstract
	Unscreened  int           `json:"not_yet_screened"`
	Excluded    int           `json:"excluded"`
	Sought      int           `json:"sought"`
	NotHad      int           `json:"not_retrieved"`
	Assessed    int           `json:"assessed"`
	Unassessed  int           `json:"not_yet_assessed"`
	LeftOut     []ReasonCount `json:"excluded_full_text"`
	LeftOutSum  int           `json:"excluded_full_text_total"`
	Included    int           `json:"included"`
	WithSummary int           `json:"with_summary"` // of those included
}

// Searched is how many records came of a search.
type Searched struct {
	Name     string `json:"name"`
	File     string `json:"file,omitempty"`
	Searched string `json:"searched"`
	Records  int    `json:"records"`
}

// ReasonCount is how many were left out for a reason.
type ReasonCount struct {
	Reason string `json:"reason"`
	Text   string `json:"text"`
	N      int    `json:"n"`
}

// Flow counts what became of every record.
func (d *Desk) Flow(ctx context.Context, review int64) (Flow, error) {
	f := Flow{Searches: []Searched{}, LeftOut: []ReasonCount{}}
	r, err := d.Review(ctx, review)
	if err != nil {
		return f, err
	}
	searches, err := d.workspace().Searches(ctx, review)
	if err != nil {
		return f, err
	}
	all, err := d.workspace().Members(ctx, review, true)
	if err != nil {
		return f, err
	}
	f.Identified = len(all)
	others := f.Identified
	for _, s := range searches {
		f.Searches = append(f.Searches, Searched{s.Name, s.File, s.Searched, s.Records})
		others -= s.Records
	}
	if others > 0 {
		f.Searches = append(f.Searches, Searched{Name: "Other sources", Records: others})
	}
	first, err := d.Progress(ctx, r.ID, evidence.TitleAbstract)
	if err != nil {
		return f, err
	}
	f.Duplicates = f.Identified - first.Records
	f.Unscreened = first.Unread + first.Part + first.Conflicts
	f.Screened = first.Records - f.Unscreened
	f.Excluded, f.Sought = first.Excluded, first.Included
	if err := d.fullTexts(ctx, r, &f); err != nil {
		return f, err
	}
	cards, err := d.CardsIncluded(ctx, review)
	for _, c := range cards {
		if c.Done {
			f.WithSummary++
		}
	}
	return f, err
}

func (d *Desk) fullTexts(ctx context.Context, r evidence.Review, f *Flow) error {
	standings, err := d.coming(ctx, r.ID, evidence.FullText)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, s := range standings {
		switch {
		case s.Outcome == evidence.Included:
			f.Included++
		case s.Outcome != evidence.Excluded:
			f.Unassessed++
		case s.Reason == evidence.NoText:
			f.NotHad++
		default:
			counts[s.Reason]++
			f.LeftOutSum++
		}
	}
	f.Assessed = f.Included + f.LeftOutSum
	for _, reason := range r.Reasons {
		if counts[reason.ID] > 0 {
			f.LeftOut = append(f.LeftOut, ReasonCount{reason.ID, reason.Text, counts[reason.ID]})
		}
	}
	return nil
}

// included are the records that a review rests on.
func (d *Desk) included(ctx context.Context, review int64) (map[int64]bool, error) {
	standings, err := d.coming(ctx, review, evidence.FullText)
	return chosen(standings, evidence.Included), err
}
