package site

import (
	"fmt"
	"net/http"
	"strings"
)

const usualMaxBody = 1 << 20

// act answers POST for a page.
func (s *Site) act(p *compiled, w http.ResponseWriter, r *http.Request) {
	limit := p.MaxBody
	if limit == 0 {
		limit = usualMaxBody
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	asked, err := s.read(&p.Page, r)
	if err == nil {
		err = asked.readForm(r)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	defer asked.forget()
	outcome, err := p.Act(r.Context(), asked)
	switch {
	case err != nil:
		s.fail(w, r, err)
	case outcome.View != nil:
		if outcome.View.Status == 0 {
			outcome.View.Status = http.StatusUnprocessableEntity
		}
		s.write(p, asked, outcome.View, w, r)
	default:
		http.Redirect(w, r, outcome.Location, http.StatusSeeOther)
	}
}

// readForm reads what POST sends. Files larger than a little go to disk.
func (asked *Request) readForm(r *http.Request) error {
	const inMemory = 1 << 20
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(inMemory)
		asked.files = r.MultipartForm
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		return fmt.Errorf("reading the form: %w", unreadable(err))
	}
	asked.Form = r.PostForm
	return nil
}

func (asked *Request) forget() {
	if asked.files != nil {
		_ = asked.files.RemoveAll() // what stays is in the system's folder for what may go
	}
}
