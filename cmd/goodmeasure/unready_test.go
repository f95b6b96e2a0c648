package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// heldWorkspace is a workspace of an older version with one document in a folder, which another program keeps to itself until it lets go.
func heldWorkspace(t *testing.T, folder string) (letGo func()) {
	t.Helper()
	place := filepath.Join(folder, usualWorkspace)
	w, err := store.Open(t.Context(), place)
	if err == nil {
		_, err = w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{Record: evidence.Record{Kind: evidence.Report, Title: "Foster care"}}}, store.Addition{Public: true})
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	testkit.MakeOlder(t, place)
	db, err := sql.Open("sqlite", place+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.BeginTx(context.Background(), nil) // until it lets go
	if err != nil {
		t.Fatal(err)
	}
	letGo = sync.OnceFunc(func() {
		if err := errors.Join(tx.Rollback(), db.Close()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(letGo)
	return letGo
}

// ends demands that a program ends within half a minute, and gives its exit code.
func ends(t *testing.T, command *exec.Cmd) int {
	t.Helper()
	late := time.AfterFunc(30*time.Second, func() { _ = command.Process.Kill() })
	err := command.Wait()
	if !late.Stop() {
		t.Fatal("it does not end")
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode()
}

// Who asks for a page that needs a workspace which another program brings up to date is told so, and to come back; other pages are there
// meanwhile, and so is that one afterwards. A server whose pages wait ends when it is asked to.
func TestAPageOfAWorkspaceThatIsBroughtUpToDate(t *testing.T) {
	server := programRun(t, "serve", "--address", "127.0.0.1:0")
	letGo := heldWorkspace(t, server.Dir)
	at := serves(t, server)
	get := func(path string) (*http.Response, string) {
		t.Helper()
		request, err := http.NewRequest(http.MethodGet, at+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, text, err := answered(request)
		if err != nil {
			t.Fatal(err)
		}
		return answer, text
	}
	var together sync.WaitGroup
	for _, path := range []string{"/library", "/reviews", "/api/v1/library"} {
		together.Go(func() {
			answer, text := get(path)
			if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") != "60" ||
				!strings.Contains(text, "The workspace is being brought up to date.") || !strings.Contains(text, "Come back in a minute") {
				t.Errorf("%s: %s, to come back after %q: %.2000s", path, answer.Status, answer.Header.Get("Retry-After"), text)
			}
		})
	}
	if answer, _ := get("/glossary"); answer.StatusCode != http.StatusOK {
		t.Errorf("a page that needs no workspace: %s", answer.Status)
	}
	together.Wait()
	letGo()
	if answer, text := get("/library"); answer.StatusCode != http.StatusOK || !strings.Contains(text, "Foster care") {
		t.Errorf("afterwards: %s %.2000s", answer.Status, text)
	}
	if err := server.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := ends(t, server); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// A server that is asked to end while its pages wait ends.
func TestAServerWhosePagesWaitEnds(t *testing.T) {
	server := programRun(t, "serve", "--address", "127.0.0.1:0")
	heldWorkspace(t, server.Dir)
	at := serves(t, server)
	go func() {
		if answer, err := http.Get(at + "/library"); err == nil {
			answer.Body.Close()
		}
	}()
	time.Sleep(500 * time.Millisecond) // most often it waits by now
	if err := server.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := ends(t, server); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// A command that waits for another program says so, once; Ctrl-C ends the wait, and so does the other program.
func TestACommandThatWaitsForAnotherProgram(t *testing.T) {
	for name, c := range map[string]struct {
		args        []string
		interrupted bool
		code        int
		says        string
	}{
		"it is interrupted":       {[]string{"library", "reindex"}, true, exitInterrupted, ""},
		"a server is interrupted": {[]string{"serve", "--address", "127.0.0.1:0", "--workspace", usualWorkspace}, true, exitInterrupted, ""},
		"the other lets go":       {[]string{"library", "reindex"}, false, exitDone, "The index of words was made anew, of 1 document."},
	} {
		t.Run(name, func(t *testing.T) {
			command := programRun(t, c.args...)
			letGo := heldWorkspace(t, command.Dir)
			var out strings.Builder
			command.Stdout = &out
			errs, err := command.StderrPipe()
			if err == nil {
				err = command.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			told := bufio.NewReader(errs)
			if line, err := told.ReadString('\n'); !strings.HasPrefix(line, "waiting for the workspace ") || !strings.Contains(line, usualWorkspace) {
				t.Errorf("it says %q, %v", line, err)
			}
			if c.interrupted {
				err = command.Process.Signal(os.Interrupt)
			} else {
				letGo()
			}
			if err != nil {
				t.Fatal(err)
			}
			rest, err := io.ReadAll(told)
			if err != nil || strings.Contains(string(rest), "waiting") || c.interrupted != strings.Contains(string(rest), "opening the workspace") {
				t.Errorf("and then %q, %v", rest, err)
			}
			if code := ends(t, command); code != c.code || !strings.Contains(out.String(), c.says) {
				t.Errorf("exit code %d: %s%s", code, out.String(), rest)
			}
		})
	}
}
