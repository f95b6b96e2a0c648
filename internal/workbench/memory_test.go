package workbench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"goodmeasure/definition"
	"goodmeasure/method"
)

func TestMemoryMakesOnce(t *testing.T) {
	var m memory[int]
	var made atomic.Int64
	release := make(chan bool)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			got, err := m.recall(t.Context(), "a", func(context.Context) (int, error) { <-release; return int(made.Add(1)), nil })
			if err != nil || got != 1 {
				t.Errorf("recalled %d, %v", got, err)
			}
		})
	}
	close(release)
	group.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

func TestMemoryForgetsErrorsAndTheOldest(t *testing.T) {
	m := memory[int]{Most: 2}
	if _, err := m.recall(t.Context(), "a", func(context.Context) (int, error) { return 0, errors.New("no") }); err == nil {
		t.Error("the error is lost")
	}
	for n := range 3 {
		if got, err := m.recall(t.Context(), fmt.Sprint(n), func(context.Context) (int, error) { return n, nil }); err != nil || got != n {
			t.Errorf("recalled %d, %v", got, err)
		}
	}
	if got, _ := m.recall(t.Context(), "2", func(context.Context) (int, error) { return -1, nil }); got != 2 {
		t.Error("what was just made is forgotten")
	}
	if got, _ := m.recall(t.Context(), "0", func(context.Context) (int, error) { return -1, nil }); got != -1 {
		t.Error("more is kept than was allowed")
	}
}

// An answer goes on being made while one of those who wait for it stays, and is told to end by the last. Whoever asks while it is
// ending has it made anew.
func TestMemoryEndsWithTheLastWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m memory[int]
		var made int
		var ended error
		slow := make(chan bool)
		ask := func() (leave func(), answered *error) {
			ctx, leave := context.WithCancel(t.Context())
			answered = new(error)
			*answered = errors.New("waiting")
			go func() {
				_, *answered = m.recall(ctx, "a", func(ctx context.Context) (int, error) {
					if made++; made > 1 {
						return made, nil
					}
					<-ctx.Done()
					ended = ctx.Err()
					<-slow
					return 0, ctx.Err()
				})
			}()
			synctest.Wait()
			return leave, answered
		}
		leaveFirst, first := ask()
		leaveSecond, second := ask()
		leaveFirst()
		synctest.Wait()
		if ended != nil || made != 1 {
			t.Errorf("with one of two gone: ended %v, made %d times", ended, made)
		}
		leaveSecond()
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) || errors.Is(*second, context.Canceled) {
			t.Errorf("with both gone: ended %v, and answered %v before it was over", ended, *second)
		}
		_, third := ask()
		close(slow)
		synctest.Wait()
		if !errors.Is(*first, context.Canceled) || !errors.Is(*second, context.Canceled) || *third != nil || made != 2 {
			t.Errorf("answered %v, %v and %v, made %d times", *first, *second, *third, made)
		}
	})
}

// Whoever waits for what takes too long is told that time ran out, and the making ends.
func TestMemoryEndsWhenTimeRunsOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m memory[int]
		ctx, end := context.WithTimeout(t.Context(), time.Minute)
		defer end()
		began := time.Now()
		if _, err := m.recall(ctx, "a", func(ctx context.Context) (int, error) {
			<-ctx.Done()
			return 0, ctx.Err()
		}); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestWhoeverLeavesWaitsForNoLongWork(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if err := bench.longWork.Acquire(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	d := definition.Default(bench.Edition.Indicators)
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, compared := bench.CompareDefinitions(gone, d, d)
	_, tested := bench.stress(gone, d, method.StressDraws{Draws: 1000})
	_, inspected := bench.Inspect(gone, d, InspectionChoices{})
	for _, err := range []error{compared, tested, inspected} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("waiting ended with %v", err)
		}
	}
}

// What panics while an answer is made panics for all who wait for it, whom the pages answer one by one; the next one makes it anew.
func TestMemoryPanicsForThoseWhoWait(t *testing.T) {
	var m memory[int]
	var group sync.WaitGroup
	var met atomic.Int64
	for range 5 {
		group.Go(func() {
			defer func() {
				if recover() != nil {
					met.Add(1)
				}
			}()
			_, _ = m.recall(t.Context(), "a", func(context.Context) (int, error) { panic("provoked") })
		})
	}
	group.Wait()
	if met.Load() != 5 {
		t.Errorf("of five who asked %d met the panic", met.Load())
	}
	if got, err := m.recall(t.Context(), "a", func(context.Context) (int, error) { return 1, nil }); got != 1 || err != nil {
		t.Errorf("after a panic: %d, %v", got, err)
	}
}

// panicky is a context that breaks whoever asks whether it has ended.
type panicky struct{ context.Context }

func (panicky) Err() error { panic("provoked") }

// What is computed beside something else breaks with its panic, which can be met, and not the program.
func TestPanicsOfWhatGoesBesideCanBeMet(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, err := definition.ParseLink("rereferral.sw_agency", bench.Edition.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bench.standings.recall(t.Context(), string(DoubtOfData)+" "+definition.Hash(d), func(context.Context) (*Standings, error) { return nil, nil }); err != nil { // which nobody is ready for
		t.Fatal(err)
	}
	for name, ask := range map[string]func(){
		"effect":    func() { _, _ = bench.effect(panicky{t.Context()}, d) },
		"headlines": func() { _, _ = bench.headline(t.Context(), d) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error(name, "met no panic")
				}
			}()
			ask()
		}()
	}
}
