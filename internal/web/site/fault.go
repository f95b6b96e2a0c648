package site

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"goodmeasure/evidence"
)

// Link is a place to go on to.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// NotFound is the error of Load when there is no such thing: HTTP 404.
type NotFound struct {
	What    string // what there is none of, as a sentence: "No authority is called Hul."
	Nearest []Link // what may have been meant
	Do      string // one thing to do, as a sentence
	Param   string // of the query, that asks for it: the page is offered without it
}

func (e *NotFound) Error() string { return e.What }

// BadRequest is the error of Load or Act when what is asked cannot be understood: HTTP 400.
type BadRequest struct {
	What    string
	Nearest []Link
	Do      string
	Param   string // of the query, that is at fault: the page is offered without it
	Value   string // of the list that Param is: the one at fault; empty: all of it is
}

func (e *BadRequest) Error() string { return e.What }

// Unusable is the error for a definition of which nothing can be made on the figures at hand: a *BadRequest that says what, and
// why. An error that is no fault of the definition stays what it is.
func (r *Request) Unusable(what string, err error) error {
	why, ofDefinition := r.Bench.Unmade(err)
	if !ofDefinition {
		return err
	}
	return &BadRequest{What: what + ": " + why + ".", Do: "Change the definition, or leave it out to use the one that the program comes with.",
		Nearest: []Link{{"Change the definition", r.URL("/define")}, {"The definition that the program comes with", r.URL(r.Path, "d", "")}}}
}

// Refused is the error of Load or Act when who asks may not: HTTP 403.
type Refused struct {
	What    string
	Nearest []Link
	Do      string
	SignIn  bool // it may help to say who one is, or to be somebody else
}

func (e *Refused) Error() string { return e.What }

// Busy is the error when there is too much to do at once: HTTP 503, with the seconds to wait.
type Busy struct{ Seconds int }

func (e *Busy) Error() string { return "There is too much to do at the moment." }

// fault is an error as people see it.
type fault struct {
	Status  int
	Title   string
	Nearest []Link
	On      []Link // for people: ways on from the page, which are nothing that was meant
	Do      string
	Wait    int // seconds; 0: nothing to wait for
}

// faultOf puts an error in words. What is not meant for people, it does not show.
func faultOf(err error) fault {
	f := toldFault(err)
	f.Title, f.Do = quoted.ReplaceAllString(f.Title, "“$1”"), quoted.ReplaceAllString(f.Do, "“$1”")
	return f
}

// quoted is what stands between plain quotation marks, as errors quote what was found. People read true ones.
var quoted = regexp.MustCompile(`"([^"\\]*)"`)

// errOnlyShows is the error for what would change something where nothing can be changed.
var errOnlyShows = errors.New("this address only shows things")

func toldFault(err error) fault {
	var (
		missing *NotFound
		bad     *BadRequest
		refused *Refused
		busy    *Busy
		stale   *Stale
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &missing):
		return fault{Status: http.StatusNotFound, Title: missing.What, Nearest: missing.Nearest, Do: missing.Do}
	case errors.Is(err, errOnlyShows):
		return fault{Status: http.StatusMethodNotAllowed, Title: "This address only shows things.", Do: "Ask for it by GET."}
	case errors.As(err, &bad):
		return fault{Status: http.StatusBadRequest, Title: bad.What, Nearest: bad.Nearest, Do: bad.Do}
	case errors.As(err, &refused):
		return fault{Status: http.StatusForbidden, Title: refused.What, Nearest: refused.Nearest, Do: refused.Do}
	case errors.Is(err, evidence.ErrUnready):
		return fault{Status: http.StatusServiceUnavailable, Title: "The workspace is being brought up to date.", Wait: aMinute,
			Do: "Nothing is lost. Come back in a minute, and load the page again."}
	case errors.As(err, &stale):
		return fault{Status: http.StatusConflict, Title: stale.Title, Do: strings.Join(stale.Differs, " ") + " A file could not say so: take pin and as out of the address to have it all the same."}
	case errors.Is(err, context.DeadlineExceeded):
		return toldFault(&Busy{Seconds: comeBack})
	case errors.As(err, &busy):
		return fault{Status: http.StatusServiceUnavailable, Title: busy.Error(), Wait: busy.Seconds, Do: "Nothing is lost. Wait a little, and load the page again."}
	case errors.As(err, &large):
		return fault{Status: http.StatusRequestEntityTooLarge, Title: "What was sent is too large.", Do: "Send less at once."}
	}
	return fault{Status: http.StatusInternalServerError, Title: "Something went wrong with this page.",
		Do: "Nothing is lost. The server’s log says what it was; other pages work as before."}
}

// unreadable is the error for what was sent and cannot be read; that it is too large stays as it is.
func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return &BadRequest{What: "What was sent cannot be read.", Do: "Load the page again, and send its form."}
}
