package method

import (
	"math"
	"testing"
)

// The answers were computed apart from this program, from the same published figures with another language's standard
// library: mean percentile ranks, Spearman, Kendall’s W with ties, and the Poisson-binomial tail.
func TestCompositesAgreeWithIndependentAnswers(t *testing.T) {
	results := map[string]*Result{Latest: run(t, Latest, nil), Study15: run(t, Study15, nil)}
	type tenths [2][4]int // best and worst, grades from inadequate to outstanding
	for _, c := range []struct {
		setup         string
		part          Part
		scored, n     int
		rho           float64
		table         tenths
		w, meanRho    float64
		complete      int
		chance        [4]float64 // on at least 4 measures: best, by chance, worst, by chance
		steps, upward int
	}{
		{Latest, All, 149, 149, 0.3301303995215333, tenths{{1, 2, 7, 5}, {3, 2, 8, 2}}, 0.09102293461490417, 0.0211276127249362, 70, [4]float64{7, 4.09, 9, 6.15}, 324, 153},
		{Latest, Outcomes, 150, 150, 0.09047686008650674, tenths{{1, 2, 6, 6}, {2, 2, 7, 4}}, 0.13253557960293735, 0.0361399862871363, 71, [4]float64{7, 4.09, 9, 6.15}, 324, 153},
		{Latest, Workforce, 149, 149, 0.3908704747113795, tenths{{1, 2, 2, 10}, {7, 2, 5, 1}}, 0.3926229743415048, 0.190089616730317, 148, [4]float64{7, 4.09, 9, 6.15}, 324, 153},
		{Study15, All, 150, 74, 0.3725169961936274, tenths{{0, 3, 3, 0}, {2, 6, 1, 0}}, 0.11063157894736841, 0.0416459759588115, 50, [4]float64{12, 4.62, 13, 5.73}, 0, 0},
		{Study15, Outcomes, 140, 70, 0.1763396026156493, tenths{{1, 3, 2, 0}, {3, 5, 1, 0}}, 0.16663082854540598, 0.0740329242288186, 56, [4]float64{12, 4.62, 13, 5.73}, 0, 0},
		{Study15, Workforce, 150, 74, 0.46002892545816204, tenths{{0, 2, 5, 0}, {2, 4, 0, 0}}, 0.42475676944269264, 0.229782164079410, 138, [4]float64{12, 4.62, 13, 5.73}, 0, 0},
	} {
		r := results[c.setup]
		what := c.setup + ", " + string(c.part) + ": "
		a := r.Agreement[c.part]
		near(t, what+"rho with the grade", a.Spearman, c.rho, 1e-9)
		if a.Scored != c.scored || a.N != c.n {
			t.Errorf("%s%d scored and %d graded, want %d and %d", what, a.Scored, a.N, c.scored, c.n)
		}
		for i, row := range []TenthRow{a.Table[0], a.Table[2]} {
			for g, count := range row.Grades {
				if count.N != c.table[i][g] || len(count.Authorities) != count.N {
					t.Errorf("%s%s: %d graded %s, want %d", what, row.Place, count.N, count.Grade.Words(), c.table[i][g])
				}
			}
		}
		w := r.Concordance[c.part]
		near(t, what+"W", w.W, c.w, 1e-9)
		near(t, what+"mean rho", w.MeanRho, c.meanRho, 1e-7)
		if w.N != c.complete {
			t.Errorf("%s%d complete, want %d", what, w.N, c.complete)
		}
		line := r.Chance[3]
		if line.AtLeast != 4 || line.Best != int(c.chance[0]) || line.Worst != int(c.chance[2]) ||
			math.Abs(float64(line.BestChance)-c.chance[1]) > 0.005 || math.Abs(float64(line.WorstChance)-c.chance[3]) > 0.005 {
			t.Errorf("%schance line %+v, want %v", what, line, c.chance)
		}
		steps, up := 0, 0
		for _, step := range r.Journeys.Transitions {
			steps += step.N
			if step.To.HigherIsBetter() > step.From.HigherIsBetter() {
				up += step.N
			}
		}
		if steps != c.steps || up != c.upward {
			t.Errorf("%s%d steps, %d up, want %d and %d", what, steps, up, c.steps, c.upward)
		}
	}
}
