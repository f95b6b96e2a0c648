package workbench

import (
	"fmt"
	"math"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/stats/multiple"
	"goodmeasure/study"
)

// besideDeprivation is the answer of the latest inspections where deprivation is in the model too, and the p-values adjusted for
// the number of tests, in the order of the associations.
func (r *Inspected) besideDeprivation() (a answer, adjusted []study.Number) {
	p := make([]float64, len(r.Associations))
	for at, one := range r.Associations {
		p[at] = math.NaN()
		if one.Adjusted != nil {
			p[at] = float64(one.Adjusted.PLR)
		}
	}
	holm, err := multiple.Holm(p)
	for at, one := range r.Associations {
		adjusted = append(adjusted, study.Missing)
		if err != nil || one.Adjusted == nil {
			continue
		}
		adjusted[at] = study.Number(holm[at])
		one.ORPerSD, one.ORLow, one.ORHigh = one.Adjusted.ORPerSD, one.Adjusted.ORLow, one.Adjusted.ORHigh
		a.count(one, adjusted[at])
	}
	return a, adjusted
}

// DeprivationWords say whether what is found is still found where deprivation is in the model too.
func (r *Inspected) DeprivationWords() string {
	beside, _ := r.besideDeprivation()
	if beside.tested == 0 {
		return "Whether deprivation accounts for any of it cannot be said: no measure could be tested together with it."
	}
	words := fmt.Sprintf("With deprivation in the model as well (index of %s), %s", strings.TrimLeft(r.Deprivation, "imd"), lowerFirst(beside.words(r.Judged.Words)))
	if len(beside.found) > 0 {
		words += ": " + beside.odds()
	}
	return words + ". " + beside.beside(r.latest(), "with deprivation in the model", "without it") + " One index stands for much: need, labour market, housing and history are not in it."
}

// DeprivationTable is each measure without and with deprivation in the model.
func (r *Inspected) DeprivationTable() chart.Table {
	_, adjusted := r.besideDeprivation()
	t := associationTable(fmt.Sprintf("With and without deprivation: odds of a better %s for one standard deviation better", r.Judged.Words), "Authorities")
	last := len(t.Columns) - 1
	t.Columns = append(t.Columns[:last], chart.Column{Name: "Odds ratio beside deprivation", Unit: "95% interval"}, chart.Column{Name: "p beside it, adjusted", Unit: "Holm", Numeric: true})
	for at, a := range r.Associations {
		row := []chart.Cell{said(a.Name), said(a.Direction.Words()), whole(a.N), oddsCell(a.ORPerSD, a.ORLow, a.ORHigh), said("cannot be estimated"), pCell(adjusted[at])}
		if a.Adjusted != nil {
			row[4] = oddsCell(a.Adjusted.ORPerSD, a.Adjusted.ORLow, a.Adjusted.ORHigh)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
