package publish

import (
	"encoding/json"
	"io"

	"goodmeasure/method"
)

// StudyJSON writes study.json.
func StudyJSON(w io.Writer, r *method.Result) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(r)
}

// WriteStudy writes a study's folder: report.html, study.json, one CSV per table and one SVG per picture.
func WriteStudy(folder string, r *method.Result) ([]string, error) {
	figures, err := studyFigures(r)
	if err != nil {
		return nil, err
	}
	files := []namedFile{
		{"report.html", func(w io.Writer) error { return StudyReport(w, r) }},
		{"study.json", func(w io.Writer) error { return StudyJSON(w, r) }},
	}
	files = append(files, records(studyRecords(r))...)
	return writeFolder(folder, append(files, pictures(figures)...))
}

// studyRecords are the tables of a study, in the order of the report.
func studyRecords(r *method.Result) []namedRecords {
	all := r.Agreement[method.All]
	return []namedRecords{
		{"conclusions", r.Conclusions}, {"measures", r.Measures}, {"associations", r.Associations}, {"both_readings", r.BothReadings},
		{"panels", r.Panels}, {"composite", all.Scores}, {"tenth_by_grade", flatTenths(r)}, {"off_pattern", all.OffPattern},
		{"ranks", r.Ranks}, {"consistency", r.Consistency}, {"chance", r.Chance}, {"journeys", flatJourneys(r)},
		{"transitions", r.Journeys.Transitions}, {"sample", flatSample(r)}, {"judgements", r.Judgements}, {"not_ranked", r.NotRanked},
		{"differences", r.Differences},
	}
}

type tenthCell struct {
	Part        method.Part `json:"part"`
	Place       string      `json:"place"`
	Grade       string      `json:"grade"`
	N           int         `json:"n"`
	Authorities []string    `json:"authorities"`
}

func flatTenths(r *method.Result) []tenthCell {
	var cells []tenthCell
	for _, part := range method.Parts {
		for _, row := range r.Agreement[part].Table {
			for _, grade := range row.Grades {
				cells = append(cells, tenthCell{part, row.Place, grade.Grade.ID(), grade.N, grade.Authorities})
			}
		}
	}
	return cells
}

type journeyStop struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Shape     string `json:"shape"`
	method.Stop
}

func flatJourneys(r *method.Result) []journeyStop {
	var stops []journeyStop
	for _, j := range r.Journeys.Authorities {
		for _, stop := range j.Stops {
			stops = append(stops, journeyStop{j.Authority, j.Name, j.Shape, stop})
		}
	}
	return stops
}

type sampleRow struct {
	Role     string `json:"role"`
	Pair     int    `json:"pair"` // 0: without a partner
	Distance string `json:"distance"`
	method.Candidate
}

func flatSample(r *method.Result) []sampleRow {
	var rows []sampleRow
	add := func(role string, pairs []method.Pair, first int) {
		for at, p := range pairs {
			rows = append(rows, sampleRow{role, first + at, p.Distance.String(), p.Stronger}, sampleRow{role, first + at, p.Distance.String(), p.Weaker})
		}
	}
	add("proposed", r.Sample.Pairs, 1)
	add("reserve", r.Sample.Reserves, 1+len(r.Sample.Pairs))
	for _, c := range r.Sample.Unpaired {
		rows = append(rows, sampleRow{"qualified, without a partner", 0, "", c})
	}
	return rows
}
