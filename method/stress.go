package method

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"

	"goodmeasure/stats/composite/sensitivity"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// StressTest is what becomes of a definition's ranks under the other definitions that somebody would call reasonable. Its
// JSON is stress.json: the names are stable, numbers carry full precision, and a missing one is null.
type StressTest struct {
	Program     string              `json:"program"`
	Definition  DefinitionUsed      `json:"definition"`
	Edition     EditionUsed         `json:"edition"`
	Draws       int                 `json:"draws"`
	Seed        uint64              `json:"seed"`
	Conclusions []string            `json:"conclusions"`
	about       []StressPart        // that each conclusion is about
	Warnings    []string            `json:"warnings"`
	Varied      []VariedChoice      `json:"varied"`
	Authorities []StressedAuthority `json:"authorities"`
	Strong      SureSets            `json:"strong"`
	Weak        SureSets            `json:"weak"`
	Pairs       ToldApart           `json:"pairs"`
	SobolOf     string              `json:"sobol_of"`
	SobolRows   int                 `json:"sobol_rows"` // of the design; 0: nothing varies
	Sobol       []SobolIndex        `json:"sobol"`
	AnyWeights  AnyWeights          `json:"any_weights"`
	Curve       SpecificationCurve  `json:"specification_curve"`
	NotRanked   []LeftOut           `json:"not_ranked"`

	Named   map[string]string `json:"-"` // what indicators are called, by id
	Figures string            `json:"-"` // which it rests on, where whoever made it says so
	Ahead   [][]float64       `json:"-"` // by authority, then the one it is ahead of: share of definitions
}

// VariedChoice is a choice, and what it is drawn from.
type VariedChoice struct {
	Choice  string   `json:"choice"`
	Options []string `json:"options"`
	Held    bool     `json:"held"`          // it stays as the definition has it
	Why     string   `json:"why,omitempty"` // it is held although the definition would vary it
}

// StressedAuthority is where an authority ranks over all definitions, 1 being best. Intervals and chances are over the
// definitions that rank it, all of them but for what RankedShare says.
type StressedAuthority struct {
	Authority      string       `json:"authority"`
	Name           string       `json:"name"`
	Grade          study.Grade  `json:"grade,omitzero"`
	RankNominal    study.Number `json:"rank_nominal"` // of the definition itself, ties sharing the best of their places
	RankMedian     study.Number `json:"rank_median"`
	RankLow50      study.Number `json:"rank_low50"`
	RankHigh50     study.Number `json:"rank_high50"`
	RankLow95      study.Number `json:"rank_low95"`
	RankHigh95     study.Number `json:"rank_high95"`
	PBestQuarter   study.Number `json:"p_best_quarter"`
	PWorstQuarter  study.Number `json:"p_worst_quarter"`
	RankedShare    study.Number `json:"ranked_share"` // of the definitions
	CanBeFirst     *bool        `json:"can_be_first"` // under some weights; null: without an answer, see any_weights
	CanBeLast      *bool        `json:"can_be_last"`
	BestRankFound  study.Number `json:"best_rank_found"` // by search: some weights give it
	BestRankBound  study.Number `json:"best_rank_bound"` // no weights give a better one
	WorstRankFound study.Number `json:"worst_rank_found"`
	WorstRankBound study.Number `json:"worst_rank_bound"`
	Reason         string       `json:"reason,omitempty"` // why no definition ranks it
}

// SureSets are the codes of the authorities in one quarter under at least so many per cent of definitions.
type SureSets struct {
	P95 []string `json:"p95"`
	P90 []string `json:"p90"`
	P80 []string `json:"p80"`
}

// ToldApart counts pairs of which the same one is ahead in at least the share At of definitions.
type ToldApart struct {
	At    study.Number `json:"at"`
	Pairs int          `json:"pairs"`
	Apart int          `json:"told_apart"`
	Share study.Number `json:"share"`
}

// SobolIndex is a choice's part in the variance, with 95% bootstrap intervals. A choice that is held has no part.
type SobolIndex struct {
	Choice    string       `json:"choice"`
	First     study.Number `json:"first"`
	FirstLow  study.Number `json:"first_low"`
	FirstHigh study.Number `json:"first_high"`
	Total     study.Number `json:"total"`
	TotalLow  study.Number `json:"total_low"`
	TotalHigh study.Number `json:"total_high"`
	Held      bool         `json:"held"`
	Wide      bool         `json:"wide"` // an interval wider than a fifth of the variance
}

