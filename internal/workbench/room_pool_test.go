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
		{false, 1, 0, 1, study.Missing, "1 answer is waiting, and shows when two more people have answered. If the meeting ends before that, what is waiting stays out."},
		{false, 3, 0, 2, study.Missing, "2 answers are waiting, and show when one more person has answered. If the meeting ends before that, what is waiting stays out."},
		{false, 5, 3, 0, 3, ""},
		{false, 0, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more people have answered. If the meeting ends before that, what is waiting stays out."},
		{true, 1, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more people have answered. If the meeting ends before that, what is waiting stays out."}, // the same as before
		{true, 4, 3, 2, 3, "2 new or changed answers are waiting, and show when one more person has answered. If the meeting ends before that, what is waiting stays out."},
		{true, 1, 3, 1, 3, "1 new or changed answer is waiting, and shows when two more people have answered. If the meeting ends before that, what is waiting stays out."}, // back again
		{true, 5, 3, 2, 3, "2 new or changed answers are waiting, and show when one more person has answered. If the meeting ends before that, what is waiting stays out."},
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

// Whatever people say, and say again: any two showings, however far apart, differ in three voices at least, or not at all. And what
// waits is shown once as many more have come as is said.
func TestAnyTwoShowingsDifferInThreeVoices(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	rapid.Check(t, func(t *rapid.T) {
		rooms := &workbench.Rooms{}
		code, err := rooms.Open(d, "here")
		if err != nil {
			t.Fatal(err)
		}
		tokens := []string{""} // in the order they came; none is a new voice
		now := map[string][]int{}
		showings := []map[string][]int{{}}
		var last []workbench.PooledMeasure
		say := func(token string, said []int) *workbench.Pooled {
			token, err := rooms.Say(code, token, said)
			if err != nil {
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
			differ := differing(now, showings[len(showings)-1])
			switch {
			case p.Voices != len(now), (p.Waiting == 0) != (p.Needed == 0), p.Waiting > 0 && p.Waiting != differ:
				t.Fatalf("%+v of %d voices, %d of which differ", p, len(now), differ)
			case p.Waiting > 0 || differ == 0:
				if len(last)+len(p.Measures) > 0 && !reflect.DeepEqual(p.Measures, last) {
					t.Fatalf("%v became %v, and %d wait", last, p.Measures, p.Waiting)
				}
				return p
			}
			if mean := meanOf(now); p.Shown != len(now) || max(p.Measures[0].Mean-mean, mean-p.Measures[0].Mean) > 0.0051 {
				t.Fatalf("%+v of voices whose mean is %v", p, mean)
			}
			for at, showing := range showings {
				if n := differing(now, showing); n == 1 || n == 2 {
					t.Fatalf("showings %d and %d differ in %d", at, len(showings), n)
				}
			}
			showings, last = append(showings, maps.Clone(now)), p.Measures
			return p
		}
		said := rapid.SliceOfN(rapid.IntRange(0, 1), 2, 2)
		var p *workbench.Pooled
		for range rapid.IntRange(1, 40).Draw(t, "says") {
			p = say(rapid.SampledFrom(tokens).Draw(t, "token"), said.Draw(t, "said"))
		}
		for p.Needed > 0 {
			before := p.Needed
			if p = say("", said.Draw(t, "said")); p.Needed != before-1 {
				t.Fatalf("%d were needed, and after one more %d", before, p.Needed)
			}
		}
	})
}

// differing counts the voices that say something else now than before, those that said nothing before among them.
func differing(now, before map[string][]int) (n int) {
	for token, said := range now {
		if !slices.Equal(said, before[token]) {
			n++
		}
	}
	return n
}

// Four change, and three of them change back: the fourth would be told from the first showing and the third.
func TestGoingBackDoesNotLeaveOneVoiceAlone(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	rooms := &workbench.Rooms{}
	code, err := rooms.Open(d, "here")
	if err != nil {
		t.Fatal(err)
	}
	tokens := make([]string, 5)
	say := func(voice, n int) *workbench.Pooled {
		if tokens[voice], err = rooms.Say(code, tokens[voice], []int{n, n}); err != nil {
			t.Fatal(err)
		}
		p, err := bench.Pool(rooms, code)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, voice := range []int{0, 1, 2} {
		say(voice, 1)
	}
	// 3 comes, and 0 and 1 change, so that all four show; then 0 and 1 change back, and 2 changes.
	say(3, 2)
	say(0, 5)
	if p := say(1, 5); p.Shown != 4 {
		t.Fatalf("%+v", p)
	}
	say(0, 1)
	say(1, 1)
	p := say(2, 4) // beside the first showing only 2 and 3 differ
	if want := "3 new or changed answers are waiting, and show when one more person has answered. If the meeting ends before that, what is waiting stays out."; p.Waiting != 3 || p.Needed != 1 || p.WaitingWords() != want {
		t.Errorf("%+v, %q", p, p.WaitingWords())
	}
	if p = say(4, 3); p.Shown != 5 || p.Waiting != 0 {
		t.Errorf("%+v", p)
	}
	// Whoever goes back and forth without end is told, and stays with what was said last.
	for n := range 100 {
		for voice := range tokens {
			if _, err = rooms.Say(code, tokens[voice], []int{n % 2, n % 2}); err != nil {
				if again := rooms.Said(code, tokens[voice]); again[0] != 1-n%2 {
					t.Errorf("after %v: %v", err, again)
				}
				return
			}
		}
	}
	t.Error("there is no end of changes")
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
