package publish

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
)

//go:embed report.html
var reportText string

//go:embed report.css
var reportCSS string

var reportTemplate = template.Must(template.New("report").Parse(reportText))

// reportPage is what the template shows.
type reportPage struct {
	Title    string
	Lede     string
	Facts    []string // one line each: what the report rests on
	CSS      template.CSS
	Sections []reportSection
	Foot     []string
}

type reportSection struct {
	ID         string
	Title      string
	Prose      template.HTML // of somebody's own, made safe
	Paragraphs []string
	Findings   []reportFinding
	Figures    []reportFigure
	Tables     []chart.Table
	Files      []string // the CSV files that hold the section's rows in full
}

type reportFinding struct {
	Text, Cannot, Section string
}

type reportFigure struct {
	chart.Caption
	Sentence     string
	Wide, Narrow template.HTML
	Table        chart.Table
}

// StudyReport writes the report of a study as one HTML page that needs nothing else: no script, no other file, no
// network. It reads from 320 px on and prints.
func StudyReport(w io.Writer, r *method.Result) error {
	page, err := studyPage(r)
	if err != nil {
		return fmt.Errorf("making the report: %w", err)
	}
	return reportTemplate.Execute(w, page)
}

func drawn(f chart.Figure) (reportFigure, error) {
	var wide, narrow strings.Builder
	if err := f.WriteSVG(&wide, chart.Wide); err != nil {
		return reportFigure{}, err
	}
	if err := f.WriteSVG(&narrow, chart.Narrow); err != nil {
		return reportFigure{}, err
	}
	return reportFigure{f.Caption, f.Sentence, template.HTML(wide.String()), template.HTML(narrow.String()), f.Table}, nil
}

func studyPage(r *method.Result) (reportPage, error) {
	page := reportPage{Title: "Do inspection grades and published figures agree?", CSS: template.CSS(chart.CSS + reportCSS)}
	if r.Setup == method.Study15 {
		page.Title = "Do inspection grades and published figures agree? The 2016 study, re-created in kind"
	}
	page.Facts = []string{
		fmt.Sprintf("%s ranked, %s.", chart.Count(r.AuthoritiesRanked, "authority", "authorities"), gradedWords(r)),
		fmt.Sprintf("Judgements under %s published by %s; %s.", r.Choices.Framework, r.Choices.AsAt.Long(), whichWords(r.Choices.Which)),
		fmt.Sprintf("Edition %q, SHA-256 %s. %s, %d draws, seed %d.", r.Edition.Name, r.Edition.Hash, r.Program, r.Choices.Draws, r.Seed),
	}
	figures := map[string]reportFigure{}
	all, err := studyFigures(r)
	if err != nil {
		return page, err
	}
	for _, f := range all {
		if figures[f.ID], err = drawn(f); err != nil {
			return page, fmt.Errorf("figure %s: %w", f.ID, err)
		}
	}
	if len(r.Conclusions) > 0 {
		page.Lede = r.Conclusions[0].Text
	}
	page.Sections = []reportSection{
		{ID: "conclusions", Title: "What was found", Findings: findings(r), Files: []string{"conclusions.csv"}},
		{ID: "associations", Title: "What goes with the inspection grade", Figures: []reportFigure{figures["associations"]},
			Paragraphs: append([]string{"Each measure is turned so that higher is better and put on its standard deviation. An odds ratio above 1 means that authorities with better figures have better grades. " +
				"p is of the likelihood ratio; Holm corrects it for the number of measures. The last column is the odds ratio beside deprivation."},
				panelWords(r.Panels)...),
			Tables: associationTables(r),
			Files:  []string{"associations.csv", "panels.csv"}},
		{ID: "both_readings", Title: "Measures that can be read either way",
			Paragraphs: []string{"People disagree which way is better for these. They are outside the set; each is shown read both ways, and a conclusion that flips with the reading is no conclusion about what is good."},
			Tables:     []chart.Table{without(associationTable("Contested measures in both readings", r.BothReadings), "detectable")}, Files: []string{"both_readings.csv"}},
		{ID: "agreement", Title: "Where figures and grades agree, and where not", Figures: []reportFigure{figures["tenths"]},
			Tables: []chart.Table{agreementTable(r), offPatternTable(r)}, Files: []string{"tenth_by_grade.csv", "off_pattern.csv"}},
		{ID: "ranks", Title: "How sure ranks are", Figures: []reportFigure{figures["composite"]}, Tables: []chart.Table{surenessTable(r)},
			Paragraphs: []string{"The composite is the mean percentile rank over the measures, each counting alike: one definition of good among many. " +
				"Intervals come from drawing each authority’s true values from what its counts tell of them."},
			Files: []string{"composite.csv", "ranks.csv"}},
		{ID: "concordance", Title: "Whether there is one \"good\"", Figures: []reportFigure{figures["dimensions"]}, Tables: []chart.Table{concordanceTable(r)}},
		{ID: "consistency", Title: "Who is often at either end", Tables: []chart.Table{chanceTable(r), consistencyTable(r)}, Files: []string{"consistency.csv", "chance.csv"}},
		{ID: "journeys", Title: "Journeys from inspection to inspection", Figures: []reportFigure{figures["transitions"]}, Files: []string{"journeys.csv", "transitions.csv"}},
		{ID: "sample", Title: "Whom to study", Paragraphs: append([]string{r.Sample.Stated}, loosenWords(r)...), Figures: []reportFigure{figures["sample-journeys"]},
			Tables: []chart.Table{sampleTable(r)}, Files: []string{"sample.csv"}},
		{ID: "measures", Title: "What the measures count", Tables: []chart.Table{measureTable(r)}, Paragraphs: caveats(r), Files: []string{"measures.csv", "judgements.csv"}},
		{ID: "not-ranked", Title: "Listed, not ranked", Paragraphs: leftOut(r), Files: []string{"not_ranked.csv"}},
	}
	if len(r.Differences) > 0 {
		page.Sections = append(page.Sections, reportSection{ID: "differences", Title: "Where releases disagree",
			Paragraphs: []string{fmt.Sprintf("%s given differently by two releases; which one was taken, and by which rule, stands in differences.csv.",
				chart.Count(len(r.Differences), "figure is", "figures are"))}, Files: []string{"differences.csv"}})
	}
	page.Foot = []string{"Contains public sector information licensed under the Open Government Licence v3.0 (Department for Education, Ofsted, ONS, MHCLG, DWP, OHID, Ministry of Justice and Youth Justice Board).",
		"Every row of this report stands in full precision in study.json and the CSV files written beside it."}
	return page, nil
}

