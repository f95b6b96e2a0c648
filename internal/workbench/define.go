package workbench

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
	"goodmeasure/table"
)

// The definitions that a person can start from.
const (
	FromComposite = definition.StudyComposite // the core, side by side
	FromDomains   = definition.EachDomain     // the same, outcomes and workforce counting half each
)

// Define gives the text of a definition to start from. The indicators are named as for a study: IDs, "core", -ID to take
// one away, ID:higher or ID:lower for the reading of a contested one; none are the core.
func (w *Workbench) Define(from string, indicators []string) ([]byte, error) {
	known := w.Edition.Indicators
	d := definition.Default(known)
	if len(indicators) > 0 {
		var err error
		if d, err = w.defineOn(indicators); err != nil {
			return nil, err
		}
	}
	switch from {
	case FromComposite:
	case FromDomains:
		definition.ByDomain(d, known)
	default:
		return nil, fmt.Errorf("no definition to start from is called %q: there are %s and %s", from, FromComposite, FromDomains)
	}
	return definition.Write(d, known), nil
}

func (w *Workbench) defineOn(names []string) (*study.Definition, error) {
	choices, err := method.SetUp(method.Latest, w.Edition)
	if err != nil {
		return nil, err
	}
	if err := choices.Choose(w.Edition, names); err != nil {
		return nil, err
	}
	var indicators []study.Indicator
	because := make([]string, len(choices.Indicators))
	for at, chosen := range choices.Indicators {
		indicator, _ := w.Edition.Indicator(chosen.ID)
		if slices.ContainsFunc(choices.Indicators[:at], func(other method.Chosen) bool { return other.ID == chosen.ID }) {
			return nil, fmt.Errorf("--indicators: people disagree which way %s is better: state your reading, %s:higher or %s:lower", chosen.ID, chosen.ID, chosen.ID)
		}
		if chosen.Contested {
			reading := slices.IndexFunc(indicator.Readings, func(r study.Reading) bool { return r.Direction == chosen.Direction })
			if reading < 0 {
				return nil, fmt.Errorf("--indicators: %s:%s needs a reason, since in the catalogue %s: write the indicator into the file yourself, with direction and because",
					chosen.ID, chosen.Direction, indicator.Direction.Words())
			}
			because[at] = indicator.Readings[reading].Because
			indicator.Direction = chosen.Direction
		}
		indicators = append(indicators, indicator)
	}
	d := definition.Of(indicators)
	for at := range d.Indicators {
		d.Indicators[at].Because = because[at]
		d.Vary.Readings = d.Vary.Readings || because[at] != ""
	}
	return d, nil
}

// DefinitionRead is a definition read from a file, and what is to be said of it.
type DefinitionRead struct {
	File       string             `json:"file"`
	Hash       string             `json:"hash"`
	Definition *study.Definition  `json:"definition"`
	Shares     []IndicatorShare   `json:"shares"` // of the whole weight, in the order of the indicators
	Span       study.Span         `json:"span"`
	Warnings   []definition.Fault `json:"warnings"`

	known []study.Indicator
}

// IndicatorShare is an indicator's share of the weight of the whole index, down the hierarchy.
type IndicatorShare struct {
	Indicator string       `json:"indicator"`
	Share     study.Number `json:"share"`
}

// readFile reads a file that somebody named; a pipe is refused, since nobody may ever write to it.
func readFile(path string) ([]byte, error) {
	if err := table.Regular(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// ReadDefinition reads the file of a definition. The error is a *definition.Refusal when the file can be read and what it
// says cannot be used.
func (w *Workbench) ReadDefinition(path string) (DefinitionRead, error) {
	text, err := readFile(path)
	if err != nil {
		return DefinitionRead{}, fmt.Errorf("reading a definition: %w; `goodmeasure define` writes one to edit", err)
	}
	known := w.Edition.Indicators
	d, err := definition.Read(path, text, known)
	if err != nil {
		return DefinitionRead{}, err
	}
	read := DefinitionRead{File: path, Hash: definition.Hash(d), Definition: d, Span: d.Span(known), Warnings: definition.Warnings(text, d, known), known: known}
	for at, share := range d.Shares() {
		read.Shares = append(read.Shares, IndicatorShare{d.Indicators[at].ID, study.Number(share)})
	}
	return read, nil
}

func (r DefinitionRead) name(id string) string {
	at := slices.IndexFunc(r.known, func(i study.Indicator) bool { return i.ID == id })
	if at < 0 {
		return id
	}
	return r.known[at].Name
}

// groupName is what a group is called, and the index where there is none.
func (r DefinitionRead) groupName(id string) string {
	for _, g := range r.Definition.Groups {
		if g.ID == id && strings.TrimSpace(g.Name) != "" {
			return g.Name
		}
	}
	return id
}
