package method

import (
	"fmt"

	"goodmeasure/study"
)

// IndexField gives how often each authority is at either end of an index of an edition, over its draws of the true figures.
func IndexField(edition *study.Edition, x *Index, deprivation string) Field {
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
	f.Ranking, f.Times = fmt.Sprintf("the index “%s”", x.Definition.Name), count(x.Draws, "draw")
	return f
}
