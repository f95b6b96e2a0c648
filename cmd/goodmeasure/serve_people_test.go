package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/workbench"
)

const long = "correct horse battery"

// served is a server in a process of its own.
type served struct {
	process *os.Process
	address string // without a slash at the end
}

// programRun is the program in a process of its own, in a folder of its own.
func programRun(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	named := filepath.Join(folder, "goodmeasure")
	if err := os.Symlink(program, named); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(named, args...)
	command.Dir = folder
	return command
}

func serveOn(t *testing.T, database string) served {
	t.Helper()
	command := programRun(t, "serve", "--address", "127.0.0.1:0", "--database", database)
	return served{command.Process, serves(t, command)}
}

// serves starts a server, and gives its address once it has one. It is killed when the test ends.
func serves(t *testing.T, command *exec.Cmd) (address string) {
	t.Helper()
	command.Stderr = t.Output()
	said, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	if address = regexp.MustCompile(`http://[0-9.:]+`).FindString(line); address == "" {
		t.Fatalf("it says %q, %v", line, err)
	}
	return address
}

// screener is somebody who screens in a browser, at one server while it answers, and then at the other.
type screener struct {
	id      int64
	session *http.Cookie
	servers []string
	acted   []int64 // the records on which a decision was acknowledged
}

var errGone = errors.New("the server has gone")

func (s *screener) ask(method, path string, form url.Values) (*http.Response, string, error) {
	for len(s.servers) > 0 {
		request, err := http.NewRequest(method, s.servers[0]+path, strings.NewReader(form.Encode()))
		if err != nil {
			return nil, "", err
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if s.session != nil {
			request.AddCookie(s.session)
		}
		response, text, err := answered(request)
		if err == nil {
			return response, text, nil
		}
		if s.servers = s.servers[1:]; method == http.MethodPost {
			return nil, "", errGone // whether it was done is not known: look again
		}
	}
	return nil, "", errors.New("no server is left")
}

func answered(request *http.Request) (*http.Response, string, error) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	var text strings.Builder
	_, err = bufio.NewReader(response.Body).WriteTo(&text)
	return response, text.String(), err
}

func (s *screener) signIn(email string) error {
	response, text, err := s.ask(http.MethodPost, "/sign-in", url.Values{"email": {email}, "password": {long}})
	if err != nil {
		return err
	}
	for _, cookie := range response.Cookies() {
		if cookie.Name == "session" {
			s.session = cookie
			return nil
		}
	}
	return fmt.Errorf("%s cannot sign in: %s", email, text)
}

var recordIn = regexp.MustCompile(`name="record" value="(\d+)"`)

// screen decides on one record after the other until none is left.
func (s *screener) screen(acknowledged func()) error {
	for {
		response, text, err := s.ask(http.MethodGet, "/review/1/screen", nil)
		if err != nil {
			return err
		}
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("the sheet is not there: %s", response.Status)
		}
		found := recordIn.FindStringSubmatch(text)
		if found == nil {
			return nil
		}
		response, text, err = s.ask(http.MethodPost, "/review/1/screen", url.Values{"record": {found[1]}, "verdict": {"include"}})
		switch {
		case errors.Is(err, errGone):
		case err != nil:
			return err
		case response.StatusCode != http.StatusSeeOther:
			return fmt.Errorf("a decision on record %s is answered with %s: %s", found[1], response.Status, text)
		default:
			var record int64
			fmt.Sscan(found[1], &record)
			s.acted = append(s.acted, record)
			acknowledged()
		}
	}
}

// Twenty people screen in pairs at two servers on one database. One server is killed in their midst, and a backup is
// taken. What was acknowledged is there, once; nobody decides twice; the backup can be restored.
func TestTwoServersOnOneDatabase(t *testing.T) {
	const people, records = 20, 40
	database := testkit.PostgreSQL(t)
	w, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	desk := account.On(w)
	owner, _, err := desk.Add(t.Context(), evidence.Account{}, "owner@example.org", "", long, evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	terms := evidence.NewTerms("Does it help?")
	terms.Screeners, terms.Blind = 2, true
	review, err := w.AddReview(t.Context(), owner, "A review", terms)
	if err != nil {
		t.Fatal(err)
	}
	var entries []evidence.Entry
	for n := range records {
		entries = append(entries, evidence.Entry{Record: evidence.Record{Title: fmt.Sprint("Title ", n)}})
	}
	if _, err := w.AddRecords(t.Context(), owner, entries, store.Addition{Review: review.ID}); err != nil {
		t.Fatal(err)
	}
	one, two := serveOn(t, database), serveOn(t, database)

	all := make([]*screener, people)
	for n := range all {
		email := fmt.Sprintf("p%d@example.org", n)
		a, _, err := desk.Add(t.Context(), owner, email, "", long, evidence.Reader)
		if err == nil {
			err = desk.SetRole(t.Context(), owner, a.ID, review.ID, evidence.Reviewer)
		}
		if err != nil {
			t.Fatal(err)
		}
		all[n] = &screener{id: a.ID, servers: []string{one.address, two.address}}
		if n%2 == 1 {
			all[n].servers = []string{two.address, one.address}
		}
		if err := all[n].signIn(email); err != nil {
			t.Fatal(err)
		}
		all[n].servers = []string{all[n].servers[1], two.address} // and goes on at the other server than it signed in at
	}
	var mutex sync.Mutex
	count, saved := 0, filepath.Join(t.TempDir(), "saved.zip")
	acknowledged := func() {
		mutex.Lock()
		defer mutex.Unlock()
		switch count++; count {
		case 15:
			if _, err := workbench.Backup(t.Context(), database, saved); err != nil {
				t.Error(err)
			}
		case 30:
			if err := one.process.Kill(); err != nil {
				t.Error(err)
			}
		}
	}
	var working sync.WaitGroup
	for _, s := range all {
		working.Go(func() {
			if err := s.screen(acknowledged); err != nil {
				t.Error(err)
			}
		})
	}
	working.Wait()

	type act struct{ record, account int64 }
	made, each := map[act]int{}, map[int64]int{}
	decisions, err := w.Decisions(t.Context(), review.ID, evidence.TitleAbstract, owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decisions {
		made[act{d.Record, d.Account}]++
		each[d.Record]++
	}
	for _, s := range all {
		for _, record := range s.acted {
			if made[act{record, s.id}] != 1 {
				t.Errorf("account %d was told that its decision on record %d is kept, and %d are there", s.id, record, made[act{record, s.id}])
			}
		}
	}
	for record, n := range each {
		if n > 2 {
			t.Errorf("record %d has %d decisions, expected 2", record, n)
		}
	}
	if len(decisions) != 2*records {
		t.Errorf("%d decisions are there, expected %d", len(decisions), 2*records)
	}
	again := filepath.Join(t.TempDir(), "again.db")
	if _, err := workbench.Restore(t.Context(), saved, again); err != nil {
		t.Fatal(err)
	}
	restored, err := store.Look(t.Context(), again)
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	if kept, err := restored.Decisions(t.Context(), review.ID, evidence.TitleAbstract, owner.ID); err != nil || len(kept) < 1 && len(decisions) > 0 {
		t.Errorf("the backup holds %d decisions, %v", len(kept), err)
	}
}
