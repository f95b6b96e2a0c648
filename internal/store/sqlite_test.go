package store

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// seizeInChild names the file that a child process of the tests tries to have to itself.
const seizeInChild = "GOODMEASURE_TEST_SEIZE_IN"

func seize(path string) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=locking_mode(exclusive)")
	if err == nil {
		var records int
		err = db.QueryRow("SELECT count(*) FROM record").Scan(&records)
	}
	fmt.Print(err)
}

// One process opens a workspace several times: for its figures, for what it keeps of reviews, of accounts and of the library.
// Other programs must go on to see that the file is in use, or one that reads it takes the log of what was acknowledged away.
func TestWorkspaceStaysInUseWhenItIsOpenedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	w := open(t, path)
	r := begin(t, w, 1, false)
	add(t, w, Addition{Review: r.ID}, titled("Before")...)
	for name, open := range map[string]func() (*Workspace, error){
		"Open": func() (*Workspace, error) { return Open(t.Context(), path) },
		"Look": func() (*Workspace, error) { return Look(t.Context(), path) },
	} {
		again, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
		child := exec.CommandContext(t.Context(), os.Args[0])
		child.Env = append(os.Environ(), seizeInChild+"="+path)
		said, err := child.Output()
		if err != nil || !strings.Contains(string(said), "locked") {
			t.Errorf("after %s and Close another program can have the file to itself: %s, %v", name, said, err)
		}
	}
}