// StressDraws says how a definition is tested.
type StressDraws struct {
	Draws     int
	Seed      uint64
	Workers   int    // 0: all processors; the result does not depend on it
	Authority string // code of the one whose rank Sobol indices are about; empty: the mean shift of all
	KeepPart  bool   // when the context ends, the result of the draws done until then is wanted
	Progress  func(done, all float64)
}

// reusedDraws is by how many definitions a draw of an indicator's true figures is used, on average.
const reusedDraws = 64

// toldApartAt is the share of definitions in which one of two authorities must be ahead.
const toldApartAt = 0.95

// begin makes ready what a stress test draws from, with the definition's own index.
func (how *StressDraws) begin(edition *study.Edition, d *study.Definition) (*rangesOfChoice, *stress.Test, *drawnIndex, error) {
	if how.Draws < 100 {
		return nil, nil, nil, fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", how.Draws)
	}
	if how.Workers <= 0 {
		how.Workers = runtime.GOMAXPROCS(0)
	}
	r, err := newRanges(edition, d)
	if err != nil {
		return nil, nil, nil, err
	}
	index, err := r.matrix.score(d)
	if err != nil {
		return nil, nil, nil, err
	}
	test, err := stress.Prepare(r.space)
	return r, test, index, err
}

// Stress draws definitions from a definition's ranges of choice, ranks the authorities under each, and says what holds
// whatever the definition. When the context ends it gives, where that is wanted, the result of the draws done until then, which is
// that of a test with so many draws, together with the context's error.
func Stress(ctx context.Context, edition *study.Edition, d *study.Definition, how StressDraws) (*StressTest, error) {
	r, test, index, err := how.begin(edition, d)
	if err != nil {
		return nil, err
	}
	curves := make([]*curve, how.Workers)
	for w := range curves {
		curves[w] = newCurve(r, how.Draws)
	}
	simulation := stress.Simulation{Draws: how.Draws, Seed: how.Seed, Workers: how.Workers, Pairs: true, Reuse: reusedDraws}
	if how.Progress != nil {
		simulation.Progress = func(done int) { how.Progress(float64(done), float64(how.Draws)) }
	}
	outcome, interrupted := test.Run(ctx, simulation, func(worker int, draw *stress.Draw) { curves[worker].visit(draw) })
	if interrupted != nil && (ctx.Err() == nil || outcome.Draws == 0 || !how.KeepPart) {
		return nil, interrupted
	}
	for _, other := range curves[1:] {
		curves[0].merge(other)
	}
	out := &StressTest{Definition: DefinitionUsed{Name: d.Name, Whose: d.Whose}, Edition: EditionUsed{edition.Name, edition.Hash},
		Draws: outcome.Draws, Seed: how.Seed, NotRanked: r.matrix.Frame.Left}
	out.varied(r, test)
	out.place(r, index.scores, outcome)
	out.tellApart(outcome)
	average := rank.Average(index.scores, true)
	out.Curve = curves[0].result(average, latestILACS(edition).AsAt)
	if !out.Varies() {
		out.Curve.ofOne()
	}
	how.Draws = outcome.Draws
	rest := ctx
	if how.KeepPart {
		rest = context.WithoutCancel(ctx) // the result of the draws done is to be whole
	}
	err = out.explain(rest, r, test, average, how)
	if err == nil {
		err = rest.Err()
	}
	if err != nil {
		return nil, err
	}
	if err := out.anyWeights(r, d, how.Seed); err != nil {
		return nil, err
	}
	out.warn(r)
	out.conclude(d.Vary)
	if interrupted != nil {
		return out, ctx.Err()
	}
	return out, nil
}

