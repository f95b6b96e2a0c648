package source

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:        "dfe-neighbours",
		Title:     "DfE, statistical neighbours: one row for each authority",
		Publisher: "Department for Education",
		Describe:  "Takes the list of each authority, nearest first, with how close each one is.",
		Recognise: func(file *table.File) bool {
			_, err := neighbourLayout(file)
			return err == nil
		},
		Read: readNeighbours,
	})
}

// SkippedNoNeighbour is why rows of a neighbour table are rightly not taken.
const SkippedNoNeighbour = "authorities without neighbours in this model"

var neighbourHeading = regexp.MustCompile(`(?i)^SN[_ ]?(\d{1,2})$`)

// neighbourTable is where a table has its columns.
type neighbourTable struct {
	header *table.Header
	code   table.Column
	ranks  []neighbourColumn
}

type neighbourColumn struct {
	rank             int
	neighbour, close table.Column
}

func neighbourLayout(file *table.File) (neighbourTable, error) {
	sheet := file.Sheets()[0]
	for _, names := range [][2]string{{"LA num", "SN1"}, {"old_la_code", "SN_1"}} {
		header, err := file.Header(sheet, names[0], names[1])
		if err != nil {
			continue
		}
		layout := neighbourTable{header: header, code: header.Columns(names[0])[0]}
		for i, heading := range header.Names {
			found := neighbourHeading.FindStringSubmatch(heading)
			if found == nil || i+1 == len(header.Names) {
				continue
			}
			rank, _ := strconv.Atoi(found[1])
			layout.ranks = append(layout.ranks, neighbourColumn{rank, header.At(i), header.At(i + 1)})
		}
		return layout, nil
	}
	return neighbourTable{}, fmt.Errorf("%s has no columns of statistical neighbours", file.Name)
}

func readNeighbours(file *table.File, known Known) (*Batch, error) {
	layout, err := neighbourLayout(file)
	if err != nil {
		return nil, err
	}
	batch := &Batch{Format: "dfe-neighbours", Publication: "DfE statistical neighbours", Skipped: map[string]int{}}
	made := 0
	for row, err := range layout.header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		code := layout.code.Text(row)
		if slices.ContainsFunc(row.Cells, func(cell string) bool { return strings.HasPrefix(fold(cell), "old sn") }) {
			batch.Notes = append(batch.Notes, "The lists at the foot are of authorities that had ended, under the model before.")
		}
		if code == "" {
			continue
		}
		authority, found := known.Places.ByCode(code)
		if !found {
			batch.Refused = append(batch.Refused, Refusal{At: layout.code.Position(row), Found: code, Expected: "the code of an authority"})
			continue
		}
		neighbours, refused := layout.list(row, authority.Code, known.Places)
		batch.Refused = append(batch.Refused, refused...)
		batch.Neighbours = append(batch.Neighbours, neighbours...)
		if len(neighbours) == 0 {
			batch.Skipped[SkippedNoNeighbour]++
			continue
		}
		made = max(made, authority.ValidFrom.Year())
	}
	nameModel(batch, file.Name, made)
	return batch, nil
}

// list reads one authority's neighbours. A dash is none, as for an authority made since.
func (t neighbourTable) list(row table.Row, authority string, places *study.Gazetteer) (neighbours []study.Neighbour, refused []Refusal) {
	for _, column := range t.ranks {
		code := column.neighbour.Text(row)
		if code == "-" || code == "" {
			continue
		}
		neighbour, found := places.ByCode(code)
		if !found {
			refused = append(refused, Refusal{At: column.neighbour.Position(row), Found: code, Expected: "the code of an authority, or a dash"})
			continue
		}
		closeness := fold(column.close.Text(row))
		if !strings.HasSuffix(closeness, "close") {
			refused = append(refused, Refusal{At: column.close.Position(row), Found: column.close.Text(row), Expected: "how close the neighbour is, such as very close"})
			continue
		}
		neighbours = append(neighbours, study.Neighbour{Authority: authority, Rank: column.rank, Neighbour: neighbour.Code, Closeness: closeness})
	}
	return neighbours, refused
}

var yearInName = regexp.MustCompile(`20\d{2}`)

// nameModel gives the model its year. The tables do not say it, so that the file's name does, or else the year in which
// the youngest authority in the list was made, before which there can have been no such list.
func nameModel(batch *Batch, fileName string, made int) {
	year := yearInName.FindString(fileName)
	if year == "" {
		year = strconv.Itoa(made)
		batch.Notes = append(batch.Notes, "Nothing in the file says of which year the model is; "+year+
			" is the earliest that it can be, and a year in the file’s name would say it.")
	}
	order, _ := strconv.Atoi(year)
	batch.Release = Release{Name: "DfE statistical neighbours " + year, Order: order * 100, Detail: 1}
	for i := range batch.Neighbours {
		batch.Neighbours[i].Model = year
	}
}
