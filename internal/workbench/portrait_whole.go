package workbench

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// WholePlace is where an authority stands on all measures of a definition together, as an interval, or why it has no place.
type WholePlace struct {
	Ranked     bool         `json:"ranked"`
	Score      study.Number `json:"score"`
	Rank       study.Number `json:"rank"`
	RankMedian study.Number `json:"rank_median"`
	RankLow50  study.Number `json:"rank_low50"`
	RankHigh50 study.Number `json:"rank_high50"`
	RankLow    study.Number `json:"rank_low"` // 95%
	RankHigh   study.Number `json:"rank_high"`
	N          int          `json:"n"`
	AnyLow     study.Number `json:"rank_low_any_choice"` // 95%, with other weights and choices drawn, too
	AnyHigh    study.Number `json:"rank_high_any_choice"`
	Half       int          `json:"half"` // 1 the whole interval lies in the better half, -1 in the worse, 0 neither
	Measured   int          `json:"measured"`
	Known      int          `json:"errors_known"` // measures whose sampling error is known
	Draws      int          `json:"draws"`
	Seed       uint64       `json:"seed"`
	Words      string       `json:"words"`
}

// wholePlace reads an authority's place off the index of a definition. A definition that no index can be made of leaves
// the authority without a place, and says why.
func (w *Workbench) wholePlace(ctx context.Context, a study.Authority, d *study.Definition) (WholePlace, error) {
	place := WholePlace{Score: study.Missing, Rank: study.Missing, RankMedian: study.Missing, RankLow50: study.Missing, RankHigh50: study.Missing, RankLow: study.Missing, RankHigh: study.Missing,
		AnyLow: study.Missing, AnyHigh: study.Missing}
	switch {
	case a.Tiny():
		place.Words = fmt.Sprintf("%s is not ranked, having %s.", a.Short(), tinyWords)
		return place, nil
	case !a.Current():
		place.Words = fmt.Sprintf("%s is not ranked: it ended on %s.", a.Short(), a.ValidTo.Long())
		return place, nil
	}
	x, err := w.IndexOf(ctx, d)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return place, err
	case err != nil:
		place.Words = chart.Sentence("no ranking can be made of this definition: " + err.Error())
		return place, nil
	}
	place.Draws, place.Seed = x.Draws, x.Seed
	for _, r := range x.Results {
		if r.Unit == a.Code {
			place.take(r)
			if err := w.anyChoice(ctx, &place, a, d); err != nil {
				return place, err
			}
			place.Words = place.words(a, d.Name, r)
			return place, nil
		}
	}
	place.Words = fmt.Sprintf("%s is not ranked under this definition: it did not exist when the latest of its periods ended.", a.Short())
	return place, nil
}

// anyChoice adds how far the place reaches when the choices of the definition are drawn, too. A definition that calls no other
// choice reasonable leaves that open: its interval would be that of chance alone once more.
func (w *Workbench) anyChoice(ctx context.Context, p *WholePlace, a study.Authority, d *study.Definition) error {
	s, err := w.Standings(ctx, d, DoubtOfBoth)
	if err != nil {
		return ctx.Err()
	}
	for _, one := range s.Authorities {
		if one.Authority == a.Code && method.AnyChoice(s.Varied) {
			p.AnyLow, p.AnyHigh = one.Low, one.High
		}
	}
	return nil
}

func (p *WholePlace) take(r method.IndexResult) {
	p.Ranked = r.Rank.Known()
	p.RankMedian, p.RankLow50, p.RankHigh50 = r.RankMedian, r.RankLow50, r.RankHigh50
	p.Score, p.Rank, p.RankLow, p.RankHigh, p.N, p.Half, p.Measured, p.Known = r.Score, r.Rank, r.RankLow, r.RankHigh, r.N, r.Half(), r.Measured, r.ErrorKnown
}

func (p *WholePlace) words(a study.Authority, name string, r method.IndexResult) string {
	if !p.Ranked {
		return fmt.Sprintf("%s has no place under “%s”: %s.", a.Short(), name, r.Reason)
	}
	if !p.RankLow.Known() {
		return fmt.Sprintf("%s has a score under “%s”, but the sampling error of its figures is not known, so its place among %d cannot be told.", a.Short(), name, p.N)
	}
	told := "so it cannot be told apart from the middle"
	switch p.Half {
	case 1:
		told = "so it is in the better half"
	case -1:
		told = "so it is in the worse half"
	}
	words := fmt.Sprintf("Under “%s”, %s stands somewhere from place %s of %d, %s.", name, a.Short(), rankRange(p.RankLow, p.RankHigh), p.N, told)
	if unknown := p.Measured - p.Known; unknown > 0 {
		words += fmt.Sprintf(" The interval takes %s as free of error, since the error is not known.", chart.Count(unknown, "measure", "measures"))
	}
	if p.AnyLow.Known() {
		words += fmt.Sprintf(" With the other weights and choices that this definition calls reasonable drawn as well, from place %s.", rankRange(p.AnyLow, p.AnyHigh))
	}
	return words
}
