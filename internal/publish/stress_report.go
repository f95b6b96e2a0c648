package publish

import (
	"fmt"
	"html/template"
	"io"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// StressReport writes the report of a stress test as one HTML page that needs nothing else.
func StressReport(w io.Writer, r *method.StressTest) error {
	figures, err := StressFigures(r)
	if err != nil {
		return fmt.Errorf("making the report: %w", err)
	}
	shown := map[string][]reportFigure{}
	for _, f := range figures {
		one, err := drawn(f)
		if err != nil {
			return fmt.Errorf("making the report: figure %s: %w", f.ID, err)
		}
		shown[f.ID] = []reportFigure{one}
	}
	page := reportPage{Title: "Who is strong or weak whatever good means?", CSS: template.CSS(chart.CSS + reportCSS), Lede: r.Conclusions[0], Facts: []string{
		fmt.Sprintf("%q: %s.", r.Definition.Name, drawnWords(r, " from its ranges of choice")),
		"Definition, SHA-256 " + r.Definition.Hash + ".",
		fmt.Sprintf("Edition %q, SHA-256 %s. %s.", r.Edition.Name, r.Edition.Hash, r.Program),
	}}
	var found []reportFinding
	for at, c := range r.Conclusions {
		found = append(found, reportFinding{Text: c, Cannot: "whether a choice outside the ranges would say otherwise.", Section: string(r.About(at))})
	}
	all := func(method.StressedAuthority) bool { return true }
	page.Sections = []reportSection{
		{ID: "conclusions", Title: "What was found", Findings: found},
		{ID: "varied", Title: "What was varied", Tables: []chart.Table{VariedTable(r)}, Files: []string{"varied.csv"}},
		{ID: "ranks", Title: "Where authorities rank over all definitions", Figures: shown["ranks"], Tables: []chart.Table{SureTable(r, 0.8)}, Files: []string{"authorities.csv", "pairs.csv"}},
		{ID: "choices", Title: "Which choice matters", Figures: shown["choices"], Tables: []chart.Table{SobolTable(r)}, Files: []string{"sobol.csv"},
			Paragraphs: []string{"Alone: what would go if this choice were settled. With others: what would stay if all other choices were. A choice that is held has no part."}},
		{ID: "any-weights", Title: "What any weights could do", Tables: []chart.Table{without(stressTable("Best and worst rank under any weights, and where each authority ranks", r, all), "Grade")},
			Paragraphs: []string{"Weights of zero or more over the normalised indicators. Whether an authority can be first or last is proved by linear programming, with the weights or the rivals as the proof. " +
				"Other ranks are the best and worst that a search found; where the proved bound differs, it stands in brackets, and the truth lies between the two."}, Files: []string{"certificates.csv"}},
		{ID: "inspection", Title: "Agreement with inspection across all definitions", Figures: shown["specifications"], Tables: []chart.Table{OptionTable(r)}, Files: []string{"agreement_by_option.csv", "specifications.csv"}},
		{ID: "beware", Title: "Beware", Paragraphs: orNothing(r.Warnings)},
		{ID: "not-ranked", Title: "Listed, not ranked", Paragraphs: orNothing(leftOutWords(r.NotRanked)), Files: []string{"not_ranked.csv"}},
	}
	page.Foot = []string{"Contains public sector information licensed under the Open Government Licence v3.0 (Department for Education, Ofsted, ONS, MHCLG, DWP, OHID, Ministry of Justice and Youth Justice Board).",
		"Every row of this report stands in full precision in stress.json and the CSV files written beside it."}
	return reportTemplate.Execute(w, page)
}

func leftOutWords(left []method.LeftOut) []string {
	var all []string
	for _, l := range left {
		all = append(all, l.Name+": "+l.Why+".")
	}
	return all
}

func orNothing(all []string) []string {
	if len(all) == 0 {
		return []string{"Nothing."}
	}
	return all
}