// varied lists every choice, and what each was drawn from.
func (x *StressTest) varied(r *rangesOfChoice, test *stress.Test) {
	x.Named = map[string]string{}
	for _, one := range r.matrix.Frame.Measures {
		x.Named[one.ID] = orElse(one.Indicator.Name, one.ID)
	}
	varies := map[stress.Factor]bool{}
	for _, f := range test.Factors() {
		varies[f] = true
	}
	for _, f := range choicesInOrder {
		choice := VariedChoice{Choice: choiceNames[f], Options: r.options[f], Held: !varies[f]}
		switch f {
		case stress.EstimateFactor:
			if choice.Held {
				choice.Options = []string{shrinkageWords(r.definition.Combine.Shrinkage)}
			}
		case stress.InclusionFactor:
			choice.Options = r.inclusionWords()
		case stress.ReadingFactor:
			choice.Options = r.contested()
			if choice.Held && r.definition.Vary.Readings {
				choice.Why = "no indicator is contested"
			}
		case stress.NoiseFactor:
			choice.Options = []string{"figures as they are"}
			if !choice.Held {
				choice.Options = []string{"figures drawn within their sampling error"}
			} else if r.definition.Vary.SamplingError {
				choice.Why = "the sampling error of no figure is known"
			}
		}
		if choice.Options == nil {
			choice.Options = []string{}
		}
		x.Varied = append(x.Varied, choice)
	}
}

func (r *rangesOfChoice) inclusionWords() []string {
	if r.space.MostLeftOut == 0 {
		return []string{"all indicators in"}
	}
	words := []string{fmt.Sprintf("up to %d left out at once", r.space.MostLeftOut)}
	for k, chance := range r.space.LeaveOut {
		if chance > 0 {
			words = append(words, r.definition.Indicators[k].ID)
		}
	}
	return words
}

// Varies tells whether any choice was varied. Where none was there is one definition, and no place has an interval.
func (x *StressTest) Varies() bool {
	return slices.ContainsFunc(x.Varied, func(v VariedChoice) bool { return !v.Held })
}

// AnyChoice tells whether anything but chance in the figures was varied: without, there are draws and no other definitions.
func AnyChoice(varied []VariedChoice) bool {
	return slices.ContainsFunc(varied, func(v VariedChoice) bool { return !v.Held && v.Choice != chanceInFigures })
}

// unvaried says why no place has an interval where nothing was varied.
const unvaried = "nothing was varied, so that nothing tells how sure its place is"

// place fills in where each authority ranks.
func (x *StressTest) place(r *rangesOfChoice, nominal []float64, outcome stress.Outcome) {
	places := rank.Min(nominal, true)
	for at, u := range r.matrix.Units {
		s := outcome.Summaries[at]
		ranked := float64(s.Draws) / float64(outcome.Draws)
		row := StressedAuthority{Authority: u.Code, Name: u.Name, Grade: r.matrix.Frame.Judgements[at].Overall, RankNominal: study.Number(places[at]),
			RankMedian: study.Number(s.Median), RankLow50: study.Number(s.Lower50), RankHigh50: study.Number(s.Upper50),
			RankLow95: study.Number(s.Lower95), RankHigh95: study.Number(s.Upper95), PBestQuarter: study.Number(s.TopQuarter),
			PWorstQuarter: study.Number(s.BottomQuarter), RankedShare: study.Number(ranked), BestRankFound: study.Missing,
			BestRankBound: study.Missing, WorstRankFound: study.Missing, WorstRankBound: study.Missing}
		if s.Draws == 0 {
			row.Reason = fmt.Sprintf("too few figures: %s of them are asked for", share(r.space.LeastKnown))
		} else if !x.Varies() {
			row.RankMedian, row.RankLow50, row.RankHigh50, row.RankLow95, row.RankHigh95 = study.Missing, study.Missing, study.Missing, study.Missing, study.Missing
			row.PBestQuarter, row.PWorstQuarter, row.Reason = study.Missing, study.Missing, unvaried
		}
		x.Authorities = append(x.Authorities, row)
	}
	x.Strong = sureSets(x.Authorities, func(a StressedAuthority) study.Number { return a.PBestQuarter })
	x.Weak = sureSets(x.Authorities, func(a StressedAuthority) study.Number { return a.PWorstQuarter })
}

// sureSets are made of the share of all definitions, those that do not rank an authority included.
func sureSets(all []StressedAuthority, chance func(StressedAuthority) study.Number) SureSets {
	at := func(least study.Number) []string {
		codes := []string{}
		for _, a := range all {
			if chance(a)*a.RankedShare >= least {
				codes = append(codes, a.Authority)
			}
		}
		return codes
	}
	return SureSets{P95: at(0.95), P90: at(0.90), P80: at(0.80)}
}

