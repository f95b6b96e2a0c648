package source

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:        "ofsted-inspections",
		Title:     "Ofsted, local authority inspection outcomes, and inspections since 2009",
		Publisher: "Ofsted",
		Describe: "Takes every inspection with grades, from tables with a row for each inspection or for each authority; visits grade nothing, " +
			"and inspections before 2013 are on another scale, whose third grade the file has already renamed.",
		Recognise: recogniseOfsted,
		Read:      readOfsted,
	})
}

var (
	asAt     = regexp.MustCompile(`(?i)\bas at (\d{1,2} \w+ \d{4})`)
	yearSpan = regexp.MustCompile(`\b(\d{4})-(\d{4})\b`)

	// Workbooks have long sheets about children's homes too, which take seconds to go through.
	ofstedNames = regexp.MustCompile(`(?i)inspection|local.authorit|^la[ _]`)
)

// ofstedTop is how many rows a title, notes and the headings of the first table on a sheet take up.
const ofstedTop = 12

// ofstedSheets are the sheets that may have inspections of local authorities.
func ofstedSheets(file *table.File) []string {
	var named []string
	for _, sheet := range file.Sheets() {
		if ofstedNames.MatchString(sheet) {
			named = append(named, sheet)
		}
	}
	if len(named) == 0 {
		return file.Sheets()[:1]
	}
	return named
}

func recogniseOfsted(file *table.File) bool {
	for _, sheet := range ofstedSheets(file) {
		for row, err := range file.Rows(sheet) {
			if err != nil || row.Number > ofstedTop {
				break
			}
			if columns, ok := ofstedTableOf(row.Cells); ok && columns.history() {
				return true
			}
		}
	}
	return false
}

func readOfsted(file *table.File, known Known) (*Batch, error) {
	reader := &ofstedReader{file: file, places: known.Places, begun: map[string]study.Date{}, batch: &Batch{
		Format: "ofsted-inspections", Publication: "Ofsted, local authority inspection outcomes", Skipped: map[string]int{}}}
	if err := reader.cover(); err != nil {
		return nil, err
	}
	for _, sheet := range ofstedSheets(file) {
		if err := reader.sheet(sheet); err != nil {
			return nil, err
		}
	}
	reader.dateLast()
	reader.finish()
	return reader.batch, nil
}

// ofstedRelease is what a workbook says about itself on its cover and above its tables.
type ofstedRelease struct {
	asAt, published study.Date
	years           string // "2009_2023" of a history
}

func (r *ofstedReader) cover() error {
	for row, err := range r.file.Rows(r.file.Sheets()[0]) {
		if err != nil {
			return err
		}
		if row.Number > ofstedTop {
			break
		}
		r.release.read(row)
		if strings.HasPrefix(fold(cellOf(row, 0)), "published on") {
			r.release.published, _ = ParseDay(cellOf(row, 1)) // without it the day that the figures are for stands in
		}
	}
	return nil
}

func (o *ofstedRelease) read(row table.Row) {
	text := strings.Join(row.Cells, " ")
	if found := asAt.FindStringSubmatch(text); found != nil && o.asAt.IsZero() {
		o.asAt, _ = ParseDay(found[1])
	}
	if found := yearSpan.FindStringSubmatch(text); found != nil && strings.Contains(fold(text), "inspections") {
		o.years = found[1] + "_" + found[2]
	}
}

// finish names the release, and the source that its inspections give.
func (r *ofstedReader) finish() {
	ordered := r.release.published
	if ordered.IsZero() {
		ordered = r.release.asAt
	}
	month := 0
	if parts := strings.Split(ordered.String(), "-"); len(parts) == 3 {
		month, _ = strconv.Atoi(parts[1])
	}
	r.batch.Release = Release{Name: "Ofsted", Order: ordered.Year()*100 + month, Detail: 1}
	source := "ofsted_outcomes"
	if !r.release.asAt.IsZero() {
		r.batch.Release.Name += " at " + r.release.asAt.Long()
		source += "_" + strconv.Itoa(r.release.asAt.Year())
	}
	if slices.ContainsFunc(r.batch.Inspections, func(i study.Inspection) bool { return i.Framework == study.SIF }) {
		source = "ofsted_history_" + r.release.years
	}
	for i := range r.batch.Inspections {
		r.batch.Inspections[i].Source = source
	}
}

// dateLast gives the last inspection of each authority the day on which it began, which older workbooks have in another
// table than the day of publication. The day must lie between the two publications.
func (r *ofstedReader) dateLast() {
	last, before := map[string]int{}, map[string]study.Date{}
	for i, inspection := range r.batch.Inspections {
		at, seen := last[inspection.Authority]
		switch {
		case !seen:
			last[inspection.Authority] = i
		case r.batch.Inspections[at].Published.Before(inspection.Published):
			before[inspection.Authority], last[inspection.Authority] = r.batch.Inspections[at].Published, i
		case before[inspection.Authority].Before(inspection.Published):
			before[inspection.Authority] = inspection.Published
		}
	}
	for authority, begun := range r.begun {
		at, seen := last[authority]
		if !seen || begun.IsZero() || !begun.Before(r.batch.Inspections[at].Published) || begun.Before(before[authority]) {
			continue
		}
		if inspection := &r.batch.Inspections[at]; inspection.Start.IsZero() {
			inspection.Start = begun
		}
	}
}
