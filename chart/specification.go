package chart

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"goodmeasure/study"
)

// SpecificationData is a sample of specifications of the same question, each with its answer and the options it took.
type SpecificationData struct {
	Caption
	Measure  string       // what the answers are, as in "Spearman's correlation"
	Nominal  study.Number // of the specification that the others depart from
	Critical study.Number // answers this far from 0 are significant; missing draws no line
	Low      study.Number // 95% of all specifications, of which these are a sample, lie from Low
	High     study.Number // to High
	Among    int          // how many specifications there are in all
	Choices  []SpecifiedChoice
	Answers  []float64 // lowest first
}

// SpecifiedChoice is a choice with the option that each specification took, by position among Options.
type SpecifiedChoice struct {
	Choice  string
	Options []string
	Took    []int
}

// Specifications draws a specification curve: the answers from lowest to highest, and beneath them for each option of each
// choice a mark where it was taken. Source: Simonsohn and others (2020), Nature Human Behaviour 4, 1208-1214.
func Specifications(data SpecificationData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkAnswers()); err != nil {
		return Figure{}, err
	}
	if len(data.Answers) == 0 {
		return data.nothing("no specification has an answer", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d SpecificationData) checkAnswers() error {
	for at, v := range d.Answers {
		if math.IsNaN(v) || math.Abs(v) > tooLarge {
			return fmt.Errorf("specification figure %s, specification %d: the answer is %v", d.ID, at+1, v)
		}
	}
	if !slices.IsSorted(d.Answers) {
		return fmt.Errorf("specification figure %s: expected the answers lowest first", d.ID)
	}
	for _, c := range d.Choices {
		if len(c.Took) != len(d.Answers) {
			return fmt.Errorf("specification figure %s, choice %q: the options of %d specifications, expected %d", d.ID, c.Choice, len(c.Took), len(d.Answers))
		}
		for at, option := range c.Took {
			if option < 0 || option >= len(c.Options) {
				return fmt.Errorf("specification figure %s, choice %q: specification %d took option %d of %d", d.ID, c.Choice, at+1, option+1, len(c.Options))
			}
		}
	}
	return nil
}

func (d SpecificationData) above() int {
	n := 0
	for _, v := range d.Answers {
		if v > 0 {
			n++
		}
	}
	return n
}

func (d SpecificationData) sentence() string {
	if len(d.Answers) == 1 {
		return fmt.Sprintf("1 specification is shown, of %s.", decimal(d.Answers[0], 2))
	}
	words := fmt.Sprintf("%s shown, from %s to %s", Count(len(d.Answers), "specification is", "specifications are"), decimal(d.Answers[0], 2), decimal(d.Answers[len(d.Answers)-1], 2))
	words += "; " + noneOr(d.above()) + " of them above 0"
	if d.Low.Known() && d.High.Known() {
		words += fmt.Sprintf(". Of all %s, 95%% lie from %s to %s", Grouped(d.Among), decimal(float64(d.Low), 2), decimal(float64(d.High), 2))
	}
	if d.Nominal.Known() {
		words += "; the one they depart from has " + decimal(float64(d.Nominal), 2)
	}
	return words + "."
}

func (d SpecificationData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Place", Numeric: true}, {Name: d.Measure, Numeric: true}}}
	for _, c := range d.Choices {
		t.Columns = append(t.Columns, Column{Name: c.Choice})
	}
	for at, v := range d.Answers {
		row := []Cell{counted(at + 1), figured(study.Number(v), 3)}
		for _, c := range d.Choices {
			row = append(row, said(c.Options[c.Took[at]]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d SpecificationData) draw(size Size) *scene {
	s := newScene(size)
	keys := []key{dotKey(circle, "stronger", "one specification")}
	if d.Nominal.Known() {
		keys = append(keys, ruleKey("dashed", "the one they depart from"))
	}
	y := s.keys(edge, keys)
	y = s.paragraph(edge, y, s.width-2*edge, d.Measure, style{role: "muted"}) + 10
	low, high := roomy(min(0, d.Answers[0]), max(0, d.Answers[len(d.Answers)-1]))
	if d.Nominal.Known() {
		low, high = min(low, float64(d.Nominal)), max(high, float64(d.Nominal))
	}
	up := linear{low, high, y + 180, y}
	left := 190.0
	if size == Narrow {
		left = 48
	}
	across := band{left, s.width - edge - 4, len(d.Answers)}
	ticks, places := evenTicks(low, high, 5)
	for _, v := range ticks {
		s.add(rule{point{left, up.at(v)}, point{s.width - edge, up.at(v)}, "grid"})
		s.add(text{point{left - 6, up.at(v) + 5}, end, decimal(v, places), style{role: "muted"}})
	}
	if d.Nominal.Known() {
		s.add(rule{point{left, up.at(float64(d.Nominal))}, point{s.width - edge, up.at(float64(d.Nominal))}, "dashed"})
	}
	for at, v := range d.Answers {
		role := "stronger"
		if d.Critical.Known() && math.Abs(v) < float64(d.Critical) {
			role = "stronger hollow"
		}
		s.add(dot{point{across.at(at), up.at(v)}, 4, circle, role})
	}
	bottom := d.options(s, across, y+190)
	note := ""
	if d.Critical.Known() {
		note = "Hollow dots could be chance: p is 0.05 or more."
	}
	s.notes(bottom, note)
	return s
}

// options marks, choice by choice, where each option was taken.
func (d SpecificationData) options(s *scene, across band, top float64) float64 {
	width := across.from - edge - 6
	for _, c := range d.Choices {
		top = s.covers(edge, top+6, wrap(c.Choice, s.width-2*edge, style{bold: true}), style{bold: true})
		for option, name := range c.Options {
			words := wrap(name, max(width, 120), style{})
			under := across.from < 120 // too narrow for names beside the marks
			y := top + lineHeight/2
			if under {
				top = s.covers(edge+8, top, wrap(name, s.width-3*edge, style{}), style{})
				y = top + 6
				top += 14
			} else {
				top = s.lines(edge+8, top, start, words, style{})
			}
			for at, took := range c.Took {
				if took == option {
					s.add(rule{point{across.at(at), y - 5}, point{across.at(at), y + 5}, "similar thin"})
				}
			}
		}
	}
	return top
}
