package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Found are the measures found to go with the judgement, once corrected for the number of tests.
func (r *Inspected) Found() []method.Association { return r.latest().found }

// Headline is the answer in one sentence, with what it is about.
func (r *Inspected) Headline() string {
	latest := r.latest()
	if latest.tested == 0 {
		return fmt.Sprintf("Whether measures go with the %s cannot be said", r.Judged.Words)
	}
	return fmt.Sprintf("%s, %s: %s", r.figuresWords(), r.inspectionsWords(), lowerFirst(latest.words(r.Judged.Words)))
}

// figuresWords say in short which figures the headline is about.
func (r *Inspected) figuresWords() string {
	switch r.Timing {
	case "", Newest:
		return "Newest figures"
	case "0":
		return "Figures of the time of the inspection"
	case "-1":
		return "Figures of a year earlier than the inspection"
	case "1":
		return "Figures of a year later than the inspection"
	}
	if years, earlier := strings.CutPrefix(r.Timing, "-"); earlier {
		return "Figures of " + years + " years earlier than the inspection"
	}
	return "Figures of " + r.Timing + " years later than the inspection"
}

// inspectionsWords say in short which inspections the headline is about.
func (r *Inspected) inspectionsWords() string {
	if r.Judged.Framework == study.SIF {
		return "last inspections under " + study.SIF
	}
	return "latest inspections"
}

// FoundWords name the measures found, and what could have been found of the others.
func (r *Inspected) FoundWords() string {
	latest := r.latest()
	words := ""
	if len(latest.found) > 0 {
		words = "Found: " + latest.odds() + ". An odds ratio of 2 says that where a figure is better by one standard deviation, the odds of a better grade are twice as high. "
	}
	least, most := study.Missing, study.Missing
	for _, a := range r.Associations {
		if a.PHolm >= 0.05 && a.DetectableCorrected.Known() {
			if !least.Known() || a.DetectableCorrected < least {
				least = a.DetectableCorrected
			}
			if !most.Known() || a.DetectableCorrected > most {
				most = a.DetectableCorrected
			}
		}
	}
	if least.Known() && len(latest.found) < latest.tested {
		start := "An"
		if len(latest.found) > 0 {
			start = "Of those not found, an"
		}
		words += fmt.Sprintf("%s odds ratio of %s would have been found four times in five; weaker links may be there unseen.", start, eitherOf(least, most))
	}
	return strings.TrimSpace(words)
}

func eitherOf(least, most study.Number) string {
	if a, b := decimal(least, 2), decimal(most, 2); a != b {
		return a + " to " + b + ", by measure,"
	}
	return decimal(least, 2)
}

// isOfTested counts some of those that could be tested, of more or as many measures, before a participle: "None of 3 measures is",
// "2 of 3 measures are".
func isOfTested(n, of, measures int) string {
	one := "The one measure"
	if measures > 1 {
		one = "The one measure that can be tested"
	}
	switch {
	case of == 1 && n == 0:
		return one + " is not"
	case of == 1:
		return one + " is"
	case n == 0:
		return fmt.Sprintf("None of %d measures is", of)
	case n == 1:
		return fmt.Sprintf("1 of %d measures is", of)
	}
	return fmt.Sprintf("%d of %d measures are", n, of)
}

// lowerFirst begins a name in the middle of a sentence, unless it begins with a word in capitals.
func lowerFirst(name string) string {
	if len(name) < 2 || strings.ToUpper(name[:2]) == name[:2] {
		return name
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// TimingWords say which figures are set beside an inspection.
func TimingWords(timing string) string {
	switch timing {
	case Newest:
		return "the newest figures, whenever the inspection was"
	case "0":
		return "the last figures of a year that had ended when the report was published"
	case "-1":
		return "figures of one year earlier than the last before the report"
	case "1":
		return "figures of the year after the last before the report"
	}
	years := strings.TrimPrefix(timing, "-")
	if years != timing {
		return "figures of " + years + " years earlier than the last before the report"
	}
	return "figures of " + years + " years after the last before the report"
}

// AgreementWords say how far the ranking and the judgement agree.
func (r *Inspected) AgreementWords() string {
	a := r.Agreement
	if !a.Spearman.Known() {
		return "How far the ranking and the judgement agree cannot be said: " + strings.TrimSuffix(a.Why, ".") + "."
	}
	words := fmt.Sprintf("The ranking under this definition and the %s of %s have a rank correlation of %s (p %s), where 1 is full agreement and 0 none.",
		r.Judged.Words, chart.Count(a.N, "authority", "authorities"), decimal(a.Spearman, 2), smallP(a.SpearmanP))
	if a.Kappa.Known() {
		words += fmt.Sprintf(" Quarters of the ranking set against the four grades agree with a weighted kappa of %s (95%% interval %s to %s).", decimal(a.Kappa, 2), decimal(a.KappaLow, 2), decimal(a.KappaHigh, 2))
	}
	return words
}

// OffPatternWords count those of which measures and judgement point opposite ways.
func (r *Inspected) OffPatternWords() string {
	above, below, inadequate := 0, 0, []string{}
	for _, o := range r.OffPattern {
		if o.Band == BandD {
			below++
			continue
		}
		above++
		if o.Grade == study.Inadequate {
			inadequate = append(inadequate, o.Name)
		}
	}
	words := fmt.Sprintf("%s clearly above average on the measures and graded below good; %s clearly below average and graded good or outstanding.", chart.Capital(authoritiesAre(above)), isOrAre(below))
	if len(inadequate) > 0 {
		words += fmt.Sprintf(" Strong on the measures and judged inadequate: %s.", joined(inadequate))
	}
	return words
}

// Beware is what must be known before measures and judgements are compared.
func (r *Inspected) Beware() []string {
	notes := []string{
		"Inspection judges practice: what social workers and leaders do. Measures count what happens to children and in the workforce, which practice is one cause of. That they differ does not say that either is wrong.",
		"A better figure that goes with a better grade is no proof that one makes the other, and inspectors know some of these figures.",
	}
	if r.Timing == Newest {
		notes = append(notes, "Dates differ: a grade stands until the next inspection, up to several years, while figures move every year. Choose figures of the time of the inspection to set that right.")
	} else {
		notes = append(notes, "Figures are those around each authority’s own inspection, so years differ between authorities; each is compared with all authorities in its own year. The ranking in the tables stays on one set of years for all.")
	}
	small := false
	for _, row := range r.Crossed {
		for _, cell := range row.Grades {
			small = small || len(cell.Names) < 5
		}
	}
	if small {
		notes = append(notes, "Some cells of the table hold fewer than five authorities: one inspection more would change them much.")
	}
	if n := len(r.Ungraded); n > 0 {
		verb := "was"
		if n > 1 {
			verb = "were"
		}
		notes = append(notes, fmt.Sprintf("Since April 2026 Ofsted gives no overall grade: %s %s inspected without one, and count here with their last grade, if they have one.", chart.Count(n, "authority", "authorities"), verb))
	} else {
		notes = append(notes, "Since April 2026 Ofsted gives no overall grade; the judgements on parts of the service remain, and a new framework comes in 2027.")
	}
	return append(notes, r.Notes...)
}

// SourceLine says what the comparison rests on.
func (r *Inspected) SourceLine() string {
	line := measuresLine(r.Measures)
	if r.Timing != Newest {
		line = fmt.Sprintf("Source: %s; %s.", chart.Count(len(r.Measures), "measure", "measures"), TimingWords(r.Timing))
	}
	return line + " " + r.Judged.JudgedLine() + " " + editionLine(r.Edition)
}
