package method

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Robustness is the short answer of a stress test: where authorities rank over the other definitions that somebody would call
// reasonable, without what explains it. Its numbers are those of Stress with as many draws and the same seed.
type Robustness struct {
	Draws       int              `json:"draws"`
	Seed        uint64           `json:"seed"`
	Varied      []string         `json:"varied"` // the choices as they are called in data, "years back" say; ChoiceName says them to people
	Ranked      int              `json:"ranked"`
	Strong      SureSets         `json:"strong"`
	Weak        SureSets         `json:"weak"`
	Pairs       ToldApart        `json:"pairs"`
	Authorities []RobustlyRanked `json:"authorities"` // in the order of their codes
}

// RobustlyRanked is where an authority ranks over the definitions that rank it; what is missing no definition tells.
type RobustlyRanked struct {
	Authority     string       `json:"authority"`
	Name          string       `json:"name"`
	RankMedian    study.Number `json:"rank_median"`
	RankLow95     study.Number `json:"rank_low95"`
	RankHigh95    study.Number `json:"rank_high95"`
	PBestQuarter  study.Number `json:"p_best_quarter"`
	PWorstQuarter study.Number `json:"p_worst_quarter"`
}

// Robust tests a definition in brief.
func Robust(ctx context.Context, edition *study.Edition, d *study.Definition, how StressDraws) (*Robustness, error) {
	if how.Draws < 100 {
		return nil, fmt.Errorf("%d draws are too few to tell a 95%% interval; give at least 100", how.Draws)
	}
	r, err := newRanges(edition, d)
	if err != nil {
		return nil, err
	}
	test, err := stress.Prepare(r.space)
	if err != nil {
		return nil, err
	}
	if how.Workers <= 0 {
		how.Workers = runtime.GOMAXPROCS(0)
	}
	outcome, err := test.Run(ctx, stress.Simulation{Draws: how.Draws, Seed: how.Seed, Workers: how.Workers, Pairs: true, Reuse: reusedDraws}, nil)
	if err != nil {
		return nil, fmt.Errorf("drawing definitions: %w", err)
	}
	x := &StressTest{}
	x.varied(r, test)
	nominal := make([]float64, len(r.matrix.Units))
	x.place(r, nominal, outcome)
	x.tellApart(outcome)
	short := &Robustness{Draws: outcome.Draws, Seed: how.Seed, Ranked: x.ranked(), Strong: x.Strong, Weak: x.Weak, Pairs: x.Pairs, Varied: []string{}}
	for _, v := range x.Varied {
		if !v.Held {
			short.Varied = append(short.Varied, strings.ReplaceAll(v.Choice, "_", " "))
		}
	}
	for _, a := range x.Authorities {
		short.Authorities = append(short.Authorities, RobustlyRanked{a.Authority, a.Name, a.RankMedian, a.RankLow95, a.RankHigh95, a.PBestQuarter, a.PWorstQuarter})
	}
	return short, nil
}

// OnlyChance tells that nothing but chance in the figures was varied.
func (r *Robustness) OnlyChance() bool {
	return len(r.Varied) == 1 && r.Varied[0] == strings.ReplaceAll(chanceInFigures, "_", " ")
}

// VariedWords list the choices in words, as ChoiceName says them.
func (r *Robustness) VariedWords() string {
	var words []string
	for _, choice := range r.Varied {
		words = append(words, ChoiceName(choice))
	}
	return ChoiceList(words)
}

// Reach is what any weights could do to ranks under a definition, for each authority that gets a score, in the order of
// their codes.
type Reach struct {
	Definition  DefinitionUsed     `json:"definition"`
	Edition     EditionUsed        `json:"edition"`
	Seed        uint64             `json:"seed"` // of the search between first and last
	Authorities []ReachedAuthority `json:"authorities"`
	AnyWeights  AnyWeights         `json:"any_weights"`
}

// ReachedAuthority is the best and the worst rank that some weights give an authority. That it can be first, or last, is
// proved one way or the other; ranks between are between what a search found and what no weights can pass.
type ReachedAuthority struct {
	Authority  string       `json:"authority"`
	Name       string       `json:"name"`
	Rank       study.Number `json:"rank"` // under the weights as stated, ties sharing the best of their places
	Best       study.Number `json:"best_rank_found"`
	BestBound  study.Number `json:"best_rank_bound"`
	Worst      study.Number `json:"worst_rank_found"`
	WorstBound study.Number `json:"worst_rank_bound"`
	CanBeFirst bool         `json:"can_be_first"`
	CanBeLast  bool         `json:"can_be_last"`
}

// Reachable says what any weights could do. Where the question has no answer, AnyWeights.Why says why and there are no
// authorities.
func Reachable(edition *study.Edition, d *study.Definition, seed uint64) (*Reach, error) {
	held := *d
	held.Vary = study.Ranges{}
	r, err := newRanges(edition, &held)
	if err != nil {
		return nil, err
	}
	index, err := r.matrix.score(d)
	if err != nil {
		return nil, err
	}
	x := &StressTest{}
	for _, u := range r.matrix.Units {
		x.Authorities = append(x.Authorities, StressedAuthority{Authority: u.Code, Name: u.Name})
	}
	if err := x.anyWeights(r, d, seed); err != nil {
		return nil, err
	}
	found := &Reach{Edition: EditionUsed{edition.Name, edition.Hash}, Seed: seed, AnyWeights: x.AnyWeights, Authorities: []ReachedAuthority{}}
	places := rank.Min(index.scores, true)
	for at, a := range x.Authorities {
		if a.CanBeFirst != nil {
			found.Authorities = append(found.Authorities, ReachedAuthority{a.Authority, a.Name, study.Number(places[at]),
				a.BestRankFound, a.BestRankBound, a.WorstRankFound, a.WorstRankBound, *a.CanBeFirst, *a.CanBeLast})
		}
	}
	return found, nil
}

// Proof is the certificate of an authority's reach to one end, first or last.
func (r *Reach) Proof(authority, end string) (Certificate, bool) {
	at := slices.IndexFunc(r.AnyWeights.Certificates, func(c Certificate) bool { return c.Authority == authority && c.End == end })
	if at < 0 {
		return Certificate{}, false
	}
	return r.AnyWeights.Certificates[at], true
}
