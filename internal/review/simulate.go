package review

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/chart"
	"goodmeasure/stats/screen"
	"goodmeasure/table"
)

var screenedColumns = []column{
	{"identifier", recordColumns[0].names},
	{"title", recordColumns[1].names},
	{"abstract", recordColumns[5].names},
	{"label", []string{"label_included", "included", "label", "include", "relevant", "is_relevant", "final_label", "final_included", "decision"}},
}

var priorColumns = []column{
	{"set", []string{"dataset", "set", "file", "name", "table"}},
	{"run", []string{"run", "repetition", "repeat"}},
	{"relevant record", []string{"relevant_record_id", "relevant_id", "relevant", "included"}},
	{"irrelevant record", []string{"irrelevant_record_id", "irrelevant_id", "irrelevant", "excluded"}},
}

// SimulationRequest is a finished review and how to read it again.
type SimulationRequest struct {
	File    string  // a table with title, abstract and label_included
	Priors  string  // a table of the two records that each run begins with
	Set     string  // which set of the priors; chosen by the file's name when empty
	Target  float64 // of the stopping rule: the share of relevant records to be found
	Workers int     // runs at a time
}

// Simulation is how soon the relevant records of a finished review would have been found.
type Simulation struct {
	File     string       `json:"file"`
	Set      string       `json:"set,omitempty"`
	Records  int          `json:"records"`  // in the table
	Relevant int          `json:"relevant"` // in the table
	Bare     int          `json:"without_abstract"`
	Runs     []Run        `json:"runs"`
	Mean     Measures     `json:"mean"`
	Stop     StopSetting  `json:"stopping_rule"`
	Sentence string       `json:"sentence"`
	Took     SimulateTime `json:"-"`
}

// SimulateTime is what a simulation took: it differs from run to run, and so is no part of the result.
type SimulateTime struct{ Vectors, Reading time.Duration }

// Measures are shares of records, as in the field's literature. Recall is that of all relevant records but the first.
type Measures struct {
	RecallAt5  float64 `json:"recall_at_5"`
	RecallAt10 float64 `json:"recall_at_10"`
	RecallAt20 float64 `json:"recall_at_20"`
	Saved95    float64 `json:"wss_95"`
	Saved100   float64 `json:"wss_100"`
	Discovery  float64 `json:"atd"`         // mean place of a relevant record, as a share of the records
	StopRecall float64 `json:"stop_recall"` // found when the stopping rule ends the reading
	StopRead   float64 `json:"stop_read"`   // share of the records read by then
}

// Run is one reading.
type Run struct {
	Run        string `json:"run"`
	Relevant   string `json:"relevant_record_id"` // known at the start
	Irrelevant string `json:"irrelevant_record_id"`
	N          int    `json:"n"`           // records read from
	Found      int    `json:"relevant"`    // to be found among them
	ReadFor95  int    `json:"read_for_95"` // records read when 95% were found
	ReadForAll int    `json:"read_for_all"`
	Measures
}

// StopSetting is the rule by which the simulated screeners stop.
type StopSetting struct {
	Target     float64 `json:"target_recall"`
	Confidence float64 `json:"confidence"`
}

// Simulate reads a finished review as a screener would who always takes the likeliest record next, once for each pair of
// records known at the start.
func Simulate(ctx context.Context, request SimulationRequest) (*Simulation, error) {
	s, err := read(request.File, screenedColumns, "title", "label")
	if err != nil {
		return nil, err
	}
	ids, err := s.identities("identifier")
	if err != nil {
		return nil, err
	}
	result := &Simulation{File: s.file, Records: len(ids), Stop: StopSetting{request.Target, confidence}}
	texts, relevant, place := make([]screen.Text, len(ids)), make([]bool, len(ids)), map[string]int{}
	for i, row := range s.rows {
		include, known := includes(s.text(row, "label"))
		if !known {
			return nil, &table.Error{Position: s.at(row, "label"), Doing: "reading", Found: "the label " + strconv.Quote(s.text(row, "label")),
				Expected: "1 for a relevant record or 0", Hint: "a simulation needs every record’s label: fill it in or leave the record out"}
		}
		texts[i], relevant[i], place[ids[i]] = screen.Text{Title: s.text(row, "title"), Abstract: s.text(row, "abstract")}, include, i
		if include {
			result.Relevant++
		}
		if texts[i].Abstract == "" {
			result.Bare++
		}
	}
	result.Set = request.Set
	if result.Set == "" {
		result.Set = strings.TrimSuffix(s.file, filepath.Ext(s.file))
	}
	runs, priors, err := priorsOf(request.Priors, result.Set, request.Set != "", relevant, place)
	if err != nil {
		return nil, err
	}
	started := time.Now()
	corpus := screen.NewCorpus(texts)
	result.Took.Vectors = time.Since(started)
	started = time.Now()
	readings, err := screen.SimulateAll(ctx, corpus, relevant, priors, request.Workers)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.file, err)
	}
	result.Took.Reading = time.Since(started)
	for i, reading := range readings {
		runs[i].measure(reading, request.Target)
		result.Mean.add(runs[i].Measures, len(readings))
	}
	result.Runs = runs
	result.Sentence = fmt.Sprintf("After reading a tenth of the records, %.0f%% of the relevant ones are found, and 95%% of them after reading %.0f%%, on average over %s.",
		100*result.Mean.RecallAt10, 100*(0.95-result.Mean.Saved95), chart.Count(len(runs), "run", "runs"))
	return result, nil
}

