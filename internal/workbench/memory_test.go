package workbench

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
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
