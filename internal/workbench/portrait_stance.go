package workbench

import (
	"goodmeasure/method"
	"goodmeasure/stats/multiple"
	"goodmeasure/study"
)

// Stance is how an authority's figure lies to that of those it is compared with.
type Stance string

// The stances. Where people disagree which way is better, a figure is above or below, and neither stronger nor weaker.
const (
	Stronger   Stance = "stronger"
	Similar    Stance = "similar"
	Weaker     Stance = "weaker"
	Above      Stance = "above"
	Below      Stance = "below"
	NotTested  Stance = "not tested"
	Uncompared Stance = "not compared" // too few of those compared with have a figure
	NoStance   Stance = ""             // there is no figure
)

// Compared is what a figure is compared with, and how it lies to that.
type Compared struct {
	Benchmark  study.Number `json:"benchmark"` // the median of those compared with
	BenchmarkN int          `json:"benchmark_n"`
	Stance     Stance       `json:"stance"`
	PDiffers   study.Number `json:"p_differs"` // two-sided, of no difference from the benchmark

	taken study.Direction // which way is better, as far as that is agreed
}

// Taken is which way is better as far as that is agreed: contested where a definition reads a measure against its description.
func (c Compared) Taken() study.Direction { return c.taken }

func (w *Workbench) compared(a study.Authority, i study.Indicator, f Figure, company Company) Compared {
	b := Compared{Benchmark: f.EnglandMedian, BenchmarkN: f.EnglandN, PDiffers: study.Missing, taken: i.Direction}
	if company.Benchmark != AgainstEngland {
		b.Benchmark, b.BenchmarkN = company.median(w.nation(i, f.Period))
	}
	if !a.Tiny() {
		b.PDiffers = method.PDifference(w.Edition, i, w.Edition.Observation(a.Code, i.ID, f.Period), b.Benchmark)
	}
	b.Stance = stanceOf(a, i, f, b.Benchmark)
	return b
}

// stanceOf is decided by the figure's 95% interval: it must leave out the benchmark.
func stanceOf(a study.Authority, i study.Indicator, f Figure, benchmark study.Number) Stance {
	switch {
	case !f.Value.Known():
		return NoStance
	case !f.Low.Known() || !f.High.Known() || a.Tiny():
		return NotTested
	case !benchmark.Known():
		return Uncompared
	case f.Low <= benchmark && benchmark <= f.High:
		return Similar
	}
	above := f.Low > benchmark
	switch sign := i.Direction.Sign(); {
	case sign == 0 && above:
		return Above
	case sign == 0:
		return Below
	case above == (sign > 0):
		return Stronger
	}
	return Weaker
}

// StanceTally counts the stances of all figures, and sets them against what chance alone would give.
type StanceTally struct {
	Tested     int          `json:"tested"`
	Stronger   int          `json:"stronger"`
	Similar    int          `json:"similar"`
	Weaker     int          `json:"weaker"`
	Contested  int          `json:"above_or_below"`            // of which people disagree which way is better
	Describing int          `json:"above_or_below_describing"` // of which no way is better: they describe
	NotTested  int          `json:"not_tested"`                // the sampling error is not known
	Uncompared int          `json:"not_compared"`              // too few of those compared with have a figure
	NoFigure   int          `json:"no_figure"`
	Differ     int          `json:"differ"`
	ByChance   study.Number `json:"expected_by_chance"` // of those tested, if there were no true difference anywhere
	Corrected  int          `json:"differ_corrected"`   // still differ once the number of tests is allowed for
	Words      string       `json:"words"`
}

// chanceLevel is the share of tests that find a difference where there is none.
const chanceLevel = 0.05

// tally counts. The correction is Benjamini and Hochberg's, at a false discovery rate of 5%.
func tally(figures []Compared) (StanceTally, error) {
	var t StanceTally
	var p []float64
	var differ []bool
	for _, f := range figures {
		switch f.Stance {
		case Stronger:
			t.Stronger++
		case Weaker:
			t.Weaker++
		case Above, Below:
			if f.taken == study.NoDirection {
				t.Describing++
			} else {
				t.Contested++
			}
		case Similar:
			t.Similar++
		case NotTested:
			t.NotTested++
			continue
		case Uncompared:
			t.Uncompared++
			continue
		default:
			t.NoFigure++
			continue
		}
		t.Tested++
		p, differ = append(p, float64(f.PDiffers)), append(differ, f.Stance != Similar)
	}
	t.Differ = t.Stronger + t.Weaker + t.Contested + t.Describing
	t.ByChance = study.Number(chanceLevel * float64(t.Tested))
	adjusted, err := multiple.BenjaminiHochberg(p)
	if err != nil {
		return t, err
	}
	for at, q := range adjusted {
		if differ[at] && q < chanceLevel {
			t.Corrected++
		}
	}
	return t, nil
}
