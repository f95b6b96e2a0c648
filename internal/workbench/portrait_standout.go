package workbench

import (
	"cmp"
	"slices"

	"goodmeasure/study"
)

// Standout is a measure that is among an authority's best or worst, or has changed.
type Standout struct {
	Indicator string `json:"indicator"`
	Name      string `json:"name"`
	Told      bool   `json:"told_apart"` // from the middle, or from the figure before
	Words     string `json:"words"`      // the figure with everything that it must not be read without
}

// mostStandouts is how many best and how many worst measures are named.
const mostStandouts = 3

// stand picks out what stands out: of the measures with a rank that has an interval those with the highest places in the
// better half and the lowest in the worse half, and those whose change can be told. A series that ended long ago says nothing
// of today, and is left out.
func (p *Portrait) stand(rows []PortraitRow) {
	p.Best, p.Worst, p.Improving, p.Worsening, p.NoInterval = []Standout{}, []Standout{}, []Standout{}, []Standout{}, []string{}
	p.Ended = []string{}
	newest := newestYear(rows)
	var ranked []PortraitRow
	for _, row := range rows {
		if row.Value.Known() && newest-row.endYear() > longAgo {
			p.Ended = append(p.Ended, row.Name)
			continue
		}
		switch {
		case row.taken.Sign() == 0 || !row.Rank.Known():
		case !row.RankLow.Known():
			p.NoInterval = append(p.NoInterval, row.Name)
		default:
			ranked = append(ranked, row)
		}
		if row.Change != nil {
			change := Standout{row.Indicator, row.Name, true, row.Change.Words}
			switch row.Change.Verdict {
			case Improved:
				p.Improving = append(p.Improving, change)
			case Worsened:
				p.Worsening = append(p.Worsening, change)
			}
		}
	}
	slices.SortStableFunc(ranked, func(a, b PortraitRow) int { return cmp.Compare(a.part(), b.part()) })
	for _, row := range ranked {
		if len(p.Best) < mostStandouts && row.part() < 0.5 {
			p.Best = append(p.Best, row.standout(p.Company))
		}
	}
	slices.Reverse(ranked)
	for _, row := range ranked {
		if len(p.Worst) < mostStandouts && row.part() > 0.5 {
			p.Worst = append(p.Worst, row.standout(p.Company))
		}
	}
}

// part is how far down the ranking a row stands: near 0 first, near 1 last, 1/2 in the middle.
func (r PortraitRow) part() study.Number { return (r.Rank - 0.5) / study.Number(r.RankN) }

func (r PortraitRow) standout(company Company) Standout {
	return Standout{r.Indicator, r.Name, r.Ranks[0].Half() != 0, r.standoutWords(company)}
}
