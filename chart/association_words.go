package chart

import (
	"math"

	"goodmeasure/study"
)

func (d AssociationData) verdict(r AssociationRow) string {
	switch {
	case !r.AdjustedP.Known():
		return "significance not known"
	case d.significant(r):
		return "significant"
	}
	return "not significant"
}

func (r AssociationRow) interval() string {
	if math.IsInf(r.High, 1) {
		return ratio(r.Low) + " to no upper limit"
	}
	return ratio(r.Low) + " to " + ratio(r.High)
}

// direction says which figures a better grade goes with, where chance alone would not do.
func (d AssociationData) direction(r AssociationRow) string {
	switch {
	case !d.significant(r):
		return "neither: no association found"
	case r.OddsRatio > 1:
		return "a better figure"
	}
	return "a worse figure"
}

func (d AssociationData) sentence() string {
	var better, worse []string
	unclear := 0
	rows := d.estimates()
	for _, r := range rows {
		words := isolate(InSentence(r.Name)) + " (odds ratio " + ratio(r.OddsRatio) + ", " + r.interval() + ")"
		switch {
		case !d.significant(r):
			unclear++
		case r.OddsRatio > 1:
			better = append(better, words)
		default:
			worse = append(worse, words)
		}
	}
	out := "Of " + Count(len(rows), "measure", "measures") + ", "
	switch len(better) + len(worse) {
	case 0:
		out += "none goes with the inspection grade once allowance is made for looking at several."
	default:
		n := len(better) + len(worse)
		out += Grouped(n) + Choose(n, " goes", " go") + " with the inspection grade once allowance is made for looking at several."
	}
	if len(better) > 0 {
		out += " A better grade goes with a better figure for " + list(better, 4) + "."
	}
	if len(worse) > 0 {
		out += " A better grade goes with a worse figure for " + list(worse, 4) + "."
	}
	if len(better)+len(worse) > 0 && unclear > 0 {
		out += " For " + Grouped(unclear) + " no association was found."
	}
	return out + d.limits() + d.left()
}

// limits says what could have been seen: no association found is not the same as none.
func (d AssociationData) limits() string {
	least, most := math.Inf(1), 0.0
	for _, r := range d.estimates() {
		if r.Detectable.Known() {
			least, most = min(least, float64(r.Detectable)), max(most, float64(r.Detectable))
		}
	}
	switch {
	case most == 0:
		return ""
	case ratio(least) == ratio(most):
		return " Odds ratios nearer to 1 than " + ratio(most) + " would probably have been missed."
	}
	return " Odds ratios nearer to 1 than " + ratio(least) + " to " + ratio(most) + ", depending on the measure, would probably have been missed."
}

func (d AssociationData) left() string {
	var names []string
	for _, r := range d.Rows {
		if !r.estimated() {
			names = append(names, r.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " Not estimated: " + list(names, 4) + "."
}

func (d AssociationData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{
		{Name: "Measure"},
		{Name: "Odds ratio", Unit: "for one standard deviation better", Numeric: true},
		{Name: "95% interval from", Numeric: true}, {Name: "95% interval to", Numeric: true},
		{Name: "A better grade goes with"},
		{Name: "p, adjusted", Numeric: true}, {Name: "Significance"},
		{Name: "n", Numeric: true}, {Name: "Detectable odds ratio", Numeric: true},
	}}
	for _, r := range d.Rows {
		if !r.estimated() {
			missing := said("not estimated: " + r.Reason)
			t.Rows = append(t.Rows, []Cell{said(r.Name), missing, missing, missing, missing, missing, missing, counted(r.N), missing})
			continue
		}
		high := Cell{Text: ratio(r.High), Value: study.Number(r.High)}
		if math.IsInf(r.High, 1) {
			high.Text = "no upper limit"
		}
		detectable := said(notKnown)
		if r.Detectable.Known() {
			detectable = Cell{Text: ratio(float64(r.Detectable)), Value: r.Detectable}
		}
		t.Rows = append(t.Rows, []Cell{said(r.Name),
			{Text: ratio(r.OddsRatio), Value: study.Number(r.OddsRatio)}, {Text: ratio(r.Low), Value: study.Number(r.Low)}, high,
			said(d.direction(r)), {Text: probability(r.AdjustedP), Value: r.AdjustedP}, said(d.verdict(r)), counted(r.N), detectable})
	}
	return t
}
