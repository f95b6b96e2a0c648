package define

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

func present() site.Page {
	return site.Page{Name: "present", Path: "/present", Section: "Define good", Heavy: true, About: "Shows what follows from a definition to a room, one claim a screen.",
		Params:   []site.Param{{Name: "slide", About: "which screen, from 1"}},
		Examples: []string{"/present", "/present?slide=2&d=by-domain"}, Data: presented{}, Load: loadSlide, Act: openRoom}
}

// presented is one screen.
type presented struct {
	workbench.Slide
	At   int  `json:"slide"`
	Of   int  `json:"of"`
	Room bool `json:"-"` // the last screen offers to ask the room
}

// Prev is the number of the screen before, empty on the first.
func (p presented) Prev() string { return within(p.At-1, p.Of) }

// Next is the number of the screen that follows.
func (p presented) Next() string { return within(p.At+1, p.Of) }

func within(n, of int) string {
	if n < 1 || n > of {
		return ""
	}
	return strconv.Itoa(n)
}

func loadSlide(ctx context.Context, r *site.Request) (*site.View, error) {
	slides, err := r.Bench.Slides(ctx, r.Definition)
	if err != nil {
		return nil, r.Unusable(unmade, err)
	}
	slides = append(slides, workbench.Slide{Claim: "What matters to you?", Lines: []string{"Everybody in the room can say on their phone how much each measure should count. Nobody’s name is asked."}})
	at := 1
	if text := r.Query.Get("slide"); text != "" {
		if at, err = strconv.Atoi(text); err != nil || at < 1 || at > len(slides) {
			return nil, &site.NotFound{What: fmt.Sprintf("There is no screen “%s”.", text), Nearest: []site.Link{{Text: "The first", URL: r.URL("/present")}}, Do: fmt.Sprintf("There are %d.", len(slides))}
		}
	}
	return &site.View{Title: slides[at-1].Claim, Data: presented{slides[at-1], at, len(slides), at == len(slides)}}, nil
}

func openRoom(_ context.Context, r *site.Request) (site.Outcome, error) {
	code, err := r.Bench.Rooms.Open(r.Definition, r.Client())
	if err != nil {
		return site.Outcome{}, roomFault(err)
	}
	return site.Outcome{Location: r.URL("/present/room/" + code)}, nil
}

// roomFault puts what a room refuses in the site’s words; back is where one can go on, where there is such a place.
func roomFault(err error, back ...site.Link) error {
	var fault *workbench.RoomError
	if !errors.As(err, &fault) {
		return err
	}
	switch fault.Fault {
	case workbench.NoSuchRoom:
		return &site.NotFound{What: fault.What, Nearest: []site.Link{{Text: "Give another code", URL: "/join"}}, Do: fault.Do}
	case workbench.RoomsFull:
		return &site.Refused{What: fault.What, Nearest: back, Do: fault.Do}
	}
	return &site.BadRequest{What: fault.What, Nearest: back, Do: fault.Do}
}

func roomPage() site.Page {
	return site.Page{Name: "room", Path: "/present/room/{code}", Section: "Define good", Heavy: true, About: "Shows what a room says together: how much each measure counts, how far voices are apart, and the ranks that follow.",
		Load: loadRoom, Private: true, NoAPI: true}
}

// roomShown is what the screen of a room shows.
type roomShown struct {
	*workbench.Pooled
	Address string                      `json:"address"`
	Effect  *workbench.DefinitionEffect `json:"effect,omitempty"`
	Link    string                      `json:"link"`
	Alone   string                      `json:"-"` // the port, where the address is one that only this machine can reach
}

func loadRoom(ctx context.Context, r *site.Request) (*site.View, error) {
	pooled, err := r.Bench.Pool(&r.Bench.Rooms, r.Segment("code"))
	if err != nil {
		return nil, roomFault(err)
	}
	data := roomShown{Pooled: pooled, Address: r.Absolute("/join/" + pooled.Code), Link: r.Bench.PooledLink(pooled)}
	data.Alone = portOnlyHere(data.Address)
	view := &site.View{Title: fmt.Sprintf("Join with the code %s", pooled.Code), Lede: pooled.AnswersWords(),
		Files: []site.File{{ID: "qr", Name: "join.svg", Type: "image/svg+xml", Write: func(w io.Writer) error { return writeQR(w, data.Address, true) }}}}
	if pooled.Definition != nil {
		if data.Effect, err = r.Bench.Effect(ctx, pooled.Definition); err != nil {
			return nil, r.Unusable(unmade, err)
		}
	}
	view.Data = data
	return view, nil
}

// portOnlyHere is the port of an address that leads to the machine itself; empty if it leads elsewhere.
func portOnlyHere(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	ip := net.ParseIP(parsed.Hostname())
	if parsed.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return ""
	}
	return cmp.Or(parsed.Port(), map[string]string{"http": "80", "https": "443"}[parsed.Scheme])
}
