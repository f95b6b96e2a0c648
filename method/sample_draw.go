package method

import (
	"fmt"
	"slices"

	"goodmeasure/stats/stream"
)

// Draw proposes a sample from the composite of all measures of a study.
func Draw(f *Frame, s *Standing, c Choices) (Sample, error) {
	return DrawSample(s.Field(f, c), c.Sample, c.Seed)
}

// DrawSample proposes a sample. Among the qualified, stronger and weaker are paired so that the sum of distances is least
// (optimal assignment); the closest pairs within the limits are proposed, and of the next those that could take the place of
// one of them are reserves. Without pairing, those who qualify are drawn by lot. Authorities to keep come first, count
// towards the limits, and are bound by none.
//
// The result depends on nothing but the field, the rule and the seed. It errs on a rule that nothing can meet, and on
// authorities to keep that are not in the field, or of which it cannot tell the side.
func DrawSample(f Field, rule SampleRule, seed uint64) (Sample, error) {
	if err := rule.Check(); err != nil {
		return Sample{}, err
	}
	result := Sample{Rule: rule, Seed: seed, Stated: rule.words(f), Pairs: []Pair{}, Reserves: []Pair{}, Unpaired: []Candidate{}}
	d, err := newDrawing(f, rule, seed)
	if err != nil {
		return Sample{}, err
	}
	result.Qualified = [2]int{len(d.stronger), len(d.weaker)}
	if err := d.choose(&result); err != nil {
		return Sample{}, err
	}
	if result.Short {
		if result.Loosen, err = loosened(f, rule, seed); err != nil {
			return Sample{}, err
		}
	}
	return result, nil
}

// drawing is a sample in the making.
type drawing struct {
	rule             SampleRule
	seed             uint64
	scale            contextScale
	stronger, weaker []Candidate // who qualifies or is kept
}

func newDrawing(f Field, rule SampleRule, seed uint64) (*drawing, error) {
	d := &drawing{rule: rule, seed: seed, scale: newContextScale(f)}
	kept := map[string]Kind{}
	for _, k := range rule.Keep {
		at := slices.IndexFunc(f.Prospects, func(p Prospect) bool { return p.Authority == k.Authority })
		if at < 0 {
			return nil, fmt.Errorf("sample: authority %s is to be kept and is not among those that could be ranked", k.Authority)
		}
		p := f.Prospects[at]
		switch {
		case k.Kind != "":
		case p.PBestQuarter > p.PWorstQuarter && p.PBestQuarter > 0.25:
			k.Kind = Stronger
		case p.PBestQuarter < p.PWorstQuarter && p.PWorstQuarter > 0.25:
			k.Kind = Weaker
		default:
			return nil, fmt.Errorf("sample: %s is to be kept, and its figures do not tell as what, being at neither end more often than chance would have it; say so: %s:stronger or %s:weaker", p.Name, p.Name, p.Name)
		}
		kept[k.Authority] = k.Kind
	}
	for _, p := range f.Prospects {
		switch kind := kept[p.Authority]; {
		case kind == Stronger:
			d.stronger = append(d.stronger, p.candidate(Stronger, true))
		case kind == Weaker:
			d.weaker = append(d.weaker, p.candidate(Weaker, true))
		case !rule.admits(p):
		case float64(p.PBestQuarter) >= rule.Share && p.PBestQuarter > p.PWorstQuarter:
			d.stronger = append(d.stronger, p.candidate(Stronger, false))
		case float64(p.PWorstQuarter) >= rule.Share && p.PWorstQuarter > p.PBestQuarter:
			d.weaker = append(d.weaker, p.candidate(Weaker, false))
		}
	}
	for _, side := range [][]Candidate{d.stronger, d.weaker} {
		if n := len(keptOf(side)); n > rule.Each {
			return nil, fmt.Errorf("sample: %d authorities are to be kept on one side, and %d of each kind are asked for; ask for more, or keep fewer", n, rule.Each)
		}
	}
	return d, nil
}

func (p Prospect) candidate(kind Kind, kept bool) Candidate {
	c := Candidate{Authority: p.Authority, Name: p.Name, Stronger: kind == Stronger, Share: p.PWorstQuarter, Region: p.Region, Type: p.Type,
		Children: p.Children, Deprivation: p.Deprivation, Grade: p.Grade, Kept: kept}
	if c.Stronger {
		c.Share = p.PBestQuarter
	}
	return c
}

func keptOf(candidates []Candidate) []Candidate {
	var kept []Candidate
	for _, c := range candidates {
		if c.Kept {
			kept = append(kept, c)
		}
	}
	return kept
}

// choose fills in who is proposed and in reserve.
func (d *drawing) choose(result *Sample) error {
	if d.rule.Apart {
		for _, side := range [][]Candidate{d.stronger, d.weaker} {
			drawn, reserves := d.byLot(side)
			result.Drawn, result.DrawnReserves = append(result.Drawn, drawn...), append(result.DrawnReserves, reserves...)
			result.Short = result.Short || len(drawn) < d.rule.Each
		}
		return nil
	}
	chosen, err := d.propose()
	if err != nil {
		return err
	}
	result.Pairs = append(result.Pairs, chosen...)
	left, unpaired, err := d.pair(without(d.stronger, chosen), without(d.weaker, chosen))
	if err != nil {
		return err
	}
	for _, p := range left {
		if len(result.Reserves) < d.rule.Reserves && d.standsIn(p, chosen) {
			result.Reserves = append(result.Reserves, p)
		}
	}
	result.Unpaired = append(result.Unpaired, unpaired...)
	result.Short = len(result.Pairs) < d.rule.Each
	return nil
}

// Size is how many pairs, or without pairing how many of each kind, come out.
func (s Sample) Size() int {
	if !s.Rule.Apart {
		return len(s.Pairs)
	}
	stronger := 0
	for _, c := range s.Drawn {
		if c.Stronger {
			stronger++
		}
	}
	return min(stronger, len(s.Drawn)-stronger)
}

// byLot draws one side. Those to keep come first; of the others everybody who qualifies has the same chance to be drawn
// next, as long as the region has room.
func (d *drawing) byLot(side []Candidate) (drawn, reserves []Candidate) {
	drawn = keptOf(side)
	room := func(among []Candidate, c Candidate) bool {
		held := 0
		for _, other := range among {
			if other.Region == c.Region {
				held++
			}
		}
		return d.rule.MaxPerRegion == 0 || held < d.rule.MaxPerRegion
	}
	order := slices.DeleteFunc(slices.Clone(side), func(c Candidate) bool { return c.Kept })
	if len(order) > 0 {
		stream.Permute(stream.New(d.seed, "sample by lot "+string(order[0].kind()), 0), order)
	}
	var left []Candidate
	for _, c := range order {
		if len(drawn) < d.rule.Each && room(drawn, c) {
			drawn = append(drawn, c)
		} else {
			left = append(left, c)
		}
	}
	for _, c := range left {
		standsIn := slices.ContainsFunc(drawn, func(gone Candidate) bool {
			return !gone.Kept && room(slices.DeleteFunc(slices.Clone(drawn), func(x Candidate) bool { return x.Authority == gone.Authority }), c)
		})
		if len(reserves) < d.rule.Reserves && standsIn {
			reserves = append(reserves, c)
		}
	}
	return drawn, reserves
}

func (c Candidate) kind() Kind {
	if c.Stronger {
		return Stronger
	}
	return Weaker
}
