package review

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Desk is where one person works.
type Desk struct {
	room   *Room
	who    evidence.Account
	sole   bool
	moment *store.Workspace // what it reads from instead of the room's, if anything
}

// For is the desk of an account.
func (r *Room) For(who evidence.Account) *Desk { return &Desk{room: r, who: who} }

// Alone is the desk of the only user of a workspace without accounts, who owns all of it.
func (r *Room) Alone() *Desk { return &Desk{room: r, sole: true} }

// workspace is what the work is done on. It is there once need, or one of the few methods that do without it, has looked.
func (d *Desk) workspace() *store.Workspace {
	if d.moment != nil {
		return d.moment
	}
	return d.room.place.Opened()
}

// at is the desk as it reads from a moment of its workspace.
func (d *Desk) at(moment *store.Workspace) *Desk {
	then := *d
	then.moment = moment
	return &then
}

// Refusal is something that an account may not do.
type Refusal struct {
	Needed evidence.Role
	Has    evidence.Role
	What   string
	Where  string // "the library", or "this review"
}

func (r *Refusal) Error() string {
	if !r.Has.Valid() {
		return fmt.Sprintf("%s needs the role of %s in %s, and you have none there; ask its owner", r.What, r.Needed, r.Where)
	}
	return fmt.Sprintf("%s needs the role of %s in %s, and yours is %s; ask its owner", r.What, r.Needed, r.Where, r.Has)
}

// Role is what the person at the desk may do in a review.
func (d *Desk) Role(ctx context.Context, review int64) (evidence.Role, error) {
	if d.sole {
		return evidence.Owner, nil
	}
	if d.who.ID == 0 {
		return evidence.NoRole, nil
	}
	role, err := d.workspace().Role(ctx, d.who.ID, review)
	if err != nil || role.Valid() || review == evidence.Library {
		return role, err
	}
	library, err := d.workspace().Role(ctx, d.who.ID, evidence.Library)
	if library == evidence.Owner { // who owns the library can let themselves in anyway
		return evidence.Owner, err
	}
	return evidence.NoRole, err
}

// need reads a review where the person may do what needs a role in it.
func (d *Desk) need(ctx context.Context, review int64, needed evidence.Role, what string) (evidence.Review, error) {
	switch there, err := d.room.look(ctx); {
	case err != nil:
		return evidence.Review{}, err
	case !there:
		return evidence.Review{}, fmt.Errorf("there is no review %d: %w", review, evidence.ErrNotFound)
	}
	role, err := d.Role(ctx, review)
	if err != nil {
		return evidence.Review{}, err
	}
	if !role.Allows(needed) {
		return evidence.Review{}, &Refusal{needed, role, what, "this review"}
	}
	r, err := d.workspace().Review(ctx, review)
	if errors.Is(err, evidence.ErrNotFound) {
		err = &absent{fmt.Sprintf("there is no review %d", review)}
	}
	return r, err
}

// needInLibrary is need, for what makes a new review. A workspace that cannot be asked is no refusal.
func (d *Desk) needInLibrary(ctx context.Context, needed evidence.Role, what string) error {
	role, err := d.Role(ctx, evidence.Library)
	if err == nil && !role.Allows(needed) {
		err = &Refusal{needed, role, what, "the library"}
	}
	return err
}

// absent says what there is not.
type absent struct{ what string }

func (a *absent) Error() string { return a.what }

func (a *absent) Unwrap() error { return evidence.ErrNotFound }

// needMember is need, for work on one of the review's records.
func (d *Desk) needMember(ctx context.Context, review, record int64, needed evidence.Role, what string) (evidence.Review, error) {
	r, err := d.need(ctx, review, needed, what)
	if err != nil {
		return r, err
	}
	member, err := d.workspace().IsMember(ctx, review, record)
	if err == nil && !member {
		err = &absent{fmt.Sprintf("record %d is not part of the review %q", record, r.Title)}
	}
	return r, err
}

