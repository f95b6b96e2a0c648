package workbench_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"goodmeasure/internal/workbench"
)

func TestARoomPoolsWhatIsSaid(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency.cpp_repeat")
	rooms := &workbench.Rooms{}
	code, err := rooms.Open(d)
	if err != nil {
		t.Fatal(err)
	}
	empty, err := bench.Pool(rooms, code)
	if err != nil || empty.Voices != 0 || empty.Definition != nil {
		t.Errorf("%+v, %v", empty, err)
	}
	for _, voice := range [][]int{{5, 0, 1}, {3, 0, 1}, {1, 0, 4}, {0, 0, 2}} {
		if _, err := rooms.Say(code, "", voice); err != nil {
			t.Fatal(err)
		}
	}
	pooled, err := bench.Pool(rooms, " "+code[:3]+"-"+code[3:])
	if err != nil {
		t.Fatal(err)
	}
	// Sorted 0, 1, 3, 5: mean 2.25. Nothing counts of the second, which leaves the definition.
	first := pooled.Measures[1]
	if first.Indicator != "rereferral" {
		first = pooled.Measures[0]
	}
	if pooled.Voices != 4 || first.Mean != 2.25 || first.Least != 0 || first.Most != 5 || len(pooled.Definition.Indicators) != 2 {
		t.Errorf("%+v", pooled)
	}
}

func TestARoomIsBounded(t *testing.T) {
	_, d := benchAndDefinition(t, "rereferral.sw_agency")
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	rooms := &workbench.Rooms{Now: func() time.Time { return now }}
	code, err := rooms.Open(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range [][]int{nil, {1}, {1, 2, 3}, {-1, 0}, {6, 0}} {
		if _, err := rooms.Say(code, "", wrong); err == nil {
			t.Errorf("%v was taken", wrong)
		}
	}
	token, err := rooms.Say(code, "forged", []int{1, 2})
	if err != nil || token == "forged" {
		t.Errorf("a token of somebody's own was taken: %q, %v", token, err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 100 {
				_, _ = rooms.Say(code, "", []int{1, 1})
			}
		})
	}
	wait.Wait()
	if _, err := rooms.Say(code, "", []int{1, 1}); err == nil {
		t.Error("there is no end of voices")
	}
	if again, err := rooms.Say(code, token, []int{3, 3}); err != nil || again != token {
		t.Errorf("who has spoken cannot speak again: %v", err)
	}
	var full error
	for range 60 {
		if _, err := rooms.Open(d); err != nil {
			full = err
		}
	}
	var fault *workbench.RoomError
	if !errors.As(full, &fault) {
		t.Error("there is no end of rooms")
	}
	now = now.Add(7 * time.Hour)
	if _, _, err := rooms.Stated(code); err == nil {
		t.Error("a room never ends")
	}
	if _, err := rooms.Open(d); err != nil {
		t.Error(fmt.Errorf("after the others have ended: %w", err))
	}
}
