package store

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
)

// A record whose text cannot be made ends the taking in, not the program, and nobody waits for the texts after it.
func TestAPanicWhileTextsAreMadeReachesWhoWantsThem(t *testing.T) {
	entries := make([]evidence.Entry, 3)
	for _, want := range []func(recordTexts){
		func(texts recordTexts) { texts.next(); texts.next() },
		func(texts recordTexts) { texts.all() },
	} {
		made := 0
		texts := textsOf(entries, func(e evidence.Entry) (string, string, error) {
			if made++; made == 2 {
				panic("provoked")
			}
			return describeRecord(e)
		})
		func() {
			defer func() {
				if reason := fmt.Sprint(recover()); !strings.Contains(reason, "provoked") {
					t.Errorf("whoever wants the texts meets %s", reason)
				}
			}()
			want(texts)
			t.Error("texts were given that were never made")
		}()
	}
}
