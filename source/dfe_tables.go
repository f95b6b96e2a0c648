package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// printed is a table of a first release laid out for reading: a title, headings over several rows, then authorities.
// It may be a sheet of a workbook or a CSV file cut from one.
type printed struct {
	title       string // how it begins, after its number and without the marks of footnotes
	publication string
	release     release
	name        string // as layout.name
	detail      int
	kind        study.PeriodType
	figures     []printedFigure
}

// printedFigure names the columns of an indicator by their headings, from the widest to the column's own.
type printedFigure struct {
	indicator          string
	value, denominator []string
	doubt              doubt
}

// printedTables are those that hold an indicator. Counts that are rounded to fives are taken only where the release gives
// no exact ones.
var printedTables = []printed{
	{
		title:       "eligibility and performance of children who have been looked after continuously for at least twelve months at key stage 4",
		publication: schoolOutcomes, release: release{series: "SFR:SFR11", order: 201603}, name: "2016", detail: 2, kind: study.AcademicYear,
		figures: []printedFigure{{indicator: "cla_gcse_em", value: []string{"A*-C in English & mathematics"}, denominator: []string{"Number eligible to sit GCSEs"}}},
	},
	{
		title:       "absence from school of children who have been looked after continuously for at least twelve months",
		publication: schoolOutcomes, release: release{series: "SFR:SFR11", order: 201603}, name: "2016", detail: 2, kind: study.AcademicYear,
		figures: []printedFigure{
			{indicator: "cla_absence", value: []string{"Overall absence"}, denominator: []string{"Number of looked after children matched to absence data"}},
			{indicator: "cla_persistent_absence_15", value: []string{"Percentage of looked after children classed as persistent absentees"}, denominator: []string{"Number of looked after children matched to absence data"}},
		},
	},
	localTable("offending by children who had been looked after continuously for at least 12 months", "cla_offending", "Percentage convicted"),
	localTable("substance misuse by children who had been looked after continuously for at least 12 months", "cla_substance", "Percentage identified as having a substance misuse problem"),
	localTable("emotional and behavioural health of children looked after continuously for 12 months", "cla_sdq", "Average score per child"),
	localTable("children looked after who were missing or away from placement", "cla_missing", "Percentage of whom had a missing incident"),
	localTable("children looked after at 31 march by distance between home and placement", "cla_far", "Percentages", "Over 20 miles", "Outside LA boundary"),
}

// localTable is a table of the authorities' workbook of SFR34/2015.
func localTable(title, indicator string, headings ...string) printed {
	return printed{title: title, publication: lookedAfter, release: release{series: "SFR:SFR34", order: 201510}, name: "2015_LA", detail: 1, kind: study.FinancialYear,
		figures: []printedFigure{{indicator: indicator, value: headings, doubt: doubtOf(indicator)}}}
}

func doubtOf(indicator string) doubt {
	if indicator == "cla_sdq" {
		return zeroMean
	}
	return noDoubt
}

const printedID = "dfe-sfr-tables"

func init() {
	register(Format{
		ID: printedID, Title: "DfE first releases 2015-2016: tables for reading, as workbooks or cut from them", Publisher: "Department for Education",
		Describe:  "Published percentages and mean scores from tables LA3 and LA6 of SFR11/2016 and the tables of SFR34/2015 that hold an indicator.",
		Recognise: func(file *table.File) bool { return len(findPrinted(file)) > 0 },
		Read:      readPrinted,
	})
}

type foundPrinted struct {
	printed
	sheet string
}

const titleDepth = 10 // a title stands within so many rows

// findPrinted looks for the titles of tables that hold an indicator.
func findPrinted(file *table.File) []foundPrinted {
	var found []foundPrinted
	if file.Format == table.Parquet {
		return nil
	}
	for _, sheet := range file.Sheets() {
		looked := 0
		for row, err := range file.Rows(sheet) {
			if looked++; err != nil && row.Cells == nil || looked > titleDepth {
				break
			}
			if at := slices.IndexFunc(printedTables, func(p printed) bool { return slices.ContainsFunc(row.Cells, p.titled) }); at >= 0 {
				found = append(found, foundPrinted{printedTables[at], sheet})
				break
			}
		}
	}
	return found
}

var (
	tableNumber  = regexp.MustCompile(`^table \w+: ?`)
	footnoteMark = regexp.MustCompile(`([a-z])[0-9,]+( |$)`)
)

func (p printed) titled(cell string) bool {
	text := fold(cell)
	numbered := tableNumber.FindString(text)
	return numbered != "" && strings.HasPrefix(footnoteMark.ReplaceAllString(text[len(numbered):], "$1$2"), p.title)
}

func readPrinted(file *table.File, known Known) (*Batch, error) {
	batch := &Batch{Format: printedID, Skipped: map[string]int{}}
	tables := findPrinted(file)
	if len(tables) == 0 {
		return nil, fmt.Errorf("%s: no sheet begins with the title of a table that holds an indicator: choose the format that the file was recognised as", file.Name)
	}
	batch.Publication, batch.Release = tables[0].publication, tables[0].release.of(0)
	batch.Release.Detail = tables[0].detail
	for _, t := range tables {
		if err := t.read(file, known.Places, batch); err != nil {
			return nil, err
		}
	}
	if others := len(file.Sheets()) - len(tables); others > 0 {
		batch.Notes = append(batch.Notes, fmt.Sprintf("%d other sheets hold no indicator and were not read.", others))
	}
	return batch, nil
}
