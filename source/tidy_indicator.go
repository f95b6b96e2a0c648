package source

import (
	"fmt"
	"regexp"

	"goodmeasure/study"
	"goodmeasure/table"
)

// tidyIndicator is an indicator that rows name, or the reason why it is none.
type tidyIndicator struct {
	study.Indicator
	own   bool
	wrong *Refusal
}

// indicatorID is what names a new indicator everywhere, in files too.
var indicatorID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

// indicator finds what the row's indicator is: one of the catalogue by ID or name, or a new one that the row defines.
// Rows of a new one must all define it alike.
func (r *tidyReader) indicator(row table.Row) (study.Indicator, *Refusal) {
	text := r.text(row, "indicator")
	known, met := r.indicators[text]
	if !met {
		known = r.resolve(row, text)
		r.indicators[text] = known
		if known.own && known.wrong == nil {
			r.batch.Indicators = append(r.batch.Indicators, known.Indicator)
		}
		return known.Indicator, known.wrong
	}
	if known.wrong != nil {
		refusal := *known.wrong
		refusal.At.Row = row.Number
		return study.Indicator{}, &refusal
	}
	if known.own {
		for _, column := range definition(known.Indicator) {
			if stated := r.text(row, column.name); stated != "" && fold(stated) != fold(column.text) {
				return study.Indicator{}, r.refuse(row, column.name, fmt.Sprintf("%q, as in the first row of this indicator", column.text))
			}
		}
	}
	return known.Indicator, nil
}

func (r *tidyReader) resolve(row table.Row, text string) *tidyIndicator {
	for _, indicator := range r.known.Indicators {
		if indicator.ID == text || fold(indicator.Name) == fold(text) && text != "" {
			return &tidyIndicator{Indicator: indicator}
		}
	}
	if !indicatorID.MatchString(text) {
		return &tidyIndicator{wrong: r.refuse(row, "indicator", "an indicator of the catalogue, or a new name of small letters, digits and underlines")}
	}
	return r.define(row, text)
}

// define makes a new indicator from the row that first names it.
func (r *tidyReader) define(row table.Row, id string) *tidyIndicator {
	own := study.Indicator{ID: id, Name: r.text(row, "name"), Plain: r.text(row, "name"), Unit: r.text(row, "unit"),
		Kind: study.Kind(fold(r.text(row, "kind"))), Direction: study.Direction(fold(r.text(row, "direction"))),
		Domain: study.Domain(fold(r.text(row, "domain"))), PeriodType: study.PeriodType(fold(r.text(row, "period_type"))),
		Denominator: r.text(row, "denominator_text"), Publisher: "own figures", Publication: r.source}
	if own.Name == "" {
		own.Name, own.Plain = id, id
	}
	if own.Domain == "" {
		own.Domain = study.Outcome
	}
	wrong := func(name, expected string) *tidyIndicator {
		return &tidyIndicator{wrong: r.refuse(row, name, expected+", as the catalogue has no indicator "+id)}
	}
	switch own.Kind {
	case study.Proportion, study.Rate, study.Mean, study.Score, study.Amount:
	default:
		return wrong("kind", "proportion, rate, mean, score or amount")
	}
	switch own.Direction {
	case study.HigherIsBetter, study.LowerIsBetter, study.Contested, study.NoDirection:
	default:
		return wrong("direction", "higher, lower, contested or none")
	}
	switch own.Domain {
	case study.Outcome, study.Workforce, study.Surround:
	default:
		return wrong("domain", "outcome, workforce or context")
	}
	if !own.PeriodType.Valid() {
		return wrong("period_type", "fy, ay, sep, cy or mid")
	}
	return &tidyIndicator{Indicator: own, own: true}
}

type definingColumn struct{ name, text string }

// definition is an own indicator in the words of the columns that define it.
func definition(i study.Indicator) []definingColumn {
	return []definingColumn{{"name", i.Name}, {"unit", i.Unit}, {"kind", string(i.Kind)}, {"direction", string(i.Direction)},
		{"domain", string(i.Domain)}, {"period_type", string(i.PeriodType)}, {"denominator_text", i.Denominator}}
}
