package method

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// brokenContext breaks whoever asks whether it has ended.
type brokenContext struct{ context.Context }

func (brokenContext) Err() error { panic("provoked") }

// A panic of a worker is one of whoever asked, who can end one answer instead of the whole program.
func TestAPanicOfAWorkerReachesWhoAsked(t *testing.T) {
	e, d := ladder(t)
	ctx := context.Background()
	broken := func(_, _ float64) { panic("provoked") }
	edition := embedded(t)
	c, err := SetUp(Latest, edition)
	if err != nil {
		t.Fatal(err)
	}
	c.Draws, c.Progress = 200, broken
	for name, ask := range map[string]func() error{
		"index": func() error {
			_, err := MakeIndex(ctx, e, d, IndexDraws{Draws: 200, Seed: 1, Progress: broken})
			return err
		},
		"comparison": func() error {
			_, err := Compare(ctx, e, d, d, IndexDraws{Draws: 200, Seed: 1, Progress: broken})
			return err
		},
		"stress": func() error {
			_, err := Stress(ctx, e, d, StressDraws{Draws: 200, Seed: 1, Progress: broken})
			return err
		},
		"ranks": func() error {
			_, err := StressRanks(brokenContext{ctx}, e, d, StressDraws{Draws: 200, Seed: 1})
			return err
		},
		"study":   func() error { _, err := Run(ctx, edition, c); return err },
		"workers": func() error { return inParallel(100, 3, func(at int) error { panic("provoked") }) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if reason := recover(); reason == nil || !strings.Contains(fmt.Sprint(reason), "provoked") || !strings.Contains(fmt.Sprint(reason), "panic_test.go") {
					t.Errorf("whoever asked meets %.300v instead of the panic and where it was", reason)
				}
			}()
			t.Error("it went on:", ask())
		})
	}
}