// priorsOf reads the records that the runs on a set begin with.
func priorsOf(path, set string, named bool, relevant []bool, place map[string]int) (runs []Run, priors []screen.Prior, err error) {
	s, err := read(path, priorColumns, "relevant record", "irrelevant record")
	if err != nil {
		return nil, nil, err
	}
	var sets []string
	for _, row := range s.rows {
		if name := s.text(row, "set"); !slices.Contains(sets, name) {
			sets = append(sets, name)
		}
	}
	for _, row := range s.rows {
		name := s.text(row, "set")
		if !sameSet(name, set) && (named || len(sets) > 1) {
			continue
		}
		run := Run{Run: s.text(row, "run"), Relevant: s.text(row, "relevant record"), Irrelevant: s.text(row, "irrelevant record")}
		if run.Run == "" {
			run.Run = strconv.Itoa(len(runs) + 1)
		}
		var prior screen.Prior
		for _, known := range []struct {
			means, id string
			relevant  bool
			at        *int
		}{{"relevant record", run.Relevant, true, &prior.Relevant}, {"irrelevant record", run.Irrelevant, false, &prior.Irrelevant}} {
			i, ok := place[known.id]
			if !ok {
				return nil, nil, &table.Error{Position: s.at(row, known.means), Doing: "reading", Found: fmt.Sprintf("the record %q, which is not in the table", known.id),
					Expected: "the identifier of a record", Hint: "check that priors and table belong together"}
			}
			if relevant[i] != known.relevant {
				return nil, nil, &table.Error{Position: s.at(row, known.means), Doing: "reading", Found: fmt.Sprintf("the record %q, whose label in the table is the other", known.id),
					Expected: "the " + known.means, Hint: "check that priors and table belong together"}
			}
			*known.at = i
		}
		runs, priors = append(runs, run), append(priors, prior)
	}
	if len(runs) == 0 {
		return nil, nil, &table.Error{Position: table.Position{File: s.file}, Doing: "looking for priors in", Found: fmt.Sprintf("none for the set %q, but for %q", set, sets),
			Expected: "rows whose column dataset is the table’s file name", Hint: "name the set with --set"}
	}
	return runs, priors, nil
}

// sameSet compares names of sets as people write them, with or without the ending of a file.
func sameSet(a, b string) bool {
	bare := func(name string) string {
		return strings.ToLower(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	}
	return strings.EqualFold(a, b) || bare(a) == bare(b)
}

func (r *Run) measure(reading screen.Reading, target float64) {
	r.N, r.Found = reading.Records, reading.Relevant
	r.ReadFor95, r.ReadForAll = reading.ReadFor(0.95), reading.ReadFor(1)
	read, recall := reading.Stop(target, confidence)
	r.Measures = Measures{
		RecallAt5: reading.Recall(0.05), RecallAt10: reading.Recall(0.1), RecallAt20: reading.Recall(0.2),
		Saved95: reading.Saved(0.95), Saved100: reading.Saved(1), Discovery: reading.TimeToDiscovery(),
		StopRecall: recall, StopRead: float64(read) / float64(reading.Records),
	}
}

func (m *Measures) add(one Measures, of int) {
	n := float64(of)
	m.RecallAt5 += one.RecallAt5 / n
	m.RecallAt10 += one.RecallAt10 / n
	m.RecallAt20 += one.RecallAt20 / n
	m.Saved95 += one.Saved95 / n
	m.Saved100 += one.Saved100 / n
	m.Discovery += one.Discovery / n
	m.StopRecall += one.StopRecall / n
	m.StopRead += one.StopRead / n
}

// confidence is that of the stopping rule.
const confidence = 0.95
