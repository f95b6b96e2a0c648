package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"time"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewSimulateCommand struct {
	File    string  `arg:"" help:"The finished review: CSV, XLSX, ODS or parquet, one record a row with its label." type:"path"`
	Priors  string  `required:"" placeholder:"FILE" type:"path" help:"The table of the records that each run begins with: dataset, run, relevant_record_id, irrelevant_record_id."`
	Set     string  `placeholder:"NAME" help:"The dataset among the priors; the one with the file's name when left out."`
	Target  float64 `default:"0.95" help:"The recall that the stopping rule promises."`
	Workers int     `placeholder:"N" help:"Runs at a time; the number of processors when left out. The result is the same."`
	format
}

// Help says more than the one line of the list.
func (reviewSimulateCommand) Help() string {
	return `Reads a finished review again as a screener would who always takes the record that the program thinks likeliest next, and says how soon the relevant ones are found. The table needs title and label_included (1 or 0), and best record_id and abstract. Measures are those of the literature: recall after 5, 10 and 20% of the records; work saved over sampling at 95 and 100% recall (WSS); the mean place of a relevant record as a share of the records (ATD, lower is better). Stopping shows what the rule of promised recall would have cost and found.

Examples:
  goodmeasure review simulate finished.csv --priors priors.csv
  goodmeasure review simulate finished.csv --priors priors.csv --json`
}

func (c *reviewSimulateCommand) Run(ctx context.Context, t terminal) error {
	if !(c.Target > 0 && c.Target <= 1) {
		return &usageError{fmt.Errorf("--target %v is no recall: give a share above 0 and at most 1, as 0.95", c.Target)}
	}
	if c.Workers < 0 {
		return &usageError{fmt.Errorf("--workers %d: give 1 or more", c.Workers)}
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	found, err := review.Simulate(ctx, review.SimulationRequest{File: c.File, Priors: c.Priors, Set: c.Set, Target: c.Target, Workers: c.Workers})
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, found)
	case c.CSV:
		return publish.CSV(t.out, runsOf(found))
	}
	return printSimulation(t.out, t.err, found)
}

func printSimulation(out, times io.Writer, s *review.Simulation) error {
	if err := publish.Text(out, runsOf(s)); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%s\nStopping when %.0f%% recall is promised with %.0f%% confidence would have found %.1f%% after reading %.0f%% of the records.\n",
		s.Sentence, 100*s.Stop.Target, 100*s.Stop.Confidence, 100*s.Mean.StopRecall, 100*s.Mean.StopRead)
	if err == nil {
		fmt.Fprintf(times, "Words weighed in %v, %s read in %v.\n", s.Took.Vectors.Round(time.Millisecond),
			chart.Count(len(s.Runs), "run", "runs"), s.Took.Reading.Round(10*time.Millisecond))
	}
	return err
}

// runsOf is the table of runs, the mean last.
func runsOf(s *review.Simulation) chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("%s: %s, %s relevant, %s without abstract", s.File, chart.Count(s.Records, "record", "records"), chart.Count(s.Relevant, "is", "are"), chart.Grouped(s.Bare)),
		Columns: []chart.Column{{Name: "run"}}}
	for _, name := range []string{"read from", "relevant", "recall at 5%", "at 10%", "at 20%", "WSS@95", "WSS@100", "ATD/N", "stop: recall", "stop: share read"} {
		t.Columns = append(t.Columns, chart.Column{Name: name, Numeric: true})
	}
	add := func(name string, n, relevant chart.Cell, m review.Measures) {
		cells := []chart.Cell{words(name), n, relevant}
		for _, value := range []float64{m.RecallAt5, m.RecallAt10, m.RecallAt20, m.Saved95, m.Saved100, m.Discovery, m.StopRecall, m.StopRead} {
			cells = append(cells, share(&value, 3))
		}
		t.Rows = append(t.Rows, cells)
	}
	for _, run := range s.Runs {
		add(run.Run, whole(run.N), whole(run.Found), run.Measures)
	}
	add("mean", words(""), words(""), s.Mean)
	return t
}
