package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"goodmeasure/evidence"
)

// decideInChild names the workspace in which a child process of the tests decides until it is killed.
const decideInChild = "GOODMEASURE_TEST_DECIDE_IN"

// decideForever decides on what the queue hands out, and says the number of each decision once it is acknowledged.
func decideForever(place string) {
	ctx := context.Background()
	w, err := Open(ctx, place)
	for err == nil {
		var record int64
		if record, err = w.Next(ctx, reviewer(1), 1, evidence.TitleAbstract); err == nil {
			var d evidence.Decision
			d, err = w.Decide(ctx, reviewer(1), evidence.Decision{Review: 1, Record: record, Stage: evidence.TitleAbstract, Verdict: evidence.Include})
			fmt.Println(d.ID)
		}
	}
	fmt.Fprintln(os.Stderr, "the child lived to the end:", err)
}

// killedAfter lets a child process work in a workspace as the mode says, kills it when it has said so many numbers, each once what it
// stands for was acknowledged, and gives all that it said.
func killedAfter(t *testing.T, w *Workspace, mode string, acknowledge int) (acknowledged []int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), mode+"="+w.placeForTests(t))
	said, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(said); lines.Scan(); {
		id, err := strconv.ParseInt(lines.Text(), 10, 64)
		if err != nil {
			t.Fatal(lines.Text())
		}
		acknowledged = append(acknowledged, id)
		if len(acknowledged) == acknowledge {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child was not killed")
	}
	return acknowledged
}

func TestKilledProcessLosesNothingAcknowledged(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		var titles []string
		for n := range 3000 {
			titles = append(titles, fmt.Sprint("Record ", n))
		}
		add(t, w, Addition{Review: r.ID}, titled(titles...)...)
		for _, acknowledge := range []int{1, 7, 30} {
			acknowledged := killedAfter(t, w, decideInChild, acknowledge)
			decisions, err := w.Decisions(t.Context(), r.ID, evidence.TitleAbstract, 1)
			if err != nil {
				t.Fatal(err)
			}
			there := map[int64]bool{}
			for _, d := range decisions {
				there[d.ID] = true
			}
			for _, id := range acknowledged {
				if !there[id] {
					t.Errorf("decision %d was acknowledged and is lost", id)
				}
			}
			var orphans int
			if err := w.db.QueryRow("SELECT count(*) FROM decision d WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.subject = 'decision' AND a.number = d.id)").Scan(&orphans); err != nil || orphans > 0 {
				t.Errorf("%d decisions are not in the trail, %v", orphans, err)
			}
		}
	})
}
