package evidence

import "time"

// Attachment is a full text that belongs to a record. What is in it is kept once, by its hash.
type Attachment struct {
	ID      int64     `json:"id"`
	Record  int64     `json:"record"`
	SHA256  string    `json:"sha256"`
	Name    string    `json:"name"` // without its folder
	Type    string    `json:"type"` // media type
	Bytes   int64     `json:"bytes"`
	Account int64     `json:"account"`
	Added   time.Time `json:"added"`
}

// MaxDocument is how large a full text may be, in bytes.
const MaxDocument = 64 << 20

// Act is something that somebody did: an entry of the audit trail.
type Act struct {
	ID      int64     `json:"id"`
	At      time.Time `json:"at"`
	Account int64     `json:"account"`
	Name    string    `json:"name"`    // of the account at that time
	Verb    string    `json:"verb"`    // decided, took back, resolved, merged, parted, changed, added, removed, ...
	Subject string    `json:"subject"` // decision, record, review, card, tie, attachment, account, role, ...
	Number  int64     `json:"number"`  // of the subject
	Review  int64     `json:"review,omitempty"`
	Record  int64     `json:"record,omitempty"`
	Stage   Stage     `json:"stage,omitempty"`
	Before  string    `json:"before,omitempty"` // JSON; "" where there was nothing
	After   string    `json:"after,omitempty"`  // JSON; "" where nothing is left
}
