package catalogue

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"goodmeasure/study"
)

// FromFacts makes an edition from the folder of tidy tables: authorities.csv, judgements.csv,
// judgements_before_sif.csv, observations.csv, neighbours.csv, context.csv and hex.csv. The names of columns are those
// of the edition's own files.
func FromFacts(folder string, indicators []study.Indicator) (*study.Edition, error) {
	e := &study.Edition{Indicators: indicators}
	byIndicator := map[string][]study.Observation{}
	for _, table := range []struct {
		name    string
		columns []string
		take    func(row)
	}{
		{"authorities.csv", authorityColumns, func(r row) { e.Authorities = append(e.Authorities, authorityOf(r)) }},
		{"judgements.csv", inspectionColumns, func(r row) { e.Inspections = append(e.Inspections, inspectionOf(r)) }},
		{"judgements_before_sif.csv", []string{"authority", "framework", "kind", "published", "safeguarding", "looked_after"},
			func(r row) { e.Inspections = append(e.Inspections, earlyInspectionOf(r)) }},
		{"neighbours.csv", neighbourColumns, func(r row) { e.Neighbours = append(e.Neighbours, neighbourOf(r)) }},
		{"context.csv", contextColumns, func(r row) { e.Contexts = append(e.Contexts, contextOf(r)) }},
		{"hex.csv", hexColumns, func(r row) { e.Hexes = append(e.Hexes, hexOf(r)) }},
		{"observations.csv", []string{"authority", "indicator", "period", "value", "numerator", "denominator", "status", "source"},
			func(r row) {
				o := observationOf(r)
				byIndicator[o.Indicator] = append(byIndicator[o.Indicator], o)
			}},
	} {
		if err := readCSV(filepath.Join(folder, table.name), table.columns, table.take); err != nil {
			return nil, fmt.Errorf("making the edition: %w", err)
		}
	}
	for _, indicator := range sortedKeys(byIndicator) {
		if _, known := e.Indicator(indicator); !known {
			return nil, fmt.Errorf("making the edition: observations.csv has indicator %q, and the catalogue has no %s.toml", indicator, indicator)
		}
		e.SetObservations(indicator, byIndicator[indicator])
	}
	return e, nil
}

func observationOf(r row) study.Observation {
	o := study.Observation{Authority: r.text("authority"), Indicator: r.text("indicator"), Period: study.Period(r.whole("period")),
		Value: r.number64("value"), Numerator: r.number64("numerator"), Denominator: r.number64("denominator"),
		Status: study.Status(r.text("status")), Source: r.text("source")}
	if !o.Status.Valid() {
		r.fault("status", fmt.Errorf("%q is not a status", o.Status))
	}
	if o.Value.Known() != o.Status.HasValue() {
		r.fault("value", fmt.Errorf("%q: a value stands beside status ok or joint, and only there", o.Value))
	}
	return o
}

// earlyInspectionOf reads a judgement from before the single inspection framework. Its two grades are kept under the
// nearest names; there is no overall grade, since the scale was another one.
func earlyInspectionOf(r row) study.Inspection {
	return study.Inspection{Authority: r.text("authority"), Framework: r.text("framework"), Kind: r.text("kind"),
		Published: r.date("published"), HelpProtection: r.grade("safeguarding"), Care: r.grade("looked_after"),
		Source: "ofsted_history_2009_2023", Check: "single_source", Status: study.EarlierScale}
}

func readCSV(path string, columns []string, take func(row)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	name, reader := filepath.Base(path), csv.NewReader(file)
	header, err := reader.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if strings.Join(header, ",") != strings.Join(columns, ",") {
		return fmt.Errorf("%s, row 1: found columns %q, expected %q", name, header, columns)
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		line, _ := reader.FieldPos(0)
		cells := make(map[string]string, len(columns))
		for i, column := range columns {
			cells[column] = record[i]
		}
		r := row{sheet: name, number: line, cells: cells, faults: new([]error)}
		take(r)
		if err := r.err(); err != nil {
			return err
		}
	}
}
