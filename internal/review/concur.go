package review

import (
	"context"
	"strconv"

	"goodmeasure/evidence"
)

// Agreement says how far those who screened a review's records at a stage agree, as far as the person may see what they
// decided.
func (d *Desk) Agreement(ctx context.Context, review int64, stage evidence.Stage) (*Agreement, error) {
	r, err := d.Review(ctx, review)
	if err != nil {
		return nil, err
	}
	decisions, err := d.workspace().Decisions(ctx, review, stage, d.who.ID)
	if err != nil {
		return nil, err
	}
	names, err := d.names(ctx)
	if err != nil {
		return nil, err
	}
	all := &votes{}
	by := map[int64]*item{}
	codes := map[string]int{}
	for _, decision := range decisions {
		if decision.Resolves || !decision.Verdict.Decides() {
			continue
		}
		it := by[decision.Record]
		if it == nil {
			it = &item{id: strconv.FormatInt(decision.Record, 10)}
			by[decision.Record] = it
			all.items = append(all.items, it)
		}
		word := string(decision.Verdict) + " " + decision.Reason
		if _, known := codes[word]; !known {
			codes[word] = len(codes)
		}
		all.rows++
		it.add(vote{reviewer: names(decision.Account), include: decision.Verdict != evidence.Exclude, code: codes[word], times: 1})
	}
	a := all.agreement()
	a.Name = r.Title
	return a, nil
}

// Names gives what to call the accounts of the workspace, by their numbers: no two alike, since they are told apart by it.
func (d *Desk) names(ctx context.Context) (func(int64) string, error) {
	accounts, err := d.workspace().Accounts(ctx)
	if err != nil {
		return nil, err
	}
	bearers := map[string]int{}
	for _, a := range accounts {
		bearers[a.Name]++
	}
	names := map[int64]string{}
	for _, a := range accounts {
		switch names[a.ID] = a.Name; {
		case a.Name == "":
			names[a.ID] = a.Email
		case bearers[a.Name] > 1:
			names[a.ID] = a.Name + " (" + a.Email + ")"
		}
	}
	return func(account int64) string {
		if name := names[account]; name != "" {
			return name
		}
		if account == 0 {
			return "the user of this machine"
		}
		return "somebody who has left (" + strconv.FormatInt(account, 10) + ")"
	}, nil
}
