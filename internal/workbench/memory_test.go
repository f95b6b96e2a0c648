package workbench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"goodmeasure/definition"
)

func TestMemoryMakesOnce(t *testing.T) {
	var m memory[int]
	var made atomic.Int64
	release := make(chan bool)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			got, err := m.recall("a", func() (int, error) { <-release; return int(made.Add(1)), nil })
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
	if _, err := m.recall("a", func() (int, error) { return 0, errors.New("no") }); err == nil {
		t.Error("the error is lost")
	}
	for n := range 3 {
		if got, err := m.recall(fmt.Sprint(n), func() (int, error) { return n, nil }); err != nil || got != n {
			t.Errorf("recalled %d, %v", got, err)
		}
	}
	if got, _ := m.recall("2", func() (int, error) { return -1, nil }); got != 2 {
		t.Error("what was just made is forgotten")
	}
	if got, _ := m.recall("0", func() (int, error) { return -1, nil }); got != -1 {
		t.Error("more is kept than was allowed")
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
			_, _ = m.recall("a", func() (int, error) { panic("provoked") })
		})
	}
	group.Wait()
	if met.Load() != 5 {
		t.Errorf("of five who asked %d met the panic", met.Load())
	}
	if got, err := m.recall("a", func() (int, error) { return 1, nil }); got != 1 || err != nil {
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
	if _, err := bench.standings.recall(string(DoubtOfData)+" "+definition.Hash(d), func() (*Standings, error) { return nil, nil }); err != nil { // which nobody is ready for
		t.Fatal(err)
	}
	for name, ask := range map[string]func(){
		"effect":    func() { _, _ = bench.effect(panicky{context.Background()}, d) },
		"headlines": func() { _, _ = bench.headline(context.Background(), d) },
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
