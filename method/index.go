package method

import (
	"context"
	"fmt"
	"math"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Index is an index with every step of its making. Its JSON is index.json: the names are stable, rows are in a fixed
// order, numbers carry full precision, and a missing one is null. The tables of Stages are written beside it.
type Index struct {
	Program      string              `json:"program"`
	Title        string              `json:"title"`
	Definition   *DefinitionUsed     `json:"definition,omitempty"` // of an index on an edition
	Edition      *EditionUsed        `json:"edition,omitempty"`
	Files        []FileUsed          `json:"files,omitempty"` // of an index on somebody's own table
	Draws        int                 `json:"draws,omitempty"` // 0: no sampling error is known, and ranks have no intervals
	Seed         uint64              `json:"seed,omitempty"`
	Steps        []IndexStep         `json:"steps"` // in the order in which they were taken
	Results      []IndexResult       `json:"results"`
	NotRanked    []LeftOut           `json:"not_ranked"`
	Indicators   []IndicatorUsed     `json:"indicators"`
	Measures     []MeasureUsed       `json:"measures,omitempty"` // where an edition's figures come from
	Weights      []EffectiveWeight   `json:"effective_weights"`
	Correlations []ParentCorrelation `json:"correlations"`
	Availability []UnitAvailability  `json:"availability"`
	Strengths    []UnitStanding      `json:"strengths"`
	Weaknesses   []UnitStanding      `json:"weaknesses"`
	Warnings     []string            `json:"warnings"`

	Units  []IndexUnit `json:"-"` // those that Stages has
	Stages *Stages     `json:"-"`
}

// DefinitionUsed names the definition of an index.
type DefinitionUsed struct {
	Name  string `json:"name"`
	Whose string `json:"whose"`
	Hash  string `json:"hash"`
	File  string `json:"file,omitempty"` // empty: the definition that the program comes with
}

// FileUsed names a file that an index was made from.
type FileUsed struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// IndexResult is a unit's score and rank: 1 is best, and ties share the best of their places. The rank's intervals come from
// draws of the true figures, and are null where the sampling error of none of the unit's figures is known.
type IndexResult struct {
	Unit           string       `json:"unit"`
	Name           string       `json:"name"`
	Score          study.Number `json:"score"`
	Rank           study.Number `json:"rank"`
	N              int          `json:"n"` // units ranked
	RankMedian     study.Number `json:"rank_median"`
	RankLow50      study.Number `json:"rank_low50"`
	RankHigh50     study.Number `json:"rank_high50"`
	RankLow        study.Number `json:"rank_low"` // 95%
	RankHigh       study.Number `json:"rank_high"`
	PTopQuarter    study.Number `json:"p_top_quarter"`
	PBottomQuarter study.Number `json:"p_bottom_quarter"`
	Measured       int          `json:"measured"`     // figures it has
	ErrorKnown     int          `json:"errors_known"` // of them, with a known sampling error
	Grade          study.Grade  `json:"grade,omitzero"`
	Reason         string       `json:"reason,omitempty"` // why there is no score
}

// Half says in which half of the ranking the whole 95% interval of the rank lies: 1 the better, -1 the worse, 0 in
// neither or not known.
func (r IndexResult) Half() int {
	middle := study.Number(r.N+1) / 2
	switch {
	case r.RankHigh < middle:
		return 1
	case r.RankLow > middle:
		return -1
	}
	return 0
}

// MakeIndex makes the index of a definition on an edition, with ranks under the sampling error of the figures.
func MakeIndex(ctx context.Context, edition *study.Edition, d *study.Definition, how IndexDraws) (*Index, error) {
	m, err := NewMatrix(edition, d)
	if err != nil {
		return nil, err
	}
	r, err := NewRecipe(m, d)
	if err != nil {
		return nil, err
	}
	w, err := m.kitchen(r)
	if err != nil {
		return nil, err
	}
	x, err := w.index()
	if err != nil {
		return nil, err
	}
	x.Title, x.Draws, x.Seed = d.Name, how.Draws, how.Seed
	x.Edition = &EditionUsed{edition.Name, edition.Hash}
	summaries, byIndicator, err := w.ranks(ctx, how)
	if err != nil {
		return nil, err
	}
	if how.IndexOnly { // no rank without its interval
		x.Strengths, x.Weaknesses = nil, nil
	}
	x.doubt(w, summaries, byIndicator)
	described := &Result{}
	described.describe(m.Frame, &Standing{Models: m.Models})
	x.Measures = described.Measures
	x.NotRanked = m.Frame.Left
	x.Warnings = append(x.Warnings, m.warnings()...)
	return x, nil
}

// MakeTableIndex makes an index of anybody's table. Nothing is known of the sampling error of its values.
func MakeTableIndex(m *Matrix, r *Recipe) (*Index, error) {
	w, err := m.kitchen(r)
	if err != nil {
		return nil, err
	}
	return w.index()
}

// index carries out the recipe on the values themselves and looks back from the scores.
func (w *kitchen) index() (*Index, error) {
	s, err := w.run(w.matrix.Values)
	if err != nil {
		return nil, err
	}
	w.weigh(s)
	x := &Index{Stages: s, NotRanked: []LeftOut{}, Warnings: []string{}}
	for _, at := range w.kept {
		x.Units = append(x.Units, w.matrix.Units[at])
	}
	x.Steps = w.steps(s)
	if x.Availability, err = w.availability(s); err != nil {
		return nil, err
	}
	x.results(w)
	if x.Indicators, err = w.indicators(s); err != nil {
		return nil, err
	}
	x.Weights = w.weights(s)
	x.Correlations = w.correlations(s)
	x.Strengths, x.Weaknesses = w.standings(s, x.Units)
	x.Warnings = append(x.Warnings, x.ownWarnings(w)...)
	return x, nil
}

// results lists the units best first, then those without a score.
func (x *Index) results(w *kitchen) {
	scores := x.Stages.Index()
	places := rank.Min(scores, true)
	n := 0
	for _, score := range scores {
		if !math.IsNaN(score) {
			n++
		}
	}
	now := map[int]int{}
	for position, at := range w.kept {
		now[at] = position
	}
	for at, u := range w.matrix.Units {
		row := IndexResult{Unit: u.Code, Name: u.Name, Score: study.Missing, Rank: study.Missing, N: n,
			Measured: len(w.matrix.Indicators) - x.Availability[at].Missing}
		if position, kept := now[at]; kept {
			row.Score, row.Rank = study.Number(scores[position]), study.Number(places[position])
			if !row.Score.Known() {
				row.Reason = "too few figures in a group of indicators"
			}
		} else {
			row.Reason = fmt.Sprintf("too few figures: %d of %d, and %s are asked for", row.Measured, len(w.matrix.Indicators), share(w.LeastKnown))
		}
		row.doubt(unknownSummary())
		if f := w.matrix.Frame; f != nil {
			row.Grade, row.ErrorKnown = f.Judgements[at].Overall, w.matrix.ErrorsKnown(at)
		}
		x.Results = append(x.Results, row)
	}
	sortResults(x.Results)
}

func (r *IndexResult) doubt(from rank.Summary) {
	r.RankMedian, r.RankLow50, r.RankHigh50 = study.Number(from.Median), study.Number(from.Lower50), study.Number(from.Upper50)
	r.RankLow, r.RankHigh = study.Number(from.Lower95), study.Number(from.Upper95)
	r.PTopQuarter, r.PBottomQuarter = study.Number(from.TopQuarter), study.Number(from.BottomQuarter)
}

// doubt puts in what the draws say of the results and of strengths and weaknesses.
func (x *Index) doubt(w *kitchen, summaries []rank.Summary, byIndicator [][]rank.Summary) {
	position := map[string]int{}
	for now, u := range x.Units {
		position[u.Code] = now
	}
	for at := range x.Results {
		r := &x.Results[at]
		if now, kept := position[r.Unit]; kept && r.ErrorKnown > 0 {
			r.doubt(summaries[now])
		}
	}
	for _, list := range [][]UnitStanding{x.Strengths, x.Weaknesses} {
		for row := range list {
			s := &list[row]
			at := w.kept[position[s.Code]]
			if model := w.matrix.Models[s.indicator][at]; model != ErrorUnknown && model != NoFigure {
				s.RankLow, s.RankHigh = study.Number(byIndicator[s.indicator][at].Lower95), study.Number(byIndicator[s.indicator][at].Upper95)
			}
		}
	}
}

// score finds a node's scores by its code.
func (s *Stages) score(code string) composite.Score {
	for _, one := range s.Scores {
		if one.Name == code {
			return one
		}
	}
	return composite.Score{Name: code}
}
