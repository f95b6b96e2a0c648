package catalogue

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// One indicator's observations are one tab-separated file: an authority a row, a period a column. Above the table,
// `source` lines number the sources; the first cell of a period's column names the source of most of its figures.
// A cell is VALUE[:NUMERATOR:DENOMINATOR][!STATUS][@SOURCE]; an empty cell means the authority did not exist.

func observationsText(indicator string, observations []study.Observation) []byte {
	var sources []string
	periods := map[study.Period]map[string]int{}
	cells := map[string]map[study.Period]study.Observation{}
	for _, o := range observations {
		if !slices.Contains(sources, o.Source) {
			sources = append(sources, o.Source)
		}
		if periods[o.Period] == nil {
			periods[o.Period] = map[string]int{}
		}
		periods[o.Period][o.Source]++
		if cells[o.Authority] == nil {
			cells[o.Authority] = map[study.Period]study.Observation{}
		}
		cells[o.Authority][o.Period] = o
	}
	slices.Sort(sources)
	var out bytes.Buffer
	fmt.Fprintf(&out, "indicator\t%s\n", indicator)
	for at, source := range sources {
		fmt.Fprintf(&out, "source\t%d\t%s\n", at, source)
	}
	header, usual := []string{"authority"}, []string{"usual source"}
	order := sortedKeys(periods)
	usualOf := map[study.Period]string{}
	for _, period := range order {
		for _, source := range sources {
			if most, seen := usualOf[period]; !seen || periods[period][source] > periods[period][most] {
				usualOf[period] = source
			}
		}
		header = append(header, strconv.Itoa(int(period)))
		usual = append(usual, strconv.Itoa(slices.Index(sources, usualOf[period])))
	}
	fmt.Fprintln(&out, strings.Join(header, "\t"))
	fmt.Fprintln(&out, strings.Join(usual, "\t"))
	for _, authority := range sortedKeys(cells) {
		line := []string{authority}
		for _, period := range order {
			o, there := cells[authority][period]
			if !there {
				line = append(line, "")
				continue
			}
			cell := o.Value.String()
			if o.Numerator.Known() || o.Denominator.Known() {
				cell += ":" + o.Numerator.String() + ":" + o.Denominator.String()
			}
			if o.Status != study.Published {
				cell += "!" + string(o.Status)
			}
			if o.Source != usualOf[period] {
				cell += "@" + strconv.Itoa(slices.Index(sources, o.Source))
			}
			line = append(line, cell)
		}
		fmt.Fprintln(&out, strings.Join(line, "\t"))
	}
	return out.Bytes()
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func readObservations(name string, text []byte) (string, []study.Observation, error) {
	var (
		indicator    string
		sources      []string
		periods      []study.Period
		usual        []string
		observations = make([]study.Observation, 0, bytes.Count(text, []byte{'\t'})) // a cell stands after each
		at           = -1
	)
	for line := range strings.SplitSeq(strings.TrimRight(string(text), "\n"), "\n") {
		at++
		fail := func(column int, err error) error {
			return fmt.Errorf("%s, row %d, column %d: %w", name, at+1, column, err)
		}
		cells := strings.Split(line, "\t")
		switch cells[0] {
		case "indicator":
			if len(cells) != 2 {
				return "", nil, fail(2, fmt.Errorf("expected one indicator"))
			}
			indicator = cells[1]
		case "source":
			if len(cells) != 3 || cells[1] != strconv.Itoa(len(sources)) {
				return "", nil, fail(2, fmt.Errorf("expected source number %d and its name", len(sources)))
			}
			sources = append(sources, cells[2])
		case "authority":
			for i, cell := range cells[1:] {
				year, err := strconv.Atoi(cell)
				if err != nil {
					return "", nil, fail(i+2, fmt.Errorf("%q is not a year", cell))
				}
				periods = append(periods, study.Period(year))
			}
		case "usual source":
			for i, cell := range cells[1:] {
				source, err := numbered(sources, cell)
				if err != nil {
					return "", nil, fail(i+2, err)
				}
				usual = append(usual, source)
			}
		default:
			if len(usual) != len(periods) || len(cells) != len(periods)+1 {
				return "", nil, fail(1, fmt.Errorf("found %d cells, expected an authority and %d periods", len(cells), len(periods)))
			}
			for i, cell := range cells[1:] {
				if cell == "" {
					continue
				}
				o := study.Observation{Authority: cells[0], Indicator: indicator, Period: periods[i], Source: usual[i]}
				if err := readCell(cell, &o, sources); err != nil {
					return "", nil, fail(i+2, err)
				}
				observations = append(observations, o)
			}
		}
	}
	return indicator, observations, nil
}

func numbered(sources []string, text string) (string, error) {
	number, err := strconv.Atoi(text)
	if err != nil || number < 0 || number >= len(sources) {
		return "", fmt.Errorf("%q is not the number of a source", text)
	}
	return sources[number], nil
}

func readCell(cell string, o *study.Observation, sources []string) error {
	rest, source, other := strings.Cut(cell, "@")
	if other {
		name, err := numbered(sources, source)
		if err != nil {
			return err
		}
		o.Source = name
	}
	figures, status, odd := strings.Cut(rest, "!")
	o.Status = study.Published
	if odd {
		o.Status = study.Status(status)
	}
	if !o.Status.Valid() {
		return fmt.Errorf("%q is not a status", status)
	}
	parts := strings.Split(figures, ":")
	if len(parts) != 1 && len(parts) != 3 {
		return fmt.Errorf("%q is not VALUE or VALUE:NUMERATOR:DENOMINATOR", figures)
	}
	o.Numerator, o.Denominator = study.Missing, study.Missing
	for i, into := range []*study.Number{&o.Value, &o.Numerator, &o.Denominator}[:len(parts)] {
		var err error
		if *into, err = study.ParseNumber(parts[i]); err != nil {
			return err
		}
	}
	if o.Value.Known() != o.Status.HasValue() {
		return fmt.Errorf("%q: a value stands beside status ok or joint, and only there", cell)
	}
	return nil
}
