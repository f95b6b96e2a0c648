package review

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// sheet is the page of screening.
type sheet struct {
	review.Sheet
	StageWords string `json:"-"`
	Keys       keys   `json:"-"`
}

func (p rooms) screen() site.Page {
	return site.Page{Name: "review-screen", Path: "/review/{review}/screen", About: "One record at a time, with the criteria beside it, and a decision on it.", Data: sheet{},
		Params: []site.Param{stageParam, {Name: "record", About: "the number of a record to decide on, in place of the next"}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			s, err := p.laid(ctx, r, id)
			if err != nil {
				return nil, told(err)
			}
			view := &site.View{Title: "Screen by " + stageWords(s.Stage), Data: sheet{s, stageWords(s.Stage), keysOf(r)}}
			if s.Record == nil {
				view.Title, view.Lede = "Nothing is left for you to screen by "+stageWords(s.Stage), "What waits for others, or is not agreed on, stands on the page of the review."
			}
			return view, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			stage := stageOf(r)
			on := at(id, "/screen?stage="+string(stage))
			if r.Form.Get("keys") != "" {
				cookie, err := keepKeys(r)
				if err != nil {
					return site.Outcome{}, err
				}
				return site.Outcome{Location: on, Notice: "Your keys are kept on this machine.", Cookies: cookie}, nil
			}
			if back := r.Form.Get("back"); back != "" {
				decision, _ := strconv.ParseInt(back, 10, 64)
				undone, err := p.desk(r).TakeBack(ctx, id, decision)
				if err != nil {
					return site.Outcome{}, decisionFault(err, on)
				}
				return site.Outcome{Location: on + "&record=" + strconv.FormatInt(undone.Record, 10), Notice: "Taken back. Decide again."}, nil
			}
			record, _ := strconv.ParseInt(r.Form.Get("record"), 10, 64)
			d := evidence.Decision{Review: id, Record: record, Stage: stage, Note: r.Form.Get("note")}
			d.Verdict, d.Reason = sentVerdict(r.Form)
			if _, err := p.desk(r).Decide(ctx, d); err != nil {
				return site.Outcome{}, decisionFault(err, on)
			}
			return site.Outcome{Location: on}, nil
		}}
}

// sentVerdict is what a button of a form says: a verdict, with the reason after a space where it has one.
func sentVerdict(form url.Values) (evidence.Verdict, string) {
	verdict, reason, _ := strings.Cut(form.Get("verdict"), " ")
	return evidence.Verdict(verdict), reason
}

// exclusion is a button that leaves a record out for a reason. The first nine have a digit as their key.
type exclusion struct {
	evidence.Reason
	Key string
}

// Exclusions are the buttons that leave a record out for a reason.
func (s sheet) Exclusions() []exclusion { return exclusions(s.Review) }

func exclusions(r evidence.Review) (all []exclusion) {
	for n, reason := range r.Reasons {
		e := exclusion{Reason: reason}
		if n < 9 {
			e.Key = strconv.Itoa(n + 1)
		}
		all = append(all, e)
	}
	return all
}

func (p rooms) laid(ctx context.Context, r *site.Request, id int64) (review.Sheet, error) {
	if text := r.Query.Get("record"); text != "" {
		record, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return review.Sheet{}, &site.BadRequest{What: "The address names no record.", Do: "Go back to the review."}
		}
		return p.desk(r).Open(ctx, id, stageOf(r), record)
	}
	return p.desk(r).Next(ctx, id, stageOf(r))
}

// decisionFault says why a decision was not taken down, and where to go on.
func decisionFault(err error, on string) error {
	if put := told(err); put != err {
		return put
	}
	return &site.BadRequest{What: chart.Sentence(err.Error()), Nearest: []site.Link{{Text: "Go back", URL: on}}, Do: "Nothing was changed."}
}
