package source

import (
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// dataset describes one file of a Department for Education publication: how it is known, and which of its figures are
// which indicators. One reader serves them all, so that a new file is a new description.
type dataset struct {
	id          string
	title       string
	publication string
	describe    string
	kind        study.PeriodType
	layouts     []layout // the forms that the file has had; the first that fits is taken
}

// layout is one form of a dataset: its columns, and where its figures stand.
type layout struct {
	frame
	release  release
	name     string   // the publisher's name of the file, with {first} and {last} for the periods that it covers
	columns  []string // that must be there, besides those of the frame and the figures
	groups   []string // the file is this one only if its first row's cell in the column groups[0] begins like one of the rest
	category string   // column whose text says what a row counts, in files of one row per count; empty in others
	figures  []figure
	notes    []string
}

// frame is what the files of one time have in common.
type frame struct {
	era                           Era
	level, local                  string // column of the kind of area, and its text for an authority
	code, ons, placeName, periods string // columns
}

var (
	explore = frame{era: CurrentEra, level: "geographic_level", local: "Local authority", code: "old_la_code",
		ons: "new_la_code", placeName: "la_name", periods: "time_period"}
	firstRelease = frame{era: EarlyEra, level: "geog_l", local: "LA", code: "geog_c", ons: "New_geog_code", placeName: "geog_n"}
)

// figure is one indicator in a layout.
type figure struct {
	indicator   string
	where       [][2]string // column and text that a row must have to be this figure's
	value       cell        // the published value; without a column it is worked out from the counts
	numerator   []cell      // added up
	denominator []cell      // added up
	less        []cell      // taken from the denominator
	whole       bool        // a value that is worked out is a whole percentage, as the publisher gives it elsewhere
	doubt       doubt
}

// cell names a count or value: the column, and in files of one row per count the row's category.
type cell struct{ category, column string }

// doubt is what a zero means where it cannot be what it says.
type doubt int

const (
	noDoubt   doubt = iota
	zeroMean        // a mean score of nothing is no score
	zeroCount       // the publisher's own table hides what this file gives as nothing
)

func (f figure) cells() []cell {
	cells := slices.Concat(f.numerator, f.denominator, f.less)
	if f.value.column != "" {
		cells = append(cells, f.value)
	}
	return cells
}

func (l layout) wanted() []string {
	wanted := []string{l.level, l.code, l.ons, l.placeName}
	for _, name := range []string{l.periods, l.category} {
		if name != "" {
			wanted = append(wanted, name)
		}
	}
	wanted = append(wanted, l.columns...)
	if len(l.groups) > 0 {
		wanted = append(wanted, l.groups[0])
	}
	for _, f := range l.figures {
		for _, filter := range f.where {
			wanted = append(wanted, filter[0])
		}
		for _, c := range f.cells() {
			wanted = append(wanted, c.column)
		}
	}
	slices.Sort(wanted)
	return slices.Compact(wanted)
}

// fits tells whether the file has the layout, and gives its header.
func (l layout) fits(file *table.File) (*table.Header, bool) {
	sheets := file.Sheets()
	if len(sheets) != 1 || file.Format == table.Parquet {
		return nil, false
	}
	header, err := file.Header(sheets[0])
	if err != nil {
		return nil, false
	}
	for _, name := range l.wanted() {
		if len(header.Columns(name)) != 1 {
			return nil, false
		}
	}
	if len(l.groups) == 0 {
		return header, true
	}
	group := header.Columns(l.groups[0])[0]
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, false
		}
		text := fold(group.Text(row))
		begins := func(start string) bool { return strings.HasPrefix(text, fold(start)) }
		return header, slices.ContainsFunc(l.groups[1:], begins)
	}
	return nil, false
}

// fold is the form in which categories are compared: publications change letter case and spacing between releases.
func fold(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// format makes the description into a Format.
func (d dataset) format() Format {
	return Format{
		ID: d.id, Title: d.title, Publisher: "Department for Education", Describe: d.describe,
		Recognise: func(file *table.File) bool {
			return slices.ContainsFunc(d.layouts, func(l layout) bool { _, fits := l.fits(file); return fits })
		},
		Read: func(file *table.File, known Known) (*Batch, error) { return d.read(file, known) },
	}
}

func registerAll(datasets ...dataset) {
	for _, d := range datasets {
		register(d.format())
	}
}
