package library

import (
	"encoding/base64"
	"net/url"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

// A resumption token says what was asked and after which record to go on, so that any server of the library can answer it
// at any time, and nothing has to be remembered.

func writeToken(asked url.Values, last library.Harvested) string {
	values := url.Values{"after": {last.Changed.UTC().Format(time.RFC3339Nano)}, "record": {last.ID}}
	for _, name := range []string{"from", "until", "set"} {
		if asked.Has(name) {
			values.Set(name, asked.Get(name))
		}
	}
	return base64.RawURLEncoding.EncodeToString([]byte(values.Encode()))
}

func readToken(token string, ask *library.Harvest) (url.Values, error) {
	bad := &oaiFault{"badResumptionToken", "the token is none that was given here; begin the list again"}
	if len(token) > 1000 {
		return nil, bad
	}
	text, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, bad
	}
	values, err := url.ParseQuery(string(text))
	if err != nil {
		return nil, bad
	}
	ask.After, err = time.Parse(time.RFC3339Nano, values.Get("after"))
	ask.AfterRecord = evidence.NumberOf(values.Get("record"))
	if err != nil || ask.AfterRecord == 0 {
		return nil, bad
	}
	if err := bounds(values, &library.Harvest{}); err != nil {
		return nil, bad
	}
	return values, nil
}