func (x *StressTest) tellApart(outcome stress.Outcome) {
	n := len(x.Authorities)
	x.Ahead = make([][]float64, n)
	for a := range n {
		x.Ahead[a] = make([]float64, n)
		for b := range n {
			x.Ahead[a][b] = float64(outcome.Pairs.Ahead(a, b)) / float64(outcome.Draws)
			if a == b || !x.Varies() {
				x.Ahead[a][b] = math.NaN()
			}
			if x.Ahead[a][b] >= toldApartAt {
				x.Pairs.Apart++
			}
		}
	}
	ranked := 0
	for _, a := range x.Authorities {
		if a.RankedShare > 0 {
			ranked++
		}
	}
	x.Pairs.At, x.Pairs.Pairs = toldApartAt, ranked*(ranked-1)/2
	x.Pairs.Share = study.Number(float64(x.Pairs.Apart) / float64(x.Pairs.Pairs))
	if !x.Varies() {
		x.Pairs.Share = study.Missing
	}
}

const (
	leastRows, mostRows = 512, 4096
	bootstrapResamples  = 400
)

// explain shares out the variance among the choices.
func (x *StressTest) explain(ctx context.Context, r *rangesOfChoice, test *stress.Test, nominal []float64, how StressDraws) error {
	result := func(_, ranks []float64) float64 { return stress.Shift(nominal, ranks) }
	x.SobolOf = "mean number of places by which authorities are off their nominal ranks"
	if how.Authority != "" {
		at := -1
		for i, a := range x.Authorities {
			if a.Authority == how.Authority {
				at = i
			}
		}
		if at < 0 || x.Authorities[at].RankedShare < 1 {
			return fmt.Errorf("--authority: %s is not ranked under every definition, so that its rank has no variance to share out; leave it out", how.Authority)
		}
		x.SobolOf = "rank of " + x.Authorities[at].Name
		result = func(_, ranks []float64) float64 { return ranks[at] }
	}
	indices, intervals := map[stress.Factor]sensitivity.Index{}, map[stress.Factor]sensitivity.Intervals{}
	factors := test.Factors()
	if len(factors) > 0 {
		x.SobolRows = min(max(how.Draws/50, leastRows), mostRows)
		runs, err := test.Explain(ctx, x.SobolRows, how.Seed, how.Workers, result)
		if err != nil {
			return err
		}
		found, err := sensitivity.Indices(runs, sensitivity.JanonMonod)
		if err != nil { // nothing that varies changes the result
			found = make([]sensitivity.Index, len(factors))
		}
		spreads := make([]sensitivity.Intervals, len(factors))
		if err == nil {
			if spreads, err = sensitivity.Bootstrap(runs, sensitivity.JanonMonod, bootstrapResamples, how.Seed); err != nil {
				return err
			}
		}
		for k, f := range factors {
			indices[f], intervals[f] = found[k], spreads[k]
		}
	}
	for at, f := range choicesInOrder {
		if !x.Varies() {
			x.Sobol = append(x.Sobol, SobolIndex{choiceNames[f], study.Missing, study.Missing, study.Missing, study.Missing, study.Missing, study.Missing, true, false})
			continue
		}
		index, spread := indices[f], intervals[f]
		x.Sobol = append(x.Sobol, SobolIndex{choiceNames[f], study.Number(index.First), study.Number(spread.First.Lower), study.Number(spread.First.Upper),
			study.Number(index.Total), study.Number(spread.Total.Lower), study.Number(spread.Total.Upper), x.Varied[at].Held,
			spread.First.Wide() || spread.Total.Wide()})
	}
	return nil
}

// chanceInFigures is what is drawn of the figures themselves, and no choice of anybody.
const chanceInFigures = "sampling_error"

// choicesInOrder is how choices are listed, by the names they have in a definition.
var choicesInOrder = []stress.Factor{stress.NormalisationFactor, stress.AggregationFactor, stress.WeightsFactor, stress.ImputationFactor,
	stress.TreatmentFactor, stress.InclusionFactor, stress.ReadingFactor, stress.VersionFactor, stress.EstimateFactor, stress.NoiseFactor}

var choiceNames = map[stress.Factor]string{stress.NormalisationFactor: "normalisation", stress.AggregationFactor: "aggregation",
	stress.WeightsFactor: "weights", stress.ImputationFactor: "imputation", stress.TreatmentFactor: "treatment", stress.InclusionFactor: "leave_out",
	stress.ReadingFactor: "readings", stress.VersionFactor: "years_back", stress.EstimateFactor: "shrinkage", stress.NoiseFactor: chanceInFigures}
