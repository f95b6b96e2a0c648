package workbench_test

import (
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"

	"goodmeasure/internal/workbench"
	"goodmeasure/study"

	"pgregory.net/rapid"
)

// A fourth voice would be four times the mean less three times the mean before it, if the screen showed both.
func TestNobodyIsToldFromWhatChanges(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	rooms := &workbench.Rooms{}
	code, err := rooms.Open(d, "here")
	if err != nil {
		t.Fatal(err)
	}
	var tokens []string
	for at, step := range []struct {
		again          bool // the first voice speaks again
		says           int
		shown, waiting int
		mean           study.Number
		words          string
	}{
		{false, 1, 0, 1, study.Missing, "1 answer is waiting, and shows when two more have come. If the meeting ends before that, what is waiting stays out."},
		{false, 3, 0, 2, study.Missing, "2 answers are waiting, and show when one more has come. If the meeting ends before that, what is waiting stays out."},
		{false, 5, 3, 0, 3, ""},
		{false, 0, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more have come. If the meeting ends before that, what is waiting stays out."},
		{true, 1, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more have come. If the meeting ends before that, what is waiting stays out."}, // the same as before
		{true, 4, 3, 2, 3, "2 new or changed answers are waiting, and show when one more has come. If the meeting ends before that, what is waiting stays out."},
		{true, 1, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more have come. If the meeting ends before that, what is waiting stays out."}, // back again
		{true, 5, 3, 2, 3, "2 new or changed answers are waiting, and show when one more has come. If the meeting ends before that, what is waiting stays out."},
		{false, 1, 5, 0, 2.8, ""}, // 5, 3, 5, 0, 1
	} {
		token := ""
		if step.again {
			token = tokens[0]
		}
		token, err := rooms.Say(code, token, []int{step.says, step.says})
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, token)
		p, err := bench.Pool(rooms, code)
		if err != nil {
			t.Fatal(err)
		}
		mean := study.Missing
		if len(p.Measures) > 0 {
			mean = p.Measures[0].Mean
		}
		if p.Shown != step.shown || p.Waiting != step.waiting || mean.Known() != step.mean.Known() || mean.Known() && mean != step.mean || p.WaitingWords() != step.words {
			t.Errorf("step %d: %d shown, %d waiting, mean %v, %q", at+1, p.Shown, p.Waiting, mean, p.WaitingWords())
		}
	}
}

// Whatever people say, and say again: what is shown after it was shown before differs in three voices at least, or not at all.
func TestThreeVoicesDifferFromOneShowingToTheNext(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	rapid.Check(t, func(t *rapid.T) {
		rooms := &workbench.Rooms{}
		code, err := rooms.Open(d, "here")
		if err != nil {
			t.Fatal(err)
		}
		tokens := []string{""} // in the order they came; none is a new voice
		now, before := map[string][]int{}, map[string][]int{}
		var last []workbench.PooledMeasure
		for range rapid.IntRange(1, 25).Draw(t, "says") {
			token := rapid.SampledFrom(tokens).Draw(t, "token")
			said := rapid.SliceOfN(rapid.IntRange(0, 5), 2, 2).Draw(t, "said")
			if token, err = rooms.Say(code, token, said); err != nil {
				t.Fatal(err)
			}
			if now[token] == nil {
				tokens = append(tokens, token)
			}
			now[token] = said
			p, err := bench.Pool(rooms, code)
			if err != nil {
				t.Fatal(err)
			}
			differ := 0
			for token, said := range now {
				if !slices.Equal(said, before[token]) {
					differ++
				}
			}
			switch {
			case p.Voices != len(now):
				t.Fatalf("%d of %d voices", p.Voices, len(now))
			case differ < 3 && !(len(last) == 0 && len(p.Measures) == 0) && !reflect.DeepEqual(p.Measures, last):
				t.Fatalf("%v became %v by %d voices", last, p.Measures, differ)
			case differ < 3 && p.Waiting != differ, differ >= 3 && p.Waiting != 0:
				t.Fatalf("%d waiting of %d that differ", p.Waiting, differ)
			case differ >= 3:
				if mean := meanOf(now); p.Shown != len(now) || max(p.Measures[0].Mean-mean, mean-p.Measures[0].Mean) > 0.0051 {
					t.Fatalf("%+v of voices whose mean is %v", p, mean)
				}
				before, last = maps.Clone(now), p.Measures
			}
		}
	})
}

// meanOf is the mean of what voices say of the first measure.
func meanOf(voices map[string][]int) study.Number {
	sum := 0
	for _, said := range voices {
		sum += said[0]
	}
	return study.Number(sum) / study.Number(len(voices))
}

// Screens look while people speak.
func TestARoomIsLookedAtWhileItSpeaks(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	rooms := &workbench.Rooms{}
	code, err := rooms.Open(d, "here")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 15 {
				_, _ = rooms.Say(code, "", []int{1, 1})
			}
		})
		wait.Go(func() {
			for range 15 {
				if p, err := bench.Pool(rooms, code); err != nil || p.Waiting > 2 || p.Shown%3 != 0 || p.Shown+p.Waiting != p.Voices {
					t.Errorf("%+v, %v", p, err)
				}
			}
		})
	}
	wait.Wait()
	if p, err := bench.Pool(rooms, code); err != nil || p.Shown != 60 {
		t.Errorf("%+v, %v", p, err)
	}
}
