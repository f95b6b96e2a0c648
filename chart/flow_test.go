package chart

import (
	"strings"
	"testing"
)

func sampleFlow() FlowData {
	return FlowData{caption("flow", "Of 1,204 records found, 57 works are in the review"), []FlowStep{
		{Name: "Records identified", N: 1204, Parts: []FlowPart{{"Social Care Online, 4 May 2026", 804}, {"A search of a catalogue with a rather long name, 5 May 2026", 400}},
			Leaves: "Removed before screening", Out: []FlowPart{{"Duplicate records", 204}}},
		{Name: "Records screened", N: 1000, Leaves: "Left out", Out: []FlowPart{{"By title and abstract", 880}}},
		{Name: "Reports sought", N: 120, Leaves: "Not retrieved", Out: []FlowPart{{"The full text could not be had", 3}}},
		{Name: "Reports assessed", N: 117, Leaves: "Left out", Out: []FlowPart{{"Not about the subject", 40}, {"Not the kind of study or document", 20}}},
		{Name: "Works in the review", N: 57}}}
}

func TestFlowSaysWhatItDraws(t *testing.T) {
	figure, err := Flow(sampleFlow())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Records identified: 1,204 (removed before screening: duplicate records 204)", "Works in the review: 57."} {
		if !strings.Contains(figure.Sentence, want) {
			t.Errorf("the sentence lacks %q: %s", want, figure.Sentence)
		}
	}
	if len(figure.Table.Rows) != 12 {
		t.Errorf("the table has %d rows, expected 12", len(figure.Table.Rows))
	}
	for _, size := range []Size{Wide, Narrow} {
		var boxes []box
		for _, m := range figure.draw(size).marks {
			if b, ok := m.mark.(bar); ok {
				boxes = append(boxes, b.room)
			}
		}
		for n, b := range boxes {
			for _, other := range boxes[n+1:] {
				if b.overlaps(other) {
					t.Errorf("at %d boxes overlap: %v and %v", size, b, other)
				}
			}
		}
	}
}

func TestFlowRefusesNumbersBelowZero(t *testing.T) {
	data := sampleFlow()
	data.Steps[1].Out[0].N = -1
	if _, err := Flow(data); err == nil || !strings.Contains(err.Error(), "step 2") {
		t.Errorf("a number below 0 is taken: %v", err)
	}
}
