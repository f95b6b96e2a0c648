package publish

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"

	"goodmeasure/method"
	"goodmeasure/study"
)

// indexStage is the table of one step: units by codes.
type indexStage struct {
	name    string
	taken   bool // the step was asked for
	units   []method.IndexUnit
	codes   []string
	columns [][]float64 // by code, then unit
}

// indexStages are the tables of an index in the order of its steps. Every one is there; one that was not asked for is the
// one before it again.
func indexStages(x *method.Index) []indexStage {
	var codes []string
	for _, i := range x.Indicators {
		codes = append(codes, i.Code)
	}
	var units []method.IndexUnit // all of them
	for _, a := range x.Availability {
		units = append(units, a.IndexUnit)
	}
	s := x.Stages
	tables := map[string]indexStage{
		"values":      {units: units, codes: codes, columns: s.Values},
		"denominated": {units: units, codes: codes, columns: s.Denominated},
		"screened":    {units: x.Units, codes: codes, columns: s.Screened},
		"imputed":     {units: x.Units, codes: codes, columns: s.Imputed},
		"treated":     {units: x.Units, codes: codes, columns: s.Treated},
		"normalised":  {units: x.Units, codes: codes, columns: s.Normalised},
		"weighted":    {units: x.Units, codes: codes, columns: s.Weighted},
	}
	aggregated := indexStage{units: x.Units}
	for _, one := range s.Scores {
		aggregated.codes = append(aggregated.codes, one.Name)
		aggregated.columns = append(aggregated.columns, one.Values)
	}
	tables["aggregated"] = aggregated
	var stages []indexStage
	for _, step := range x.Steps {
		one := tables[step.Stage]
		one.name, one.taken = step.Stage, step.Method != "none"
		stages = append(stages, one)
	}
	return stages
}

// json writes the stage as "name": [{"unit": ..., "name": ..., "values": {code: value}}], a line for each unit.
func (s indexStage) json(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	keys := make([][]byte, len(s.codes))
	for k, code := range s.codes {
		keys[k] = append(quoted(code), ':', ' ')
	}
	fmt.Fprintf(out, "  %q: [", s.name)
	var number []byte
	for at, u := range s.units {
		if at > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n   {\"unit\": ")
		out.Write(quoted(u.Code))
		out.WriteString(", \"name\": ")
		out.Write(quoted(u.Name))
		out.WriteString(", \"values\": {")
		for k, column := range s.columns {
			if k > 0 {
				out.WriteString(", ")
			}
			out.Write(keys[k])
			if value := column[at]; math.IsNaN(value) {
				out.WriteString("null")
			} else {
				number = strconv.AppendFloat(number[:0], value, 'g', -1, 64)
				out.Write(number)
			}
		}
		out.WriteString("}}")
	}
	out.WriteString("\n  ]")
	return out.Flush()
}

func quoted(text string) []byte {
	written, err := json.Marshal(text)
	if err != nil {
		panic("publish: " + err.Error()) // a string can always be written
	}
	return written
}

func (s indexStage) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	row := []string{"unit", "name"}
	for _, code := range s.codes {
		row = append(row, inert(code))
	}
	for at := range s.units {
		if err := out.Write(row); err != nil {
			return err
		}
		row = append(row[:0], inert(s.units[at].Code), inert(s.units[at].Name))
		for _, column := range s.columns {
			row = append(row, study.Number(column[at]).String())
		}
	}
	if err := out.Write(row); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}
