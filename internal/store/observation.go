package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

func addObservations(ctx context.Context, tx *sql.Tx, file int, observations []study.Observation) error {
	sorted := slices.SortedStableFunc(slices.Values(observations), func(a, b study.Observation) int {
		return cmp.Or(compareSeries(a, b), cmp.Compare(a.Authority, b.Authority))
	})
	var series [][]study.Observation
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && compareSeries(sorted[0], sorted[n]) == 0 {
			n++
		}
		series = append(series, sorted[:n])
		sorted = sorted[n:]
	}
	return insert(ctx, tx, "observation", "file, indicator, period, source, figures", series, func(s []study.Observation) ([]any, error) {
		return []any{file, s[0].Indicator, int(s[0].Period), s[0].Source, encodeFigures(s)}, nil
	})
}

func compareSeries(a, b study.Observation) int {
	return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Period, b.Period), cmp.Compare(a.Source, b.Source))
}

func observationsOf(ctx context.Context, db rowQuerier, file int) ([]study.Observation, error) {
	var observations []study.Observation
	_, err := all(ctx, db, func(rows *sql.Rows) (_ struct{}, err error) {
		var series study.Observation
		var figures string
		if err := rows.Scan(&series.Indicator, &series.Period, &series.Source, &figures); err != nil {
			return struct{}{}, err
		}
		observations, err = decodeFigures(observations, series, figures)
		return struct{}{}, err
	}, "SELECT indicator, period, source, figures FROM observation WHERE file = $1 ORDER BY indicator, period, source", file)
	return observations, err
}

// encodeFigures writes observations of one indicator, period and source. Numbers are the shortest text that reads back
// to the same figure.
func encodeFigures(observations []study.Observation) string {
	var text strings.Builder
	for _, o := range observations {
		text.WriteString(o.Authority)
		for _, n := range []study.Number{o.Value, o.Numerator, o.Denominator} {
			text.WriteByte('\t')
			text.WriteString(n.String())
		}
		text.WriteByte('\t')
		if o.Status != study.Published {
			text.WriteString(string(o.Status))
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// decodeFigures appends what encodeFigures wrote of a series.
func decodeFigures(to []study.Observation, series study.Observation, text string) ([]study.Observation, error) {
	for line := range strings.Lines(text) {
		o, rest := series, strings.TrimSuffix(line, "\n")
		authority, rest, _ := strings.Cut(rest, "\t")
		o.Authority = authority
		for _, n := range []*study.Number{&o.Value, &o.Numerator, &o.Denominator} {
			var cell string
			cell, rest, _ = strings.Cut(rest, "\t")
			var err error
			if *n, err = study.ParseNumber(cell); err != nil {
				return nil, fmt.Errorf("the figures of %s, %d: %w; the workspace is damaged: import its files into a new one", series.Indicator, series.Period, err)
			}
		}
		o.Status = cmp.Or(study.Status(rest), study.Published)
		if !o.Status.Valid() || o.Value.Known() != o.Status.HasValue() {
			return nil, fmt.Errorf("the figures of %s, %d: %q is no figure; the workspace is damaged: import its files into a new one", series.Indicator, series.Period, line)
		}
		to = append(to, o)
	}
	return to, nil
}