// panelWords introduces the table of panels. Where every inspection is an authority's only one, there is no such model to speak of.
func panelWords(panels []method.Panel) []string {
	switch {
	case !slices.ContainsFunc(panels, func(p method.Panel) bool { return p.N > p.Authorities }):
		return nil
	case !fitted(panels):
		return []string{"A model of every inspection since 2013, each beside the newest figure whose period had ended when it was published, could not be fitted: panels.csv gives the reason for each measure."}
	}
	return []string{"The second table takes every inspection since 2013 and sets it beside the newest figure whose period had ended when it was published; a random intercept stands for what the inspections of one authority share."}
}

func associationTables(r *method.Result) []chart.Table {
	tables := []chart.Table{without(associationTable("Each measure and the overall grade", r.Associations), "detectable")}
	if fitted(r.Panels) {
		tables = append(tables, panelTable(r.Panels))
	}
	return tables
}

// fitted tells whether any of the panels gave an answer.
func fitted(panels []method.Panel) bool {
	return slices.ContainsFunc(panels, func(p method.Panel) bool { return p.ORPerSD.Known() })
}

func gradedWords(r *method.Result) string {
	if r.AuthoritiesGraded == r.AuthoritiesRanked {
		return "all with an overall grade"
	}
	return fmt.Sprintf("%d of them with an overall grade", r.AuthoritiesGraded)
}

func whichWords(which string) string {
	if which == method.FirstOne {
		return "the first inspection of each counts"
	}
	return "the latest inspection of each counts"
}

func findings(r *method.Result) []reportFinding {
	var all []reportFinding
	for _, c := range r.Conclusions {
		all = append(all, reportFinding{c.Text, c.Cannot, c.Table})
	}
	return all
}

func loosenWords(r *method.Result) []string {
	if !r.Sample.Short {
		return nil
	}
	said := []string{fmt.Sprintf("Only %s could be made of the %d asked for.", chart.Count(len(r.Sample.Pairs), "pair", "pairs"), r.Sample.Rule.Each)}
	for _, l := range r.Sample.Nearest() {
		said = append(said, fmt.Sprintf("With %s: %s.", l.Constraint, chart.Count(l.Pairs, "pair", "pairs")))
	}
	return said
}

func caveats(r *method.Result) []string {
	var all []string
	for _, m := range r.Measures {
		said := m.Name + "."
		if m.Plain != "" && m.Plain != m.Name {
			said += " " + m.Plain
		}
		all = append(all, strings.Join(append([]string{said}, m.Caveats...), " "))
	}
	return all
}

func leftOut(r *method.Result) []string {
	var all []string
	for _, l := range r.NotRanked {
		all = append(all, l.Name+": "+l.Why+".")
	}
	if len(all) == 0 {
		return []string{"Nobody."}
	}
	return all
}
