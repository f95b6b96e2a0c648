package source

import (
	"regexp"
	"slices"

	"goodmeasure/table"
)

// contextFile is a file that surrounds the study and holds none of its figures. It is recognised, so that a person who
// brings it is told so.
type contextFile struct {
	id, title, publisher, why string
	sheet                     *regexp.Regexp // name of the sheet with the figures; without it the first
	columns                   []string       // of its header
	first                     *regexp.Regexp // its first column, where that bears a year
}

var contextFiles = []contextFile{
	{id: "d2i-providers", title: "Data to Insight, list of providers", publisher: "Data to Insight",
		why:     "It lists authorities with their codes and neighbours; the department’s own tables of neighbours are read instead.",
		columns: []string{"urn", "la_code", "also_known_as", "stat_neighbours"}},
	{id: "mhclg-deprivation", title: "MHCLG, English indices of deprivation by district", publisher: "Ministry of Housing, Communities and Local Government",
		why:   "It scores districts; an authority of several districts would need their populations, which it does not have.",
		first: regexp.MustCompile(`^(ltla|lad)\d{2}_code$`)},
	{id: "mhclg-outturn", title: "MHCLG, revenue outturn RO3: social care", publisher: "Ministry of Housing, Communities and Local Government",
		why:     "It gives what councils spent by the ministry’s own headings; spending for each child rests on the department’s return instead.",
		sheet:   regexp.MustCompile(`^RO3[ _]LA[ _]Data`),
		columns: []string{"E-code", "ONS Code", "Local authority", "Class"}},
	{id: "ons-districts", title: "ONS, districts and the authorities they lie in", publisher: "Office for National Statistics",
		why:   "It says which districts an authority has, and gives no figure.",
		first: regexp.MustCompile(`(?i)^LTLA\d{2}CD$`)},
}

func init() {
	for _, c := range contextFiles {
		register(Format{
			ID: c.id, Title: c.title, Publisher: c.publisher, Describe: "Recognised as context; nothing is taken. " + c.why,
			Recognise: c.recognise,
			Read: func(*table.File, Known) (*Batch, error) {
				return &Batch{Format: c.id, Publication: c.title, Release: Release{Name: c.title}, Notes: []string{"Recognised as context; nothing was taken. " + c.why}}, nil
			},
		})
	}
}

func (c contextFile) recognise(file *table.File) bool {
	sheet := file.Sheets()[0]
	if c.sheet != nil {
		at := slices.IndexFunc(file.Sheets(), c.sheet.MatchString)
		if at < 0 {
			return false
		}
		sheet = file.Sheets()[at]
	}
	header, err := file.Header(sheet, c.columns...)
	return err == nil && (c.first == nil || c.first.MatchString(header.Names[0]))
}
