package publish

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// StudyJSON writes study.json.
func StudyJSON(w io.Writer, r *method.Result) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(r)
}

// WriteStudy writes a study's folder: report.html, study.json, one CSV per table and one SVG per picture. Each file is written whole beside
// its place and then moved there, so that a reader never finds half of one. Other files of the folder are left alone.
func WriteStudy(folder string, r *method.Result) ([]string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder for the study: %w", err)
	}
	figures, err := studyFigures(r)
	if err != nil {
		return nil, err
	}
	type file struct {
		name  string
		write func(io.Writer) error
	}
	files := []file{
		{"report.html", func(w io.Writer) error { return StudyReport(w, r) }},
		{"study.json", func(w io.Writer) error { return StudyJSON(w, r) }},
	}
	for _, table := range studyRecords(r) {
		files = append(files, file{table.name + ".csv", func(w io.Writer) error { return Records(w, table.rows) }})
	}
	for _, f := range figures {
		files = append(files, file{f.ID + ".svg", func(w io.Writer) error { return f.WriteDocument(w, chart.Wide) }})
	}
	var names []string
	for _, one := range files {
		if err := writeWhole(filepath.Join(folder, one.name), one.write); err != nil {
			return nil, fmt.Errorf("writing %s: %w", one.name, err)
		}
		names = append(names, one.name)
	}
	return names, nil
}

func writeWhole(path string, write func(io.Writer) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails once the file has been moved, as it should
	out := bufio.NewWriter(temporary)
	if err := errors.Join(write(out), out.Flush()); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Chmod(0o644); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

type namedRecords struct {
	name string
	rows any
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
