package duplicate

import (
	"bytes"
	"encoding/json"
	"hash/maphash"

	"goodmeasure/evidence"
)

// Alike tells whether two records say the same in everything, wherever they came from.
func Alike(a, b evidence.Record) bool { return bytes.Equal(Whole(a), Whole(b)) }

// Whole is all that a record says of its work.
func Whole(r evidence.Record) []byte {
	r.ID, r.Origin = "", evidence.Origin{}
	text, err := json.Marshal(r)
	if err != nil { // a record holds nothing that JSON has no words for
		panic(err)
	}
	return text
}

var seed = maphash.MakeSeed()

// again says why two records that are alike in everything are surely one: they stood in the same place of a file, which was
// read twice, or say more of the work than a title that many have. Otherwise it says nothing.
func again(a, b *print, read *files) string {
	switch {
	case a.whole != b.whole:
		return ""
	case a.from != "" && a.from == b.from && read.again(a, b):
		return "the same record of a file that was read again"
	case a.longTitle() && len(a.families) > 0:
		return "alike in everything"
	}
	return ""
}
