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
	code, err := rooms.Open(d, "here")
	if err != nil {
		t.Fatal(err)
	}
	empty, err := bench.Pool(rooms, code)
	if err != nil || empty.Voices != 0 || empty.Definition != nil {
		t.Errorf("%+v, %v", empty, err)
	}
	for _, voice := range [][]int{{5, 0, 1}, {3, 0, 1}, {1, 0, 4}, {0, 0, 2}, {0, 0, 2}, {0, 0, 2}} {
		if _, err := rooms.Say(code, "", voice); err != nil {
			t.Fatal(err)
		}
	}
	pooled, err := bench.Pool(rooms, " "+code[:3]+"-"+code[3:])
	if err != nil {
		t.Fatal(err)
	}
	// Sorted 0, 0, 0, 1, 3, 5: mean 1.5. Nothing counts of the second, which leaves the definition.
	first := pooled.Measures[1]
	if first.Indicator != "rereferral" {
		first = pooled.Measures[0]
	}
	if pooled.Voices != 6 || first.Mean != 1.5 || first.Least != 0 || first.Most != 5 || len(pooled.Definition.Indicators) != 2 || pooled.Definition.Whose != "6 voices of a meeting" {
		t.Errorf("%+v", pooled)
	}
}

func TestARoomIsBounded(t *testing.T) {
	_, d := benchAndDefinition(t, "rereferral.sw_agency")
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	rooms := &workbench.Rooms{Now: func() time.Time { return now }}
	code, err := rooms.Open(d, "here")
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
	now = now.Add(7 * time.Hour)
	if _, _, err := rooms.Stated(code); err == nil {
		t.Error("a room never ends")
	}
	if _, err := rooms.Open(d, "here"); err != nil {
		t.Error(fmt.Errorf("after the others have ended: %w", err))
	}
}

// Rooms in which nobody speaks make way for others, the oldest first; those in which people speak do not.
func TestQuietRoomsMakeWay(t *testing.T) {
	_, d := benchAndDefinition(t, "rereferral.sw_agency")
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	rooms := &workbench.Rooms{Now: func() time.Time { return now }}
	open := func(client string) (string, error) {
		now = now.Add(time.Second)
		return rooms.Open(d, client)
	}
	must := func(client string, speak bool) string {
		t.Helper()
		code, err := open(client)
		if err == nil && speak {
			_, err = rooms.Say(code, "", []int{1, 1})
		}
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	is := func(code string) bool { _, _, err := rooms.Stated(code); return err == nil }

	// One client has five; a sixth ends its own oldest without a voice, and nobody else's.
	other := must("there", false)
	spoken, oldest, second := must("here", true), must("here", false), must("here", false)
	must("here", true)
	must("here", true)
	must("here", true)
	if is(oldest) || !is(second) || !is(spoken) || !is(other) {
		t.Error("another room ended than the client's oldest without a voice")
	}
	must("here", true)
	var full *workbench.RoomError
	if _, err := open("here"); !errors.As(err, &full) || full.Fault != workbench.RoomsFull {
		t.Errorf("six rooms of one client, all spoken in: %v", err)
	}
	now = now.Add(31 * time.Minute)
	must("here", true)
	if is(spoken) {
		t.Error("a room that has been quiet for half an hour keeps one from opening")
	}

	// Fifty are kept; the fifty-first ends the oldest of those without a voice, whoever opened it.
	for n := range 44 {
		must(fmt.Sprint("client ", n), true)
	}
	must("one more", true)
	if is(other) {
		t.Error("the oldest room without a voice was kept")
	}
	for n := range 4 { // in place of those that have been quiet for half an hour
		must(fmt.Sprint("later ", n), true)
	}
	if _, err := open("one too many"); !errors.As(err, &full) {
		t.Errorf("there is no end of rooms: %v", err)
	}
	now = now.Add(31 * time.Minute)
	must("after a pause", false)
}
