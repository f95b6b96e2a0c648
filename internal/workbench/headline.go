package workbench

import (
	"context"
	"fmt"

	"github.com/sourcegraph/conc/pool"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Headlines are the three things to know first about a definition of good: how many authorities it can tell from the
// middle, how far it agrees with inspection, and how many stand where they stand whatever else one might have chosen.
type Headlines struct {
	Edition    method.EditionUsed    `json:"edition"`
	Definition method.DefinitionUsed `json:"definition"`
	Apart      Headline              `json:"told_apart"`
	Agreement  Headline              `json:"agreement"`
	Steady     Steadiness            `json:"steady"`
	Claim      string                `json:"claim"`            // about all authorities, as a sentence
	Ranked     string                `json:"ranked,omitempty"` // how many each counts among, and why not all
	Scores     []ScoredAuthority     `json:"scores"`
	Source     string                `json:"source"`
}

// Headline is one of them: a figure with its interval, and a sentence.
type Headline struct {
	Figure string       `json:"figure"` // as it is shown
	Value  study.Number `json:"value"`
	Low    study.Number `json:"low"`
	High   study.Number `json:"high"`
	About  string       `json:"about"`    // what is counted or measured
	Doubt  string       `json:"interval"` // the interval in words
}

// Steadiness counts the authorities that stay in the best or the worst quarter over other definitions: in nine of ten of
// them, and in more and in fewer. The counts are no interval.
type Steadiness struct {
	Figure string       `json:"figure"` // as it is shown
	Value  study.Number `json:"value"`
	In95   study.Number `json:"in_95_percent"` // of the definitions
	In80   study.Number `json:"in_80_percent"`
	About  string       `json:"about"`
	Doubt  string       `json:"beside"` // the other two counts in words
}

// ScoredAuthority is an authority's score and the band that its interval of ranks puts it in.
type ScoredAuthority struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Score     study.Number `json:"score"`
	Band      Band         `json:"band,omitempty"`
	Reason    string       `json:"reason,omitempty"`
}

// steadyDraws is how many other definitions the headlines are tested with.
const steadyDraws = 1000

// Headlines finds them. The answer is kept: it is for reading only.
func (w *Workbench) Headlines(ctx context.Context, d *study.Definition) (*Headlines, error) {
	return w.headlines.recall(ctx, definition.Hash(d), func(ctx context.Context) (*Headlines, error) { return w.headline(ctx, d) })
}

func (w *Workbench) headline(ctx context.Context, d *study.Definition) (*Headlines, error) {
	h := &Headlines{Edition: w.editionUsed(), Definition: method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}}
	group := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	group.Go(func(ctx context.Context) error {
		standings, err := w.Standings(ctx, d, DoubtOfData)
		if err != nil {
			return err
		}
		x, err := w.IndexOf(ctx, d)
		if err != nil {
			return err
		}
		h.apart(standings)
		h.scores(standings, x)
		h.Source = standings.SourceLine()
		return nil
	})
	group.Go(func(ctx context.Context) error {
		inspected, err := w.Inspect(ctx, d, InspectionChoices{})
		if err != nil {
			return err
		}
		h.agree(inspected)
		return nil
	})
	group.Go(func(ctx context.Context) error {
		if err := refuseContradictions(d); err != nil {
			return err
		}
		test, err := w.stressRanks(ctx, d, steadyDraws)
		if err != nil {
			return fmt.Errorf("drawing other definitions than %q: %w", d.Name, err)
		}
		h.steady(test)
		if test.Varies() {
			h.Ranked = test.RankedWords()
		}
		return nil
	})
	return h, group.Wait()
}

func (h *Headlines) apart(s *Standings) {
	if s.N == 0 {
		h.Apart = Headline{Figure: "unknown", Value: study.Missing, Low: study.Missing, High: study.Missing, About: s.Headline() + ".", Doubt: unsureWords(s.ErrorUnknown)}
		return
	}
	n := s.Better + s.Worse
	h.Apart = Headline{Figure: fmt.Sprintf("%d of %d", n, s.N), Value: study.Number(n), Low: study.Missing, High: study.Missing,
		About: "authorities can be told apart from the average.",
		Doubt: fmt.Sprintf("%s clearly above it and %s clearly below: their 95%% intervals of rank lie in one half.", isOrAre(s.Better), isOrAre(s.Worse))}
	if s.ErrorUnknown > 0 {
		h.Apart.Doubt += " " + unsureWords(s.ErrorUnknown)
	}
}

func (h *Headlines) agree(r *Inspected) {
	a := r.Agreement
	h.Agreement = Headline{Figure: "unknown", Value: a.Kappa, Low: a.KappaLow, High: a.KappaHigh, About: "How far measures and inspection agree cannot be said.", Doubt: a.Why}
	if a.Kappa.Known() {
		h.Agreement.Figure = decimal(a.Kappa, 2)
		h.Agreement.About = "is the agreement with inspection (weighted kappa), where 1 is full agreement and 0 is chance."
		h.Agreement.Doubt = fmt.Sprintf("95%% interval %s to %s, from %s with an overall grade.", decimal(a.KappaLow, 2), decimal(a.KappaHigh, 2), chart.Count(a.N, "authority", "authorities"))
	}
}

func (h *Headlines) steady(x *method.StressTest) {
	if !x.Varies() {
		h.Steady = Steadiness{Figure: "unknown", Value: study.Missing, In95: study.Missing, In80: study.Missing, About: "How many stay where they stand under other definitions cannot be said.",
			Doubt: "Nothing was varied: this definition calls no other choice reasonable, and does not have its figures drawn within a sampling error that is known."}
		return
	}
	ranked := 0
	for _, a := range x.Authorities {
		if a.RankMedian.Known() {
			ranked++
		}
	}
	most, fewer := len(x.Strong.P95)+len(x.Weak.P95), len(x.Strong.P80)+len(x.Weak.P80)
	middle := len(x.Strong.P90) + len(x.Weak.P90)
	drawn, only := "other definitions", ""
	if !method.AnyChoice(x.Varied) {
		drawn, only = "draws of the true figures", " This definition calls no other choice reasonable."
	}
	h.Steady = Steadiness{Figure: fmt.Sprintf("%d of %d", middle, ranked), Value: study.Number(middle), In95: study.Number(most), In80: study.Number(fewer),
		About: fmt.Sprintf("%s in the best or the worst quarter under at least 90%% of %s %s.", pick(middle, "stays", "stay"), decimalWhole(x.Draws), drawn),
		Doubt: fmt.Sprintf("%s %s under at least 95%% of them, and %s under at least 80%%.", chart.Capital(noneOr(most)), pick(most, "does", "do"), noneOr(fewer)) + only}
}

func (h *Headlines) scores(s *Standings, x *method.Index) {
	bands := map[string]Band{}
	for _, a := range s.Authorities {
		bands[a.Authority] = a.Band
	}
	h.Scores = []ScoredAuthority{}
	h.Claim = fmt.Sprintf("Of %s, %d cannot be told apart from the average", chart.Count(s.N, "authority", "authorities"), s.Unclear)
	if s.N == 0 {
		h.Claim = s.Headline()
	}
	for _, r := range x.Results {
		one := ScoredAuthority{Authority: r.Unit, Name: r.Name, Score: r.Score, Band: bands[r.Unit], Reason: r.Reason}
		if !one.Score.Known() && one.Reason == "" {
			one.Reason = "no score"
		}
		h.Scores = append(h.Scores, one)
	}
}
