package source

import (
	"fmt"
	"strconv"

	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:        "dfe-lait-dictionary",
		Title:     "DfE, local authority interactive tool: dictionary of measures",
		Publisher: "Department for Education",
		Describe:  "Holds no figures; says of which measures the study reads the tool’s name, and where the tool and the study differ on which way is good.",
		Recognise: hasHeader("Measure_code", "Measure_short", "Polarity", "Year_Type"),
		Read:      readLAITDictionary,
	})
	register(Format{
		ID:        "dfe-lait-areas",
		Title:     "DfE, local authority interactive tool: list of areas",
		Publisher: "Department for Education",
		Describe:  "Holds no figures; its codes are checked against the authorities that the study knows.",
		Recognise: hasHeader("LA Number", "LA Name", "Region", "Type"),
		Read:      readLAITAreas,
	})
}

func hasHeader(names ...string) func(*table.File) bool {
	return func(file *table.File) bool {
		_, err := file.Header(file.Sheets()[0], names...)
		return err == nil
	}
}

func readLAITDictionary(file *table.File, known Known) (*Batch, error) {
	header, err := file.Header(file.Sheets()[0], "Measure_short", "Polarity")
	if err != nil {
		return nil, err
	}
	short, polarity := header.Columns("Measure_short")[0], header.Columns("Polarity")[0]
	listed := map[string]string{}
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		if name := short.Text(row); listed[name] == "" {
			listed[name] = polarity.Text(row)
		}
	}
	batch := &Batch{Format: "dfe-lait-dictionary", Publication: "DfE local authority interactive tool", Release: Release{Name: "LAIT dictionary", Detail: 1}}
	for _, measure := range laitMeasures {
		stated, there := listed[measure.Short]
		if !there {
			batch.Notes = append(batch.Notes, fmt.Sprintf("The dictionary does not have %q, which is read as %s.", measure.Short, measure.Indicator))
			continue
		}
		for _, indicator := range known.Indicators {
			if indicator.ID == measure.Indicator && disagree(stated, indicator.Direction) {
				batch.Notes = append(batch.Notes, fmt.Sprintf("The tool holds that %s is good for %q; in the study %s.", fold(stated), measure.Short, indicator.Direction.Words()))
			}
		}
	}
	return batch, nil
}

// disagree tells whether the tool's polarity is not the study's direction. A dash is no polarity.
func disagree(polarity string, direction study.Direction) bool {
	switch fold(polarity) {
	case "high":
		return direction != study.HigherIsBetter
	case "low":
		return direction != study.LowerIsBetter
	}
	return direction.Sign() != 0
}

func readLAITAreas(file *table.File, known Known) (*Batch, error) {
	header, err := file.Header(file.Sheets()[0], "LA Number", "LA Name")
	if err != nil {
		return nil, err
	}
	number := header.Columns("LA Number")[0]
	batch := &Batch{Format: "dfe-lait-areas", Publication: "DfE local authority interactive tool", Release: Release{Name: "LAIT areas", Detail: 1}, Skipped: map[string]int{}}
	authorities := 0
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		code := number.Text(row)
		if area, err := strconv.Atoi(code); err == nil && area >= firstLAITArea {
			batch.Skipped[SkippedArea]++
			continue
		}
		if _, found := known.Places.ByCode(code); !found {
			batch.Refused = append(batch.Refused, Refusal{At: number.Position(row), Found: code, Expected: "the code of an authority that the study knows"})
			continue
		}
		authorities++
	}
	batch.Notes = []string{fmt.Sprintf("The study knows %d of the authorities in the list; it holds no figures, and nothing was taken.", authorities)}
	return batch, nil
}
