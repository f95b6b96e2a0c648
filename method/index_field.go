package method

import (
	"context"
	"fmt"

	"goodmeasure/study"
)

// IndexField gives how often each authority is at either end of the index of one definition, over draws of the true figures.
func IndexField(ctx context.Context, edition *study.Edition, d *study.Definition, deprivation string, how IndexDraws) (Field, error) {
	x, err := MakeIndex(ctx, edition, d, how)
	if err != nil {
		return Field{}, fmt.Errorf("making the index of %q: %w", d.Name, err)
	}
	results := map[string]IndexResult{}
	for _, one := range x.Results {
		results[one.Unit] = one
	}
	var authorities []study.Authority
	var judgements []study.Inspection
	var shares []Shares
	for _, a := range edition.Authorities {
		if one, ranked := results[a.Code]; ranked {
			authorities, judgements = append(authorities, a), append(judgements, study.Inspection{Overall: one.Grade})
			shares = append(shares, Shares{one.PTopQuarter, one.PBottomQuarter})
		}
	}
	f := NewField(edition, authorities, judgements, shares, deprivation)
	f.Ranking, f.Times = fmt.Sprintf("the index %q", d.Name), count(how.Draws, "draw")
	return f, nil
}
