package define

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func joinPage() site.Page {
	return site.Page{Name: "join", Path: "/join", About: "Takes the code of a room.", NoAPI: true, Private: true, Apart: true,
		Params: []site.Param{{Name: "code", About: "of the room"}}, Examples: []string{"/join"}, Load: func(_ context.Context, r *site.Request) (*site.View, error) {
			if code := r.Query.Get("code"); code != "" {
				_, code, err := r.Bench.Rooms.Stated(code)
				if err != nil {
					return nil, roomFault(err)
				}
				return &site.View{Location: "/join/" + code}, nil
			}
			return &site.View{Title: "Join a room", Lede: "Give the code that the screen shows."}, nil
		}}
}

func voicePage() site.Page {
	return site.Page{Name: "voice", Path: "/join/{code}", About: "Asks somebody in a room how much each measure counts.", NoAPI: true, Private: true, Apart: true,
		Load: loadVoice, Act: sayVoice}
}

// voiced is the form on a phone.
type voiced struct {
	Code     string
	Measures []voiceMeasure
	Again    bool // this device has spoken
}

// nextName is what the form sends by which a device goes to the next person.
const nextName = "next"

// voiceName is the cookie that lets somebody say anew what they said. It stands in no address, which others could see.
const voiceName = "voice"

func voice(r *site.Request, code, token string) *http.Cookie {
	return &http.Cookie{Name: voiceName, Value: token, Path: "/join/" + code, MaxAge: int(workbench.RoomLife / time.Second), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.Secure()}
}

// handOn has a device forget whose voice it holds. The room keeps what that voice said.
func handOn(r *site.Request, code string) site.Outcome {
	forgotten := voice(r, code, "")
	forgotten.MaxAge = -1
	return site.Outcome{Location: "/join/" + code, Cookies: []*http.Cookie{forgotten}, Notice: "The last answer is kept. Now the next person can speak."}
}

type voiceMeasure struct {
	ID, Name, Plain string
	Direction       study.Direction
	Said            int
}

func loadVoice(_ context.Context, r *site.Request) (*site.View, error) {
	stated, code, err := r.Bench.Rooms.Stated(r.Segment("code"))
	if err != nil {
		return nil, roomFault(err)
	}
	if code != r.Segment("code") { // spelt otherwise: the cookie is for one address
		return &site.View{Location: "/join/" + code}, nil
	}
	said := r.Bench.Rooms.Said(code, r.Cookie(voiceName))
	data := voiced{Code: code, Again: said != nil}
	for k, c := range stated.Indicators {
		i, _ := r.Bench.Edition.Indicator(c.ID)
		m := voiceMeasure{c.ID, i.Name, i.Plain, c.Direction, 1}
		if said != nil {
			m.Said = said[k]
		}
		data.Measures = append(data.Measures, m)
	}
	view := &site.View{Title: "What matters to you?", Lede: "People count these things to tell how well children are helped. How much should each one count? Give it a number from 0, not at all, to 5, the most. Nobody’s name is asked, and the screen shows no name. But if only a few people answer, others may work out from the screen what you said.", Data: data}
	if data.Again {
		view.Title, view.Lede = "Thank you. Your answer is kept.", "The screen shows what the room says together. "+workbench.ChangesWords+" So yours may wait for others."
	}
	return view, nil
}

func sayVoice(_ context.Context, r *site.Request) (site.Outcome, error) {
	stated, code, err := r.Bench.Rooms.Stated(r.Segment("code"))
	if err != nil {
		return site.Outcome{}, roomFault(err)
	}
	if r.Form.Get(nextName) != "" {
		return handOn(r, code), nil
	}
	back := site.Link{Text: "Back to the room", URL: "/join/" + code}
	var importance []int
	for _, c := range stated.Indicators {
		n, err := strconv.Atoi(r.Form.Get("w." + c.ID))
		if err != nil {
			return site.Outcome{}, &site.BadRequest{What: "How much each one counts is a whole number from 0 to 5.", Nearest: []site.Link{back}, Do: "Go back, and give a number to each."}
		}
		importance = append(importance, n)
	}
	token, err := r.Bench.Rooms.Say(code, r.Cookie(voiceName), importance)
	if err != nil {
		return site.Outcome{}, roomFault(err, back)
	}
	return site.Outcome{Location: "/join/" + code, Cookies: []*http.Cookie{voice(r, code, token)}}, nil
}
