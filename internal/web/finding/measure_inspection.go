package finding

import (
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
)

// inspectionWords say how the measure goes with the grade, under each reading, taken by itself.
func (d measureDrawing) inspectionWords() []string {
	if len(d.Readings) == 0 {
		return []string{"It describes the surroundings, of which no way is better, so that nothing is said of how it goes with grades."}
	}
	said := []string{d.Inspected.JudgedLine()}
	for _, r := range d.Readings {
		words := workbench.AssociationWords(r.Association, d.Inspected.Words, r.Association.PLR, r.Association.DetectableOR)
		if len(d.Readings) > 1 {
			words = fmt.Sprintf("If %s: %s", r.Words, lower(words))
		}
		said = append(said, words)
	}
	return append(said, "This is one test by itself. Of many tests some find something by chance: the page on inspection corrects for their number, and sets all inspections since 2013 beside figures from before each, which may find more. Inspection judges practice, and a grade and the figure may be years apart.")
}

func lower(text string) string {
	if text == "" {
		return text
	}
	return string(text[0]|0x20) + text[1:]
}

func (d measureDrawing) gradeStrips() (chart.Figure, error) {
	title, note := "Figures by latest overall grade", ""
	if len(d.Readings) > 0 {
		a := d.Readings[0].Association
		switch {
		case !a.ORPerSD.Known():
			title = "Whether it goes with the overall grade cannot be said"
		case a.PLR < 0.05 && len(d.Readings) > 1:
			title = "It goes with the overall grade; which way is better is disputed"
		case a.PLR < 0.05 && a.ORPerSD > 1:
			title = "Better figures go with better overall grades"
		case a.PLR < 0.05:
			title = "Better figures go with worse overall grades"
		default:
			title = "It is not found to go with the overall grade"
		}
		if a.ORPerSD.Known() {
			note = fmt.Sprintf("Odds of a better grade for one standard deviation better: %.2f (95%% interval %.2f to %.2f).", float64(a.ORPerSD), float64(a.ORLow), float64(a.ORHigh))
		}
		if len(d.Readings) > 1 && note != "" {
			note = fmt.Sprintf("If %s: %s", d.Readings[0].Words, lower(note))
		}
	}
	data := chart.GradeStripsData{Measure: d.axis(), Note: note, Caption: d.caption("grades", title, fmt.Sprintf("%s, %s, by latest overall grade (%s, published by %s).",
		d.Record.Name, d.PeriodWords, d.Inspected.Framework, d.Inspected.AsAt.Long()))}
	for _, g := range d.Grades {
		strip := chart.GradeStrip{Grade: g.Grade, Median: g.Median, Quartiles: chart.Interval{Low: g.Quarter, High: g.ThreeFourth}}
		for _, f := range d.Figures {
			if f.Grade == g.Grade && !f.Tiny {
				strip.Values = append(strip.Values, chart.StripValue{Authority: f.Authority, Name: f.Name, Value: f.Value, Highlight: d.highlighted(f.Authority), Reason: f.Reason})
			}
		}
		data.Strips = append(data.Strips, strip)
	}
	return chart.GradeStrips(data)
}