var errUntitled = errors.New("the review has no title: give it one, by which people find it in a list")

// ErrBlind is that decisions are to be hidden from others where nobody else decides.
var ErrBlind = errors.New("decisions can be hidden only from others who decide, and one person decides on each record")

// fit says what keeps a person from holding a review to these terms, if anything does. A review that is restored may have them
// from an earlier version.
func fit(title string, terms evidence.Terms) error {
	switch {
	case strings.TrimSpace(title) == "":
		return errUntitled
	case terms.Blind && terms.Screeners == 1:
		return ErrBlind
	}
	return nil
}

// Begin starts a review on a question. Who begins it owns it.
func (d *Desk) Begin(ctx context.Context, title string, terms evidence.Terms) (evidence.Review, error) {
	if err := fit(title, terms); err != nil {
		return evidence.Review{}, err
	}
	if err := d.room.make(ctx); err != nil {
		return evidence.Review{}, err
	}
	if err := d.needInLibrary(ctx, evidence.Reviewer, "beginning a review"); err != nil {
		return evidence.Review{}, err
	}
	return d.workspace().AddReview(ctx, d.who, title, terms)
}

// Change gives a review another title and other terms. While a record waits for another screener, the terms that keep
// the first one's verdict from them stay. Over is when the terms that are changed were last changed, so that nobody's are written over
// unseen; zero asks for no such care.
func (d *Desk) Change(ctx context.Context, review int64, title string, terms evidence.Terms, over time.Time) (evidence.Review, error) {
	if _, err := d.need(ctx, review, evidence.Owner, "changing the terms of the review"); err != nil {
		return evidence.Review{}, err
	}
	if err := fit(title, terms); err != nil {
		return evidence.Review{}, err
	}
	changed, err := d.workspace().ChangeReview(ctx, d.who, review, title, terms, over)
	var half *store.HalfDecided
	if errors.As(err, &half) {
		err = fmt.Errorf("%s for another screener: have them decide before verdicts are shown, or fewer people decide",
			chart.Count(half.Records, "record waits", "records wait"))
	}
	var used *store.FacetUsed
	if errors.As(err, &used) {
		err = fmt.Errorf("%s the facet “%s”, so it has to stay in the list: keep “%s:” before its name, which may change, or empty it on the cards first",
			chart.Count(used.Cards, "card answers", "cards answer"), used.Facet.Title, used.Facet.ID)
	}
	return changed, err
}

// Remove ends a review and all that was decided in it. The records stay in the library.
func (d *Desk) Remove(ctx context.Context, review int64) error {
	if _, err := d.need(ctx, review, evidence.Owner, "removing the review"); err != nil {
		return err
	}
	return d.workspace().RemoveReview(ctx, d.who, review)
}

// Review gives a review that the person may read.
func (d *Desk) Review(ctx context.Context, review int64) (evidence.Review, error) {
	return d.need(ctx, review, evidence.Reader, "reading the review")
}

// Listed is a review in a list, with what the person may do in it.
type Listed struct {
	evidence.Review
	Role    evidence.Role `json:"role"`
	Records int           `json:"records"` // that stand for themselves
}

// Reviews lists the reviews that the person may read, the oldest first.
func (d *Desk) Reviews(ctx context.Context) ([]Listed, error) {
	if there, err := d.room.look(ctx); err != nil || !there {
		return []Listed{}, err
	}
	reviews, err := d.workspace().Reviews(ctx)
	if err != nil {
		return nil, err
	}
	listed := []Listed{}
	for _, r := range reviews {
		role, err := d.Role(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		if !role.Allows(evidence.Reader) {
			continue
		}
		members, err := d.workspace().Members(ctx, r.ID, false)
		if err != nil {
			return nil, err
		}
		listed = append(listed, Listed{r, role, len(members)})
	}
	return listed, nil
}
