package chart

import (
	"errors"
	"fmt"
	"strings"

	"goodmeasure/study"
)

// FlowData is what became of things, step by step: how many reach each step, and how many leave there and why.
type FlowData struct {
	Caption
	Steps []FlowStep // the first at the top
}

// FlowStep is a step that things come to.
type FlowStep struct {
	Name   string
	N      int
	Parts  []FlowPart // what its number is made of, if anything
	Leaves string     // heading of what leaves here
	Out    []FlowPart // what leaves here, and why
}

// FlowPart is a number with its name.
type FlowPart struct {
	Name string
	N    int
}

// Flow draws a flow of records, as reports of systematic reviews show it (the PRISMA 2020 statement: Page and others 2021,
// BMJ 372, n71): steps one under the other, with what leaves beside each.
func Flow(data FlowData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkNumbers()); err != nil {
		return Figure{}, err
	}
	if len(data.Steps) == 0 {
		return data.nothing("no steps were given", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d FlowData) checkNumbers() error {
	for n, step := range d.Steps {
		numbers := append(append([]FlowPart{{step.Name, step.N}}, step.Parts...), step.Out...)
		for _, part := range numbers {
			if part.N < 0 || strings.TrimSpace(part.Name) == "" {
				return fmt.Errorf("flow figure %s, step %d: %q is %d: expected a name, and a number that is not below 0", d.ID, n+1, part.Name, part.N)
			}
		}
	}
	return nil
}

func (d FlowData) sentence() string {
	var said []string
	for _, step := range d.Steps {
		words := step.Name + ": " + Grouped(step.N)
		var out []string
		for _, part := range step.Out {
			out = append(out, strings.ToLower(part.Name[:1])+part.Name[1:]+" "+Grouped(part.N))
		}
		if len(out) > 0 {
			words += " (" + strings.ToLower(step.Leaves[:min(1, len(step.Leaves))]) + step.Leaves[min(1, len(step.Leaves)):] + ": " + strings.Join(out, ", ") + ")"
		}
		said = append(said, words)
	}
	return strings.Join(said, "; ") + "."
}

func (d FlowData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Step"}, {Name: "What"}, {Name: "Records", Numeric: true}}}
	add := func(step, what string, n int) {
		t.Rows = append(t.Rows, []Cell{said(step), said(what), figured(study.Number(n), 0)})
	}
	for _, step := range d.Steps {
		add(step.Name, "all", step.N)
		for _, part := range step.Parts {
			add(step.Name, "of them: "+part.Name, part.N)
		}
		for _, part := range step.Out {
			add(step.Name, step.Leaves+": "+part.Name, part.N)
		}
	}
	return t
}
