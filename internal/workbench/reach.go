package workbench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// ReachRead is what any weights could do to the ranks of a definition.
type ReachRead struct {
	*method.Reach
	figures   string // that it rests on
	otherwise bool   // the definition does not combine measures by a weighted mean
}

// Reach says between which ranks each authority stays whatever the weights. The answer is kept, and is for reading only.
func (w *Workbench) Reach(ctx context.Context, d *study.Definition) (ReachRead, error) {
	return w.reaches.recall(ctx, definition.Hash(d), func(context.Context) (ReachRead, error) {
		found, err := method.Reachable(w.Edition, d, usualSeed)
		if err != nil {
			return ReachRead{}, err
		}
		found.Definition = method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}
		slices.SortStableFunc(found.Authorities, func(a, b method.ReachedAuthority) int { return int(a.Rank) - int(b.Rank) })
		otherwise := d.Combine.Aggregation != study.AggregateArithmetic || slices.ContainsFunc(d.Groups, func(g study.Group) bool { return g.Aggregation != "" && g.Aggregation != study.AggregateArithmetic })
		return ReachRead{found, w.FiguresOf(d), otherwise}, nil
	})
}

// Headline counts who can be made first.
func (r ReachRead) Headline() string {
	if len(r.Authorities) == 0 {
		return "What any weights could do cannot be said for this definition"
	}
	first, _, _ := r.counts()
	return fmt.Sprintf("%s of %d authorities can be made first by some choice of weights", chart.Capital(numberOf(first)), len(r.Authorities))
}

func (r ReachRead) counts() (first, last, both int) {
	for _, a := range r.Authorities {
		if a.CanBeFirst {
			first++
		}
		if a.CanBeLast {
			last++
		}
		if a.CanBeFirst && a.CanBeLast {
			both++
		}
	}
	return first, last, both
}

// Words say what follows, and what the figures rest on.
func (r ReachRead) Words() []string {
	if len(r.Authorities) == 0 {
		return []string{"Why: " + r.AnyWeights.Why + "."}
	}
	_, last, both := r.counts()
	var words []string
	if r.otherwise {
		words = []string{"The question is asked of a weighted mean of the same measures: the definition combines them in another way, of which this is no answer."}
	}
	words = append(words,
		fmt.Sprintf("%s can be made last, and %s either first or last, as weights are chosen.", chart.Capital(numberOf(last)), numberOf(both)),
		"Whether somebody can be first or last is settled by linear programming, with proof. A rank between is the best or worst that a search found; where no weights at all can pass it, it is exact.")
	if n := r.AnyWeights.Filled; n > 0 {
		words = append(words, fmt.Sprintf("The question needs complete figures: %s filled with the median of all.", areGaps(n)))
	}
	if beyond := r.beyond(); beyond != "" {
		words = append(words, beyond)
	}
	return append(words, "Weights of 0 are allowed, also such as few people would call reasonable: what holds here holds of every weighting. Sampling error is not in it.")
}

// beyond says of how many the rank as stated is none that weights were found to reach.
func (r ReachRead) beyond() string {
	n := 0
	for _, a := range r.Authorities {
		if a.Rank.Known() && (a.Rank < a.Best || a.Rank > a.Worst) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("The rank as stated of %s lies beyond what was found: the definition leaves gaps, or combines measures, in a way of its own, and the question does not.", chart.Count(n, "authority", "authorities"))
}

func areGaps(n int) string {
	if n == 1 {
		return "1 gap was"
	}
	return fmt.Sprintf("%s gaps were", decimal(study.Number(n), 0))
}

// Table has the reach of every authority.
func (r ReachRead) Table() chart.Table {
	t := chart.Table{Caption: "Best and worst rank that some weights give", Columns: []chart.Column{{Name: "Authority"}, {Name: "Rank as stated", Numeric: true},
		{Name: "Best found", Numeric: true}, {Name: "None is better than", Numeric: true}, {Name: "Worst found", Numeric: true}, {Name: "None is worse than", Numeric: true},
		{Name: "Can be first"}, {Name: "Can be last"}}}
	for _, a := range r.Authorities {
		t.Rows = append(t.Rows, []chart.Cell{named(a.Authority, a.Name), ranked(a.Rank), ranked(a.Best), ranked(a.BestBound), ranked(a.Worst), ranked(a.WorstBound),
			said(yesNo(a.CanBeFirst)), said(yesNo(a.CanBeLast))})
	}
	return t
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// Figure draws between which ranks each authority stays whatever the weights.
func (r ReachRead) Figure() (chart.Figure, error) {
	data := chart.BoundsData{Caption: chart.Caption{ID: "bounds", Title: r.Headline(), Subtitle: "Best and worst rank that some weights give, and the rank under the weights as stated. 1 is best.",
		Source: fmt.Sprintf("%s. Weights of 0 or more; seed %d. %s.", r.figures, r.Seed, r.Edition.Words()), Licence: study.Licence},
		Among: len(r.Authorities), Note: strings.TrimSpace("Any weights of 0 or more were allowed. " + r.beyond())}
	for _, a := range r.Authorities {
		u := chart.BoundedUnit{Authority: a.Authority, Name: a.Name, Today: a.Rank, Best: a.Best, Worst: a.Worst}
		if !a.Rank.Known() {
			u.Best, u.Worst, u.Reason = study.Missing, study.Missing, "too few figures for a rank"
		}
		data.Units = append(data.Units, u)
	}
	return chart.Bounds(data)
}
