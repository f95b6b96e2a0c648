package chart

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"goodmeasure/study"
)

// ScreeData is the eigenvalues of a principal component analysis beside what random data of the same size give.
type ScreeData struct {
	Caption
	Eigenvalues []float64      // largest first
	Random95    []study.Number // 95th percentile of the eigenvalues of random data, for each component
}

// Scree draws eigenvalues against the 95% line of parallel analysis (Horn, Psychometrika 1965): components stand out as
// long as they lie above it.
func Scree(data ScreeData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkValues()); err != nil {
		return Figure{}, err
	}
	if len(data.Eigenvalues) == 0 {
		return data.nothing("no components were given", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d ScreeData) checkValues() error {
	if len(d.Random95) != len(d.Eigenvalues) {
		return fmt.Errorf("scree figure %s: %d eigenvalues and %d values of the line: expected as many", d.ID, len(d.Eigenvalues), len(d.Random95))
	}
	for i, v := range d.Eigenvalues {
		switch {
		case math.IsNaN(v) || math.Abs(v) > tooLarge:
			return fmt.Errorf("scree figure %s, component %d: the eigenvalue is %v", d.ID, i+1, v)
		case i > 0 && v > d.Eigenvalues[i-1]:
			return fmt.Errorf("scree figure %s, component %d: the eigenvalue %v is larger than the one before: expected the largest first", d.ID, i+1, v)
		case d.Random95[i].Known() && math.Abs(float64(d.Random95[i])) > tooLarge:
			return fmt.Errorf("scree figure %s, component %d: the line stands at %v", d.ID, i+1, d.Random95[i])
		}
	}
	return nil
}

// retained is how many leading components lie above the line.
func (d ScreeData) retained() int {
	for i, v := range d.Eigenvalues {
		if !d.Random95[i].Known() || v <= float64(d.Random95[i]) {
			return i
		}
	}
	return len(d.Eigenvalues)
}

func (d ScreeData) share(components int) float64 {
	var part, whole float64
	for i, v := range d.Eigenvalues {
		whole += v
		if i < components {
			part += v
		}
	}
	if whole <= 0 {
		return math.NaN()
	}
	return 100 * part / whole
}

func (d ScreeData) sentence() string {
	n := d.retained()
	total := Count(len(d.Eigenvalues), "component", "components")
	if n == 0 {
		return "None of " + total + " stands above the line that 5 in 100 random data sets pass" + d.first() + "."
	}
	out := Grouped(n) + " of " + total + Choose(n, " stands", " stand") + " above the line that 5 in 100 random data sets pass"
	if n == 1 {
		return out + d.first() + "."
	}
	if share := d.share(n); !math.IsNaN(share) {
		out += "; together they hold " + decimal(share, 0) + "% of the variance"
	}
	return out + d.first() + "."
}

func (d ScreeData) first() string {
	share := d.share(1)
	if math.IsNaN(share) {
		return ""
	}
	return "; the first holds " + decimal(share, 0) + "%"
}

func (d ScreeData) verdict(i int) string {
	switch {
	case !d.Random95[i].Known():
		return notKnown
	case i < d.retained():
		return "stands out"
	}
	return "could be chance"
}

func (d ScreeData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Component", Numeric: true}, {Name: "Eigenvalue", Numeric: true},
		{Name: "Share of the variance", Unit: "%", Numeric: true}, {Name: "95% line of random data", Numeric: true}, {Name: "Reading"}}}
	for i, v := range d.Eigenvalues {
		share := said("no share")
		if whole := d.share(len(d.Eigenvalues)); !math.IsNaN(whole) {
			share = figured(study.Number(d.share(i+1)-d.share(i)), 1)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strconv.Itoa(i + 1), Value: study.Number(i + 1)}, figured(study.Number(v), 2), share,
			figured(d.Random95[i], 2), said(d.verdict(i))})
	}
	return t
}
