package workbench

import (
	"context"
	"slices"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
)

// MeasureList is the measures of an edition by domain, and which of them a definition counts.
type MeasureList struct {
	Edition    method.EditionUsed `json:"edition"`
	Definition string             `json:"definition"`
	Domains    []MeasureDomain    `json:"domains"`
}

// MeasureDomain is the measures of one domain, in the order of the catalogue.
type MeasureDomain struct {
	Domain   study.Domain  `json:"domain"`
	Words    string        `json:"words"`
	Measures []MeasureLine `json:"measures"`
}

// MeasureLine is a measure and how far the edition covers it.
type MeasureLine struct {
	IndicatorEntry
	With  int          `json:"with"`  // authorities of Among with a figure
	Among int          `json:"among"` // authorities that existed in the newest period and may be ranked
	Share study.Number `json:"share"` // of the definition's weight; missing: it is not counted
}

// Measures lists all measures under a definition.
func (w *Workbench) Measures(d *study.Definition) MeasureList {
	list := MeasureList{Edition: w.editionUsed(), Definition: d.Name, Domains: []MeasureDomain{}}
	shares := d.Shares()
	entries, _ := w.entries.recall(context.Background(), "", func(context.Context) ([]MeasureLine, error) { return w.measureLines(), nil })
	for _, domain := range []study.Domain{study.Outcome, study.Workforce, study.Surround} {
		group := MeasureDomain{Domain: domain, Words: domainWords(domain), Measures: []MeasureLine{}}
		for _, line := range entries {
			if line.Domain != domain {
				continue
			}
			line.Share = study.Missing
			if at := slices.IndexFunc(d.Indicators, func(c study.Criterion) bool { return c.ID == line.ID }); at >= 0 {
				line.Share = study.Number(shares[at])
			}
			group.Measures = append(group.Measures, line)
		}
		if len(group.Measures) > 0 {
			list.Domains = append(list.Domains, group)
		}
	}
	return list
}

func (w *Workbench) measureLines() []MeasureLine {
	var lines []MeasureLine
	for _, i := range w.Edition.Indicators {
		line := MeasureLine{IndicatorEntry: w.entry(i)}
		for _, a := range w.Edition.Authorities {
			if line.NewestPeriod == 0 || a.Tiny() || !a.ExistedOn(i.PeriodType.End(line.NewestPeriod)) {
				continue
			}
			line.Among++
			if w.Edition.Observation(a.Code, i.ID, line.NewestPeriod).Status.HasValue() {
				line.With++
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// PublishersWords name those who published the measures, whoever published most first. People’s own measures may have no publisher.
func (l MeasureList) PublishersWords() string {
	var names []string
	n := map[string]int{}
	for _, domain := range l.Domains {
		for _, m := range domain.Measures {
			if n[m.Publisher]++; n[m.Publisher] == 1 && m.Publisher != "" {
				names = append(names, m.Publisher)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return n[b] - n[a] })
	if len(names) == 0 {
		return ""
	}
	return " Published by: " + strings.Join(names, "; ") + "."
}

// ShareWords says how much of the definition a measure is.
func (m MeasureLine) ShareWords() string {
	if !m.Share.Known() {
		return "not counted"
	}
	return decimal(100*m.Share, 1) + "%"
}

// NearestMeasures are the measures whose ID is most like the one given.
func (w *Workbench) NearestMeasures(id string) []study.Indicator {
	return method.NearestIndicators(w.Edition, id)
}
