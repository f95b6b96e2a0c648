package site

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const usualMaxBody = 1 << 20

// act answers POST for a page: with a redirect after what was done, or the page again.
func (s *Site) act(p *compiled, w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	answer, err := s.done(p, w, r)
	if err == nil {
		err = answer.send(w, r)
	}
	if err != nil {
		s.fail(w, r, err)
	}
}

func (s *Site) done(p *compiled, w http.ResponseWriter, r *http.Request) (*reply, error) {
	asked, err := s.read(&p.Page, r)
	if err != nil {
		return nil, err
	}
	defer asked.forget()
	limit, refused := p.mostOf(asked)
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	if err := asked.readForm(r); err != nil { // before there is room for the work: who sends slowly takes none from others
		var large *http.MaxBytesError
		if refused != nil && errors.As(err, &large) {
			err = refused
		}
		return nil, err
	}
	leave, err := s.work.of(p.Heavy || p.HeavyAct).enter(r.Context())
	if err != nil {
		return nil, err
	}
	defer leave()
	outcome, err := p.Act(r.Context(), asked)
	if err != nil {
		return nil, err
	}
	for _, cookie := range outcome.Cookies {
		http.SetCookie(w, cookie)
	}
	if outcome.View != nil {
		if outcome.View.Status == 0 {
			outcome.View.Status = http.StatusUnprocessableEntity
		}
		return s.page(p, asked, outcome.View)
	}
	s.giveNotice(w, r, outcome.Notice)
	return redirect(outcome.Location), nil
}

// mostOf is how many bytes somebody may send to a page, and what is said of more to one who might if they signed in: what only
// people of the workspace can do takes no large files from others.
func (p *Page) mostOf(asked *Request) (limit int64, refused error) {
	limit = p.MaxBody
	if limit == 0 {
		limit = usualMaxBody
	}
	if p.Private && !asked.Sole && asked.Who.ID == 0 && limit > usualMaxBody {
		return usualMaxBody, &Refused{What: "Files of that size are taken from the people of this workspace.", SignIn: true, Do: "Sign in, and send it again."}
	}
	return limit, nil
}

// readForm reads what POST sends. Files larger than a little go to disk.
func (r *Request) readForm(sent *http.Request) error {
	const inMemory = 1 << 20
	var err error
	if strings.HasPrefix(sent.Header.Get("Content-Type"), "multipart/form-data") {
		err = sent.ParseMultipartForm(inMemory)
		r.files = sent.MultipartForm
	} else {
		err = sent.ParseForm()
	}
	if err != nil {
		return fmt.Errorf("reading the form: %w", unreadable(err))
	}
	r.Form = sent.PostForm
	return nil
}

func (r *Request) forget() {
	if r.files != nil {
		_ = r.files.RemoveAll() // what stays is in the system's folder for what may go
	}
}
