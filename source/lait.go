package source

import (
	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:        "dfe-lait",
		Title:     "DfE, local authority interactive tool: long data",
		Publisher: "Department for Education",
		Describe: "Takes the published value of every measure that is an indicator of the study, for authorities in their lifetime; " +
			"there are no counts, and one dash stands for every kind of missing figure.",
		Recognise: func(file *table.File) bool {
			_, err := file.Header(file.Sheets()[0], laitColumns...)
			return err == nil && len(file.Sheets()) == 1
		},
		Read: readLAIT,
	})
}

var laitColumns = []string{"Short Desc", "Years", "LA Number", "Values"}

// Places in laitColumns.
const (
	laitShort = iota
	laitYears
	laitArea
	laitValues
)

// firstLAITArea is the lowest of the tool's own numbers for England and its regions.
const firstLAITArea = 970

// Why rows of the tool are rightly not taken.
const (
	SkippedMeasure = "measures that are no indicator of the study"
	SkippedDashes  = "periods in which a measure has no figure anywhere"
	SkippedNotYet  = "rows without a figure for authorities that did not exist"
)

type laitReader struct {
	file     *table.File
	known    Known
	batch    *Batch
	measures memo[*laitSeries]
	areas    memo[laitPlace]
	figures  memo[laitFigure]
	periods  map[laitLabel]laitPeriod
	newest   memo[study.Period]
	refused  map[string]bool // texts that stand on thousands of rows
	taken    map[laitKey]int // place in the batch
}

// laitKey is what the tool gives one figure for.
type laitKey struct {
	series    *laitSeries
	authority string
	period    study.Period
}

// laitSeries is a measure that is taken.
type laitSeries struct {
	laitMeasure
	indicator study.Indicator
}

type laitPlace struct {
	authority study.Authority
	region    bool
	err       error
}

type laitFigure struct {
	value  study.Number
	status study.Status
	err    error
}

type laitLabel struct {
	text string
	kind study.PeriodType
}

type laitPeriod struct {
	period study.Period
	err    error
}

func readLAIT(file *table.File, known Known) (*Batch, error) {
	columns, err := file.Columns(file.Sheets()[0], laitColumns...)
	if err != nil {
		return nil, err
	}
	r := &laitReader{
		file: file, known: known, periods: map[laitLabel]laitPeriod{}, refused: map[string]bool{}, taken: map[laitKey]int{},
		batch: &Batch{Format: "dfe-lait", Publication: "DfE local authority interactive tool", Skipped: map[string]int{}},
	}
	r.measures.work, r.areas.work = r.measure, r.place
	r.figures.work = func(text string) laitFigure {
		value, status, err := Figure(text, LAITEra)
		return laitFigure{value, status, err}
	}
	r.newest.work = func(text string) study.Period {
		period, err := ParsePeriod(text, study.FinancialYear)
		if err != nil {
			return 0 // an average of several years, which says nothing of when the file was made
		}
		return period
	}
	var newest study.Period
	for rows, err := range columns {
		if err != nil {
			return nil, err
		}
		for i := range rows.Len() {
			newest = max(newest, r.newest.of(rows.Columns[laitYears], i))
			r.take(rows, i)
		}
	}
	r.batch.Release, r.batch.Notes = laitRelease(file.Name, newest)
	settleLAIT(r.batch)
	return r.batch, nil
}
