package evidence

import "time"

// SavedSearch is a search of the library that somebody keeps; it can be a weekly list of one's own.
type SavedSearch struct {
	ID      int64     `json:"id"`
	Account int64     `json:"account"`
	Name    string    `json:"name"`
	Query   string    `json:"query"` // as in the address of the catalogue's page
	Created time.Time `json:"created"`
}

// Subscriber is an address that asked for what is new, and may have confirmed that it did.
type Subscriber struct {
	ID          int64     `json:"id"`
	Email       string    `json:"email"`
	Search      int64     `json:"search,omitempty"` // a saved search; 0: all that is new
	Asked       time.Time `json:"asked"`
	Confirmed   time.Time `json:"confirmed,omitzero"`
	Ended       time.Time `json:"ended,omitzero"`
	Unsubscribe string    `json:"-"` // the secret of the link that ends it
}

// Issue is one list of what was new in a library between two times, frozen as it was sent.
type Issue struct {
	ID     int64       `json:"id"`
	Search int64       `json:"search,omitempty"`
	Since  time.Time   `json:"since"` // after this time
	Until  time.Time   `json:"until"` // at this time at the latest
	Made   time.Time   `json:"made,omitzero"`
	Items  []IssueItem `json:"items,omitempty"`
}

// IssueItem is what an issue says of one record.
type IssueItem struct {
	Record  int64  `json:"record"`
	Group   string `json:"group,omitempty"`
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	Source  string `json:"source,omitempty"`
	Date    string `json:"date,omitempty"`
	Link    string `json:"link,omitempty"`
}

// DeliveryState is how far the sending of an issue to one subscriber has come.
type DeliveryState string

// The states.
const (
	Pending DeliveryState = "pending"
	Sending DeliveryState = "sending" // handed to the mail server, which has not answered; after a crash it may have gone out
	Sent    DeliveryState = "sent"
	Failed  DeliveryState = "failed"
)

// Words says it to people.
func (s DeliveryState) Words() string {
	switch s {
	case Pending:
		return "waits"
	case Sending:
		return "may have gone out"
	}
	return string(s)
}

// Delivery is the sending of an issue to one subscriber.
type Delivery struct {
	Issue      int64         `json:"issue"`
	Subscriber Subscriber    `json:"subscriber"`
	State      DeliveryState `json:"state"`
	Attempts   int           `json:"attempts"`
	Problem    string        `json:"problem,omitempty"`
	Changed    time.Time     `json:"changed"`
}
